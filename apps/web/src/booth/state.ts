/**
 * The booth as one plain object and one pure function. Nothing here touches the page, the network or
 * the clock: `update` says what follows from what happened, and main.ts carries it out.
 *
 * The rules that the tests hold it to: `display` (the order on the screen) changes only when the voter
 * asks; a preference changes only by a press; nothing is cast but from the check page.
 */
import type { Paper, PaperForm } from '@hustings/count';
import { booth as t } from '../messages/words.ts';
import type { CodeProblem } from './code-problem.ts';
import { mark, say } from './marking.ts';
import type { Reading } from './reading.ts';

export type Step =
  | 'code' // asks for the voting code
  | 'paper' // marks the paper
  | 'check' // looks at it once more
  | 'casting' // sealing and sending
  | 'unsent' // sealed and sent, no confirmation came back
  | 'receipt'
  | 'tested' // a test of the machine: what the second program read
  | 'stopped'; // cannot go on; says why

export type StopReason = keyof typeof t.stopped;
/** What may pass when tried again. */
export type Trouble = keyof typeof t.trouble;

export interface Receipt {
  /** Words and digits, as on every screen and in the mail. */
  readonly code: string;
  /** Tracker, hex. */
  readonly full: string;
  /** When the box took it. */
  readonly at: string;
}

/** What the code opened: fixed until the vote is cast. */
export interface OpenPaper {
  readonly form: PaperForm;
  /** Names in the order of the paper. */
  readonly options: readonly string[];
  /** The elector has a ballot in the box already, which this one would replace. */
  readonly again: boolean;
}

export interface BoothState {
  readonly step: Step;
  /** As typed; empty once it has opened the paper. */
  readonly code: string;
  readonly codeProblem: CodeProblem | undefined;
  /** The code is being looked up. */
  readonly opening: boolean;
  /** It came with the link, so there is no form to look at meanwhile. */
  readonly fromLink: boolean;
  readonly paper: OpenPaper | undefined;
  /** Options by their place on the paper, in the order on the screen. */
  readonly display: readonly number[];
  /** Options by their place on the paper: best first, or as they were marked. */
  readonly ranked: readonly number[];
  /** One for each option, of a paper that scores. */
  readonly scores: readonly number[];
  /** What is looked for in a long list. */
  readonly find: string;
  /** Left blank on purpose. */
  readonly blank: boolean;
  /** Why the last press or step was refused: too much on the paper, or too little. */
  readonly warning: string | undefined;
  /** Somebody voted with this code while the paper was being marked. */
  readonly stale: boolean;
  readonly sealed: boolean;
  /** Comes from an earlier visit: the ballot was kept on this device. */
  readonly resumed: boolean;
  readonly trouble: Trouble | undefined;
  readonly receipt: Receipt | undefined;
  /** What a second device needs to read the ballot (spec/second-device.md); kept nowhere but here. */
  readonly secondDevice: string | undefined;
  /** What a second program read on a paper sealed as a test. */
  readonly tested: { readonly marked: Paper; readonly reading: Reading } | undefined;
  readonly stop:
    | { readonly reason: StopReason; readonly code?: string; readonly message?: string }
    | undefined;
  /** The last thing to be announced, and how many there were: the same words twice are said twice. */
  readonly said: { readonly text: string; readonly times: number };
}

export type BoothEvent =
  | { readonly kind: 'code-typed'; readonly text: string }
  | { readonly kind: 'code-given'; readonly fromLink?: boolean }
  | { readonly kind: 'code-refused'; readonly problem: CodeProblem }
  | { readonly kind: 'opening-failed'; readonly trouble: Trouble }
  | { readonly kind: 'opened'; readonly paper: OpenPaper }
  | { readonly kind: 'pressed'; readonly option: number }
  | { readonly kind: 'scored'; readonly option: number; readonly score: number }
  | { readonly kind: 'searched'; readonly text: string }
  | { readonly kind: 'moved'; readonly option: number; readonly by: -1 | 1 }
  | { readonly kind: 'removed'; readonly option: number }
  | { readonly kind: 'put-in-order' }
  | { readonly kind: 'cleared' }
  | { readonly kind: 'left-blank' }
  | { readonly kind: 'went-on' }
  | { readonly kind: 'went-back' }
  /** The browser's own back and forward buttons. */
  | { readonly kind: 'history'; readonly step: Step }
  | { readonly kind: 'cast' }
  | { readonly kind: 'sealed' }
  | { readonly kind: 'stale'; readonly paper: OpenPaper }
  | { readonly kind: 'no-answer'; readonly trouble: Trouble }
  | { readonly kind: 'confirmed'; readonly receipt: Receipt; readonly secondDevice?: string }
  | {
      readonly kind: 'tested';
      readonly marked: Paper;
      readonly reading: Reading;
      readonly secondDevice: string;
    }
  /** The page is left: what opens the ballot is forgotten. */
  | { readonly kind: 'left' }
  | { readonly kind: 'copied' }
  | {
      readonly kind: 'stopped';
      readonly reason: StopReason;
      readonly code?: string;
      readonly message?: string;
    };

