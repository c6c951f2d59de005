/**
 * The booth's business with the box, told as events: opening a paper with a code, casting it, sending it
 * again. No page here, so that it is tested against a real server's answers without a browser.
 */
import type { Manifest } from '@hustings/rulebook';
import type { Answer, BoxApi, CastAnswer, ElectorAnswer } from './box-api.ts';
import { readCode } from './code-problem.ts';
import type { KeptBallots } from './kept-ballot.ts';
import type { FreshlySealed, Sealer } from './sealing.ts';
import type { BoothEvent, OpenPaper, StopReason } from './state.ts';

export interface Conduct {
  /** Looks the code up and opens the paper. */
  open(code: string): Promise<BoothEvent>;
  /** Seals the paper, keeps it, sends it. Says `sealed` on the way. */
  cast(paper: readonly number[], say: (event: BoothEvent) => void): Promise<BoothEvent>;
  /** Sends the kept ballot again, the very same bytes. */
  resend(): Promise<BoothEvent>;
}

export interface ConductParts {
  readonly api: BoxApi;
  readonly sealer: () => Sealer;
  readonly kept: KeptBallots;
  /** Whether the link brought a poll card: without one no ballot of a separated poll is taken. */
  readonly hasCard?: () => boolean;
  /** Between two tries of its own; in milliseconds. */
  readonly wait: (ms: number) => Promise<void>;
}

/** Refusals of the box that have words of their own. */
const STOPS: Readonly<Record<string, StopReason>> = {
  'ballot/already-voted': 'already-voted',
  'ballot/no-card': 'no-card',
  'ballot/card-unknown': 'no-card',
  'ballot/card-other-section': 'card-elsewhere',
  'ballot/card-bound-elsewhere': 'card-elsewhere',
  'ballot/wrong-proof': 'wrong-poll',
  'ballot/wrong-pool': 'wrong-poll',
  'ballot/no-such-poll': 'wrong-poll',
  'ballot/not-on-roll': 'wrong-poll',
  'poll/closed': 'closed-meanwhile',
  'ballot/poll-closed': 'closed-meanwhile',
  'poll/not-open': 'not-open',
  'ballot/poll-not-open': 'not-open',
};

/** A cast that got no answer is sent again by itself so many milliseconds later. */
const PAUSES: readonly number[] = [1000, 3000];

interface Opened {
  readonly manifest: Manifest;
  readonly credential: string;
  readonly elector: ElectorAnswer;
}

export function conduct({ api, sealer, kept, hasCard, wait }: ConductParts): Conduct {
  let opened: Opened | undefined;
  let thread: Sealer | undefined;
  let last: FreshlySealed | undefined;

  async function open(text: string): Promise<BoothEvent> {
    const read = readCode(text);
    if ('problem' in read) return { kind: 'code-refused', problem: read.problem };
    const poll = await api.poll();
    if (poll.kind !== 'ok') return failedOpening(poll);
    const { manifest, status } = poll.value;
    if (status === 'closed' || status === 'declared') return { kind: 'stopped', reason: 'closed' };
    if (status !== 'open') return { kind: 'stopped', reason: 'not-open' };
    if (manifest.mode === 'separated' && hasCard?.() === false)
      return { kind: 'stopped', reason: 'no-card' };
    let credential: string;
    try {
      thread ??= sealer();
      credential = await thread.open(read.code, manifest);
    } catch {
      return { kind: 'stopped', reason: 'unable' };
    }
    const elector = await api.elector(credential);
    if (elector.kind === 'refused' && elector.status === 404)
      return { kind: 'code-refused', problem: { kind: 'unknown' } };
    if (elector.kind !== 'ok') return failedOpening(elector);
    if (elector.value.previous !== null && manifest.revote === 'first-stands')
      return { kind: 'stopped', reason: 'already-voted' };
    opened = { manifest, credential, elector: elector.value };
    return { kind: 'opened', paper: paperOf(opened) };
  }

  async function cast(
    paper: readonly number[],
    say: (event: BoothEvent) => void,
  ): Promise<BoothEvent> {
    if (opened === undefined || thread === undefined) throw new Error('cast before it was opened');
    const { manifest, elector } = opened;
    let sealed: FreshlySealed;
    try {
      const previous = elector.previous ?? undefined;
      sealed = await thread.seal({ manifest, section: elector.section, previous, paper });
    } catch {
      return { kind: 'stopped', reason: 'unable' };
    }
    last = sealed;
    kept.save(sealed);
    say({ kind: 'sealed' });
    return send(sealed);
  }

  async function send(sealed: FreshlySealed): Promise<BoothEvent> {
    let answer = await api.cast(sealed.ballot);
    for (const pause of PAUSES) {
      if (answer.kind !== 'trouble') break;
      await wait(pause);
      answer = await api.cast(sealed.ballot);
    }
    return conclude(sealed, answer);
  }

  async function conclude(sealed: FreshlySealed, answer: Answer<CastAnswer>): Promise<BoothEvent> {
    if (answer.kind === 'trouble') return { kind: 'no-answer', trouble: answer.trouble };
    last = undefined;
    kept.drop();
    if (answer.kind === 'ok') return confirm(sealed, answer.value);
    // An earlier try may have got through though its answer did not: then the box has these very bytes.
    const there = await api.find(sealed.tracker);
    if (there.kind === 'ok') return confirm(sealed, there.value);
    if (answer.code === 'ballot/previous-differs' && opened !== undefined) {
      const again = await api.elector(opened.credential);
      if (again.kind === 'ok') {
        opened = { ...opened, elector: again.value };
        return { kind: 'stale', paper: paperOf(opened) };
      }
    }
    const { code, message } = answer;
    return { kind: 'stopped', reason: STOPS[code] ?? 'refused', code, message };
  }

  return {
    open,
    cast,
    async resend() {
      const sealed = last ?? kept.load();
      // Storage may have been cleared in between: then only the box can say whether it is in.
      return sealed === undefined
        ? { kind: 'stopped', reason: 'refused', code: 'booth/nothing-kept' }
        : send(sealed);
    },
  };
}

function confirm(sealed: FreshlySealed, { tracker, at }: CastAnswer): BoothEvent {
  if (tracker !== sealed.tracker) return { kind: 'stopped', reason: 'mismatch' };
  const receipt = { code: sealed.code, full: sealed.tracker, at };
  const { deviceCode } = sealed;
  return {
    kind: 'confirmed',
    receipt,
    ...(deviceCode === undefined ? {} : { secondDevice: deviceCode }),
  };
}

function failedOpening(answer: Exclude<Answer<unknown>, { kind: 'ok' }>): BoothEvent {
  return answer.kind === 'trouble'
    ? { kind: 'opening-failed', trouble: answer.trouble }
    : refusedStatus(answer);
}

export function refusedStatus(answer: Extract<Answer<unknown>, { kind: 'refused' }>): BoothEvent {
  const { code, message } = answer;
  return { kind: 'stopped', reason: 'refused', code, message };
}

function paperOf({ manifest, elector }: Opened): OpenPaper {
  return paperIn(manifest, elector.previous !== null);
}

export function paperIn(manifest: Manifest, again: boolean): OpenPaper {
  return { form: manifest.form, options: manifest.options.map((option) => option.name), again };
}
