/** Points by place as sentences; every figure in them is in the transcript. */
import { byId } from '../by-id.ts';
import { explainLevel } from '../explain-ties.ts';
import { compare, fromText } from '../stv/ratio.ts';
import { list, namer, number, oneStop, plural } from '../words.ts';
import { voidSentence } from './explain-points.ts';
import type { PositionalResult } from './positional.ts';

export function explainPositional(result: PositionalResult): readonly string[] {
  const name = namer(result.candidates);
  const { points, shown, margin, settings } = result;
  const order = Object.keys(points).toSorted(
    (a, b) => compare(fromText(points[b] as string), fromText(points[a] as string)) || byId(a, b),
  );
  const how =
    result.rule === 'dowdall'
      ? 'Dowdall (1 for the first place, 1/2 for the second, 1/3 for the third, and so on)'
      : `Points by place (${settings['worth']}, first place first)`;
  const out = [
    `${how} for ${result.seats === 1 ? 'one seat' : `${number(result.seats)} seats`}: ${plural(result.papers, 'valid paper')}.`,
    ...result.voided.map(voidSentence),
    `${order.map((id) => `${name(id)} ${figure(points[id] as string, shown[id] as string)}`).join('; ')}.`,
    ...(result.tie === undefined ? [] : explainLevel(result.tie, name)),
  ];
  const last = name(result.elected.at(-1) as string);
  const rest =
    margin.over.length === 0
      ? ''
      : margin.points === '0'
        ? ` ${last} was level with ${list(margin.over.map(name))}.`
        : ` ${last} was ${figure(margin.points, margin.shown)} ahead of ${list(margin.over.map(name))}.`;
  out.push(`Elected: ${list(result.elected.map(name))}.${rest}`);
  return out.map(oneStop);
}

/** `12`, or `12.333 (37/3)`. */
function figure(exact: string, shown: string): string {
  return exact.includes('/') ? `${shown} (${exact})` : exact;
}
