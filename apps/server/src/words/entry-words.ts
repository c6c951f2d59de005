/** Who did it and how much it matters, beside what the rule book has to say about an entry. */
import { unreachable } from '@hustings/base';
import {
  type Act,
  type Actor,
  describeEntry,
  type Entry,
  type RuleBook,
  type State,
} from '@hustings/rulebook';

export interface EntryWords {
  readonly text: string;
  /** Who did it: `the returning officer`. */
  readonly by: string;
  /** Marks the turning points of the story. */
  readonly weight: 'plain' | 'turning';
  /** Of the clause that it rests on, where there is one. */
  readonly citation?: string;
}

const TURNING: ReadonlySet<Act['kind']> = new Set([
  'proceeding-opened',
  'motion-tabled',
  'contest-called',
  'ruling-made',
  'nominations-closed',
  'roll-frozen',
  'poll-opened',
  'poll-closed',
  'poll-counted',
  'result-declared',
  'office-assumed',
  'correction-made',
] satisfies readonly Act['kind'][]);

/** `state`: the proceeding's, at this entry or later: names come from it. */
export function entryWords(book: RuleBook, entry: Entry, state: State): EntryWords {
  const { sentence, citation } = describeEntry(book, entry, state);
  return {
    text: sentence,
    by: actorWords(entry.by, state),
    weight: TURNING.has(entry.act.kind) ? 'turning' : 'plain',
    ...(citation === undefined ? {} : { citation }),
  };
}

export function actorWords(actor: Actor, state: State): string {
  switch (actor.role) {
    case 'officer':
      return 'the returning officer';
    case 'system':
      return 'the system';
    case 'candidate':
      return candidateName(actor.id, state);
    case 'trustee':
    case 'mixer':
      return keyholderName(actor.id, state);
    case 'mover':
    case 'nominator':
      return personName(actor.id);
    default:
      return unreachable(actor.role);
  }
}

/** A pseudonym has a number and is left as it is; other ids are the words of a name. */
function personName(id: string): string {
  if (/\d/.test(id)) return id;
  return id.replace(/(^|-)([a-z])/g, (_, dash, letter) => (dash && ' ') + letter.toUpperCase());
}

function candidateName(id: string, state: State): string {
  for (const matter of Object.values(state.matters)) {
    const name = matter.kind === 'contest' ? matter.candidates[id]?.name : undefined;
    if (name !== undefined) return name;
  }
  return id;
}

function keyholderName(id: string, state: State): string {
  for (const { ceremony } of Object.values(state.polls)) {
    const holder = [...ceremony.trustees, ...ceremony.mixers].find((one) => one.id === id);
    if (holder !== undefined) return holder.name;
  }
  return id;
}
