import type { Act, Actor, Entry } from '@hustings/rulebook';
import { describe, expect, test } from 'vitest';
import { entryWords } from '../../src/words/entry-words.ts';
import { moment } from '../../src/words/figures.ts';
import { NameBook } from '../../src/words/names.ts';

const OFFICER: Actor = { role: 'officer', id: 'returning-officer' };
const entry = (act: Act, by = OFFICER): Entry => ({
  seq: 7,
  at: '2016-07-20T16:00:00.000Z',
  by,
  act,
});

const nomination: Act = {
  kind: 'nomination-made',
  matter: 'leader',
  candidate: 'smith',
  name: 'Owen Smith',
  nominator: 'mp-017',
  body: 'plp',
};

describe('an entry in words', () => {
  test('names candidates by the names on the record so far', () => {
    const names = new NameBook();
    const consent = entry(
      { kind: 'candidate-consented', matter: 'leader', candidate: 'smith' },
      { role: 'candidate', id: 'smith' },
    );
    expect(entryWords(consent, names).text).toBe('smith agreed to stand.');
    names.learn(nomination);
    expect(entryWords(consent, names)).toEqual({
      text: 'Owen Smith agreed to stand.',
      by: 'Owen Smith',
      weight: 'plain',
    });
  });

  test('tells who nominated whom', () => {
    const words = entryWords(
      entry(nomination, { role: 'nominator', id: 'mp-017' }),
      new NameBook(),
    );
    expect(words).toEqual({ text: 'mp-017 nominated Owen Smith.', by: 'mp-017', weight: 'plain' });
  });

  test('tells a ruling with its vote, reason and basis', () => {
    const ruling = entry({
      kind: 'ruling-made',
      ruling: 'incumbent',
      body: 'national-executive',
      question: 'incumbent-on-ballot',
      decision: 'The incumbent is on the ballot.',
      vote: { for: 18, against: 14, abstained: 0 },
      reason: 'Counsel advised so.',
      basis: 'chapter 4, clause II.2.B.ii',
      effect: { kind: 'none' },
    });
    expect(entryWords(ruling, new NameBook()).text).toBe(
      'National executive ruled by 18 to 14: The incumbent is on the ballot. Reason: Counsel advised so. Basis: chapter 4, clause II.2.B.ii',
    );
  });

  test('groups thousands, and knows one from many', () => {
    const roll = (size: number) =>
      entry({
        kind: 'roll-frozen',
        roll: 'r',
        electorate: 'all',
        sections: [
          { id: 'members', size, root: '' },
          { id: 'affiliated-supporters', size: 0, root: '' },
        ],
        excluded: [{ section: 'members', reason: 'joined after the date', count: 1200 }],
        credentials: { sha256: '', size: 0 },
      });
    expect(entryWords(roll(292973), new NameBook()).text).toBe(
      'The roll was frozen with 292,973 electors: members 292,973 and affiliated supporters 0. Refused: 1,200 (joined after the date).',
    );
    expect(entryWords(roll(1), new NameBook()).text).toContain('with 1 elector:');
  });

  test('marks the turning points', () => {
    const closed = entry({ kind: 'poll-closed', poll: 'p', cast: 507, counting: 506, pools: [] });
    expect(entryWords(closed, new NameBook())).toMatchObject({
      text: 'Voting closed: 507 ballots cast, of which 506 count.',
      weight: 'turning',
    });
  });

  test('shows times in the zone of the reader, and days as days', () => {
    expect(moment('2016-07-20T16:00:00.000Z', 'Europe/London')).toBe('20 July 2016 at 17:00');
    expect(moment('2016-07-20T16:00:00.000Z', 'UTC')).toBe('20 July 2016 at 16:00 UTC');
    expect(moment('2016-01-12', 'America/New_York')).toBe('12 January 2016');
    expect(moment('some day', 'UTC')).toBe('some day');
  });
});
