import { resolve } from 'node:path';
import { fromUtf8, ok, type Result } from '@hustings/base';
import {
  type CountReport,
  countFile,
  countStvFile,
  findRule,
  findStvRule,
  type Lot,
  rules,
  type StvReport,
  stvRules,
} from '@hustings/count';
import { type Args, type UsageError, wholeNumber, wrong } from '../args.ts';
import { type Command, command, misused } from '../command.ts';
import { readBytes } from '../files/read-bytes.ts';
import { EXIT, fail, inLine } from '../io.ts';

const HELP = `
Counts a ballot file and tells the whole count, round by round.

Usage: hustings count FILE --rule RULE [--seats N] [--lot ID,ID…] [--seed TEXT] [--json]
       hustings count --list-rules

  FILE          a ballot file in BLT format, as most counting programs write it
  --rule RULE   how to count; one of:
${[...rules, ...stvRules].map((rule) => `                  ${[rule.name, ...rule.aliases].join(', ')}`).join('\n')}
  --seats N     how many are to be elected; left out, what the file says
  --lot ID,…    the order of a lot that was drawn, most favoured first: the count asks for
                it, naming who is tied, only when everything else leaves a tie
  --seed TEXT   for rules that draw papers by lot: any text, agreed before the count
  --list-rules  every rule, what it follows and which official counts it reproduces
  --json        the count as data: {"elected": [{"id", "name"}], "rounds": […], …}

A BLT file for three candidates and one seat, where 4 papers put the first candidate first
and the second one second:

  3 1
  4 1 2 0
  2 2 0
  3 3 2 0
  0
  "Ann"
  "Ben"
  "Cat"
  "Chair 2026"

Examples:
  hustings count chair.blt --rule alternative-vote
  hustings count council.blt --rule first-past-the-post --seats 3 --json
  hustings count council.blt --rule scottish-stv --seats 3
  hustings count chair.blt --rule av --lot cat,ben
`;

export const countCommand: Command = command({
  name: 'count',
  help: HELP,
  shape: {
    flags: ['json', 'list-rules'],
    options: ['rule', 'seats', 'lot', 'seed'],
    positionals: ['FILE?'],
  },
  run: async (args, io) => {
    if (args.has('list-rules')) {
      io.stdout.write(`${ruleList()}\n`);
      return EXIT.ok;
    }
    const rule = ruleOf(args);
    if (!rule.ok) return misused(io, 'count', rule);
    const seats = wholeNumber(args, 'seats', 1);
    if (!seats.ok) return misused(io, 'count', seats);
    const file = args.positionals[0];
    if (file === undefined) return misused(io, 'count', wrong('FILE is missing'));
    const text = fromUtf8(await readBytes(resolve(io.cwd, file)));
    if (text === undefined)
      return fail(io, EXIT.failed, `${file} is not text in UTF-8`, [
        'save it again as UTF-8, or convert it: iconv -f latin1 -t utf-8',
      ]);
    const lot = args.text('lot');
    const seed = args.text('seed');
    const how = {
      rule: rule.value,
      ...(seats.value === undefined ? {} : { seats: seats.value }),
      ...(lot === undefined ? {} : { lot: drawn(lot) }),
      ...(seed === undefined ? {} : { seed }),
    };
    const counted =
      findStvRule(rule.value) === undefined ? countFile(text, how) : countStvFile(text, how);
    if (!counted.ok)
      return fail(
        io,
        EXIT.failed,
        `${file}: ${inLine(counted.error.message)}`,
        hintsFor(counted.error),
      );
    io.stdout.write(
      args.has('json') ? `${JSON.stringify(counted.value, undefined, 2)}\n` : told(counted.value),
    );
    return EXIT.ok;
  },
});

function ruleOf(args: Args): Result<string, UsageError> {
  const name = args.text('rule');
  const known = `the rules are ${[...rules, ...stvRules].map((rule) => rule.name).join(', ')}`;
  if (name === undefined) return wrong('--rule is missing', [known]);
  return findRule(name) === undefined && findStvRule(name) === undefined
    ? wrong(`there is no counting rule called "${name}"`, [known])
    : ok(name);
}

/** A lot drawn once stands for every tie: those tied stand in it in this order. */
function drawn(text: string): Lot {
  const order = text.split(',').map((id) => id.trim());
  return (_, tied) => order.filter((id) => tied.includes(id));
}

function hintsFor(error: {
  readonly code: string;
  readonly tied?: readonly string[];
}): readonly string[] {
  if (error.code !== 'count/tie-needs-lot' || error.tied === undefined) return [];
  return [
    `draw a lot between them, and give the order drawn: --lot ${error.tied.join(',')} (most favoured first)`,
  ];
}

/** What every rule is, what it follows, and what its tests compare it with. */
function ruleList(): string {
  const plain = rules.map((rule) => `${rule.name}\n  ${rule.title}. ${rule.describe}`);
  const stv = stvRules.map(
    (rule) =>
      `${rule.name}\n  ${rule.title}. ${rule.describe}\n  Follows: ${rule.follows}\n  Compared with: ${rule.reproduces}`,
  );
  return [...plain, ...stv].join('\n\n');
}

function told(report: CountReport | StvReport): string {
  const title = report.title === '' ? '' : `${report.title}\n\n`;
  const blank =
    report.blank === 0 ? '' : `${report.blank} of the papers in the file had nothing on them.\n`;
  return `${title}${report.explanation.join('\n')}\n${blank}`;
}
