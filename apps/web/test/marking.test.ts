/** Marking papers of marks and of scores, and finding names in long ones. */
import type { PaperForm } from '@hustings/count';
import { readPaper, writePaper } from '@hustings/count';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { foundIn, paperOf } from '../src/booth/marking.ts';
import {
  type BoothEvent,
  type BoothState,
  type OpenPaper,
  startBooth,
  update,
} from '../src/booth/state.ts';

const NAMES = ['Ada Quill', 'Benedict Marsh', 'Zoë Penhale', 'Dilip Rao', 'Éanna Ó Sé'];
const paperOn = (form: PaperForm, options = NAMES): OpenPaper => ({ form, options, again: false });
const two = paperOn({ kind: 'marks', candidates: 5, most: 2 });
const women = paperOn({
  kind: 'marks',
  candidates: 5,
  most: 3,
  least: 2,
  groups: [{ name: 'women', members: [1, 3], least: 1 }],
});
const scores = paperOn({ kind: 'scores', candidates: 5, highest: 5 });
const full = paperOn({ kind: 'ranked', candidates: 5, most: 5, least: 3 });

const run = (paper: OpenPaper, ...events: readonly BoothEvent[]): BoothState =>
  events.reduce<BoothState>(
    update,
    update(update(startBooth(), { kind: 'code-given' }), { kind: 'opened', paper }),
  );
const press = (option: number): BoothEvent => ({ kind: 'pressed', option });
const score = (option: number, n: number): BoothEvent => ({ kind: 'scored', option, score: n });
const on: BoothEvent = { kind: 'went-on' };

test('a press marks, a second press takes the mark away', () => {
  const state = run(two, press(3), press(0), press(3), press(1));
  expect(state.ranked).toEqual([0, 1]);
  expect(state.said.text).toBe('Benedict Marsh is marked. 2 of 2.');
  expect(paperOf(run(two, press(3), press(0)))).toEqual([0, 3]);
});

test('one mark too many is refused in words and changes nothing', () => {
  const state = run(two, press(3), press(0), press(1));
  expect(state.ranked).toEqual([3, 0]);
  expect(state.warning).toContain('You have marked 2, which is all that the paper allows.');
  expect(update(state, press(3)).warning).toBeUndefined();
});

test('too few marks, or none of a group, keep the voter on the paper and say why', () => {
  const one = run(women, press(0), on);
  expect(one.step).toBe('paper');
  expect(one.warning).toContain('a paper with fewer than 2 does not count');
  const men = run(women, press(1), press(3), on);
  expect(men.step).toBe('paper');
  expect(men.warning).toBe('At least 1 of your marks must be for women.');
  expect(run(women, press(1), press(0), on).step).toBe('check');
  expect(run(full, press(1), press(0), on).warning).toContain('fewer than 3');
  expect(run(full, press(1), press(0), press(2), on).step).toBe('check');
});

test('a paper is blank only on purpose, and then says nothing', () => {
  for (const paper of [two, women, scores, full]) {
    expect(run(paper, on).step).toBe('paper');
    const blank = run(paper, press(1), { kind: 'left-blank' });
    expect(blank).toMatchObject({ step: 'check', blank: true, ranked: [] });
    const bytes = writePaper(paper.form, paperOf(blank));
    expect(readPaper(paper.form, bytes)).toEqual({ ok: false, error: 'blank' });
  }
});

test('scores are given on the scale and nowhere else', () => {
  const state = run(scores, score(0, 5), score(2, 3), score(2, 4), score(1, 6), score(9, 1));
  expect(state.scores).toEqual([5, 0, 4, 0, 0]);
  expect(paperOf(update(state, on))).toEqual([5, 0, 4, 0, 0]);
  expect(update(run(scores, score(0, 5), score(0, 0)), on).warning).toContain('everyone has 0');
  expect(update(state, { kind: 'cleared' }).scores).toEqual([0, 0, 0, 0, 0]);
});

test('names are found by any of their parts, without capitals or accents', () => {
  const find = (text: string) => {
    const state = run(two, { kind: 'searched', text });
    return foundIn(state, two).map((i) => NAMES[i]);
  };
  expect(find('')).toEqual(NAMES);
  expect(find('zoe')).toEqual(['Zoë Penhale']);
  expect(find('SE ean')).toEqual(['Éanna Ó Sé']);
  expect(find('nobody')).toEqual([]);
});

test('whatever is done, what goes on to the check is a paper that counts', () => {
  let checked = 0;
  const events = fc.oneof(
    fc.nat({ max: 5 }).map(press),
    fc.tuple(fc.nat({ max: 5 }), fc.nat({ max: 6 })).map(([o, n]) => score(o, n)),
    fc.constantFrom<BoothEvent>({ kind: 'cleared' }, on, { kind: 'went-back' }),
  );
  fc.assert(
    fc.property(fc.constantFrom(two, women, scores, full), fc.array(events), (paper, made) => {
      const state = run(paper, ...made);
      if (state.step !== 'check') return;
      checked++;
      const read = readPaper(paper.form, writePaper(paper.form, paperOf(state)));
      expect(read).toEqual({ ok: true, value: paperOf(state) });
    }),
    { numRuns: 500 },
  );
  expect(checked).toBeGreaterThan(20);
});

test('after the cast neither choice nor device code is left but where the receipt is', () => {
  const cast = run(scores, score(0, 5), on, { kind: 'cast' }, { kind: 'sealed' });
  const receipt = { code: 'a-b-c-d-0001', full: '00'.repeat(32), at: '2026-11-22T14:03:22.000Z' };
  const done = update(cast, { kind: 'confirmed', receipt, secondDevice: 'AQ' });
  expect(done).toMatchObject({ step: 'receipt', scores: [], secondDevice: 'AQ' });
  expect(update(done, { kind: 'left' }).secondDevice).toBeUndefined();
});
