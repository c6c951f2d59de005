import { basename, resolve } from 'node:path';
import { fromUtf8 } from '@hustings/base';
import {
  type BallotBox,
  type FilledVacancy,
  fillVacancy,
  fillVacancyOfReport,
  looksLikeReport,
  type VacancyGiven,
} from '@hustings/count';
import { type Args, wrong } from '../args.ts';
import { type Command, command, misused } from '../command.ts';
import { COUNT_OPTIONS, constraintsOf, givenOf, readingOf } from '../count/given.ts';
import { hintsFor } from '../count/hints.ts';
import { openBox } from '../count/open-box.ts';
import { wrap } from '../count/wrap.ts';
import { readBytes } from '../files/read-bytes.ts';
import { EXIT, fail, type Io, inLine } from '../io.ts';

const HELP = `
Fills a seat that falls vacant from the papers of the election that filled it.

Usage: hustings vacancy REPORT.json --vacating ID --contesting ID,ID… [OPTION…]
       hustings vacancy FILE --rule RULE --vacating ID --contesting ID,ID… [OPTION…]

  REPORT.json   the election, as hustings count --json --papers wrote it
  FILE          or its ballot file, with the options of hustings count that it was
                counted by: --rule, --seats, --set, --reading, --constraints, --withdraw,
                --ties, --lot, --lot-record, --published-order, --coin, --from, --contest

  --vacating ID         who was elected and leaves
  --contesting ID,ID…   who stood, was not elected, and consents to be considered
  --way WAY             countback: only the papers with which the member was elected, at
                        what they were worth (rules that transfer a surplus from the
                        papers that came last); recount: all papers again as though the
                        member, and those who do not contest, had withdrawn. Left out:
                        countback where the rule allows one
  --vacancy-lot ID,ID…  an order drawn for a tie in filling the seat, best first
  --json                the transcript as data (spec/count-other.md §8)

Examples:
  hustings vacancy council.json --vacating ann --contesting ben,cat
  hustings vacancy board.blt --rule approval --seats 3 --vacating ann --contesting cat,dee
`;

const WAYS = ['countback', 'recount'] as const;

export const vacancyCommand: Command = command({
  name: 'vacancy',
  help: HELP,
  shape: {
    flags: ['json'],
    options: ['vacating', 'contesting', 'way', 'vacancy-lot', ...COUNT_OPTIONS],
    repeated: ['set', 'withdraw'],
    positionals: ['FILE?'],
  },
  run: async (args, io) => {
    const path = args.positionals[0];
    if (path === undefined) return misused(io, 'vacancy', wrong('FILE is missing'));
    const vacating = args.text('vacating');
    if (vacating === undefined) return misused(io, 'vacancy', wrong('--vacating is missing'));
    const contesting = idsOf(args, 'contesting');
    if (contesting === undefined) return misused(io, 'vacancy', wrong('--contesting is missing'));
    const text = args.text('way');
    const way = WAYS.find((one) => one === text);
    if (text !== undefined && way === undefined)
      return misused(io, 'vacancy', wrong(`--way is countback or recount, and not "${text}"`));
    const lot = idsOf(args, 'vacancy-lot');
    const vacancy: VacancyGiven = {
      vacating,
      contesting,
      ...(way === undefined ? {} : { way }),
      ...(lot === undefined ? {} : { lot }),
    };
    if (args.text('rule') !== undefined) return fromBallots(io, args, path, vacancy);
    const report = fromUtf8(await readBytes(resolve(io.cwd, path)));
    if (report === undefined || !looksLikeReport(report))
      return misused(
        io,
        'vacancy',
        wrong('--rule is missing', [`${path} is not a report of hustings count --json --papers`]),
      );
    const filled = fillVacancyOfReport(report, vacancy);
    return filled.ok
      ? told(io, args, filled.value)
      : fail(io, EXIT.failed, `${path}: ${inLine(filled.error.message)}`);
  },
});

async function fromBallots(
  io: Io,
  args: Args,
  path: string,
  vacancy: VacancyGiven,
): Promise<number> {
  const given = givenOf(args);
  if (!given.ok) return misused(io, 'vacancy', given);
  const { seats } = given.value;
  const box = await openBox(io, path, readingOf(args, seats));
  if (!box.ok)
    return fail(io, EXIT.failed, `${path}: ${inLine(box.error.message)}`, box.error.hints);
  const boxes: readonly BallotBox[] = [box.value];
  const con = args.text('constraints');
  const constraints = con === undefined ? undefined : await constraintsOf(io, con, boxes);
  if (constraints !== undefined && !constraints.ok)
    return fail(io, EXIT.failed, `${con}: ${inLine(constraints.error.message)}`);
  const rule = args.text('rule') as string;
  const filled = fillVacancy(
    rule,
    boxes,
    { ...given.value, ...(constraints === undefined ? {} : { constraints: constraints.value }) },
    vacancy,
  );
  return filled.ok
    ? told(io, args, filled.value)
    : fail(
        io,
        EXIT.failed,
        `${basename(path)}: ${inLine(filled.error.message)}`,
        hintsFor(filled.error, rule),
      );
}

function told(io: Io, args: Args, { filled, explanation }: FilledVacancy): number {
  io.stdout.write(
    args.has('json')
      ? `${JSON.stringify(filled, undefined, 2)}\n`
      : `${explanation.map((text) => wrap(text)).join('\n')}\n`,
  );
  return EXIT.ok;
}

function idsOf(args: Args, name: string): readonly string[] | undefined {
  return args
    .text(name)
    ?.split(',')
    .map((id) => id.trim())
    .filter((id) => id !== '');
}
