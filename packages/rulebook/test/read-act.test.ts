import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readAct, readEntry } from '../src/index.ts';
import { actShape } from '../src/read-act.ts';
import {
  matterHandlers,
  pollHandlers,
  procedureHandlers,
  proceedingHandlers,
} from '../src/referee/handlers.ts';
import { damage, damaged } from './mutate.ts';
import { closeAct, HEX, OFFICER, rollAct, societyVoting } from './scene.ts';

const society = societyVoting();
const { poll } = society.state.polls;
const SAMPLES: readonly unknown[] = [
  { kind: 'poll-opened', poll: 'poll' },
  rollAct('roll', 'all-members', { members: 3 }),
  closeAct(society.state, 'poll', { members: 12 }),
  {
    kind: 'poll-prepared',
    poll: 'poll',
    matter: 'm',
    manifest: poll?.manifest,
  },
  {
    kind: 'ruling-made',
    ruling: 'r',
    body: 'nec',
    question: 'q',
    decision: 'Yes.',
    vote: { for: 18, against: 14, abstained: 0 },
    reason: 'So.',
    basis: 'The rules.',
    effect: { kind: 'freeze-date', section: 'members', date: '2016-01-12' },
  },
  {
    kind: 'result-declared',
    matter: 'm',
    poll: 'poll',
    outcome: {
      kind: 'elected',
      elected: [{ id: 'ada', name: 'Ada' }],
      firstPreferences: [{ candidate: 'ada', votes: 3, percent: '100.0' }],
      final: [{ candidate: 'ada', votes: 3, percent: '100.0' }],
      sections: [{ section: 'a+b', electorate: 4, cast: 3, valid: 3, spoilt: 0 }],
      bySection: [{ section: 'a+b', votes: { ada: 3 } }],
      electorate: 4,
      valid: 3,
      spoilt: 0,
      turnout: '75.0',
      margin: -3,
    },
    text: 'Ada is elected.',
  },
];

describe('acts from elsewhere', () => {
  test('every kind of act has a shape and a referee', () => {
    const { node } = actShape;
    const kinds = node.kind === 'variant' ? Object.keys(node.cases) : [];
    const handlers = [proceedingHandlers, procedureHandlers, matterHandlers, pollHandlers];
    expect(kinds.toSorted()).toEqual(handlers.flatMap((h) => Object.keys(h)).toSorted());
  });

  test('well-formed acts are read as they are', () => {
    for (const act of SAMPLES) expect(readAct(act)).toEqual({ ok: true, value: act });
  });

  test.each([
    [{ kind: 'poll-opened' }, '/poll: This field is missing'],
    [{ kind: 'poll-opened', poll: 'p', extra: 1 }, '/extra: Unknown field'],
    [{ kind: 'poll-opened', poll: 'Poll' }, '/poll: Expected an id'],
    [{ kind: 'poll-opened', poll: '-p' }, '/poll: Expected an id'],
    [{ kind: 'poll-opened', poll: undefined }, '/poll: Expected text'],
    [{ kind: 'poll-burnt', poll: 'p' }, '/kind: Expected one of'],
    [{ kind: '__proto__' }, '/kind: Expected one of'],
    [{ kind: 'constructor' }, '/kind: Expected one of'],
    [
      { kind: 'poll-extended', poll: 'p', until: '2026-02-30T00:00:00.000Z', reason: 'x' },
      '/until: Expected a time',
    ],
    [
      { kind: 'poll-extended', poll: 'p', until: '2026-02-03T00:00:00.000Z', reason: '\ud800' },
      '/reason: The text is not well-formed',
    ],
    [{ kind: 'key-pledged', poll: 'p', trustee: 't', hash: 'AB' }, '/hash: Expected lower-case'],
    [null, 'The act: Expected an object'],
    [[], 'The act: Expected an object'],
  ])('%j is refused with the place', (act, message) => {
    const read = readAct(act);
    expect(read.ok ? '' : read.error.message).toContain(message);
    expect(read.ok ? '' : read.error.code).toBe('act/malformed');
  });

  test('damage is found or makes another well-formed act, and nothing throws', () => {
    fc.assert(
      fc.property(fc.constantFrom(...SAMPLES), damage, (act, harm) => {
        const json = damaged(act, harm);
        const read = readAct(json);
        if (read.ok) expect(read.value).toBe(json);
      }),
      { numRuns: 500 },
    );
    fc.assert(fc.property(fc.jsonValue(), (json) => !readAct(json).ok));
  });
});

describe('entries', () => {
  const entry = { seq: 0, at: '2026-01-01T00:00:00.000Z', by: OFFICER, act: SAMPLES[0] };

  test('an entry is a place, a time, an actor and an act', () => {
    expect(readEntry(entry).ok).toBe(true);
    expect(readEntry({ ...entry, sig: HEX }).ok).toBe(false);
    expect(readEntry({ ...entry, seq: -1 }).ok).toBe(false);
    expect(readEntry({ ...entry, seq: 1.5 }).ok).toBe(false);
    expect(readEntry({ ...entry, at: '2026-01-01' }).ok).toBe(false);
    expect(readEntry({ ...entry, by: { role: 'king', id: 'x' } }).ok).toBe(false);
    expect(readEntry({ ...entry, by: { ...OFFICER, name: 'x' } }).ok).toBe(false);
  });
});
