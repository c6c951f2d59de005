/**
 * The booth as one plain object and one pure function. Nothing here touches the page, the network or
 * the clock: `update` says what follows from what happened, and main.ts carries it out.
 *
 * The rules that the tests hold it to: `display` (the order on the screen) changes only when the voter
 * asks; a preference changes only by a press; nothing is cast but from the check page.
 */
import type { PaperForm } from '@hustings/count';
import { booth as t } from '../messages/words.ts';
import type { CodeProblem } from './code-problem.ts';

export type Step =
  | 'code' // asks for the voting code
  | 'paper' // marks the paper
  | 'check' // looks at it once more
  | 'casting' // sealing and sending
  | 'unsent' // sealed and sent, no confirmation came back
  | 'receipt'
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
  /** Options by their place on the paper, best first. */
  readonly ranked: readonly number[];
  /** Left blank on purpose. */
  readonly blank: boolean;
  /** Tried to go on with an empty paper. */
  readonly emptyWarned: boolean;
  /** Somebody voted with this code while the paper was being marked. */
  readonly stale: boolean;
  readonly sealed: boolean;
  /** Comes from an earlier visit: the ballot was kept on this device. */
  readonly resumed: boolean;
  readonly trouble: Trouble | undefined;
  readonly receipt: Receipt | undefined;
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
  | { readonly kind: 'confirmed'; readonly receipt: Receipt }
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
    emptyWarned: false,
    stale: false,
    sealed: false,
    resumed: false,
    trouble: undefined,
    receipt: undefined,
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
      return { ...forget(state), step: 'receipt', receipt: event.receipt };
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

type MarkEvent = Extract<
  BoothEvent,
  {
    kind:
      | 'pressed'
      | 'moved'
      | 'removed'
      | 'put-in-order'
      | 'cleared'
      | 'left-blank'
      | 'went-on'
      | 'went-back';
  }
>;

function mark(state: BoothState, event: MarkEvent): BoothState {
  if (event.kind === 'went-back')
    return { ...state, step: 'paper', blank: false, trouble: undefined };
  if (state.step !== 'paper' || state.paper === undefined) return state;
  switch (event.kind) {
    case 'pressed':
      return press(state, state.paper, event.option);
    case 'moved':
      return move(state, state.paper, event.option, event.by);
    case 'removed':
      return remove(state, state.paper, event.option);
    case 'put-in-order':
      return putInOrder(state, state.paper);
    case 'cleared':
      return {
        ...say(state, t.state(0, state.paper.options.length)),
        ranked: [],
        emptyWarned: false,
      };
    case 'left-blank':
      return { ...state, ranked: [], blank: true, emptyWarned: false, step: 'check' };
    case 'went-on':
      return state.ranked.length === 0
        ? { ...state, emptyWarned: true }
        : { ...state, step: 'check', blank: false };
  }
}

/** How many preferences the form takes. */
export function mostOf(form: PaperForm): number {
  return form.kind === 'ranked' ? form.most : 1;
}

/** Whether the paper has no option for abstaining, so that leaving it blank is offered. */
export function mayBeBlank(form: PaperForm): boolean {
  return !(form.kind === 'motion' && form.abstain);
}

function press(state: BoothState, paper: OpenPaper, option: number): BoothState {
  const name = paper.options[option];
  if (name === undefined) return state;
  if (paper.form.kind !== 'ranked')
    return { ...say(state, t.said.chosen(name)), ranked: [option], emptyWarned: false };
  const place = state.ranked.indexOf(option) + 1;
  if (place > 0) return say(state, t.said.already(name, place));
  if (state.ranked.length >= paper.form.most) return say(state, t.said.full(paper.form.most));
  const ranked = [...state.ranked, option];
  const left = paper.options.length - ranked.length;
  return { ...say(state, t.said.ranked(name, ranked.length, left)), ranked, emptyWarned: false };
}

function move(state: BoothState, paper: OpenPaper, option: number, by: -1 | 1): BoothState {
  const from = state.ranked.indexOf(option);
  const to = from + by;
  const other = state.ranked[to];
  const name = paper.options[option];
  if (from < 0 || other === undefined || name === undefined) return state;
  const ranked = state.ranked.with(from, other).with(to, option);
  return { ...say(state, t.said.moved(name, to + 1)), ranked };
}

function remove(state: BoothState, paper: OpenPaper, option: number): BoothState {
  const name = paper.options[option];
  if (!state.ranked.includes(option) || name === undefined) return state;
  const ranked = state.ranked.filter((one) => one !== option);
  return { ...say(state, t.said.removed(name, paper.options.length - ranked.length)), ranked };
}

function putInOrder(state: BoothState, paper: OpenPaper): BoothState {
  const rest = paper.options.map((_, i) => i).filter((i) => !state.ranked.includes(i));
  const words = state.ranked.length === 0 ? t.said.paperOrder : t.said.inOrder;
  return { ...say(state, words), display: [...state.ranked, ...rest] };
}

function say(state: BoothState, text: string): BoothState {
  return { ...state, said: { text, times: state.said.times + 1 } };
}
