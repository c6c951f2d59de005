import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type BoothEvent,
  type BoothState,
  type OpenPaper,
  resumeBooth,
  type Step,
  startBooth,
  update,
} from '../src/booth/state.ts';

const NAMES = ['Ash', 'Bell', 'Crane', 'Dunn', 'Egret'];
const ranked: OpenPaper = {
  form: { kind: 'ranked', candidates: 5, most: 3 },
  options: NAMES,
  again: false,
};
const choice: OpenPaper = {
  form: { kind: 'choice', candidates: 5 },
  options: NAMES,
  again: false,
};
const receipt = { code: 'amber-otter-cello-plum-0417', full: 'ff', at: '2026-11-22T14:03:22.000Z' };

const run = (state: BoothState, ...events: readonly BoothEvent[]): BoothState =>
  events.reduce(update, state);

const opened = (paper: OpenPaper): BoothState =>
  run(startBooth(), { kind: 'code-given' }, { kind: 'opened', paper });

const option = fc.integer({ min: -1, max: 6 });
const step = fc.constantFrom<Step>(
  'code',
  'paper',
  'check',
  'casting',
  'unsent',
  'receipt',
  'stopped',
);

/** What the voter does to the paper. */
const marking: fc.Arbitrary<BoothEvent> = fc.oneof(
  { weight: 4, arbitrary: option.map((o): BoothEvent => ({ kind: 'pressed', option: o })) },
  option.map((o): BoothEvent => ({ kind: 'removed', option: o })),
  fc
    .tuple(option, fc.constantFrom<-1 | 1>(-1, 1))
    .map(([o, by]): BoothEvent => ({ kind: 'moved', option: o, by })),
  fc.constantFrom<BoothEvent>(
    { kind: 'put-in-order' },
    { kind: 'cleared' },
    { kind: 'left-blank' },
    { kind: 'went-on' },
    { kind: 'went-back' },
  ),
);

/** Everything that can happen, in any order. */
const anything: fc.Arbitrary<BoothEvent> = fc.oneof(
  { weight: 6, arbitrary: marking },
  step.map((to): BoothEvent => ({ kind: 'history', step: to })),
  fc.constantFrom<BoothEvent>(
    { kind: 'code-typed', text: 'X' },
    { kind: 'code-given' },
    { kind: 'code-refused', problem: { kind: 'mistyped' } },
    { kind: 'opening-failed', trouble: 'slow' },
    { kind: 'opened', paper: ranked },
    { kind: 'cast' },
    { kind: 'sealed' },
    { kind: 'stale', paper: ranked },
    { kind: 'no-answer', trouble: 'offline' },
    { kind: 'copied' },
  ),
);

describe('the list on the paper', () => {
  test('never moves unless the voter asks for it', () => {
    let moved = 0;
    fc.assert(
      fc.property(fc.array(anything, { maxLength: 40 }), (events) => {
        let state = opened(ranked);
        for (const event of events) {
          const next = update(state, event);
          if (
            event.kind !== 'put-in-order' &&
            next.paper !== undefined &&
            state.paper !== undefined
          )
            if (next.step === 'paper' || next.step === 'check')
              expect(next.display).toEqual(state.display);
          if (next.display.join() !== state.display.join()) moved++;
          state = next;
        }
      }),
      { numRuns: 300 },
    );
    expect(moved).toBeGreaterThan(0);
  });

  test('always shows every option once, and ranks each at most once and none beyond the limit', () => {
    fc.assert(
      fc.property(fc.constantFrom(ranked, choice), fc.array(marking), (paper, events) => {
        const state = run(opened(paper), ...events);
        expect(state.display.toSorted()).toEqual([0, 1, 2, 3, 4]);
        expect(new Set(state.ranked).size).toBe(state.ranked.length);
        expect(state.ranked.length).toBeLessThanOrEqual(paper === choice ? 1 : 3);
        for (const o of state.ranked) expect(NAMES[o]).toBeDefined();
      }),
    );
  });

  test('put in order shows the ranked ones first, best first, then the rest as on the paper', () => {
    const state = run(
      opened(ranked),
      { kind: 'pressed', option: 3 },
      { kind: 'pressed', option: 1 },
      { kind: 'put-in-order' },
    );
    expect(state.display).toEqual([3, 1, 0, 2, 4]);
  });
});

