/**
 * From printed rounds to the figures that are reported: who had how many where, papers that were not
 * for anybody, electors. What the print lacks is filled so that the report can be made, and said.
 */
import type { Figure, PrintedRound } from '@hustings/audit';
import type { BallotReport, Electorate, ReportLine, ResultPolicy } from '@hustings/rulebook';
import type { PrintedSeries } from '../print/parts.ts';
import { alike } from './names.ts';
import type { Setting } from './setting.ts';

/** A count as it goes on the record, before it is said who is chosen. */
export interface Counted {
  readonly lines: readonly ReportLine[];
  readonly rounds: BallotReport['rounds'];
  readonly points: BallotReport['points'];
  /** Electors by section, in the order of the roll. */
  readonly roll: readonly { readonly id: string; readonly size: number }[];
  /** Printed rounds that stand in the report, the first among them. */
  readonly shown: readonly PrintedRound[];
  readonly notes: readonly string[];
  /** The electorate was printed, so that turnouts can be compared. */
  readonly isRollKnown: boolean;
  /** Votes are printed, not worked out from shares. */
  readonly areVotesKnown: boolean;
  /** Votes of whole figures, or of points that a section carries. */
  readonly isSectionKnown: boolean;
}

/** A number of papers that can be one. */
export function isCount(n: number): boolean {
  return Number.isSafeInteger(n) && n >= 0;
}

/** Whether figures are counts at all: a print may have anything, and the referee says so. */
export function areCounts(lines: readonly ReportLine[]): boolean {
  return lines.every(
    (line) =>
      [line.entitled, line.valid, line.abstained, ...Object.values(line.votes)].every(isCount) &&
      line.spoilt.every((s) => isCount(s.count)),
  );
}

export interface Counting {
  readonly setting: Setting;
  readonly electorate: Electorate;
  readonly results: ResultPolicy;
  readonly isChoice: boolean;
  readonly series: PrintedSeries;
  readonly rounds: readonly PrintedRound[];
  /** Place of the first of these rounds among all printed. */
  readonly place: number;
  /** Papers of the whole series belong to its first round. */
  readonly isFirst: boolean;
  readonly idOf: (name: string) => string | undefined;
  /** Members of the body that votes. */
  readonly size: number | undefined;
}

type Votes = Readonly<Record<string, number>>;

const sum = (votes: Votes): number => Object.values(votes).reduce((a, b) => a + b, 0);
const numberOf = (figure: Figure | undefined): number | undefined =>
  figure === undefined ? undefined : Number(figure.text);

