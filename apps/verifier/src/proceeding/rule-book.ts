/** The few places of a rule book (spec/rulebook.md) that figures follow from. */
import { isObject } from '../entries/shape.ts';

/** A value inside foreign JSON; undefined where the way ends. */
export function at(value: unknown, ...path: readonly string[]): unknown {
  let here = value;
  for (const step of path) {
    if (!isObject(here) || !Object.hasOwn(here, step)) return undefined;
    here = here[step];
  }
  return here;
}

export function textAt(value: unknown, ...path: readonly string[]): string | undefined {
  const found = at(value, ...path);
  return typeof found === 'string' ? found : undefined;
}

export function numberAt(value: unknown, ...path: readonly string[]): number | undefined {
  const found = at(value, ...path);
  return Number.isSafeInteger(found) ? (found as number) : undefined;
}

export function listAt(value: unknown, ...path: readonly string[]): readonly unknown[] {
  const found = at(value, ...path);
  return Array.isArray(found) ? found : [];
}

export interface Fraction {
  readonly numerator: number;
  readonly denominator: number;
}

/** A share of a book; undefined where it is none. */
export function fractionAt(value: unknown, ...path: readonly string[]): Fraction | undefined {
  const numerator = numberAt(value, ...path, 'numerator');
  const denominator = numberAt(value, ...path, 'denominator');
  return numerator === undefined || denominator === undefined || denominator < 1
    ? undefined
    : { numerator, denominator };
}

/** A procedure as one ballot of several has it: with what the ballot replaces. */
export function procedureOfBallot(procedure: unknown, ballot: string | undefined): unknown {
  if (ballot === undefined || !isObject(procedure)) return procedure;
  const own = listAt(procedure, 'ballots').find((b) => textAt(b, 'id') === ballot);
  if (!isObject(own)) return undefined;
  const replaced = ['franchise', 'paper', 'count', 'poll', 'results', 'seats'].filter((name) =>
    Object.hasOwn(own, name),
  );
  const winning = at(own, 'decides', 'winning');
  return {
    ...procedure,
    ...Object.fromEntries(replaced.map((name) => [name, own[name]])),
    ...(winning === undefined ? {} : { winning }),
    decides: own['decides'],
  };
}

/** The procedure of that id. */
export function procedureOf(book: unknown, id: string | undefined): unknown {
  return listAt(book, 'procedures').find((p) => textAt(p, 'id') === id);
}
