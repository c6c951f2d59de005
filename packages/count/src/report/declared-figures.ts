/**
 * What a declaration says of a count, in one shape for every family: the figures of the first and of
 * the last round, who is elected, and how near it was. Exact text, as in the transcripts.
 */
import type { CountOutcome } from '../catalogue/counting-rule.ts';
import type { CollegeRound } from '../college/college-transcript.ts';
import { divide, fromText, toText, whole } from '../stv/ratio.ts';
import type { StvStage } from '../stv/stv-transcript.ts';

export interface DeclaredFigures {
  /** By candidate id; null where the rule has no such figures and first choices stand for them. */
  readonly first: Readonly<Record<string, string>> | null;
  /** Of those who still had votes at the end, or were elected; null where there is no last round. */
  readonly final: Readonly<Record<string, string>> | null;
  readonly elected: readonly string[];
  readonly margin: string;
  /** Whether one paper may be counted for several candidates, so that figures add up to more than papers. */
  readonly isMany: boolean;
}

export function declaredFigures(outcome: CountOutcome): DeclaredFigures {
  switch (outcome.format) {
    case 'hustings/count/1':
      return {
        first: texts(outcome.rounds[0]?.votes),
        final: texts(outcome.rounds.at(-1)?.votes),
        elected: outcome.elected,
        margin: `${outcome.margin.votes}`,
        isMany: false,
      };
    case 'hustings/stv-count/1': {
      const [first, last] = [outcome.stages[0], outcome.stages.at(-1)] as [StvStage, StvStage];
      return {
        first: plain(first.votes),
        final: plain(
          Object.fromEntries(
            Object.entries(last.votes).filter(
              ([id, votes]) => outcome.elected.includes(id) || fromText(votes).n !== 0n,
            ),
          ),
        ),
        elected: outcome.elected,
        margin: plainText(outcome.margin.votes),
        isMany: false,
      };
    }
    case 'hustings/points-count/1': {
      const points = Object.fromEntries(
        Object.entries(outcome.points).map(([id, n]) => [id, halved(n, outcome.scale)]),
      );
      return {
        first: points,
        final: points,
        elected: outcome.elected,
        margin: halved(outcome.margin.points, outcome.scale),
        isMany: true,
      };
    }
    case 'hustings/positional-count/1':
      return {
        first: outcome.points,
        final: outcome.points,
        elected: outcome.elected,
        margin: outcome.margin.points,
        isMany: true,
      };
    case 'hustings/star-count/1': {
      const final = texts(outcome.rounds.at(-1)?.preferred);
      return {
        first: texts(outcome.rounds[0]?.points),
        final,
        elected: outcome.elected,
        margin: `${apart(Object.values(final).map(Number))}`,
        isMany: true,
      };
    }
    case 'hustings/condorcet-count/1':
      return {
        first: null,
        final: null,
        elected: outcome.elected,
        margin: `${outcome.margin?.votes ?? 0}`,
        isMany: false,
      };
    case 'hustings/college-count/1':
      return {
        first: (outcome.rounds[0] as CollegeRound).weighted,
        final: (outcome.rounds.at(-1) as CollegeRound).weighted,
        elected: outcome.elected,
        margin: outcome.margin.weight,
        isMany: false,
      };
    case 'hustings/rounds-count/1':
      return {
        first: texts(outcome.rounds[0]?.votes),
        final: texts(outcome.rounds.at(-1)?.votes),
        elected: outcome.outcome.kind === 'elected' ? outcome.outcome.elected : [],
        margin: '0',
        isMany: false,
      };
    case 'hustings/party-list-count/1': {
      const votes = texts(Object.fromEntries(outcome.lists.map((one) => [one.id, one.votes])));
      return {
        first: votes,
        final: votes,
        elected: outcome.lists.filter((one) => one.seats > 0).map((one) => one.id),
        margin: '0',
        isMany: false,
      };
    }
  }
}

/** How far the two of a run-off are apart; nothing where there was none. */
function apart(votes: readonly number[]): number {
  return votes.length === 0 ? 0 : Math.max(...votes) - Math.min(...votes);
}

/** Nothing of a round that was not held. */
function texts(
  votes: Readonly<Record<string, number>> | undefined,
): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(votes ?? {}).map(([id, n]) => [id, `${n}`]));
}

function halved(n: number, scale: 1 | 2): string {
  return toText(divide(whole(n), whole(scale)), 'exact');
}

/** Figures without the decimal places where these are all nothing. */
function plain(votes: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(votes).map(([id, text]) => [id, plainText(text)]));
}

function plainText(text: string): string {
  return text.replace(/\.0+$/, '');
}
