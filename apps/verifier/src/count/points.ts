/** Block votes, approval and scores (spec/count-other.md §3): one sum for each, and the most are elected. */
import type { PaperForm } from '../entries/acts.ts';
import { type CountCandidate, type Counted, exactly, type TieSources } from './profile.ts';
import { ratio } from './ratio.ts';
import { breakTie } from './ties.ts';

export interface PointsPoll {
  readonly rule: string;
  readonly form: PaperForm;
  readonly candidates: readonly CountCandidate[];
  readonly seats: number;
  /** Valid ones. */
  readonly papers: number;
  /** By candidate. */
  readonly points: ReadonlyMap<string, number>;
  /** Of the rule, by name; and the ladder, its steps apart by blanks. */
  readonly settings: Readonly<Record<string, string>>;
  readonly ties: string;
}

/** Steps that a rule without rounds does not have. */
const ROUNDS = /^(backwards|forwards)(-all)?$/;

export function countPoints(poll: PointsPoll, sources: TieSources): Counted {
  const { candidates, seats, points } = poll;
  const ladder = poll.ties.split(' ').filter((s) => s !== '' && !ROUNDS.test(s));
  const settings = settingsOf(poll);
  if (settings === undefined)
    return { kind: 'unknown', message: 'A setting of the rule is not known to this verifier.' };
  const standing = candidates.filter((c) => !c.withdrawn).map((c) => c.id);
  if (poll.papers === 0) return { kind: 'impossible', message: 'No paper is with anybody.' };
  const of = (id: string): number => points.get(id) as number;
  const ranked = standing.toSorted((a, b) => of(b) - of(a) || (a < b ? -1 : 1));
  let elected = ranked.slice(0, seats);
  let tie: unknown;
  const [edge, next] = [ranked[seats - 1], ranked[seats]];
  if (edge !== undefined && next !== undefined && of(edge) === of(next)) {
    const above = ranked.filter((id) => of(id) > of(edge));
    const tied = ranked.filter((id) => of(id) === of(edge)).sort();
    const places = seats - above.length;
    const broken = breakTie({ purpose: 'seat', places, tied, round: 1 }, ladder, [], sources);
    if (broken.kind !== 'broken') return broken;
    elected = [...above, ...broken.chosen];
    tie = broken.record;
  }
  const others = standing.filter((id) => !elected.includes(id));
  const best = Math.max(0, ...others.map(of));
  const margin = Math.min(...elected.map(of)) - best;
  const over = others.filter((id) => of(id) === best).sort();
  const standingPoints = new Map(standing.map((id) => [id, of(id)]));
  return {
    kind: 'counted',
    elected,
    first: exactly(standingPoints),
    final: exactly(standingPoints),
    margin: ratio(margin),
    isOfPapers: true,
    transcript: {
      format: 'hustings/points-count/1',
      rule: poll.rule,
      settings: { ...settings, ties: ladder.join(' ') },
      seats,
      candidates,
      papers: poll.papers,
      voided: [],
      points: Object.fromEntries(standingPoints),
      scale: 1,
      elected,
      margin: { points: margin, over },
      ...(tie === undefined ? {} : { tie }),
    },
  };
}

/** As the transcript has them; undefined where a setting is not known here. */
function settingsOf({ rule, form, settings }: PointsPoll): Record<string, string> | undefined {
  const { votes: _, choose = 'up-to', ...rest } = settings;
  if (form.kind === 'scores')
    return Object.keys(settings).length === 0 ? { most: String(form.highest) } : undefined;
  if (rule === 'approval') return Object.keys(settings).length === 0 ? {} : undefined;
  if (form.kind !== 'marks' || Object.keys(rest).length > 0) return undefined;
  const groups = form.groups ?? [];
  if (groups.some((g) => g.least === undefined || g.most === undefined)) return undefined;
  return {
    votes: String(form.most),
    choose,
    ...Object.fromEntries(
      groups.map((g) => [`composition.${g.name}`, `at least ${g.least}, at most ${g.most}`]),
    ),
  };
}
