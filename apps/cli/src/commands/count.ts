import { basename, resolve } from 'node:path';
import { fromUtf8, type Result } from '@hustings/base';
import {
  type BallotBox,
  type CountingRule,
  type CountReport,
  countingRules,
  countReport,
  findCountingRule,
  findFormat,
  looksLikeReport,
  recount,
  reportText,
} from '@hustings/count';
import { type Args, type UsageError, wrong } from '../args.ts';
import { type Command, command, misused } from '../command.ts';
import { COUNT_OPTIONS, constraintsOf, givenOf, readingOf } from '../count/given.ts';
import { hintsFor } from '../count/hints.ts';
import { formatList, ruleData, ruleInFull, ruleList } from '../count/list-rules.ts';
import { openBox } from '../count/open-box.ts';
import { tellReport } from '../count/tell-report.ts';
import { grouped, wrap } from '../count/wrap.ts';
import { readBytes } from '../files/read-bytes.ts';
import { EXIT, fail, type Io, inLine, note } from '../io.ts';
import { nearest } from '../nearest.ts';

const RULES = wrap(
  `                  ${countingRules.map((rule) => rule.name).join(', ')}`,
  ' '.repeat(18),
);

const HELP = `
Counts ballot files by any rule: rounds in a table, who is elected, how near.

Usage: hustings count FILE… --rule RULE [OPTION…]
       hustings count REPORT.json          count a report with its papers again
       hustings count FILE --to FORMAT     write the papers in another format
       hustings count --list-rules [--rule RULE]

  FILE          ballots in any known format, told by the file or by --from; also
                packed (.gz, .zip); several files are sections, or polls in turn
  --rule RULE   how to count; one of:
${RULES}
                and other names people use for them, such as av, irv, fptp, meek

What the count is given
  --seats N             how many are elected; left out, what the file says
  --set NAME=VALUE      a setting of the rule, or of how papers are read; any
                        number of times: --list-rules --rule RULE tells them
  --reading NAME        how marks are read, by statute: maine, minneapolis, …
  --constraints FILE    groups with a least and a most number elected (CON file)
  --withdraw ID         a candidate who withdrew; any number of times
  --ties STEP,STEP…     how ties are broken, in turn: backwards, lot, …
  --lot ID,ID…          the order of a lot that was drawn, most favoured first;
                        the count asks for it when nothing else breaks a tie
  --lot-record TEXT     the minute of that draw, kept in the report
  --published-order ID,ID…   all candidates, in an order published before
  --coin TEXT           a public value: the order of those tied follows from it
  --seed TEXT           for rules that draw papers: any text, agreed beforehand
  --contest NAME        which contest of a file that has several
  --from FORMAT         the format of the files; --list-formats tells them

What comes out
  --explain     the whole count in sentences that can be followed on paper
  --margin      also the exact margin of an alternative vote, and its proof
  --json        the report as data (spec/count.md §9)
  --papers      with --json: the papers too, so that it can be counted again
  --chart       the data of a transfer chart; with --json, in the report
  --to FORMAT   no count: the papers in another format

Examples:
  hustings count chair.blt --rule alternative-vote
  hustings count council.blt --rule scottish-stv --seats 3 --explain
  hustings count mayor.csv --rule minneapolis-irv --margin
  hustings count chair.blt --rule av --lot cat,ben --lot-record 'by the chair'
  hustings count board.abif --rule schulze --set unranked=no-opinion
  hustings count mps.blt members.blt unions.blt --rule electoral-college
  hustings count council.blt --rule ers97 --json --papers > count.json
  hustings count count.json

See also: hustings vacancy, hustings reserve

A BLT file for three candidates and one seat, where 4 papers put the first
candidate first and the second one second:

  3 1
  4 1 2 0
  2 2 0
  3 3 2 0
  0
  "Ann"
  "Ben"
  "Cat"
  "Chair 2026"
`;

export const countCommand: Command = command({
  name: 'count',
  help: HELP,
  shape: {
    flags: ['json', 'papers', 'chart', 'margin', 'explain', 'list-rules', 'list-formats'],
    options: [...COUNT_OPTIONS, 'to'],
    repeated: ['set', 'withdraw'],
    positionals: ['FILE…'],
  },
  run: async (args, io) => {
    if (args.has('list-formats')) return answer(io, `${formatList()}\n`);
    const rule = ruleOf(args);
    if (!rule.ok) return misused(io, 'count', rule);
    if (args.has('list-rules')) return listed(io, args, rule.value);
    const files = args.positionals;
    const [only] = files;
    if (only === undefined) return misused(io, 'count', wrong('FILE is missing'));
    const isAlone = files.length === 1 && rule.value === undefined && args.text('to') === undefined;
    if (isAlone && only.endsWith('.json')) {
      const text = fromUtf8(await readBytes(resolve(io.cwd, only)));
      if (text !== undefined && looksLikeReport(text)) return countedAgain(io, only, text);
    }
    if (rule.value === undefined && args.text('to') === undefined)
      return misused(
        io,
        'count',
        wrong('--rule is missing', ['hustings count --list-rules tells what there are']),
      );
    return countFiles(io, args, files, rule.value);
  },
});

