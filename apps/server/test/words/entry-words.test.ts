import { ruleBooks } from '@hustings/replay';
import { type Act, type Actor, type Entry, type RuleBook, start } from '@hustings/rulebook';
import { describe, expect, test } from 'vitest';
import { entryWords } from '../../src/words/entry-words.ts';

const OFFICER: Actor = { role: 'officer', id: 'returning-officer' };
const entry = (act: Act, by = OFFICER): Entry => ({
  seq: 7,
  at: '2016-07-20T16:00:00.000Z',
  by,
  act,
});

describe('an entry in words', () => {
  const book = ruleBooks[0] as RuleBook;

  test('says what happened, who did it, and whether it was a turning point', () => {
    const closed = entry({ kind: 'poll-closed', poll: 'p', cast: 507, counting: 506, pools: [] });
    expect(entryWords(book, closed, start(book))).toMatchObject({
      text: 'The poll closed with 507 ballots cast, of which 506 count.',
      by: 'the returning officer',
      weight: 'turning',
    });
  });

  test('leaves pseudonyms as they are, and spells names out', () => {
    const nominated = entry(
      {
        kind: 'nomination-made',
        matter: 'm',
        candidate: 'smith',
        name: 'Owen Smith',
        nominator: 'mp-017',
        body: 'plp',
      },
      { role: 'nominator', id: 'mp-017' },
    );
    const words = (by: Actor) => entryWords(book, { ...nominated, by }, start(book));
    expect(words(nominated.by)).toMatchObject({ by: 'mp-017', weight: 'plain' });
    expect(words({ role: 'mover', id: 'ann-coffey' }).by).toBe('Ann Coffey');
  });
});
