/** The declaration, with every figure drawn from the reports by the book's own policies. */
import { turnout } from '@hustings/count';
import {
  type CandidateRef,
  candidatesOnPaper,
  type Outcome,
  scoresOf,
  totalsOfReport,
} from '@hustings/rulebook';
import { sharesOf } from '../print/shares.ts';
import type { Held } from './balloting.ts';
import { breachOf, doing, type Player, type Scene } from './course.ts';
import { contestOf, dateOf, MATTER } from './matter.ts';
import type { Setting } from './setting.ts';

export function* declaring(setting: Setting, held: readonly Held[], scene: Scene): Player<Scene> {
  const contest = contestOf(scene.state);
  if (contest === undefined) return scene;
  const { finished } = contest.progress;
  const last = held.at(-1);
  const isUncontested =
    finished === undefined && candidatesOnPaper(scene.state, contest).length > 0;
  if (finished === undefined && !isUncontested) return scene;
  const elected: readonly CandidateRef[] =
    finished === undefined
      ? candidatesOnPaper(scene.state, contest)
      : finished.elected.map((id) => ({ id, name: nameIn(held, id) }));
  const outcome: Outcome =
    finished === undefined || last === undefined
      ? { kind: 'uncontested', elected }
      : electedOutcome(last, elected);
  const act = {
    kind: 'result-declared' as const,
    matter: MATTER,
    ...(finished === undefined || contest.poll === undefined ? {} : { poll: contest.poll }),
    outcome,
    text: textOf(setting, outcome, last),
  };
  // Where the print ends before the book does, nothing can be declared: that is said elsewhere.
  if (
    finished === undefined &&
    breachOf(late(scene, dateOf(scene.state, 'declaration')), act) !== undefined
  )
    return scene;
  let now = yield* doing(act, dateOf(scene.state, 'declaration'));
  if (finished?.elected.length === 0) return now;
  for (const holder of elected.slice(0, 1))
    now = yield* doing({ kind: 'office-assumed', office: contest.office, holder, matter: MATTER });
  return now;
}

function late(scene: Scene, at: string | undefined): Scene {
  return at === undefined || at < scene.now ? scene : { ...scene, now: at };
}

function nameIn(held: readonly Held[], id: string): string {
  return held.flatMap((h) => h.field).find((c) => c.id === id)?.name ?? id;
}

function electedOutcome(held: Held, elected: readonly CandidateRef[]): Outcome {
  const { report, ballot, electorate, counted } = held;
  const { results, paper } = ballot;
  const totals = totalsOfReport(report);
  const valid = totals.valid + (paper.abstention?.counted === true ? totals.abstained : 0);
  const roll = results.turnout.roll;
  const entitled =
    roll === undefined
      ? totals.entitled
      : report.lines.reduce((sum, line) => sum + (line.rolls?.[roll] ?? 0), 0);
  const rounds = scoresOf(electorate, report);
  const heads = report.lines.reduce<Record<string, number>>((sum, line) => {
    for (const [id, n] of Object.entries(line.votes)) sum[id] = (sum[id] ?? 0) + n;
    return sum;
  }, {});
  const lines = (i: number) => {
    const scores = rounds.at(i) ?? new Map();
    const shares = sharesOf(scores, results.percent, { ...totals, valid });
    return [...scores].map(([id, { n, d }]) => ({
      candidate: id,
      votes: i === 0 && heads[id] !== undefined ? heads[id] : Number(n / d),
      percent: shares.get(id) ?? '0',
    }));
  };
  const came = turnout(
    {
      valid: valid + (paper.abstention?.counted === true ? 0 : totals.abstained),
      spoilt: totals.spoilt,
      electorate: entitled,
    },
    results.turnout,
  );
  const sorted = lines(-1)
    .map((l) => l.votes)
    .toSorted((a, b) => b - a);
  const isShown =
    counted.isSectionKnown && electorate.units === undefined && electorate.sections.length > 1;
  return {
    kind: 'elected',
    elected,
    firstPreferences: lines(0),
    final: rounds.length > 1 ? lines(-1) : [],
    sections:
      results.sectionTurnout === 'published' && isShown && counted.isRollKnown
        ? report.lines.map((l) => {
            const spoilt = l.spoilt.reduce((sum, s) => sum + s.count, 0);
            return {
              section: l.section,
              electorate: l.entitled,
              cast: l.valid + spoilt,
              valid: l.valid,
              spoilt,
            };
          })
        : [],
    bySection:
      results.sections === 'published' && isShown
        ? report.lines.map((l) => ({ section: l.section, votes: l.votes }))
        : [],
    electorate: entitled,
    valid,
    spoilt: totals.spoilt,
    turnout: came.ok ? came.value.percent : '0',
    margin: Math.max(0, (sorted[0] ?? 0) - (sorted[1] ?? 0)),
  };
}

const grouped = (n: number): string => String(n).replaceAll(/\B(?=(\d{3})+$)/g, ',');

/** The printed words first, then whatever else the book wants stated. */
function textOf(setting: Setting, outcome: Outcome, last: Held | undefined): string {
  const printed = last?.series.ballot.declaration?.text;
  if (outcome.kind !== 'elected')
    return `${outcome.kind === 'uncontested' ? outcome.elected.map((c) => c.name).join(', ') : ''}: elected without contest.`;
  const votes = outcome.firstPreferences.map(
    (l) =>
      `${last?.field.find((f) => f.id === l.candidate)?.name ?? l.candidate}: ${grouped(l.votes)} (${l.percent}%).`,
  );
  const notice = last?.ballot.results.declaration?.notice;
  return [
    ...(printed === undefined
      ? [
          `Eligible: ${grouped(outcome.electorate)}. Turnout: ${outcome.turnout}%. Valid: ${grouped(outcome.valid)}. Rejected: ${grouped(outcome.spoilt)}.`,
        ]
      : [printed]),
    ...votes,
    outcome.elected.length === 0
      ? 'Nobody is elected.'
      : `Elected: ${outcome.elected.map((c) => c.name).join(', ')} (${setting.contest.office}).`,
    ...(notice === undefined ? [] : [notice]),
  ].join(' ');
}
