/** What every route works with; made once at start. */

import type { Group } from '@hustings/ristretto';
import type { Books } from '../books/books.ts';
import type { CastingHall } from '../casting/casting-hall.ts';
import type { DeskRoom } from '../desk/desk-room.ts';
import type { JobBoard } from '../jobs/job-board.ts';
import type { Outbox } from '../mail/outbox.ts';
import type { HandIns } from '../separated/hand-in.ts';
import type { PollCards } from '../separated/poll-cards.ts';
import type { Sealer } from '../store/seal.ts';
import type { Database } from '../store/store.ts';

export interface Context {
  readonly db: Database;
  readonly sealer: Sealer;
  readonly outbox: Outbox;
  readonly jobs: JobBoard;
  readonly books: Books;
  readonly desks: DeskRoom;
  readonly casting: CastingHall;
  readonly handIns: HandIns;
  readonly cards: PollCards;
  readonly group: Group;
  readonly now: () => Date;
  readonly random: (length: number) => Uint8Array;
  /** The address of this server as people reach it, without a slash at the end. */
  readonly publicUrl: () => string;
  /** Ballots a minute from one address. */
  readonly castsPerMinute: number;
}
