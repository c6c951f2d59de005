/**
 * The events of a proceeding in order, ballots left out: what timelines and lists are drawn from. Read
 * from the ledger when first asked for, and carried on from there; nothing here is kept elsewhere.
 */
import { assert } from '@hustings/base';
import { readLeaf } from '@hustings/record';
import type { Entry } from '@hustings/rulebook';
import type { StoredLedger } from '../store/ledger.ts';

const BALLOT = 1;

export class Story {
  readonly #ledger: StoredLedger;
  readonly #entries: Entry[] = [];
  readonly #closed = new Map<string, string>();
  #upTo = 0;
  #reading: Promise<void> | undefined;

  constructor(ledger: StoredLedger) {
    this.#ledger = ledger;
  }

  /** Every event that is durable by now, oldest first. */
  async entries(): Promise<readonly Entry[]> {
    while (this.#upTo < this.#ledger.size) {
      this.#reading ??= this.#read().finally(() => {
        this.#reading = undefined;
      });
      await this.#reading;
    }
    return this.#entries;
  }

  /** When a poll was closed, as far as has been read. */
  closedAt(poll: string): string | undefined {
    return this.#closed.get(poll);
  }

  async #read(): Promise<void> {
    for await (const bytes of this.#ledger.leaves(this.#upTo)) {
      this.#upTo++;
      if (bytes[0] === BALLOT) continue;
      const leaf = readLeaf(bytes);
      assert(leaf.ok && leaf.value.kind === 'event', 'our own ledger can be read');
      const { entry } = leaf.value;
      this.#entries.push(entry);
      if (entry.act.kind === 'poll-closed') this.#closed.set(entry.act.poll, entry.at);
    }
  }
}
