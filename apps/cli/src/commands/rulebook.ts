import { ruleBooks } from '@hustings/replay';
import type { RuleBookFault } from '@hustings/rulebook';
import { count } from '@hustings/server/words';
import { wrong } from '../args.ts';
import { type Command, command, misused } from '../command.ts';
import { openRuleBook } from '../files/rule-books.ts';
import { EXIT, fail, type Io, inLine, note } from '../io.ts';
import { ruleBookWords } from '../words/rule-book-words.ts';

const HELP = `
Tells a rule book in words, or says what is wrong with one.

Usage: hustings rulebook list
       hustings rulebook explain BOOK
       hustings rulebook check BOOK [--json]

  BOOK      a rule book's file, or the id of one that comes with Hustings
  list      the ids of those that do
  explain   who may call a contest, what a candidate needs, who votes, when, how it is
            counted, who decides what: each rule with the clause it rests on
  check     everything that is wrong with the file, each with its place in it
  --json    the faults as data: {"faults": [{"pointer", "code", "message"}]}

Examples:
  hustings rulebook list
  hustings rulebook explain labour-uk-2014-omov
  hustings rulebook check our-rules.json
`;

export const rulebookCommand: Command = command({
  name: 'rulebook',
  help: HELP,
  shape: { flags: ['json'], positionals: ['list, explain or check', 'BOOK?'] },
  run: async (args, io) => {
    const [what, named] = args.positionals;
    if (what === 'list') {
      for (const { id, title } of ruleBooks) io.stdout.write(`${id.padEnd(26)} ${title}\n`);
      return EXIT.ok;
    }
    if (what !== 'explain' && what !== 'check')
      return misused(io, 'rulebook', wrong(`"${what}" is none of list, explain, check`));
    if (named === undefined) return misused(io, 'rulebook', wrong('BOOK is missing'));
    const read = await openRuleBook(named, io.cwd);
    if (!read.ok) return fail(io, EXIT.failed, `${named}: ${inLine(read.error.message)}`);
    if (read.value.kind === 'nowhere')
      return fail(io, EXIT.io, `there is no file and no rule book called "${named}"`, [
        `those that come with Hustings are ${ruleBooks.map(({ id }) => id).join(', ')}`,
      ]);
    const faults = read.value.kind === 'faulty' ? read.value.faults : [];
    if (what === 'check' && args.has('json'))
      io.stdout.write(`${JSON.stringify({ faults }, undefined, 2)}\n`);
    else if (read.value.kind === 'faulty') tellFaults(io, what, named, faults);
    else
      io.stdout.write(
        what === 'explain'
          ? ruleBookWords(read.value.book)
          : `${named}: a rule book that can be enforced (${read.value.book.id}, version ${read.value.book.version})\n`,
      );
    return faults.length === 0 ? EXIT.ok : EXIT.failed;
  },
});

/** With `check` the faults are the answer; with `explain` they are why there is none. */
function tellFaults(
  io: Io,
  what: 'explain' | 'check',
  named: string,
  faults: readonly RuleBookFault[],
): void {
  const out = what === 'check' ? io.stdout : io.stderr;
  for (const { pointer, code, message } of faults)
    out.write(`${pointer === '' ? '/' : pointer}: ${message} (${code})\n`);
  note(io, `error: ${named} has ${count(faults.length, 'fault')}, so it cannot be enforced`);
}
