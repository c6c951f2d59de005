/**
 * A part of a cast-vote-record report (a CVR, an Election, a Party), read whole from JSON or XML. The
 * standard gives both the same names (SP 1500-103 §4): an attribute of JSON's object is a child element
 * of XML's, one that may come more than once is an array there and several elements here, and `@id` is
 * the attribute `ObjectId`. What is asked of a node here is what both can say.
 */
import type { Place } from '../format-error.ts';

/** Strings, numbers, true, false and null come from JSON; XML has strings only. */
export type ReportValue = string | number | boolean | null | ReportNode | readonly ReportValue[];

/** Has no prototype, so that any name can be a key. */
export interface ReportNode {
  readonly [name: string]: ReportValue;
}

/** The parts that are read; all others are passed over. */
export type PartName = 'CVR' | 'Election' | 'Party' | 'Version';
export const PARTS: ReadonlySet<string> = new Set<PartName>([
  'CVR',
  'Election',
  'Party',
  'Version',
]);

/** What is wrong in a part, at its place if nothing is known that is nearer. */
export interface PartProblem {
  readonly code: `format/${string}`;
  readonly found: string;
  readonly expected: string;
}

/** Takes the parts of a report in the order of the file. */
export interface PartTaker {
  part(name: PartName, value: ReportValue, place: Place): PartProblem | undefined;
}

export function isNode(value: ReportValue | undefined): value is ReportNode {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The nodes of this name: of an array, its members that are nodes. */
export function nodesOf(node: ReportNode, name: string): readonly ReportNode[] {
  const value = node[name];
  if (Array.isArray(value)) return value.filter(isNode);
  return isNode(value) ? [value] : [];
}

/** The text of this name, as JSON's string or number or XML's element has it, without blanks at the ends; undefined if there is none. */
export function textOf(node: ReportNode, name: string): string | undefined {
  const value = node[name];
  const one = Array.isArray(value) ? value[0] : value;
  if (typeof one === 'string') return one.trim();
  return typeof one === 'number' || typeof one === 'boolean' ? `${one}` : undefined;
}

/** A name: line ends and runs of blanks, which in XML are often those of its layout, are one blank. */
export function nameOf(node: ReportNode, name: string): string | undefined {
  return textOf(node, name)?.replace(/\s+/g, ' ');
}

/** All texts of this name; XML lists ids in one element, with blanks between them. */
export function textsOf(node: ReportNode, name: string): readonly string[] {
  const value = node[name];
  const all = Array.isArray(value) ? value : [value];
  return all.flatMap((one) => (typeof one === 'string' ? one.split(/\s+/) : [])).filter(Boolean);
}

/** A whole number from 0 on; undefined if there is none, null if it is something else. */
export function wholeOf(node: ReportNode, name: string): number | undefined | null {
  if (node[name] === undefined) return undefined;
  const text = textOf(node, name) ?? '';
  return /^\d{1,9}$/.test(text) ? Number(text) : null;
}
