/** What a print decides where the book leaves it open: who is chosen, who goes of those who are level. */
import type { PrintedRound } from '@hustings/audit';
import {
  type Ballot,
  type BallotReport,
  currentBallot,
  type Electorate,
  scoresOf,
  seatsOf,
} from '@hustings/rulebook';
import { namesIn } from '../print/parts.ts';
import { breachOf, doing, note, type Player, type Scene } from './course.ts';
import { contestOf, MATTER } from './matter.ts';
import { idOf } from './names.ts';
import type { Setting } from './setting.ts';

/** Who is chosen by these figures: the referee's own judgement of the leader, or of nobody. */
export function chosenBy(
  at: Scene,
  ballot: Ballot,
  electorate: Electorate,
  bare: Omit<BallotReport, 'chosen'>,
  reporting: (chosen: readonly string[]) => Parameters<typeof breachOf>[1],
  last: PrintedRound | undefined,
): readonly string[] {
  const { decides } = ballot;
  // Figures that are no counts are reported as they are, and refused.
  if (decides.kind === 'narrows' || breachOf(at, reporting([]))?.code === 'act/malformed')
    return [];
  const [scores = new Map()] = scoresOf(electorate, { ...bare, chosen: [] }).toReversed();
  const contest = contestOf(at.state);
  const seats = contest === undefined ? 1 : seatsOf(at.state, contest);
  const ids = [...scores.keys()].toSorted((a, b) => {
    const [x, y] = [scores.get(a), scores.get(b)];
    if (x === undefined || y === undefined) return 0;
    const difference = y.n * x.d - x.n * y.d;
    return difference < 0n ? -1 : difference > 0n ? 1 : a < b ? -1 : 1;
  });
  if (decides.kind === 'confirms')
    return breachOf(at, reporting(['for'])) === undefined ? ['for'] : [];
  // Several places are filled by transfer or by score: no first figures tell by whom.
  const printed = (last?.elected ?? []).map(idOf);
  if (seats > 1) return printed.length > 0 ? printed : ids.slice(0, seats);
  const [leader] = ids;
  if (leader === undefined) return printed.slice(0, 1);
  return breachOf(at, reporting([leader])) === undefined ? [leader] : [];
}

/** Level candidates: the ballot again where the print has the same names again, else whoever is gone from it goes. */
export function* breakTie(
  setting: Setting,
  next: PrintedRound | undefined,
  scene: Scene,
): Player<Scene> {
  const contest = contestOf(scene.state);
  const level = contest?.progress.level;
  if (contest === undefined || level === undefined) return scene;
  const stays = new Set((next === undefined ? [] : namesIn(next)).map(idOf));
  const gone = level.among.filter((id) => !stays.has(id));
  const poll = contest.poll ?? '';
  const ballot = currentBallot(scene.state, contest).ballot;
  if (next !== undefined && gone.length === 0) {
    const question = setting.book.questions.find((q) => q.effects.includes('ballot-again'));
    return yield* doing({
      kind: 'ruling-made',
      ruling: `again-${scene.state.seq}`,
      matter: MATTER,
      body: question?.body ?? '',
      question: question?.id ?? 'other',
      decision: 'The ballot is held again.',
      reason: 'Candidates are level, and the rules do not say what is to be done.',
      basis: question?.clause ?? '',
      effect: { kind: 'ballot-again' },
    });
  }
  const out =
    next === undefined
      ? level.among.filter((id) => id !== idOf(setting.part.elected ?? '')).slice(0, level.go)
      : gone.slice(0, level.go);
  const body =
    ballot.decides.kind === 'confirms'
      ? undefined
      : ballot.decides.level.find((l) => l.step === 'body')?.body;
  const casting = level.for === 'win' ? ballot.count.casting?.body : body;
  yield* note('A tie was broken; how is not in the file.');
  return yield* doing({
    kind: 'tie-broken',
    matter: MATTER,
    poll,
    how: casting === undefined ? 'lot' : 'body',
    ...(casting === undefined ? {} : { by: casting }),
    out,
    reason: 'Who went on is in the file.',
  });
}