export function counted(of: Counting): Counted {
  const { setting, electorate, series, rounds, idOf } = of;
  const { script } = setting;
  const notes: string[] = [];
  const first = rounds[0] as PrintedRound;
  const ours = electorate.units === undefined ? electorate.sections.map((s) => s.id) : [];
  const isWeighted =
    electorate.sections.some((s) => s.weight !== undefined) || electorate.units !== undefined;
  const places = alike([...first.bySection.keys()], ours, script.sections);
  const isSectionKnown =
    electorate.units === undefined &&
    first.bySection.size > 0 &&
    first.unit === 'votes' &&
    [...first.bySection.keys()].every((id) => places.has(id)) &&
    (ours.length === 1 || places.size > 1 || !isWeighted);
  const byName = (figures: ReadonlyMap<string, Figure>): Record<string, number> =>
    Object.fromEntries(
      [...figures].flatMap(([name, figure]) => {
        const id = idOf(name);
        return id === undefined ? [] : [[id, Number(figure.text)] as const];
      }),
    );
  const sectionVotes = (round: PrintedRound): readonly { section: string; votes: Votes }[] =>
    ours.map((id) => {
      const theirs = [...places].find(([, our]) => our === id)?.[0];
      return { section: id, votes: byName(round.bySection.get(theirs ?? '') ?? new Map()) };
    });
  const isPoints = !isSectionKnown && isWeighted;
  const shown = rounds.filter((r) => (isSectionKnown ? r.bySection.size > 0 : r.totals.size > 0));
  if (shown.length < rounds.length)
    notes.push(
      `Of ${rounds.length} rounds ${rounds.length - shown.length} are printed without votes by section and do not stand in the report.`,
    );
  const votesOf = (round: PrintedRound): Votes =>
    round.unit === 'votes' ? byName(round.totals) : {};
  const fromShares = !isPoints && !isSectionKnown && first.unit !== 'votes';
  const returned = numberOf(series.ballot.papers.returned) ?? numberOf(series.ballot.papers.valid);
  if (fromShares)
    notes.push(
      'Votes are not printed, only shares: the votes in the report are worked out from them.',
    );
  const votesFromShares = (): Votes =>
    Object.fromEntries(
      Object.entries(byName(first.totals)).map(([id, share]) => [
        id,
        Math.round((share * (returned ?? 10_000)) / 100),
      ]),
    );
  const firstVotes: readonly { section: string; votes: Votes }[] = isSectionKnown
    ? sectionVotes(first)
    : ours.map((section, i) => ({
        section,
        votes: i > 0 || isPoints ? {} : fromShares ? votesFromShares() : votesOf(first),
      }));
  if (!isSectionKnown && ours.length > 1 && !isPoints)
    notes.push('Votes by section are not printed: all of them stand in the first section.');
  if (isPoints && electorate.units === undefined)
    notes.push('Votes by section are not printed: the report gives the weighted totals.');
  const cast = papersOf(
    of,
    firstVotes.map((s) => s.votes),
    notes,
  );
  const sizes = rollOf(of, cast, notes);
  const unitIds = electorate.units === undefined ? undefined : unitNames(electorate);
  const sections: readonly { section: string; votes: Votes }[] =
    unitIds === undefined ? firstVotes : unitIds.map((section) => ({ section, votes: {} }));
  const even = (total: number, i: number): number =>
    Math.floor((total * (i + 1)) / sections.length) - Math.floor((total * i) / sections.length);
  if (unitIds !== undefined)
    notes.push(
      `Figures by ${electorate.units?.unit ?? 'unit'} are not in the file: electors and papers are spread evenly over ${unitIds.length}, and the points are those printed.`,
    );
  const lines = sections.map(({ section, votes }, i): ReportLine => {
    const isAll = unitIds !== undefined;
    const rolls = Object.entries(rollsOf(of, sizes.total, notes)).map(
      ([id, n]) => [id, isAll ? even(n, i) : i === 0 ? n : 0] as const,
    );
    const spoilt = isAll
      ? cast.spoilt.map((s) => ({ ...s, count: even(s.count, i) })).filter((s) => s.count > 0)
      : (cast.spoiltBySection[i] ?? []);
    return {
      section,
      entitled: isAll ? even(sizes.total, i) : (sizes.bySection[i] ?? 0),
      ...(rolls.length === 0 ? {} : { rolls: Object.fromEntries(rolls) }),
      valid: isAll ? even(cast.valid, i) : (cast.validBySection[i] ?? sum(votes)),
      abstained: i === 0 ? cast.abstained : 0,
      spoilt,
      votes,
    };
  });
  return {
    lines,
    rounds:
      isPoints || fromShares
        ? []
        : shown.slice(1).map((round) => ({
            sections: isSectionKnown
              ? sectionVotes(round)
              : [{ section: ours[0] ?? '', votes: votesOf(round) }],
          })),
    points: isPoints ? shown.map((round) => pointsOf(of, round, notes)) : undefined,
    roll: lines.map(({ section, entitled }) => ({ id: section, size: entitled })),
    shown,
    notes,
    isRollKnown: sizes.isKnown,
    areVotesKnown: !fromShares,
    isSectionKnown,
  };
}

