/** The count of a poll from its opened papers, under the rules that the book states. */
import type { Candidate } from '../entries/acts.ts';
import { isObject } from '../entries/shape.ts';
import { listAt, numberAt, textAt } from '../proceeding/rule-book.ts';
import { countAlternativeVote, DEFAULTS } from './alternative-vote.ts';
import { countFirstPastThePost } from './first-past-the-post.ts';
import type { Counted, TieSources } from './profile.ts';
import { countTransferable, isTransferable } from './transferable-vote.ts';

/** `papers`: options from 1, in the order of the manifest. */
export function countPoll(
  procedure: unknown,
  options: readonly Candidate[],
  papers: readonly (readonly number[])[],
  sources: TieSources,
): Counted {
  const rule = textAt(procedure, 'count', 'rule');
  const seats = numberAt(procedure, 'seats') ?? 1;
  const profile = {
    candidates: options.map(({ id, name }) => ({ id, name })),
    papers: papers.map((paper) => paper.map((option) => (options[option - 1] as Candidate).id)),
    seats,
  };
  const settings = settingsOf(procedure);
  const steps = listAt(procedure, 'count', 'ties').map((t) => textAt(t, 'step') ?? '');
  switch (rule) {
    case 'alternative-vote': {
      const known: Readonly<Record<string, string>> = { ...DEFAULTS };
      const strange = Object.keys(settings).find((name) => !(name in known));
      if (strange !== undefined)
        return {
          kind: 'unknown',
          message: `The setting ${strange} is not known to this verifier.`,
        };
      const ties = steps.join(' ');
      return countAlternativeVote(profile, { ...DEFAULTS, ...settings, ties }, sources);
    }
    case 'first-past-the-post': {
      if (Object.keys(settings).length > 0)
        return { kind: 'unknown', message: 'First past the post has no settings known here.' };
      return countFirstPastThePost(profile, steps.join(' '), sources);
    }
  }
  const own = steps.join(' ');
  if (rule !== undefined && isTransferable(rule)) {
    if (Object.keys(settings).length > 0)
      return { kind: 'unknown', message: 'The switches of the book are not known here.' };
    return countTransferable(rule, profile, own, sources);
  }
  return { kind: 'unknown', message: `The rule ${rule} is not recounted by this verifier.` };
}

/** What the book says of the count, in the words of a transcript: `count-to` is `countTo` there. */
function settingsOf(procedure: unknown): Readonly<Record<string, string>> {
  const count = isObject(procedure) && isObject(procedure['count']) ? procedure['count'] : {};
  const more = isObject(count['settings']) ? count['settings'] : {};
  const named = Object.entries({
    ...more,
    ...(count['majorityOf'] !== undefined && { majorityOf: count['majorityOf'] }),
    ...(count['exclusion'] !== undefined && { exclusion: count['exclusion'] }),
  });
  return Object.fromEntries(
    named.map(([name, value]) => [
      name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase()),
      String(value),
    ]),
  );
}
