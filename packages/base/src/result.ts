/**
 * An expected failure is a value, so that no caller can forget it; only bugs throw.
 * A plain tagged object: it crosses HTTP and sits in JSON as it is.
 */
export type Result<T, E> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: E };

/** What every expected failure carries: a stable code for programs, a sentence for the person. */
export interface Failure {
  /** `area/kebab-reason`; never reworded once released. */
  readonly code: string;
  /** One plain sentence that says what is wrong and, where possible, what to do. */
  readonly message: string;
}

export function ok<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

export function err<E>(error: E): { readonly ok: false; readonly error: E } {
  return { ok: false, error };
}

/** Returns the value, or throws: for tests, scripts and places where failure would be a bug. */
export function unwrap<T, E>(result: Result<T, E>): T {
  if (result.ok) return result.value;
  throw new Error(`unexpected failure: ${JSON.stringify(result.error)}`);
}

/** Ends an exhaustive switch: compiles only when every case has been handled. */
export function unreachable(value: never): never {
  throw new Error(`unreachable: ${JSON.stringify(value)}`);
}

/** Throws when an invariant of our own is broken; never for foreign input. */
export function assert(condition: boolean, what: string): asserts condition {
  if (!condition) throw new Error(`broken invariant: ${what}`);
}
