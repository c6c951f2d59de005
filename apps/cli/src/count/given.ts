/** What the options of `hustings count` give to the count. */
import { resolve } from 'node:path';
import { err, fromUtf8, ok, type Result } from '@hustings/base';
import {
  type BallotBox,
  type Constraints,
  parseConstraints,
  type ReadOptions,
  type ReportGiven,
} from '@hustings/count';
import { type Args, type UsageError, wholeNumber, wrong } from '../args.ts';
import { readBytes } from '../files/read-bytes.ts';
import type { Io } from '../io.ts';
import type { OpenError } from './open-box.ts';

/** Options that are settings of rules under a name of their own. */
const SETTINGS = ['ties', 'seed', 'reading'] as const;

/** Options that every command takes which counts ballot files. */
export const COUNT_OPTIONS: readonly string[] = [
  'rule',
  'seats',
  'constraints',
  'ties',
  'lot',
  'lot-record',
  'published-order',
  'coin',
  'seed',
  'reading',
  'contest',
  'from',
];

/** How a ballot file is to be read. */
export function readingOf(
  args: Args,
  seats: number | undefined,
): ReadOptions & { readonly from?: string } {
  const from = args.text('from');
  const contest = args.text('contest');
  return {
    ...(from === undefined ? {} : { from }),
    ...(seats === undefined ? {} : { seats }),
    ...(contest === undefined ? {} : { contest }),
  };
}

export function givenOf(args: Args): Result<ReportGiven, UsageError> {
  const seats = wholeNumber(args, 'seats', 1);
  if (!seats.ok) return seats;
  const settings: Record<string, string> = {};
  for (const text of args.all('set')) {
    const at = text.indexOf('=');
    if (at < 1)
      return wrong(`--set needs NAME=VALUE, and got "${text}"`, [
        '--list-rules --rule RULE says what may be set',
      ]);
    settings[text.slice(0, at).trim()] = text.slice(at + 1).trim();
  }
  for (const name of SETTINGS) {
    const text = args.text(name);
    if (text !== undefined) settings[name] = text;
  }
  const lot = args.text('lot');
  const lotRecord = args.text('lot-record');
  if (lotRecord !== undefined && lot === undefined)
    return wrong('--lot-record is the minute of a lot, and there is no --lot');
  const order = args.text('published-order');
  const coin = args.text('coin');
  if (coin !== undefined && /^$|[\r\n]/.test(coin)) return wrong('--coin is one line of text');
  const withdrawn = args.all('withdraw').flatMap(ids);
  return ok({
    ...(Object.keys(settings).length === 0 ? {} : { settings }),
    ...(seats.value === undefined ? {} : { seats: seats.value }),
    ...(withdrawn.length === 0 ? {} : { withdrawn }),
    ...(lot === undefined ? {} : { lot: ids(lot) }),
    ...(lotRecord === undefined ? {} : { lotRecord }),
    ...(order === undefined ? {} : { publishedOrder: ids(order) }),
    ...(coin === undefined ? {} : { publicCoin: coin }),
    ...(args.has('margin') ? { margin: true as const } : {}),
    ...(args.has('chart') ? { chart: true as const } : {}),
  });
}

/** The groups of a CON file, whose candidates are numbers on the paper of the ballot file. */
export async function constraintsOf(
  io: Io,
  path: string,
  [box]: readonly BallotBox[],
): Promise<Result<Constraints, OpenError>> {
  const text = fromUtf8(await readBytes(resolve(io.cwd, path)));
  if (text === undefined) return err({ message: 'it is not text in UTF-8', hints: [] });
  const read = parseConstraints(text, box?.file.candidates ?? []);
  return read.ok ? read : err({ message: read.error.message, hints: [] });
}

function ids(text: string): readonly string[] {
  return text
    .split(',')
    .map((id) => id.trim())
    .filter((id) => id !== '');
}
