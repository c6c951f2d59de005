/** Thresholds of nominations and votes of confidence. */
import { exact } from '@hustings/count';
import type { ConfidenceVote, Nominations, Published } from '../published.ts';
import { addsUp, type Check, decimalText, failed, held, noMoreThan, shown } from './check.ts';

export function gateChecks(published: Published): readonly Check[] {
  return [
    ...published.nominations.flatMap(thresholdChecks),
    ...published.confidence.flatMap(confidenceChecks),
  ];
}

/** A share of a body that is no whole number: so many members are at least that share only when rounded up. */
function thresholdChecks(gate: Nominations): readonly Check[] {
  const { bodySize, percent, threshold, candidates, stood } = gate;
  const out: Check[] = [];
  if (bodySize !== undefined && percent !== undefined && threshold !== undefined) {
    const share = exact.divide(exact.multiply(percent.value, bodySize.value), exact.whole(100));
    const least = (share.n + share.d - 1n) / share.d;
    const figures = [threshold, percent, bodySize];
    const says = `${percent.text} % of ${shown(bodySize.text)} is ${decimalText(share, 2).replace(/\.?0+$/, '')}`;
    const needed = exact.ratio(least, 1n);
    if (exact.equal(threshold.value, needed))
      out.push(
        held('audit/threshold', `Threshold: ${says}, so ${threshold.text} are needed.`, figures),
      );
    else
      out.push(
        failed(
          'audit/threshold',
          `Threshold: ${says}; ${threshold.text} is printed, and ${least} are the fewest that reach it${exact.equal(exact.ratio(least - 1n, 1n), threshold.value) ? ' (rounded down, it is less than the share that the rule asks for)' : ''}.`,
          figures,
          new Map([[threshold.path, `${least}`]]),
        ),
      );
  }
  const all = [...candidates.values()];
  const sum = exact.sum(all.map((f) => f.value));
  // One nomination each, as every rule book that names a share of a body has it.
  if (bodySize !== undefined && percent !== undefined && exact.isMore(sum, bodySize.value))
    out.push(
      failed(
        'audit/nominations',
        `Nominations of all candidates: ${shown(exact.toText(sum, 0))}, and ${shown(bodySize.text)} could nominate one each.`,
        [...all, bodySize],
      ),
    );
  for (const [candidate, figure] of candidates) {
    if (threshold !== undefined && (stood.length === 0 || stood.includes(candidate)))
      out.push(
        exact.isLess(figure.value, threshold.value)
          ? failed(
              'audit/nominations',
              `Nominations of ${candidate}: ${figure.text}, and ${threshold.text} were needed to stand.`,
              [figure, threshold],
              new Map(),
              'unusual',
            )
          : held(
              'audit/nominations',
              `Nominations of ${candidate}: ${figure.text} of ${threshold.text} needed.`,
              [figure, threshold],
            ),
      );
    if (bodySize !== undefined)
      out.push(noMoreThan(`Nominations of ${candidate}`, figure, bodySize));
  }
  return out;
}

function confidenceChecks(vote: ConfidenceVote): readonly Check[] {
  const { confidence, noConfidence, total, spoilt, electorate, shares, outcome, name } = vote;
  if (confidence === undefined || noConfidence === undefined) return [];
  const out: Check[] = [];
  const sides = [confidence, noConfidence];
  if (total !== undefined) {
    const plain = addsUp('audit/votes-add-up', `Votes of confidence in ${name}`, sides, total);
    out.push(
      plain.holds || spoilt === undefined
        ? plain
        : addsUp('audit/votes-add-up', `Votes of confidence in ${name}`, [...sides, spoilt], total),
    );
    if (electorate !== undefined)
      out.push(noMoreThan(`Votes of confidence in ${name}`, total, electorate));
  }
  const cast = exact.sum(sides.map((s) => s.value));
  for (const [i, printed] of shares.entries()) {
    const side = sides[i];
    if (side === undefined || cast.n === 0n) continue;
    const text = decimalText(
      exact.divide(exact.multiply(side.value, exact.whole(100)), cast),
      printed.decimals,
    );
    out.push(
      exact.equal(exact.fromText(text), printed.value)
        ? held('audit/share', `Share, ${name}: ${text}.`, [printed, side])
        : failed(
            'audit/share',
            `Share, ${name}: ${printed.text} is printed, and ${shown(side.text)} of ${shown(exact.toText(cast, 0))} is ${text}.`,
            [printed, ...sides],
            new Map([[printed.path, text]]),
          ),
    );
  }
  const said =
    outcome === undefined
      ? undefined
      : /^won/i.test(outcome)
        ? true
        : /^(lost|removed)/i.test(outcome)
          ? false
          : undefined;
  if (said !== undefined) {
    const won = exact.isMore(confidence.value, noConfidence.value);
    out.push(
      won === said
        ? held('audit/outcome', `Outcome, ${name}: ${won ? 'won' : 'lost'}.`, sides)
        : failed(
            'audit/outcome',
            `Outcome, ${name}: it is said to be ${said ? 'won' : 'lost'}, with ${confidence.text} for and ${noConfidence.text} against.`,
            sides,
          ),
    );
  }
  return out;
}
