/** Seats of lists as sentences; every figure in them is in the transcript. */
import { explainLevel } from '../explain-ties.ts';
import { list as listed, namer, number, oneStop, plural } from '../words.ts';
import type { PartyListResult } from './party-list.ts';

export function explainPartyList(result: PartyListResult): readonly string[] {
  const name = namer(result.lists);
  const { working, settings } = result;
  const out = [
    `${plural(result.seats, 'seat')} for ${plural(result.lists.length, 'list')} with ${plural(result.votes, 'vote')}, by ${working.kind === 'divisors' ? `the divisors "${settings['divisors']}"` : `the quota "${settings['quota']}"`}.`,
  ];
  const below = result.lists.filter((one) => one.isBelowThreshold);
  if (below.length > 0)
    out.push(`Too few votes to take part: ${listed(below.map((one) => one.name))}.`);
  if (working.kind === 'divisors')
    for (const { seat, list, divisor, quotient } of working.given)
      out.push(
        `Seat ${seat}: ${name(list)}, whose votes divided by ${divisor} make ${decimals(quotient)}.`,
      );
  else {
    out.push(`The quota is ${decimals(working.quota)} votes.`);
    for (const one of result.lists)
      if (!one.isBelowThreshold)
        out.push(
          `${one.name}: ${plural(working.whole[one.id] as number, 'whole quota')}, and ${decimals(working.remainders[one.id] as string)} votes over.`,
        );
    if (working.byRemainder.length > 0)
      out.push(`For what they have over, a seat each: ${listed(working.byRemainder.map(name))}.`);
  }
  for (const tie of result.ties) out.push(...explainLevel(tie, name));
  if (result.unfilled > 0)
    out.push(`No list has a candidate left for ${plural(result.unfilled, 'seat')}.`);
  out.push(`Seats: ${result.lists.map((one) => `${one.name} ${number(one.seats)}`).join('; ')}.`);
  return out.map(oneStop);
}

/** `37/3` as `about 12.33`: cut after two decimals. */
function decimals(text: string): string {
  const [n = '', d] = text.split('/');
  if (d === undefined) return number(BigInt(n));
  const hundredths = (BigInt(n) * 100n) / BigInt(d);
  const isExact = hundredths * BigInt(d) === BigInt(n) * 100n;
  return `${isExact ? '' : 'about '}${number(hundredths / 100n)}.${`${hundredths % 100n}`.padStart(2, '0')}`;
}
