/**
 * Forms drawn from data. Every field has its own label, hint and error tied to it; errors are listed
 * once more on top with links, as people look there first.
 */
import type { ComponentChildren, VNode } from 'preact';
import { common, frame as t } from '../messages/words.ts';
import type { FieldView, FormView } from '../views.ts';

export function Csrf({ value }: { readonly value: string | undefined }): VNode | null {
  return value === undefined ? null : <input type="hidden" name="_csrf" value={value} />;
}

export interface FormProps {
  readonly form: FormView;
  readonly csrf: string | undefined;
  /** Set apart from other forms of the page; prefixes the ids of the fields. */
  readonly id?: string;
  readonly look?: 'main' | 'second' | 'quiet';
}

export function Form({ form, csrf, id = 'f', look = 'main' }: FormProps): VNode {
  return (
    <form
      class="form"
      method="post"
      action={form.action}
      encType={form.multipart ? 'multipart/form-data' : undefined}
      data-once=""
    >
      <Csrf value={csrf} />
      {form.fields.map((field) => (
        <Field key={field.name} field={field} id={`${id}-${field.name}`} />
      ))}
      {form.warning ? <p class="warning">{form.warning}</p> : null}
      <button type="submit" class={look}>
        {form.submit}
      </button>
    </form>
  );
}

/** The errors of a form, on top of the page, each leading to its field. */
export function ErrorSummary(props: {
  readonly error: string | undefined;
  readonly fields: readonly FieldView[];
  readonly id?: string;
}): VNode | null {
  const { error, fields, id = 'f' } = props;
  const wrong = fields.flatMap((field) =>
    field.kind !== 'hidden' && field.error ? [{ name: field.name, error: field.error }] : [],
  );
  if (error === undefined && wrong.length === 0) return null;
  return (
    <div class="notice notice-problem" role="alert">
      <p class="notice-heading">{t.problem}</p>
      {error ? <p>{error}</p> : null}
      {wrong.length > 0 ? (
        <ul>
          {wrong.map((field) => (
            <li key={field.name}>
              <a href={`#${id}-${field.name}`}>{field.error}</a>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}

export function Field({ field, id }: { readonly field: FieldView; readonly id: string }): VNode {
  switch (field.kind) {
    case 'hidden':
      return <input type="hidden" name={field.name} value={field.value} />;
    case 'choice':
    case 'choices':
      return <Choice field={field} id={id} />;
    case 'check':
      return (
        <div class="field">
          <FieldError field={field} id={id} />
          <label class="tick">
            <input
              id={id}
              type="checkbox"
              name={field.name}
              value={field.value}
              checked={field.checked ?? false}
              aria-describedby={described(field, id)}
            />
            <span>{field.label}</span>
          </label>
          <FieldHint field={field} id={id} />
        </div>
      );
    case 'long':
      return (
        <Labelled field={field} id={id}>
          <textarea
            id={id}
            name={field.name}
            rows={field.rows ?? 6}
            maxLength={field.max}
            required={!field.optional}
            aria-describedby={described(field, id)}
            aria-invalid={field.error ? 'true' : undefined}
          >
            {field.value ?? ''}
          </textarea>
        </Labelled>
      );
    case 'file':
      return (
        <Labelled field={field} id={id}>
          <input
            id={id}
            type="file"
            name={field.name}
            accept={field.accept}
            required={!field.optional}
            aria-describedby={described(field, id)}
            aria-invalid={field.error ? 'true' : undefined}
          />
        </Labelled>
      );
    default:
      return (
        <Labelled field={field} id={id}>
          <Line field={field} id={id} />
        </Labelled>
      );
  }
}

type LineField = Extract<FieldView, { kind: 'text' | 'email' | 'number' | 'date' | 'moment' }>;

/** Everything that is typed on one line. */
function Line({ field, id }: { readonly field: LineField; readonly id: string }): VNode {
  const common = {
    id,
    name: field.name,
    value: field.value ?? '',
    required: !field.optional,
    'aria-describedby': described(field, id),
    'aria-invalid': field.error ? ('true' as const) : undefined,
  };
  switch (field.kind) {
    case 'text':
      return (
        <input type="text" maxLength={field.max} autoComplete={field.autocomplete} {...common} />
      );
    case 'email':
      return <input type="email" autoComplete={field.autocomplete} {...common} />;
    case 'number':
      return <input type="number" class="short" min="0" max={field.max} {...common} />;
    case 'date':
      return <input type="date" class="middling" {...common} />;
    case 'moment':
      return <input type="datetime-local" class="middling" {...common} />;
  }
}

type Visible = Exclude<FieldView, { kind: 'hidden' }>;

function described(field: Visible, id: string): string | undefined {
  const ids = [field.hint ? `${id}-hint` : '', field.error ? `${id}-error` : ''];
  return ids.filter(Boolean).join(' ') || undefined;
}

function FieldHint({ field, id }: { readonly field: Visible; readonly id: string }): VNode | null {
  return field.hint ? (
    <p class="hint" id={`${id}-hint`}>
      {field.hint}
    </p>
  ) : null;
}

function FieldError({ field, id }: { readonly field: Visible; readonly id: string }): VNode | null {
  return field.error ? (
    <p class="field-error" id={`${id}-error`}>
      {field.error}
    </p>
  ) : null;
}

function Labelled(props: {
  readonly field: Visible;
  readonly id: string;
  readonly children: ComponentChildren;
}): VNode {
  const { field, id } = props;
  return (
    <div class={field.error ? 'field field-wrong' : 'field'}>
      <label for={id}>
        {field.label}
        {field.optional ? <span class="optional"> ({common.optional})</span> : null}
      </label>
      <FieldHint field={field} id={id} />
      <FieldError field={field} id={id} />
      {props.children}
    </div>
  );
}

function Choice(props: {
  readonly field: Extract<FieldView, { kind: 'choice' | 'choices' }>;
  readonly id: string;
}): VNode {
  const { field, id } = props;
  return (
    <fieldset class={field.error ? 'field field-wrong' : 'field'} id={id} tabIndex={-1}>
      <legend>
        {field.label}
        {field.optional ? <span class="optional"> ({common.optional})</span> : null}
      </legend>
      <FieldHint field={field} id={id} />
      <FieldError field={field} id={id} />
      {field.options.map((option, i) => (
        <div class="tick-row" key={option.value}>
          <label class="tick">
            <input
              type={field.kind === 'choice' ? 'radio' : 'checkbox'}
              name={field.name}
              value={option.value}
              checked={option.checked ?? false}
              required={field.kind === 'choice' && !field.optional}
              aria-describedby={option.hint ? `${id}-${i}-hint` : undefined}
            />
            <span>{option.text}</span>
          </label>
          {option.hint ? (
            <p class="hint" id={`${id}-${i}-hint`}>
              {option.hint}
            </p>
          ) : null}
        </div>
      ))}
    </fieldset>
  );
}
