/**
 * An act as a form: which fields it asks for, and how what was sent becomes the act. The referee
 * judges the act afterwards; here only what cannot be read is turned back, at its field.
 */
import { err, type Failure, type Result } from '@hustings/base';
import type { Docket } from '@hustings/record';
import type { Act, Actor, Entry, RuleBook, State } from '@hustings/rulebook';
import type { FieldView } from '@hustings/web';
import type { Membership } from '../electors/membership.ts';
import type { Database } from '../store/store.ts';

export type ActKind = Act['kind'];

/** What an act is about. */
export interface ActPlace {
  readonly act: ActKind;
  readonly procedure?: string;
  readonly matter?: string;
  readonly poll?: string;
  /** What the task list had in mind: the body to be sized, the question to be answered. */
  readonly about?: string;
}

/** Somebody about to do something. */
export interface Doing {
  readonly db: Database;
  readonly proceeding: string;
  readonly book: RuleBook;
  readonly state: State;
  readonly docket: Docket;
  /** Every event so far. */
  readonly entries: readonly Entry[];
  readonly now: Date;
  readonly actor: Actor;
  readonly place: ActPlace;
  /** The member who acts; absent for the officer. */
  readonly member?: {
    readonly person: string;
    readonly name: string;
    readonly membership: Membership;
  };
}

/** What a form sent: every field as text, repeated ones as a list. */
export type Sent = Readonly<Record<string, string | readonly string[]>>;

export interface FormFault extends Failure {
  readonly field?: string;
}

export interface Drafted {
  readonly act: Act;
  /** Written with the act, in the server's own tables: which person a candidate is. */
  readonly candidacy?: { readonly candidate: string; readonly person: string };
}

export interface ActForm {
  readonly title: string;
  readonly lead: readonly string[];
  /** Text of the button. */
  readonly submit: string;
  readonly warning?: string;
  /** Said when it is done. */
  readonly done: string;
  /** What to look at before doing it. */
  readonly facts?: (doing: Doing) => readonly { readonly term: string; readonly value: string }[];
  readonly fields: (
    doing: Doing,
    sent: Sent,
  ) => readonly FieldView[] | Promise<readonly FieldView[]>;
  readonly read: (
    doing: Doing,
    sent: Sent,
  ) => Result<Drafted, FormFault> | Promise<Result<Drafted, FormFault>>;
}

export function text(sent: Sent, name: string): string {
  const value = sent[name];
  return (typeof value === 'string' ? value : (value?.[0] ?? '')).trim();
}

export function texts(sent: Sent, name: string): readonly string[] {
  const value = sent[name];
  return value === undefined ? [] : typeof value === 'string' ? [value] : value;
}

export function fault(
  field: string,
  message: string,
): { readonly ok: false; readonly error: FormFault } {
  return err({ code: 'form/field', message, field });
}

/** Puts what is wrong beside the field that it is about. */
export function withFault(
  fields: readonly FieldView[],
  found: FormFault | undefined,
): readonly FieldView[] {
  if (found?.field === undefined) return fields;
  return fields.map((field) =>
    field.kind !== 'hidden' && field.name === found.field
      ? { ...field, error: found.message }
      : field,
  );
}

/** The first id of this shape that is not taken: `poll-1`, `poll-2`. */
export function freshId(
  prefix: string,
  taken: Readonly<Record<string, unknown>> | ReadonlySet<string>,
): string {
  const isTaken = (id: string): boolean =>
    taken instanceof Set ? taken.has(id) : Object.hasOwn(taken, id);
  for (let n = 1; ; n++) if (!isTaken(`${prefix}-${n}`)) return `${prefix}-${n}`;
}

/** `Ann O’Hara-Lee` → `ann-o-hara-lee`; never empty. */
export function slug(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 48)
    .replace(/-+$/, '');
  return plain === '' ? 'candidate' : plain;
}