export function startBooth(): BoothState {
  return {
    step: 'code',
    code: '',
    codeProblem: undefined,
    opening: false,
    fromLink: false,
    paper: undefined,
    display: [],
    ranked: [],
    blank: false,
    scores: [],
    find: '',
    warning: undefined,
    stale: false,
    sealed: false,
    resumed: false,
    trouble: undefined,
    receipt: undefined,
    secondDevice: undefined,
    tested: undefined,
    stop: undefined,
    said: { text: '', times: 0 },
  };
}

/** A ballot sealed on an earlier visit waits to be confirmed. */
export function resumeBooth(): BoothState {
  return { ...startBooth(), step: 'unsent', sealed: true, resumed: true };
}

export function update(state: BoothState, event: BoothEvent): BoothState {
  switch (event.kind) {
    case 'code-typed':
      return { ...state, code: event.text, codeProblem: undefined, trouble: undefined };
    case 'code-given':
      return state.step === 'code' && !state.opening
        ? {
            ...state,
            opening: true,
            fromLink: event.fromLink ?? false,
            codeProblem: undefined,
            trouble: undefined,
          }
        : state;
    case 'code-refused':
      return { ...state, opening: false, codeProblem: event.problem };
    case 'opening-failed':
      return { ...state, opening: false, trouble: event.trouble };
    case 'opened':
      return state.step === 'code' ? openPaper(state, event.paper) : state;
    case 'history':
      return fromHistory(state, event.step);
    case 'cast':
      return state.step === 'check' || state.step === 'unsent'
        ? { ...state, step: 'casting', trouble: undefined, resumed: false }
        : state;
    case 'sealed':
      return state.step === 'casting' ? { ...state, sealed: true } : state;
    case 'stale':
      return state.step === 'casting'
        ? { ...state, step: 'check', sealed: false, stale: true, paper: event.paper }
        : state;
    case 'no-answer':
      return state.step === 'casting'
        ? { ...state, step: state.sealed ? 'unsent' : 'check', trouble: event.trouble }
        : state;
    case 'confirmed':
      return {
        ...forget(state),
        step: 'receipt',
        receipt: event.receipt,
        secondDevice: event.secondDevice,
      };
    case 'tested':
      return {
        ...state,
        step: 'tested',
        tested: { marked: event.marked, reading: event.reading },
        secondDevice: event.secondDevice,
      };
    case 'left':
      return { ...state, secondDevice: undefined };
    case 'copied':
      return say(state, t.said.copied);
    case 'stopped':
      return {
        ...forget(state),
        step: 'stopped',
        stop: {
          reason: event.reason,
          ...(event.code === undefined ? {} : { code: event.code }),
          ...(event.message === undefined ? {} : { message: event.message }),
        },
      };
    default:
      return state.step === 'paper' || state.step === 'check' ? mark(state, event) : state;
  }
}

function openPaper(state: BoothState, paper: OpenPaper): BoothState {
  return {
    ...state,
    step: 'paper',
    opening: false,
    code: '',
    paper,
    display: paper.options.map((_, i) => i),
    ranked: [],
    scores: paper.form.kind === 'scores' ? paper.options.map(() => 0) : [],
  };
}

/** After the cast nothing on the page remembers the choice or the code, the announcement line included. */
function forget(state: BoothState): BoothState {
  return { ...startBooth(), paper: state.paper, said: { text: '', times: state.said.times + 1 } };
}

/** Back and forward move between the paper and the check only; a cast vote is never undone by them. */
function fromHistory(state: BoothState, step: Step): BoothState {
  if (state.step === 'check' && step === 'paper') return update(state, { kind: 'went-back' });
  if (state.step === 'paper' && step === 'check') return update(state, { kind: 'went-on' });
  if (state.step === 'receipt' && step !== 'receipt') return say(state, t.backIgnored);
  return state;
}
