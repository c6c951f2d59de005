/**
 * Marking a paper, of whatever kind: what each press, score and step makes of the state. More than the
 * paper allows is never on it: the press is refused in words. Too little is said before going on.
 */
import type { MarkGroup, PaperForm } from '@hustings/count';
import { papers, booth as t } from '../messages/words.ts';
import type { BoothEvent, BoothState, OpenPaper } from './state.ts';

export type MarkEvent = Extract<
  BoothEvent,
  {
    kind:
      | 'pressed'
      | 'scored'
      | 'moved'
      | 'removed'
      | 'searched'
      | 'put-in-order'
      | 'cleared'
      | 'left-blank'
      | 'went-on'
      | 'went-back';
  }
>;

export function mark(state: BoothState, event: MarkEvent): BoothState {
  if (event.kind === 'went-back')
    return { ...state, step: 'paper', blank: false, trouble: undefined };
  if (state.step !== 'paper' || state.paper === undefined) return state;
  switch (event.kind) {
    case 'pressed':
      return press(state, state.paper, event.option);
    case 'scored':
      return score(state, state.paper, event.option, event.score);
    case 'moved':
      return move(state, state.paper, event.option, event.by);
    case 'removed':
      return remove(state, state.paper, event.option);
    case 'searched':
      return { ...state, find: event.text };
    case 'put-in-order':
      return putInOrder(state, state.paper);
    case 'cleared':
      return cleared(state, state.paper);
    case 'left-blank':
      return { ...state, ...empty(state.paper), blank: true, step: 'check' };
    case 'went-on':
      return goOn(state, state.paper);
  }
}

/** What the paper says, as it is sealed; nothing where it was left blank on purpose. */
export function paperOf(state: BoothState): readonly number[] {
  if (state.blank) return [];
  const kind = state.paper?.form.kind;
  if (kind === 'scores') return state.scores;
  return kind === 'marks' ? state.ranked.toSorted((a, b) => a - b) : state.ranked;
}

/** How many preferences or marks the form takes. */
export function mostOf(form: PaperForm): number {
  return form.kind === 'ranked' || form.kind === 'marks' ? form.most : 1;
}

/** Whether the paper has no option for abstaining, so that leaving it blank is offered. */
export function mayBeBlank(form: PaperForm): boolean {
  return !(form.kind === 'motion' && form.abstain);
}

export function isEmpty({ paper, ranked, scores }: BoothState): boolean {
  return paper?.form.kind === 'scores' ? scores.every((one) => one === 0) : ranked.length === 0;
}

/** Groups of which the marks are too many or too few. */
export function unmetGroups(form: PaperForm, marked: readonly number[]): readonly MarkGroup[] {
  if (form.kind !== 'marks') return [];
  return (form.groups ?? []).filter(({ members, least = 0, most = marked.length }) => {
    const n = marked.filter((option) => members.includes(option + 1)).length;
    return n < least || n > most;
  });
}

/** Long lists are searched; capitals and accents do not matter. */
export function foundIn(state: BoothState, paper: OpenPaper): readonly number[] {
  const wanted = plain(state.find).split(/\s+/).filter(Boolean);
  if (wanted.length === 0) return state.display;
  return state.display.filter((option) => {
    const name = plain(paper.options[option] ?? '');
    return wanted.every((part) => name.includes(part));
  });
}

function plain(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{Mark}/gu, '')
    .toLowerCase();
}

export function say(state: BoothState, text: string): BoothState {
  return { ...state, said: { text, times: state.said.times + 1 } };
}

function empty(paper: OpenPaper): Pick<BoothState, 'ranked' | 'scores' | 'warning'> {
  const scores = paper.form.kind === 'scores' ? paper.options.map(() => 0) : [];
  return { ranked: [], scores, warning: undefined };
}

function cleared(state: BoothState, paper: OpenPaper): BoothState {
  const words =
    paper.form.kind === 'ranked' ? t.state(0, paper.options.length) : papers.said.cleared;
  return { ...say(state, words), ...empty(paper) };
}

function goOn(state: BoothState, paper: OpenPaper): BoothState {
  const warning = shortage(state, paper);
  return warning === undefined
    ? { ...state, step: 'check', blank: false, find: '', warning }
    : { ...state, warning };
}

/** Why this paper would not count. */
export function shortage(state: BoothState, { form }: OpenPaper): string | undefined {
  if (isEmpty(state)) return form.kind === 'scores' ? papers.noScore : t.nothingMarked;
  const least = form.kind === 'marks' || form.kind === 'ranked' ? (form.least ?? 1) : 1;
  if (form.kind !== 'scores' && state.ranked.length < least)
    return papers.tooFew(state.ranked.length, least);
  const unmet = unmetGroups(form, state.ranked);
  return unmet.length === 0
    ? undefined
    : unmet.map((group) => papers.group(group.name, group.least, group.most)).join(' ');
}

function press(state: BoothState, paper: OpenPaper, option: number): BoothState {
  const name = paper.options[option];
  if (name === undefined || paper.form.kind === 'scores') return state;
  if (paper.form.kind === 'marks') return toggle(state, name, option, paper.form.most);
  if (paper.form.kind !== 'ranked')
    return { ...say(state, t.said.chosen(name)), ranked: [option], warning: undefined };
  const place = state.ranked.indexOf(option) + 1;
  if (place > 0) return say(state, t.said.already(name, place));
  if (state.ranked.length >= paper.form.most) return say(state, t.said.full(paper.form.most));
  const ranked = [...state.ranked, option];
  const left = paper.options.length - ranked.length;
  return { ...say(state, t.said.ranked(name, ranked.length, left)), ranked, warning: undefined };
}

/** A mark is made or taken away; one too many is refused where everyone sees and hears it. */
function toggle(state: BoothState, name: string, option: number, most: number): BoothState {
  if (state.ranked.includes(option)) {
    const ranked = state.ranked.filter((one) => one !== option);
    const words = papers.said.unmarked(name, ranked.length, most);
    return { ...say(state, words), ranked, warning: undefined };
  }
  if (state.ranked.length >= most) return { ...state, warning: papers.full(most) };
  const ranked = [...state.ranked, option];
  const words = papers.said.marked(name, ranked.length, most);
  return { ...say(state, words), ranked, warning: undefined };
}

function score(state: BoothState, paper: OpenPaper, option: number, value: number): BoothState {
  const { form } = paper;
  const isScore =
    form.kind === 'scores' && Number.isInteger(value) && value >= 0 && value <= form.highest;
  if (!isScore || paper.options[option] === undefined) return state;
  return { ...state, scores: state.scores.with(option, value), warning: undefined };
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
