/** Every kind of act with its handler, grouped by what it is about. */
import type { Act } from '../acts.ts';
import type { ActOf } from '../state.ts';
import { coinShared, pollCounted, poolMixed, poolOpened, sharePublished } from './box.ts';
import {
  ceremonyOpened,
  keyAccepted,
  keyComplained,
  keyDealt,
  keyPledged,
  keySharesSent,
} from './ceremony.ts';
import { contactsChanged } from './contacts.ts';
import { officeAssumed, resultDeclared } from './declaring.ts';
import { demandCertified, demandSigned, demandUnsigned } from './demands.ts';
import type { MatterHandler, PollHandler, ProcedureHandler, ProceedingHandler } from './handler.ts';
import { contestAbandoned, contestCalled, motionTabled, motionWithdrawn } from './matters.ts';
import { nominationMade, nominationWithdrawn } from './nominating.ts';
import { nominationsClosed, nominationsOpened } from './nominations.ts';
import { objectionMade } from './objections.ts';
import { eventNoted, holderRecorded, officeVacated, unitsListed } from './offices.ts';
import { bodySized, correctionMade, proceedingOpened } from './opening.ts';
import { pollClosed, pollExtended, pollOpened } from './polls.ts';
import { pollPrepared } from './preparing.ts';
import { electorRegistered } from './registering.ts';
import { ballotOpened, ballotReported, figuresCorrected, tieBroken } from './reporting.ts';
import { rollFrozen } from './roll.ts';
import { rulingMade } from './ruling-made.ts';
import { candidateConsented, candidateWithdrew, statementFiled } from './standing.ts';
import {
  candidateDescribed,
  depositReturned,
  paymentMade,
  qualificationCertified,
  spendingReported,
  ticketFormed,
} from './tickets.ts';
import { timetableSet } from './timetable.ts';

type ProceedingKind =
  | 'proceeding-opened'
  | 'body-sized'
  | 'ruling-made'
  | 'roll-frozen'
  | 'contacts-changed'
  | 'ceremony-opened'
  | 'correction-made'
  | 'units-listed'
  | 'holder-recorded'
  | 'office-vacated'
  | 'event-noted'
  | 'demand-signed'
  | 'demand-unsigned'
  | 'demand-certified'
  | 'objection-made';
type ProcedureKind = 'motion-tabled' | 'contest-called';
/** Acts about a poll that is there: they name it and, but for these, nothing else. */
type PollKind =
  | 'key-pledged'
  | 'key-dealt'
  | 'key-shares-sent'
  | 'key-accepted'
  | 'key-complained'
  | 'poll-opened'
  | 'poll-extended'
  | 'poll-closed'
  | 'pool-mixed'
  | 'share-published'
  | 'coin-shared'
  | 'pool-opened'
  | 'poll-counted';
type MatterKind = Exclude<Act['kind'], ProceedingKind | ProcedureKind | PollKind>;

export const proceedingHandlers: {
  readonly [K in ProceedingKind]: ProceedingHandler<ActOf<K>>;
} = {
  'proceeding-opened': proceedingOpened,
  'body-sized': bodySized,
  'ruling-made': rulingMade,
  'roll-frozen': rollFrozen,
  'contacts-changed': contactsChanged,
  'ceremony-opened': ceremonyOpened,
  'correction-made': correctionMade,
  'units-listed': unitsListed,
  'holder-recorded': holderRecorded,
  'office-vacated': officeVacated,
  'event-noted': eventNoted,
  'demand-signed': demandSigned,
  'demand-unsigned': demandUnsigned,
  'demand-certified': demandCertified,
  'objection-made': objectionMade,
};

export const procedureHandlers: { readonly [K in ProcedureKind]: ProcedureHandler<ActOf<K>> } = {
  'motion-tabled': motionTabled,
  'contest-called': contestCalled,
};

export const matterHandlers: { readonly [K in MatterKind]: MatterHandler<ActOf<K>> } = {
  'motion-withdrawn': motionWithdrawn,
  'timetable-set': timetableSet,
  'nominations-opened': nominationsOpened,
  'nomination-made': nominationMade,
  'nomination-withdrawn': nominationWithdrawn,
  'candidate-consented': candidateConsented,
  'candidate-withdrew': candidateWithdrew,
  'statement-filed': statementFiled,
  'nominations-closed': nominationsClosed,
  'poll-prepared': pollPrepared,
  'result-declared': resultDeclared,
  'office-assumed': officeAssumed,
  'contest-abandoned': contestAbandoned,
  'ticket-formed': ticketFormed,
  'candidate-described': candidateDescribed,
  'qualification-certified': qualificationCertified,
  'payment-made': paymentMade,
  'spending-reported': spendingReported,
  'deposit-returned': depositReturned,
  'elector-registered': electorRegistered,
  'ballot-opened': ballotOpened,
  'ballot-reported': ballotReported,
  'tie-broken': tieBroken,
  'figures-corrected': figuresCorrected,
};

export const pollHandlers: { readonly [K in PollKind]: PollHandler<ActOf<K>> } = {
  'key-pledged': keyPledged,
  'key-dealt': keyDealt,
  'key-shares-sent': keySharesSent,
  'key-accepted': keyAccepted,
  'key-complained': keyComplained,
  'poll-opened': pollOpened,
  'poll-extended': pollExtended,
  'poll-closed': pollClosed,
  'pool-mixed': poolMixed,
  'share-published': sharePublished,
  'coin-shared': coinShared,
  'pool-opened': poolOpened,
  'poll-counted': pollCounted,
};

export function isProceedingKind(kind: string): kind is ProceedingKind {
  return Object.hasOwn(proceedingHandlers, kind);
}

export function isProcedureKind(kind: string): kind is ProcedureKind {
  return Object.hasOwn(procedureHandlers, kind);
}

export function isPollKind(kind: string): kind is PollKind {
  return Object.hasOwn(pollHandlers, kind);
}
