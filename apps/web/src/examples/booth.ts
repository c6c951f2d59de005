/** The booth's example, and its later steps as states, so that each can be drawn without a server. */
import {
  type BoothEvent,
  type BoothState,
  type OpenPaper,
  resumeBooth,
  startBooth,
  update,
} from '../booth/state.ts';
import type { BoothView } from '../views.ts';
import { frame, society, wardenPoll } from './common.ts';

export const boothView: BoothView = {
  frame,
  proceeding: society,
  poll: wardenPoll,
  form: { kind: 'ranked', candidates: 4, most: 4 },
  options: [
    {
      id: 'ash',
      name: 'Marigold Ash',
      statement: 'I shall keep the lamps trimmed and the accounts open.',
    },
    { id: 'bell', name: 'Tobias Bell' },
    { id: 'crane', name: 'Eliza Crane-Fotheringham', statement: 'Longer wicks, shorter meetings.' },
    { id: 'dunn', name: 'Isaac Dunn' },
  ],
  revote: 'last-counts',
  pollApi: '/api/p/practice-7f3k/polls/warden',
  ballotsApi: '/api/p/practice-7f3k/polls/warden/ballots',
  trackerApi: '/api/p/practice-7f3k/ballots',
  electorApi: '/api/p/practice-7f3k/elector',
  checkHref: '/p/practice-7f3k/check',
  boxHref: '/p/practice-7f3k/box',
  isTest: false,
  testHref: '/p/practice-7f3k/vote/warden/test',
  secondDevice: false,
  secondDeviceHref: '/p/practice-7f3k/vote/warden/second',
};

const paper: OpenPaper = {
  form: boothView.form,
  options: boothView.options.map((option) => option.name),
  again: false,
};

const motion: OpenPaper = {
  form: { kind: 'motion', abstain: true },
  options: ['For the motion', 'Against the motion', 'I abstain'],
  again: true,
};

const block: OpenPaper = {
  form: {
    kind: 'marks',
    candidates: 4,
    most: 2,
    groups: [{ name: 'women', members: [1, 3], least: 1 }],
  },
  options: paper.options,
  again: false,
};

const scores: OpenPaper = {
  form: { kind: 'scores', candidates: 4, highest: 5 },
  options: paper.options,
  again: false,
};

const hundred: OpenPaper = { ...scores, form: { kind: 'scores', candidates: 4, highest: 100 } };

const FIRST = ['Ada', 'Bryn', 'Cerys', 'Dilwyn', 'Esther', 'Fergus', 'Gwen'];
const LAST = ['Abbott', 'Bowen', 'Castle', 'Davies', 'Ennis', 'Fraser'];
const long: OpenPaper = {
  form: { kind: 'marks', candidates: 42, most: 42 },
  options: LAST.flatMap((last) => FIRST.map((first) => `${first} ${last}`)),
  again: false,
};

const after = (state: BoothState, ...events: readonly BoothEvent[]): BoothState =>
  events.reduce(update, state);

const opened = after(startBooth(), { kind: 'code-given' }, { kind: 'opened', paper });
const before = (one: OpenPaper): BoothState =>
  after(startBooth(), { kind: 'code-given' }, { kind: 'opened', paper: one });
const marked = after(before(block), { kind: 'pressed', option: 0 }, { kind: 'pressed', option: 3 });
const scored = after(
  before(scores),
  { kind: 'scored', option: 1, score: 5 },
  { kind: 'scored', option: 2, score: 2 },
);
const ranked = after(opened, { kind: 'pressed', option: 2 }, { kind: 'pressed', option: 0 });
const sent = after(ranked, { kind: 'went-on' }, { kind: 'cast' }, { kind: 'sealed' });

/** Name → state of the booth. */
export const boothStates: Readonly<Record<string, BoothState>> = {
  code: startBooth(),
  'code-wrong': after(
    startBooth(),
    { kind: 'code-typed', text: '7KQ2-M4XA-9TUB-C0DE-RW5H' },
    { kind: 'code-given' },
    { kind: 'code-refused', problem: { kind: 'symbol', symbol: 'U', nth: 3 } },
  ),
  paper: opened,
  'paper-ranked': ranked,
  'paper-in-order': after(ranked, { kind: 'put-in-order' }),
  'paper-empty': after(opened, { kind: 'went-on' }),
  'paper-motion': after(
    startBooth(),
    { kind: 'code-given' },
    { kind: 'opened', paper: motion },
    { kind: 'pressed', option: 0 },
  ),
  'paper-marks': marked,
  'paper-marks-full': after(marked, { kind: 'pressed', option: 1 }),
  'paper-marks-group': after(before(block), { kind: 'pressed', option: 1 }, { kind: 'went-on' }),
  'paper-scores': scored,
  'paper-scores-hundred': after(before(hundred), { kind: 'scored', option: 0, score: 80 }),
  'paper-long': after(before(long), { kind: 'pressed', option: 3 }),
  'paper-long-found': after(before(long), { kind: 'searched', text: 'dil fr' }),
  'check-marks': after(before(block), { kind: 'pressed', option: 0 }, { kind: 'went-on' }),
  'check-scores': after(scored, { kind: 'went-on' }),
  tested: after(
    marked,
    { kind: 'went-on' },
    { kind: 'cast' },
    {
      kind: 'tested',
      marked: [0, 3],
      reading: { kind: 'paper', paper: [0, 3] },
      secondDevice: 'Ag',
    },
  ),
  'tested-differs': after(
    marked,
    { kind: 'went-on' },
    { kind: 'cast' },
    {
      kind: 'tested',
      marked: [0, 3],
      reading: { kind: 'paper', paper: [1, 3] },
      secondDevice: 'Ag',
    },
  ),
  check: after(ranked, { kind: 'went-on' }),
  'check-blank': after(opened, { kind: 'left-blank' }),
  casting: sent,
  unsent: after(sent, { kind: 'no-answer', trouble: 'offline' }),
  resumed: resumeBooth(),
  receipt: after(sent, {
    kind: 'confirmed',
    receipt: {
      code: 'amber-otter-cello-plum-0417',
      full: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
      at: '2026-11-22T14:03:22.000Z',
    },
  }),
  'already-voted': after(startBooth(), {
    kind: 'stopped',
    reason: 'already-voted',
    code: 'ballot/already-voted',
  }),
};
