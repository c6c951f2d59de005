/**
 * A ballot file counted, in the shape that `hustings count FILE --json` prints: candidates by name,
 * so that it can be read without the file. The transcript proper is `countPoll`'s.
 */
import { ok, type Result } from '@hustings/base';
import type { CountError } from './errors.ts';
import { explain } from './explain.ts';
import type { FormatError } from './formats/ballot-file.ts';
import { parseBlt } from './formats/blt/parse-blt.ts';
import type { CountOptions } from './options.ts';
import type { Candidate, Profile, Votes } from './profile.ts';
import { countPoll } from './rules.ts';
import type { Tie } from './ties.ts';
import type { CountResult, Round } from './transcript.ts';

export interface CountReport {
  readonly format: 'hustings/count-report/1';
  readonly title: string;
  readonly rule: string;
  readonly settings: Readonly<Record<string, string>>;
  readonly seats: number;
  readonly candidates: readonly Candidate[];
  readonly elected: readonly { readonly id: string; readonly name: string }[];
  readonly rounds: readonly ReportRound[];
  /** Papers in the count. */
  readonly valid: number;
  /** Papers of the file with nothing on them. */
  readonly blank: number;
  /** Papers with no candidate in the last round. */
  readonly exhausted: number;
  readonly margin: { readonly votes: number; readonly over: readonly string[] };
  readonly explanation: readonly string[];
}

/** As `Round`, with names for ids (but for the evidence of a tie). */
export interface ReportRound {
  readonly round: number;
  readonly votes: Votes;
  readonly exhausted: number;
  readonly needed: number | null;
  readonly elected: readonly string[];
  readonly excluded: readonly string[];
  readonly because: Round['action']['because'];
  readonly transfers: readonly {
    readonly from: string;
    readonly papers: number;
    readonly to: Votes;
    readonly exhausted: number;
  }[];
  readonly tie?: Tie;
}

/** Counts a BLT file; `seats` overrides the file's. */
export function countFile(
  text: string,
  how: CountOptions & { readonly rule: string; readonly seats?: number },
): Result<CountReport, FormatError | CountError> {
  const file = parseBlt(text);
  if (!file.ok) return file;
  const { blank, title } = file.value;
  const profile: Profile = nameApart({
    ...file.value.profile,
    ...(how.seats === undefined ? {} : { seats: how.seats }),
  });
  const counted = countPoll(how.rule, profile, how);
  if (!counted.ok) return counted;
  return ok(reportOf(counted.value, { title, blank }));
}

function reportOf(
  result: CountResult,
  file: { readonly title: string; readonly blank: number },
): CountReport {
  const names = new Map(result.candidates.map((c) => [c.id, c.name]));
  const name = (id: string): string => names.get(id) as string;
  const byName = (votes: Votes): Votes =>
    Object.fromEntries(Object.entries(votes).map(([id, n]) => [name(id), n]));
  return {
    format: 'hustings/count-report/1',
    title: file.title,
    rule: result.rule,
    settings: result.settings,
    seats: result.seats,
    candidates: result.candidates,
    elected: result.elected.map((id) => ({ id, name: name(id) })),
    rounds: result.rounds.map(({ round, votes, exhausted, needed, action }) => ({
      round,
      votes: byName(votes),
      exhausted,
      needed,
      elected: action.kind === 'elected' ? action.elected.map(name) : [],
      excluded: action.kind === 'excluded' ? action.excluded.map(name) : [],
      because: action.because,
      transfers:
        action.kind === 'elected'
          ? []
          : action.transfers.map((t) => ({ ...t, from: name(t.from), to: byName(t.to) })),
      ...(action.tie === undefined ? {} : { tie: action.tie }),
    })),
    valid: result.papers,
    blank: file.blank,
    exhausted: result.exhausted,
    margin: { votes: result.margin.votes, over: result.margin.over.map(name) },
    explanation: explain(result),
  };
}

/** Candidates of the same name get their number on the paper added, so that a name means one of them. */
function nameApart(profile: Profile): Profile {
  const uses = Map.groupBy(profile.candidates, (c) => c.name);
  const numbered = profile.candidates.map((c, i) => ({ ...c, name: `${c.name} (no. ${i + 1})` }));
  const few = profile.candidates.map((c, i) =>
    uses.get(c.name)?.length === 1 ? c : (numbered[i] as Candidate),
  );
  // "A", "A" and "A (no. 1)": numbering them all is certain to tell them apart.
  const isApart = new Set(few.map((c) => c.name)).size === few.length;
  return { ...profile, candidates: isApart ? few : numbered };
}
