import { bookShelves, ruleBooks } from '@hustings/replay';
import {
  checkDeadEnds,
  checkRuleBook,
  explainChapters,
  explainPowers,
  explainRuleBook,
  powersOf,
  type RuleBook,
  type RuleBookFault,
  type Sentence,
} from '@hustings/rulebook';
import { count } from '@hustings/server/words';
import { type Args, wrong } from '../args.ts';
import { type Command, command, misused } from '../command.ts';
import { openRuleBook } from '../files/rule-books.ts';
import { EXIT, fail, type Io, inLine } from '../io.ts';
import { nearest } from '../nearest.ts';

const HELP = `
Tells a rule book in words, or says what is wrong with one.

Usage: hustings rulebook list
       hustings rulebook explain BOOK
       hustings rulebook check BOOK [--json]
       hustings rulebook powers BOOK [--json]

  BOOK      a rule book's file, or the id of one that comes with Hustings
  list      those that do, models first, then by organisation: id, dates, what it is for
  explain   who may call a contest, what a candidate needs, who votes, when, how it is
            counted, who decides what: each rule with the clause it rests on
  check     everything that is wrong with the file, each with its place in it; a sound one is
            told in words, then what it leaves open that somebody may one day quarrel about
  powers    who can do what alone, what cannot be done without whom, the shortest way to a
            contest and to a change of leader, clause by clause, and, where sections have
            weights, the Banzhaf and Shapley–Shubik indices
  --json    as data: {"faults": [{"pointer", "code", "message"}], "warnings": [the same]}

Examples:
  hustings rulebook list
  hustings rulebook explain labour-uk-2014-omov
  hustings rulebook check our-rules.json
  hustings rulebook powers labour-uk-2014-omov
`;

export const rulebookCommand: Command = command({
  name: 'rulebook',
  help: HELP,
  shape: { flags: ['json'], positionals: ['list, explain, check or powers', 'BOOK?'] },
  run: async (args, io) => {
    const [what, named] = args.positionals;
    if (what === 'list') {
      io.stdout.write(listed());
      return EXIT.ok;
    }
    if (what !== 'explain' && what !== 'check' && what !== 'powers')
      return misused(io, 'rulebook', wrong(`"${what}" is none of list, explain, check, powers`));
    if (named === undefined) return misused(io, 'rulebook', wrong('BOOK is missing'));
    const read = await openRuleBook(named, io.cwd);
    if (!read.ok) return fail(io, EXIT.failed, `${named}: ${inLine(read.error.message)}`);
    if (read.value.kind === 'nowhere')
      return fail(io, EXIT.io, `there is no file and no rule book called "${named}"`, [
        ...meant(named),
        'hustings rulebook list tells those that come with Hustings',
      ]);
    const { value } = read;
    if (value.kind === 'faulty') return tellFaults(io, args, named, value.faults);
    const tell = { explain: explained, check: checked, powers: powersTold }[what];
    io.stdout.write(tell(value.book, args, named));
    return EXIT.ok;
  },
});

function meant(named: string): readonly string[] {
  const id = nearest(
    named,
    ruleBooks.map((book) => book.id),
  );
  return id === undefined ? [] : [`did you mean ${id}?`];
}

/** Shelf by shelf, ids and dates in columns. */
function listed(): string {
  const ids = bookShelves.flatMap(({ books }) => books.map(({ id }) => id.length));
  const width = Math.max(...ids);
  return bookShelves
    .map(
      ({ name, books }) =>
        `${name}\n${books
          .map((book) => `  ${book.id.padEnd(width)}  ${years(book).padEnd(10)}  ${book.title}\n`)
          .join('')}`,
    )
    .join('\n');
}

/** "2014–2018", "2019", "since 2021"; nothing of a model, which anyone may start from. */
function years({ standing, inForce }: RuleBook): string {
  if (standing === 'model') return '';
  const [from, until] = [inForce.from, inForce.until].map((date) => date?.slice(0, 4));
  if (until === undefined) return `since ${from}`;
  return from === until ? until : `${from}–${until}`;
}

/** What the book says of itself, then heading by heading. */
function explained(book: RuleBook): string {
  const intro = explainRuleBook(book).slice(0, 2);
  const cited = ({ text, clause }: Sentence): string => {
    const citation = book.clauses.find(({ id }) => id === clause)?.citation;
    return citation === undefined ? text : `${text} [${citation}]`;
  };
  const parts = explainChapters(book).flatMap(({ heading, parts: of }) =>
    of.map((part) => ({
      heading: part.heading === undefined ? heading : `${heading}: ${lowered(part.heading)}`,
      sentences: part.sentences.map(cited),
    })),
  );
  const gaps = { heading: 'Not known, or not written', sentences: book.gaps };
  return [
    intro.map(wrapped).join('\n'),
    ...[...parts, ...(book.gaps.length === 0 ? [] : [gaps])].map(
      ({ heading, sentences }) => `${heading}\n${sentences.map(wrapped).join('\n')}`,
    ),
  ]
    .map((text) => `${text}\n`)
    .join('\n');
}

function lowered(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** Who can do what, under one heading each. */
function powersTold(book: RuleBook, args: Args): string {
  const powers = powersOf(book);
  if (args.has('json')) return `${JSON.stringify(powers, undefined, 2)}\n`;
  return explainPowers(book, powers)
    .map(
      ({ heading, sentences }) =>
        `${heading}\n${sentences.map((sentence) => `${wrapped(sentence)}\n`).join('')}`,
    )
    .join('\n');
}

/** A sound book, read back; what it leaves open is worth knowing, and no fault. */
function checked(book: RuleBook, args: Args, named: string): string {
  const warnings = [...checkRuleBook(book), ...checkDeadEnds(book)];
  if (args.has('json')) return `${JSON.stringify({ faults: [], warnings }, undefined, 2)}\n`;
  const open = warnings.map(({ pointer, message, code }) => `${pointer}: ${message} (${code})\n`);
  const says = `${named}: a rule book that can be enforced (${book.id}, version ${book.version})\n\n${explained(book)}`;
  return open.length === 0 ? says : `${says}\nWhat it leaves open\n${open.join('')}`;
}

/** Asked to check, the faults are the answer; asked to explain, they are why there is none. */
function tellFaults(io: Io, args: Args, named: string, faults: readonly RuleBookFault[]): number {
  const isAnswer = args.positionals[0] === 'check';
  if (isAnswer && args.has('json'))
    io.stdout.write(`${JSON.stringify({ faults, warnings: [] }, undefined, 2)}\n`);
  else
    for (const { pointer, code, message } of faults)
      (isAnswer ? io.stdout : io.stderr).write(
        `${pointer === '' ? '/' : pointer}: ${message} (${code})\n`,
      );
  return fail(
    io,
    EXIT.failed,
    `${named} has ${count(faults.length, 'fault')}, so it cannot be enforced`,
  );
}

const WIDTH = 96;

/** One sentence as a list item, broken between words. */
function wrapped(sentence: string): string {
  const lines: string[] = [];
  let line = '-';
  for (const word of sentence.split(' ')) {
    if (line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      line = ' ';
    }
    line += ` ${word}`;
  }
  return [...lines, line].join('\n');
}
