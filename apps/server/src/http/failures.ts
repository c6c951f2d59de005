/**
 * From a failure's code to what the person and the program are answered. One table: a code is
 * looked up whole, then by its area (the part before the slash).
 */
import type { Failure } from '@hustings/base';
import type { ErrorKind } from '@hustings/web';

export interface Answer {
  readonly status: number;
  /** Which error page. */
  readonly kind: ErrorKind;
}

const ANSWERS: ReadonlyMap<string, Answer> = new Map<string, Answer>([
  ['page', { status: 404, kind: 'not-found' }],
  ['link/unknown', { status: 404, kind: 'link-bad' }],
  ['link/used', { status: 410, kind: 'link-used' }],
  ['link/expired', { status: 410, kind: 'link-expired' }],
  ['link', { status: 409, kind: 'refused' }],
  ['session/missing', { status: 401, kind: 'signed-out' }],
  ['session', { status: 403, kind: 'not-yours' }],
  ['form/stale', { status: 403, kind: 'bad-form' }],
  ['form/elsewhere', { status: 403, kind: 'bad-form' }],
  ['form', { status: 400, kind: 'bad-form' }],
  ['request/too-large', { status: 413, kind: 'too-large' }],
  ['request/too-many', { status: 429, kind: 'too-many' }],
  ['request/wrong-type', { status: 415, kind: 'bad-form' }],
  ['request/overload', { status: 503, kind: 'trouble' }],
  ['request', { status: 400, kind: 'bad-form' }],
  ['roll/in-use', { status: 409, kind: 'refused' }],
  ['roll', { status: 422, kind: 'bad-form' }],
  ['store/disk-full', { status: 507, kind: 'full' }],
  ['store', { status: 503, kind: 'trouble' }],
  ['ballot/no-such-poll', { status: 404, kind: 'not-found' }],
  ['ballot/not-on-roll', { status: 403, kind: 'refused' }],
  ['ballot/already-voted', { status: 409, kind: 'refused' }],
  ['ballot/no-card', { status: 403, kind: 'refused' }],
  ['ballot/card-unknown', { status: 403, kind: 'refused' }],
  ['ballot/card-other-section', { status: 403, kind: 'refused' }],
  ['ballot/card-bound-elsewhere', { status: 409, kind: 'refused' }],
  ['ballot/copied', { status: 409, kind: 'refused' }],
  ['ballot/previous-differs', { status: 409, kind: 'refused' }],
  ['poll/closed', { status: 409, kind: 'poll-closed' }],
  ['poll/not-open', { status: 409, kind: 'poll-not-open' }],
  ['poll/unknown', { status: 404, kind: 'not-found' }],
  ['ballot', { status: 422, kind: 'refused' }],
  ['record/signature-wrong', { status: 403, kind: 'refused' }],
  ['hand-in/too-large', { status: 413, kind: 'too-large' }],
  ['hand-in/blobs-missing', { status: 409, kind: 'refused' }],
  ['hand-in', { status: 422, kind: 'refused' }],
  ['keygen', { status: 422, kind: 'refused' }],
  ['shuffle', { status: 422, kind: 'refused' }],
  ['decryption', { status: 422, kind: 'refused' }],
  ['coin', { status: 422, kind: 'refused' }],
  ['credential', { status: 422, kind: 'link-bad' }],
  ['receipt', { status: 422, kind: 'bad-form' }],
  ['server', { status: 500, kind: 'trouble' }],
]);

/** Whatever the referee refuses: it conflicts with where the proceeding stands. */
const REFUSED: Answer = { status: 409, kind: 'refused' };

export function answerTo(code: string): Answer {
  return ANSWERS.get(code) ?? ANSWERS.get(code.split('/', 1)[0] ?? '') ?? REFUSED;
}

export interface Shown extends Failure {
  readonly clause?: string;
  readonly citation?: string;
  /** A time that matters. */
  readonly at?: string;
}

/** An expected failure on its way to the error handler; thrown at the edge only. */
export class Refused extends Error {
  readonly failure: Shown;

  constructor(failure: Shown) {
    super(failure.message);
    this.name = 'Refused';
    this.failure = failure;
  }
}

export function notFound(message = 'There is no such page here.'): Refused {
  return new Refused({ code: 'page/not-found', message });
}
