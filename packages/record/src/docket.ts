/**
 * What the entries so far say, ready to hand: rolls by id, and per poll its ceremony, manifest,
 * box, mixes and shares. The referee keeps what the rule book needs; the docket keeps what the
 * cryptography needs. Recorder and verifier fill the same docket.
 */
import type { Act, Entry, Procedure, RuleBook } from '@hustings/rulebook';
import type { BallotBox } from './ballot-box.ts';

export type ActOf<K extends Act['kind']> = Extract<Act, { readonly kind: K }>;

/** An act with its place. */
export interface Placed<K extends Act['kind']> {
  readonly seq: number;
  readonly act: ActOf<K>;
}

export interface PollFile {
  readonly id: string;
  /** As ballots name it in the log. */
  readonly number: number;
  readonly ceremony: Placed<'ceremony-opened'>;
  readonly pledges: Placed<'key-pledged'>[];
  readonly deals: Placed<'key-dealt'>[];
  readonly sealedShares: Placed<'key-shares-sent'>[];
  readonly complaints: Placed<'key-complained'>[];
  readonly mixes: Placed<'pool-mixed'>[];
  readonly shares: Placed<'share-published'>[];
  readonly coinShares: Placed<'coin-shared'>[];
  readonly opened: Placed<'pool-opened'>[];
  prepared?: Placed<'poll-prepared'>;
  /** There once the poll is prepared and its roll could be read. */
  box?: BallotBox;
  closed?: Placed<'poll-closed'>;
  counted?: Placed<'poll-counted'>;
}

export class Docket {
  readonly polls: PollFile[] = [];
  readonly rolls: Map<string, Placed<'roll-frozen'>> = new Map();
  opened: ActOf<'proceeding-opened'> | undefined;
  readonly declared: Placed<'result-declared'>[] = [];
  /** Matter → its first act. */
  readonly #matters = new Map<string, ActOf<'motion-tabled'> | ActOf<'contest-called'>>();

  poll(id: string): PollFile | undefined {
    return this.polls.find((p) => p.id === id);
  }

  /** The procedure of the book that a matter runs under. */
  procedureOf(matter: string, book: RuleBook): Procedure | undefined {
    const id = this.#matters.get(matter)?.procedure;
    return book.procedures.find((p) => p.id === id);
  }

  /** What a matter is called: a motion by its procedure, a contest by its office. */
  titleOf(matter: string, book: RuleBook): string {
    const opening = this.#matters.get(matter);
    const office =
      opening?.kind === 'contest-called'
        ? book.offices.find((o) => o.id === opening.office)
        : undefined;
    return office === undefined
      ? (this.procedureOf(matter, book)?.name ?? matter)
      : `Election of the ${office.inText}`;
  }

  /**
   * Takes note of an entry: the recorder of those that the referee allowed, the verifier of all. What
   * was said first stands, so that a second manifest or closing, which the referee refuses, changes nothing.
   */
  learn(entry: Entry): void {
    const { seq, act } = entry;
    switch (act.kind) {
      case 'proceeding-opened':
        this.opened ??= act;
        break;
      case 'motion-tabled':
      case 'contest-called':
        if (!this.#matters.has(act.matter)) this.#matters.set(act.matter, act);
        break;
      case 'roll-frozen':
        if (!this.rolls.has(act.roll)) this.rolls.set(act.roll, { seq, act });
        break;
      case 'result-declared':
        this.declared.push({ seq, act });
        break;
      case 'ceremony-opened':
        this.polls.push({
          id: act.poll,
          number: this.polls.length,
          ceremony: { seq, act },
          pledges: [],
          deals: [],
          sealedShares: [],
          complaints: [],
          mixes: [],
          shares: [],
          coinShares: [],
          opened: [],
        });
        break;
      default:
        if ('poll' in act && act.poll !== undefined) this.#learnOfPoll(seq, act, act.poll);
    }
  }

  #learnOfPoll(seq: number, act: Act, id: string): void {
    const file = this.poll(id);
    if (file === undefined) return;
    switch (act.kind) {
      case 'key-pledged':
        file.pledges.push({ seq, act });
        break;
      case 'key-dealt':
        file.deals.push({ seq, act });
        break;
      case 'key-shares-sent':
        file.sealedShares.push({ seq, act });
        break;
      case 'key-complained':
        file.complaints.push({ seq, act });
        break;
      case 'poll-prepared':
        file.prepared ??= { seq, act };
        break;
      case 'poll-closed':
        file.closed ??= { seq, act };
        break;
      case 'pool-mixed':
        file.mixes.push({ seq, act });
        break;
      case 'share-published':
        file.shares.push({ seq, act });
        break;
      case 'coin-shared':
        file.coinShares.push({ seq, act });
        break;
      case 'pool-opened':
        file.opened.push({ seq, act });
        break;
      case 'poll-counted':
        file.counted ??= { seq, act };
        break;
      default:
        break;
    }
  }
}

/** Every blob that an act names; the rule book is one, by the hash of its canonical JSON. */
export function blobsOf(act: Act): readonly { readonly sha256: string; readonly size?: number }[] {
  switch (act.kind) {
    case 'proceeding-opened':
      return [{ sha256: act.book.hash }];
    case 'roll-frozen':
      return [act.credentials];
    case 'key-dealt':
      return [act.deal];
    case 'key-shares-sent':
      return [act.shares];
    case 'key-complained':
      return [act.evidence];
    case 'pool-mixed':
      return [act.ballots, act.proof];
    case 'share-published':
      return [act.shares];
    case 'pool-opened':
      return [act.papers];
    case 'poll-counted':
      return [act.transcript];
    default:
      return [];
  }
}
