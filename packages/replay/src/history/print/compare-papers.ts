/** Papers, turnouts by the book's policy, points by its units. */
import type { Figure } from '@hustings/audit';
import { exact } from '@hustings/count';
import { rounded } from './compare-shares.ts';
import { type Compared, figure, type Papers, type PlayedCount } from './compared.ts';

export function papersOf(
  count: PlayedCount,
  papers: Papers,
  abstained: number,
): readonly Compared[] {
  const { valid, spoilt, returned, admitted, abstentions, notAdmitted, channels, electorate } =
    count.ballot.papers;
  const all = count.isAbstentionCounted
    ? papers.valid + papers.spoilt
    : papers.valid + abstained + papers.spoilt;
  const rejected =
    notAdmitted === undefined ? papers.spoilt : papers.spoilt - Number(notAdmitted.text);
  const { isRollKnown, areVotesKnown } = count.counted;
  const drawn = (n: number): string | undefined => (areVotesKnown ? String(n) : undefined);
  const found: Compared[] = [];
  if (valid !== undefined)
    found.push(figure(valid.path, 'valid papers', valid.text, drawn(papers.valid)));
  if (spoilt !== undefined)
    found.push(figure(spoilt.path, 'rejected papers', spoilt.text, drawn(rejected)));
  if (abstentions !== undefined)
    found.push(figure(abstentions.path, 'abstentions', abstentions.text, drawn(abstained)));
  if (returned !== undefined)
    found.push(figure(returned.path, 'papers returned', returned.text, drawn(all)));
  if (admitted !== undefined && notAdmitted !== undefined)
    found.push(
      figure(
        admitted.path,
        'papers admitted',
        admitted.text,
        drawn(all - Number(notAdmitted.text)),
      ),
    );
  if (channels.length > 1 && returned !== undefined)
    found.push(
      figure(
        returned.path,
        'papers by all ways together',
        returned.text,
        String(channels.reduce((a, c) => a + Number(c.text), 0)),
      ),
    );
  const sections = count.ballot.sections.filter((s) => s.electorate !== undefined);
  if (electorate !== undefined && sections.length > 1 && isRollKnown)
    found.push(figure(electorate.path, 'electors', electorate.text, String(papers.entitled)));
  return found;
}

export function turnouts(
  count: PlayedCount,
  papers: Papers,
  abstained: number,
): readonly Compared[] {
  const { counts, roll } = count.results.turnout;
  const { isRollKnown, areVotesKnown } = count.counted;
  const unknown = 'how many could vote is not in the file';
  return count.ballot.turnout.map(({ figure: f, section }) => {
    if (section !== undefined) {
      const of = count.ballot.sections.find((s) => s.id === section);
      const has = of?.returned === undefined || of.electorate === undefined;
      return figure(
        f.path,
        `turnout of ${section}`,
        f.text,
        has
          ? undefined
          : percentOf(Number(of.returned?.text), Number(of.electorate?.text), f.decimals),
        has ? unknown : 'the returned papers of the section by its electors',
      );
    }
    const entitled =
      roll === undefined
        ? papers.entitled
        : count.report.lines.reduce((sum, l) => sum + (l.rolls?.[roll] ?? 0), 0);
    const inValid = count.isAbstentionCounted ? papers.valid : papers.valid + abstained;
    const returned = count.ballot.papers.returned;
    const came = areVotesKnown
      ? inValid + (counts === 'cast' ? papers.spoilt : 0)
      : Number(returned?.text);
    return figure(
      f.path,
      'turnout',
      f.text,
      isRollKnown ? percentOf(came, entitled, f.decimals) : undefined,
      isRollKnown ? otherTurnout(f, inValid, papers) : unknown,
    );
  });
}

function otherTurnout(f: Figure, valid: number, papers: Papers): string | undefined {
  const of = (part: number) => percentOf(part, papers.entitled, f.decimals) === f.text;
  if (of(valid)) return 'as printed it counts valid papers only';
  return of(valid + papers.spoilt) ? 'as printed it counts rejected papers too' : undefined;
}

function percentOf(part: number, whole: number, decimals: number): string | undefined {
  if (whole === 0 || !Number.isInteger(part)) return undefined;
  return rounded(exact.ratio(BigInt(part) * 100n, BigInt(whole)), decimals);
}

/** Points that there are, and points that win, by the book's units. */
export function points(count: PlayedCount): readonly Compared[] {
  const { units } = count.electorate;
  const { total, perUnit, units: number, toWin } = count.ballot.points;
  if (units === undefined) return [];
  const all = units.count === undefined ? undefined : units.count * units.points;
  const found: Compared[] = [];
  const text = (n: number | undefined): string | undefined =>
    n === undefined ? undefined : String(n);
  if (number !== undefined)
    found.push(figure(number.path, `${units.unit}s`, number.text, text(units.count)));
  if (perUnit !== undefined)
    found.push(
      figure(perUnit.path, `points of each ${units.unit}`, perUnit.text, text(units.points)),
    );
  if (total !== undefined) found.push(figure(total.path, 'points in all', total.text, text(all)));
  if (toWin !== undefined)
    found.push(
      figure(
        toWin.path,
        'points that win',
        toWin.text,
        all === undefined ? undefined : text(Math.floor(all / 2) + 1),
      ),
    );
  for (const round of count.counted.shown) {
    if (round.unit !== 'points' || round.missing.length > 0 || total === undefined) continue;
    const sum = exact.sum([...round.totals.values()].map((f) => f.value));
    const decimals = Math.max(0, ...[...round.totals.values()].map((f) => f.decimals));
    // Each figure may be half a unit of its last place away from what it was.
    const slack = exact.ratio(BigInt(round.totals.size), 2n * 10n ** BigInt(decimals));
    const away = exact.subtract(sum, total.value);
    const isNear = !exact.isMore(away, slack) && !exact.isLess(away, exact.negate(slack));
    found.push(
      figure(
        `${round.path}/totals`,
        `${round.name}: the points add up`,
        total.text,
        isNear ? total.text : exact.toText(sum, decimals),
      ),
    );
  }
  return found;
}
