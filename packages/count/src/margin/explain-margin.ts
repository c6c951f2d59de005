/** The margin of victory and what proves it, as sentences; every figure in them is in the transcript. */
import { list, namer, number, oneStop, plural } from '../words.ts';
import type { IrvMargin, MarginAssertion } from './margin-transcript.ts';

export function explainMargin(
  margin: IrvMargin,
  candidates: readonly { readonly id: string; readonly name: string }[],
): readonly string[] {
  const name = namer(candidates);
  const who = name(margin.elected);
  const out = [
    margin.isExact
      ? `${plural(margin.atMost, 'paper')} would have to be marked otherwise before anybody else could be elected instead of ${who}.`
      : `Between ${number(margin.atLeast)} and ${plural(margin.atMost, 'paper')} would have to be marked otherwise before anybody else could be elected instead of ${who}; the search was ended before it was exact.`,
  ];
  if (margin.change !== null) {
    out.push(
      `In the last round alone it would be ${number(margin.lastRound)}; but with ${number(margin.atMost)} changed earlier on, ${list(margin.change.order.map(name))} could go out in this order, the last of them being elected.`,
    );
    for (const { from, to, papers } of margin.change.changes)
      out.push(
        `Changed: ${plural(papers, 'paper')} of ${from.length === 0 ? 'nobody' : from.map(name).join(' then ')}, to ${to.length === 0 ? 'nobody' : to.map(name).join(' then ')}.`,
      );
  }
  // Several orders are refuted by the same assertion.
  const assertions = [
    ...new Set(margin.refuted.map((r) => assertionSentence(r.assertion, name))),
  ].toSorted();
  if (assertions.length > 0)
    out.push(
      'This is proved by the following, each of which needs at least so many changes to undo.',
    );
  return [...out, ...assertions].map(oneStop);
}

function assertionSentence(assertion: MarginAssertion, name: (id: string) => string): string {
  const changes = `${plural(assertion.atLeast, 'change')} to undo`;
  if (assertion.kind === 'never-before')
    return `${name(assertion.ahead)} has ${number(assertion.lead)} more first preferences than there are papers that name ${name(assertion.behind)} and do not put ${name(assertion.ahead)} first of the two, and so cannot go out before: ${changes}.`;
  const terms = assertion.terms.map(
    ({ among, ahead, behind, lead, weight }) =>
      `${weight === 1 ? '' : `${number(weight)} times: `}among ${list(among.map(name))}, ${name(ahead)} has ${number(Math.abs(lead))} ${lead < 0 ? 'fewer' : 'more'} votes than ${name(behind)}`,
  );
  const [only] = terms as [string];
  return terms.length === 1
    ? `${only.charAt(0).toUpperCase()}${only.slice(1)}: ${changes}.`
    : `Taken together: ${terms.join('; ')}: ${changes}.`;
}