/** Points of a round: printed, or so many per cent of all there are. */
function pointsOf(
  of: Counting,
  round: PrintedRound,
  notes: string[],
): Readonly<Record<string, string>> {
  const total = Number(of.series.ballot.points.total?.text ?? 100);
  const found: Record<string, string> = {};
  for (const [name, figure] of round.totals) {
    const id = of.idOf(name);
    if (id === undefined) continue;
    const isShare = round.unit === 'percent' && of.electorate.units !== undefined;
    if (isShare)
      notes.push('Rounds printed as shares of the points stand in the report as points.');
    found[id] = isShare ? plain((Number(figure.text) * total) / 100) : plain(Number(figure.text));
  }
  for (const name of round.missing) {
    const id = of.idOf(name);
    const supplied = of.setting.script.supplied?.[name];
    if (id !== undefined && supplied !== undefined) found[id] = supplied;
  }
  return found;
}

/** Six decimals are more than any print has. */
function plain(value: number): string {
  return value.toFixed(6).replace(/\.?0+$/, '');
}

interface Cast {
  readonly valid: number;
  readonly abstained: number;
  readonly spoilt: ReportLine['spoilt'];
  readonly validBySection: readonly (number | undefined)[];
  readonly spoiltBySection: readonly ReportLine['spoilt'][];
  readonly total: number;
}

/** Papers: valid, abstained, rejected, as printed for this count. */
function papersOf(of: Counting, votes: readonly Votes[], notes: string[]): Cast {
  const { series, rounds, place, isFirst, setting, electorate } = of;
  const { papers } = series.ballot;
  const first = rounds[0] as PrintedRound;
  const said = setting.script.papers?.[place];
  const given = votes.map(sum);
  const inVotes = given.reduce((a, b) => a + b, 0);
  const only = isFirst ? papers : undefined;
  const abstained = said?.abstained ?? numberOf(only?.abstentions) ?? 0;
  const printedValid = numberOf(only?.valid);
  const heads = [...first.heads.values()].reduce((a, f) => a + Number(f.text), 0);
  // Valid papers may be printed with the abstentions among them.
  const withoutThem = printedValid !== undefined && printedValid - abstained === inVotes;
  const isBare = electorate.units !== undefined || inVotes === 0;
  const valid = isBare
    ? (printedValid ?? heads)
    : of.isChoice || withoutThem || printedValid === undefined
      ? inVotes
      : Math.max(inVotes, printedValid);
  const notAdmitted = numberOf(only?.notAdmitted) ?? 0;
  const returned = numberOf(only?.returned);
  const rejected =
    numberOf(only?.spoilt) ??
    numberOf(first.spoilt) ??
    (returned === undefined ? 0 : Math.max(0, returned - valid - abstained - notAdmitted));
  const reasons = of.results.spoilt?.reasons.map((r) => r.id) ?? ['rejected'];
  const other = reasons.at(-1) ?? 'rejected';
  const spoilt =
    said?.spoilt !== undefined
      ? Object.entries(said.spoilt).map(([reason, count]) => ({ reason, count }))
      : notAdmitted > 0 && reasons.length > 1
        ? [
            { reason: reasons[0] as string, count: notAdmitted },
            { reason: other, count: rejected },
          ]
        : rejected + notAdmitted > 0
          ? [{ reason: other, count: rejected + notAdmitted }]
          : [];
  const validBySection = given.map((n, i) => (i === 0 && given.length === 1 ? valid : n));
  const count = spoilt.reduce((a, s) => a + s.count, 0);
  const bySection = spoiltBySection(of, spoilt, count, notes);
  return {
    valid,
    abstained,
    spoilt,
    validBySection,
    spoiltBySection: bySection,
    total: valid + abstained + count,
  };
}

