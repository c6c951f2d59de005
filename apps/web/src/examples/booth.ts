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

const after = (state: BoothState, ...events: readonly BoothEvent[]): BoothState =>
  events.reduce(update, state);

const opened = after(startBooth(), { kind: 'code-given' }, { kind: 'opened', paper });
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