describe('marking', () => {
  test('presses rank in their order; a second press changes nothing but says so', () => {
    const first = run(
      opened(ranked),
      { kind: 'pressed', option: 2 },
      { kind: 'pressed', option: 0 },
    );
    expect(first.ranked).toEqual([2, 0]);
    const second = update(first, { kind: 'pressed', option: 2 });
    expect(second.ranked).toEqual([2, 0]);
    expect(second.said.times).toBe(first.said.times + 1);
    expect(second.said.text).toContain('Crane');
  });

  test('up and down swap neighbours and stop at the ends', () => {
    const state = run(
      opened(ranked),
      { kind: 'pressed', option: 2 },
      { kind: 'pressed', option: 0 },
      { kind: 'moved', option: 0, by: -1 },
    );
    expect(state.ranked).toEqual([0, 2]);
    expect(update(state, { kind: 'moved', option: 0, by: -1 })).toBe(state);
    expect(update(state, { kind: 'moved', option: 2, by: 1 })).toBe(state);
  });

  test('removing closes the gap', () => {
    const state = run(
      opened(ranked),
      { kind: 'pressed', option: 2 },
      { kind: 'pressed', option: 0 },
      { kind: 'pressed', option: 4 },
      { kind: 'removed', option: 0 },
    );
    expect(state.ranked).toEqual([2, 4]);
  });

  test('on a paper with one choice a press replaces the one before', () => {
    const state = run(
      opened(choice),
      { kind: 'pressed', option: 2 },
      { kind: 'pressed', option: 0 },
    );
    expect(state.ranked).toEqual([0]);
  });
});

describe('the way through', () => {
  test('an empty paper goes on only when left blank on purpose', () => {
    const warned = update(opened(ranked), { kind: 'went-on' });
    expect(warned.step).toBe('paper');
    expect(warned.warning).toContain('Your paper is empty.');
    const blank = update(warned, { kind: 'left-blank' });
    expect(blank.step).toBe('check');
    expect(blank.blank).toBe(true);
  });

  test('from every paper that marking can reach, the check and then the cast can be reached', () => {
    fc.assert(
      fc.property(fc.constantFrom(ranked, choice), fc.array(marking), (paper, events) => {
        let state = run(opened(paper), ...events);
        expect(['paper', 'check']).toContain(state.step);
        if (state.step === 'paper') state = update(state, { kind: 'went-on' });
        if (state.step === 'paper') state = update(state, { kind: 'left-blank' });
        expect(state.step).toBe('check');
        expect(update(state, { kind: 'cast' }).step).toBe('casting');
      }),
    );
  });

  test('nothing is cast but from the check page or again from an unsent one', () => {
    fc.assert(
      fc.property(fc.array(anything, { maxLength: 40 }), (events) => {
        let state = startBooth();
        for (const event of events) {
          const next = update(state, event);
          if (next.step === 'casting' && state.step !== 'casting') {
            expect(event.kind).toBe('cast');
            expect(['check', 'unsent']).toContain(state.step);
          }
          state = next;
        }
      }),
      { numRuns: 300 },
    );
  });

  test('after the receipt nothing remembers the choice or the code, and going back undoes nothing', () => {
    const state = run(
      opened(ranked),
      { kind: 'pressed', option: 2 },
      { kind: 'went-on' },
      { kind: 'cast' },
      { kind: 'sealed' },
      { kind: 'confirmed', receipt },
    );
    expect(state.step).toBe('receipt');
    expect(state.ranked).toEqual([]);
    expect(state.code).toBe('');
    expect(JSON.stringify({ ...state, paper: undefined })).not.toContain('Crane');
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            marking,
            step.map((to): BoothEvent => ({ kind: 'history', step: to })),
            fc.constant<BoothEvent>({ kind: 'cast' }),
          ),
        ),
        (events) => {
          const later = run(state, ...events);
          expect(later.step).toBe('receipt');
          expect(later.receipt).toEqual(receipt);
        },
      ),
    );
  });

  test('a lost answer before the sealing leads back to the check, after it to sending again', () => {
    const casting = run(
      opened(ranked),
      { kind: 'pressed', option: 0 },
      { kind: 'went-on' },
      { kind: 'cast' },
    );
    expect(update(casting, { kind: 'no-answer', trouble: 'slow' }).step).toBe('check');
    const unsent = run(casting, { kind: 'sealed' }, { kind: 'no-answer', trouble: 'slow' });
    expect(unsent.step).toBe('unsent');
    expect(update(unsent, { kind: 'cast' }).step).toBe('casting');
  });

  test('a ballot kept from an earlier visit starts at sending again, and no code is asked for', () => {
    expect(resumeBooth().step).toBe('unsent');
    expect(update(resumeBooth(), { kind: 'code-given' }).step).toBe('unsent');
  });

  test('the browser’s back and forward move between paper and check', () => {
    const check = run(opened(ranked), { kind: 'pressed', option: 0 }, { kind: 'went-on' });
    const back = update(check, { kind: 'history', step: 'paper' });
    expect(back.step).toBe('paper');
    expect(back.ranked).toEqual([0]);
    expect(update(back, { kind: 'history', step: 'check' }).step).toBe('check');
    expect(update(back, { kind: 'history', step: 'receipt' })).toBe(back);
  });

  test('somebody else’s vote with the same code leads back to the check with a warning', () => {
    const state = run(
      opened(ranked),
      { kind: 'pressed', option: 0 },
      { kind: 'went-on' },
      { kind: 'cast' },
      { kind: 'sealed' },
      { kind: 'stale', paper: { ...ranked, again: true } },
    );
    expect(state.step).toBe('check');
    expect(state.stale).toBe(true);
    expect(state.sealed).toBe(false);
    expect(state.ranked).toEqual([0]);
  });
});