/** Rejected papers by section as printed; those of no known section stand in the first. */
function spoiltBySection(
  of: Counting,
  spoilt: ReportLine['spoilt'],
  total: number,
  notes: string[],
): readonly ReportLine['spoilt'][] {
  const { electorate, series } = of;
  const ours = electorate.sections.map((s) => s.id);
  if (ours.length === 1 || spoilt.length !== 1) return [spoilt];
  const reason = spoilt[0]?.reason ?? '';
  const places = alike(
    series.ballot.sections.map((s) => s.id),
    ours,
    of.setting.script.sections,
  );
  const known = ours.map((id) => {
    const printed = series.ballot.sections.find((s) => places.get(s.id) === id);
    return numberOf(printed?.spoilt);
  });
  const rest = total - known.reduce<number>((a, n) => a + (n ?? 0), 0);
  if (rest > 0)
    notes.push('Rejected papers are not printed by section: they stand in the first without any.');
  const at = known.indexOf(undefined);
  return known.map((n, i) => {
    const count = (n ?? 0) + (i === (at < 0 ? 0 : at) ? Math.max(0, rest) : 0);
    return count === 0 ? [] : [{ reason, count }];
  });
}

function rollOf(
  of: Counting,
  cast: Cast,
  notes: string[],
): { readonly total: number; readonly bySection: readonly number[]; readonly isKnown: boolean } {
  const { electorate, series, place, setting, size } = of;
  const ours = electorate.sections.map((s) => s.id);
  const printedSections = series.ballot.sections;
  const places = alike(
    printedSections.map((s) => s.id),
    ours,
    setting.script.sections,
  );
  const known = ours.map((id) =>
    numberOf(printedSections.find((s) => places.get(s.id) === id)?.electorate),
  );
  const node = setting.part.node.at('sections')?.items() ?? [];
  const direct = node.length === 1 ? numberOf(node[0]?.at('electorate')?.figure()) : undefined;
  const printed =
    setting.script.papers?.[place]?.electorate ??
    size ??
    numberOf(series.ballot.papers.electorate) ??
    direct;
  const floor = ours.map((_, i) => {
    const spoilt = (cast.spoiltBySection[i] ?? []).reduce((a, s) => a + s.count, 0);
    return (cast.validBySection[i] ?? 0) + spoilt + (i === 0 ? cast.abstained : 0);
  });
  if (known.every((n) => n !== undefined)) {
    const bySection = known.map((n) => n ?? 0);
    return { total: bySection.reduce((a, b) => a + b, 0), bySection, isKnown: true };
  }
  const least = Math.max(1, cast.total);
  const isDelegated = electorate.sections.some((s) => s.delegation !== undefined);
  if (printed === undefined) {
    if (!isDelegated)
      notes.push(
        'How many could vote is not printed: the roll has as many as returned a paper, and no turnout is compared.',
      );
    return {
      total: least,
      bySection:
        ours.length === 1
          ? [least]
          : floor.map((n, i) => Math.max(n, i === 0 && cast.total === 0 ? 1 : 0)),
      isKnown: false,
    };
  }
  if (ours.length === 1) return { total: printed, bySection: [printed], isKnown: true };
  // The whole is printed and its parts are not: the rest is dealt out as the papers came.
  notes.push('Electors by section are not printed: the whole is dealt out as the papers came.');
  const rest = Math.max(0, printed - floor.reduce((a, b) => a + b, 0));
  const papers = floor.reduce((a, b) => a + b, 0);
  let dealt = 0;
  const bySection = floor.map((n, i) => {
    const share =
      i === floor.length - 1 ? rest - dealt : papers === 0 ? 0 : Math.floor((rest * n) / papers);
    dealt += share;
    return n + share;
  });
  return { total: printed, bySection, isKnown: true };
}

/** Other counts of the electors; of the roll that turnout is a share of there must be one. */
function rollsOf(of: Counting, total: number, notes: string[]): Readonly<Record<string, number>> {
  const said = of.setting.script.rolls ?? {};
  const wanted = of.results.turnout.roll;
  if (wanted === undefined || said[wanted] !== undefined) return said;
  const name = of.electorate.rolls?.find((r) => r.id === wanted)?.name ?? wanted;
  notes.push(`The roll that turnout is a share of (${name}) is not in the file.`);
  return { ...said, [wanted]: total };
}

function unitNames(electorate: Electorate): readonly string[] {
  const { units } = electorate;
  return Array.from({ length: units?.count ?? 1 }, (_, i) => `${units?.unit ?? 'unit'}-${i + 1}`);
}
