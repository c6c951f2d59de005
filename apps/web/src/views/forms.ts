/** Forms that the server fills and the page lays out. */
/** A form as data; every act of officers and members is one of these. Sent by POST. */
export interface FormView {
  readonly action: string;
  readonly fields: readonly FieldView[];
  /** Text of the button: a verb (`Open the poll`). */
  readonly submit: string;
  /** Needs `multipart/form-data`; true when a field is a file. */
  readonly multipart?: boolean;
  /** What cannot be undone, said above the button. */
  readonly warning?: string;
}

interface FieldBase {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  /** What is wrong with what was sent. */
  readonly error?: string;
  readonly optional?: boolean;
}

export type FieldView =
  | { readonly kind: 'hidden'; readonly name: string; readonly value: string }
  | (FieldBase & {
      readonly kind: 'text' | 'email' | 'number' | 'date';
      readonly value?: string;
      readonly autocomplete?: string;
      readonly max?: number;
    })
  /** Local date and time in the frame's zone, `2026-11-22T17:00`. */
  | (FieldBase & { readonly kind: 'moment'; readonly value?: string })
  | (FieldBase & {
      readonly kind: 'long';
      readonly value?: string;
      readonly rows?: number;
      readonly max?: number;
    })
  | (FieldBase & { readonly kind: 'file'; readonly accept?: string })
  | (FieldBase & { readonly kind: 'check'; readonly value: string; readonly checked?: boolean })
  | (FieldBase & {
      readonly kind: 'choice' | 'choices';
      readonly options: readonly {
        readonly value: string;
        readonly text: string;
        readonly hint?: string;
        readonly checked?: boolean;
      }[];
    });