async function countFiles(
  io: Io,
  args: Args,
  files: readonly string[],
  rule: CountingRule | undefined,
): Promise<number> {
  const given = givenOf(args);
  if (!given.ok) return misused(io, 'count', given);
  const { seats } = given.value;
  const boxes: BallotBox[] = [];
  for (const path of files) {
    const box = await openBox(io, path, readingOf(args, seats));
    if (!box.ok)
      return fail(io, EXIT.failed, `${path}: ${inLine(box.error.message)}`, box.error.hints);
    boxes.push(box.value);
  }
  if (rule?.seats === 'any' && seats === undefined)
    if (boxes.every((box) => box.file.seats === undefined))
      note(
        io,
        'the file does not say how many are to be elected: one is; --seats N says otherwise',
      );
  if (rule === undefined) return converted(io, args.text('to') ?? '', boxes, given.value.withdrawn);
  const con = args.text('constraints');
  const constraints = con === undefined ? undefined : await constraintsOf(io, con, boxes);
  if (constraints !== undefined && !constraints.ok)
    return fail(io, EXIT.failed, `${con}: ${inLine(constraints.error.message)}`);
  const over = counting(io, boxes, rule);
  const report = countReport(rule.name, boxes, {
    ...given.value,
    ...(constraints === undefined ? {} : { constraints: constraints.value }),
    papers: args.has('papers') && args.has('json'),
  });
  over();
  if (!report.ok)
    return fail(
      io,
      EXIT.failed,
      `${files.map((path) => basename(path)).join(', ')}: ${inLine(report.error.message)}`,
      hintsFor(report.error, rule.name),
    );
  return told(io, args, report.value);
}

/** From so many different papers on a count may take more than a second. */
const MANY = 20_000;

/** Says on a terminal that a long count is under way; gives what takes the line away again. */
function counting(io: Io, boxes: readonly BallotBox[], rule: CountingRule): () => void {
  const different = boxes.reduce((n, { file }) => n + file.marks.length, 0);
  if (!io.isTTY || different < MANY) return () => undefined;
  io.stderr.write(`\rcounting ${grouped(different)} different papers: ${rule.title} …\u001b[K`);
  return () => io.stderr.write('\r\u001b[K');
}

function told(io: Io, args: Args, report: CountReport): number {
  if (args.has('json')) return answer(io, reportText(report));
  if (args.has('chart')) {
    if (report.chart === undefined)
      return fail(io, EXIT.failed, `${report.method.title} moves no papers, so there is no chart`);
    return answer(io, `${JSON.stringify(report.chart, undefined, 2)}\n`);
  }
  return answer(io, tellReport(report, { explain: args.has('explain') }));
}

/** A report counted from its own papers: the same bytes, or exit code 1 and where they differ. */
function countedAgain(io: Io, path: string, text: string): number {
  const again = recount(text);
  if (!again.ok) return fail(io, EXIT.failed, `${path}: ${inLine(again.error.message)}`);
  const found = reportText(again.value);
  io.stdout.write(found);
  if (found === text) return EXIT.ok;
  const lines = text.split('\n');
  const at = found.split('\n').findIndex((line, i) => line !== lines[i]);
  return fail(
    io,
    EXIT.failed,
    `${path}: counted again, its papers do not give this report; it differs from line ${at + 1} on`,
    ['the recount is on standard output'],
  );
}

function converted(
  io: Io,
  to: string,
  boxes: readonly BallotBox[],
  withdrawn: readonly string[] = [],
): number {
  const format = findFormat(to);
  if (!format.ok) return misused(io, 'count', wrong(inLine(format.error.message)));
  const { write } = format.value;
  if (write === undefined)
    return fail(io, EXIT.failed, `the format ${to} is read here, and not written`, [
      'hustings count --list-formats says which are',
    ]);
  const [box, another] = boxes;
  if (box === undefined || another !== undefined)
    return misused(io, 'count', wrong('--to writes one file at a time'));
  const candidates = box.file.candidates.map((c) =>
    withdrawn.includes(c.id) ? { ...c, withdrawn: true as const } : c,
  );
  const pieces = write({ ...box.file, candidates });
  if (!pieces.ok) return fail(io, EXIT.failed, inLine(pieces.error.message));
  for (const piece of pieces.value) io.stdout.write(piece);
  return EXIT.ok;
}

function ruleOf(args: Args): Result<CountingRule | undefined, UsageError> {
  const name = args.text('rule');
  if (name === undefined) return { ok: true, value: undefined };
  const rule = findCountingRule(name);
  if (rule !== undefined) return { ok: true, value: rule };
  const meant = nearest(
    name,
    countingRules.flatMap((r) => [r.name, ...r.aliases]),
  );
  return wrong(`there is no counting rule called "${name}"`, [
    ...(meant === undefined ? [] : [`did you mean ${meant}?`]),
    `the rules are ${countingRules.map((r) => r.name).join(', ')}`,
  ]);
}

function listed(io: Io, args: Args, rule: CountingRule | undefined): number {
  if (args.has('json'))
    return answer(
      io,
      `${JSON.stringify(ruleData(rule === undefined ? countingRules : [rule]), undefined, 2)}\n`,
    );
  return answer(io, `${rule === undefined ? ruleList() : ruleInFull(rule)}\n`);
}

function answer(io: Io, text: string): number {
  io.stdout.write(text);
  return EXIT.ok;
}
