import { resolve } from 'node:path';
import { canonicalJson, parseCanonical, toHex } from '@hustings/base';
import { blobPath, type EventLeaf, type RecordSource } from '@hustings/record';
import { apply, readRuleBook, type State, start } from '@hustings/rulebook';
import { count, entryWords, number } from '@hustings/server/words';
import { type Command, command } from '../command.ts';
import { openRecord } from '../files/folder-record.ts';
import { type PlacedLeaf, readLeaves } from '../files/leaves.ts';
import { EXIT, fail, note } from '../io.ts';

const HELP = `
Tells a record in words, entry by entry: what happened, when, and who did it. Ballots, which
say nothing by themselves, are told as runs.

Usage: hustings show RECORD [--utc] [--json]

  RECORD    a record's folder, or its zip as downloaded
  --utc     times in UTC, not in the rule book's zone
  --json    one entry per line as data; a ballot as {"seq", "at", "poll", "ballot"}

It tells what stands there and checks nothing: that is what hustings verify is for.

Examples:
  hustings show labour
  hustings show labour | grep -i ruled
  hustings show record.zip --json | wc -l
`;

export const showCommand: Command = command({
  name: 'show',
  help: HELP,
  shape: { flags: ['json', 'utc'], positionals: ['RECORD'] },
  run: async (args, io) => {
    const opened = await openRecord(resolve(io.cwd, args.positionals[0] as string));
    if (!opened.ok) return fail(io, EXIT.failed, opened.error.message);
    const teller = args.has('json') ? new JsonTeller() : new Teller(opened.value, args.has('utc'));
    for await (const next of readLeaves(opened.value)) {
      if (!next.ok) {
        io.stdout.write(teller.end());
        return fail(io, EXIT.failed, next.error.message, [
          'hustings verify says all that is wrong',
        ]);
      }
      io.stdout.write(await teller.tell(next.value));
    }
    io.stdout.write(teller.end());
    note(io, 'this is what the record says; whether it holds is for hustings verify');
    return EXIT.ok;
  },
});

interface Telling {
  tell(placed: PlacedLeaf): Promise<string>;
  /** What is still to be said when there is no more. */
  end(): string;
}

class JsonTeller implements Telling {
  async tell({ seq, leaf }: PlacedLeaf): Promise<string> {
    const line =
      leaf.kind === 'event'
        ? canonicalJson({ ...leaf.entry, ...(leaf.sig === undefined ? {} : { sig: leaf.sig }) })
        : canonicalJson({ seq, at: leaf.at, poll: leaf.poll, ballot: toHex(leaf.ballot) });
    return `${line}\n`;
  }

  end(): string {
    return '';
  }
}

interface Run {
  readonly from: number;
  readonly poll: number;
  readonly first: string;
  last: string;
  ballots: number;
}

class Teller implements Telling {
  readonly #source: RecordSource;
  readonly #isUtc: boolean;
  #state: State | undefined;
  #time = clockIn('UTC');
  #run: Run | undefined;

  constructor(source: RecordSource, isUtc: boolean) {
    this.#source = source;
    this.#isUtc = isUtc;
  }

  async tell({ seq, leaf }: PlacedLeaf): Promise<string> {
    if (leaf.kind === 'event') return this.end() + (await this.#event(leaf));
    if (this.#run?.poll === leaf.poll) {
      this.#run.ballots++;
      this.#run.last = leaf.at;
      return '';
    }
    const before = this.end();
    this.#run = { from: seq, poll: leaf.poll, first: leaf.at, last: leaf.at, ballots: 1 };
    return before;
  }

  end(): string {
    const run = this.#run;
    this.#run = undefined;
    if (run === undefined) return '';
    const { from, ballots, first, last } = run;
    const span = ballots === 1 ? number(from) : `${number(from)}–${number(from + ballots - 1)}`;
    const until = ballots === 1 ? '' : ` to ${this.#time(last)}`;
    return `${span}  ${this.#time(first)}${until}\n    ${count(ballots, 'ballot')} cast.\n`;
  }

  async #event({ entry }: EventLeaf): Promise<string> {
    if (entry.act.kind === 'proceeding-opened') await this.#open(entry.act.book.hash);
    const place = `${number(entry.seq)}  ${this.#time(entry.at)}`;
    if (this.#state === undefined)
      return `${place}  ${entry.by.id}\n    ${entry.act.kind} (the record holds no rule book to tell it by)\n`;
    // Only for the names: what the referee refuses is told like everything else.
    const next = apply(this.#state, entry);
    if (next.ok) this.#state = next.value;
    const { text, by, citation } = entryWords(this.#state.book, entry, this.#state);
    const source = citation === undefined ? '' : ` [${citation}]`;
    return `${place}  ${by}\n    ${text}${source}\n`;
  }

  /** The rule book lies in the record. */
  async #open(hash: string): Promise<void> {
    const bytes = await this.#source.read(blobPath(hash));
    const json = bytes === undefined ? undefined : parseCanonical(bytes);
    const book = json?.ok ? readRuleBook(json.value) : undefined;
    if (!book?.ok) return;
    this.#state = start(book.value);
    if (!this.#isUtc) this.#time = clockIn(book.value.zone);
  }
}

function clockIn(timeZone: string): (at: string) => string {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    dateStyle: 'medium',
    timeStyle: 'medium',
  });
  return (at) => format.format(new Date(at));
}
