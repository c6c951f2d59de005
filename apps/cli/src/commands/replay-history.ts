/** Published results as proceedings: a table of many, and all that there is to say of one. */
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fromUtf8 } from '@hustings/base';
import {
  findScript,
  type Replay,
  type ReplayedPart,
  replayContest,
  ruleBooks,
} from '@hustings/replay';
import type { RuleBook } from '@hustings/rulebook';
import { count } from '@hustings/server/words';
import type { Args } from '../args.ts';
import { readBytes } from '../files/read-bytes.ts';
import { openRuleBook } from '../files/rule-books.ts';
import { EXIT, fail, type Io, inLine } from '../io.ts';

/** The results that lie beside the program. */
const OURS = fileURLToPath(new URL('../../../../contests/', import.meta.url));

interface Row {
  readonly contest: string;
  readonly book: string;
  readonly entries: number;
  readonly compared: number;
  readonly equal: number;
  /** Printed figures that need something that is not in the file. */
  readonly notDrawn: number;
  /** Figures that the book gives otherwise, and those of them that are explained. */
  readonly differ: number;
  readonly explained: number;
  readonly note: string;
}

export async function replayHistory(args: Args, io: Io): Promise<number> {
  const named = args.text('contests');
  const folder = named === undefined ? OURS : resolve(io.cwd, named);
  if (!existsSync(folder))
    return fail(
      io,
      EXIT.io,
      `there is no folder of results${named === undefined ? '' : ` "${named}"`}`,
      ['name one: hustings replay history --contests DIR'],
    );
  const files = (await readdir(folder)).filter((file) => file.endsWith('.json')).toSorted();
  const began = io.now();
  const rows: Row[] = [];
  for (const file of files) {
    const text = fromUtf8(await readBytes(resolve(folder, file)));
    const contest = file.slice(0, -'.json'.length);
    const replayed =
      text === undefined ? undefined : replayContest(text, ruleBooks, findScript(contest));
    if (replayed === undefined || !replayed.ok)
      rows.push(
        unplayed(
          contest,
          replayed === undefined ? 'not text in UTF-8' : inLine(replayed.error.message),
        ),
      );
    else rows.push(...replayed.value.parts.map((part) => rowOf(contest, replayed.value, part)));
  }
  const seconds = (io.now() - began) / 1000;
  io.stdout.write(
    args.has('json')
      ? `${JSON.stringify({ rows, seconds }, undefined, 2)}\n`
      : table(rows, seconds),
  );
  return rows.every(isSound) ? EXIT.ok : EXIT.failed;
}

function isSound(row: Row): boolean {
  return row.entries > 0 && row.differ === row.explained && !row.note.startsWith('refused');
}

function unplayed(contest: string, note: string): Row {
  return {
    contest,
    book: '',
    entries: 0,
    compared: 0,
    equal: 0,
    notDrawn: 0,
    differ: 0,
    explained: 0,
    note,
  };
}

function rowOf(contest: string, replay: Replay, part: ReplayedPart): Row {
  const differing = part.compared.filter((c) => c.verdict === 'differs');
  const explained = differing.filter((c) => part.explained.some((e) => e.path === c.path));
  const day = replay.parts.length > 1 ? ` ${/\d{4}-\d\d-\d\d/.exec(part.name)?.[0] ?? ''}` : '';
  return {
    contest: `${contest}${day}`,
    book: part.book?.id ?? '',
    entries: part.entries.length,
    compared: part.compared.length,
    equal: part.compared.filter((c) => c.verdict === 'equal').length,
    notDrawn: part.compared.filter((c) => c.verdict === 'not-drawn').length,
    differ: differing.length,
    explained: explained.length,
    note: noteOf(part),
  };
}

/** The most important thing first: a refusal, a difference, what is missing. */
function noteOf(part: ReplayedPart): string {
  const { refused, missing, compared, explained } = part;
  if (refused !== undefined) return `refused: ${refused.entry.act.kind}: ${refused.breach.message}`;
  const differing = compared.filter((c) => c.verdict === 'differs');
  const said = differing.map(
    (c) =>
      explained.find((e) => e.path === c.path)?.because ??
      `${c.what}: ${c.printed} is printed, ${c.drawn} is drawn`,
  );
  return [...new Set(said), ...missing].join(' ');
}

function table(rows: readonly Row[], seconds: number): string {
  const head = ['contest', 'book', 'entries', 'figures', 'equal', 'note'];
  const body = rows.map((r) => [
    r.contest,
    r.book,
    `${r.entries}`,
    `${r.compared}`,
    `${r.equal}`,
    shortNote(r),
  ]);
  const widths = head
    .slice(0, -1)
    .map((_, i) => Math.max(...[head, ...body].map((line) => line[i]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, i) =>
        i >= widths.length
          ? cell
          : i < 2
            ? cell.padEnd(widths[i] ?? 0)
            : cell.padStart(widths[i] ?? 0),
      )
      .join('  ')
      .trimEnd();
  const sum = (of: (row: Row) => number): number => rows.reduce((n, row) => n + of(row), 0);
  const [differ, explained] = [sum((r) => r.differ), sum((r) => r.explained)];
  return `${[head, ...body].map(line).join('\n')}\n\n${count(rows.length, 'replay')}, ${entries(sum((r) => r.entries))}: of ${sum((r) => r.compared)} figures ${sum((r) => r.equal)} are equal, ${differ} differ (${explained} with a reason), ${sum((r) => r.notDrawn)} need what is not in the file. ${seconds.toFixed(1)} s.\n`;
}

function entries(n: number): string {
  return n === 1 ? '1 entry' : `${n} entries`;
}

function shortNote(row: Row): string {
  const some = row.notDrawn === 0 ? '' : `${row.notDrawn} not drawn. `;
  return `${some}${row.note}`;
}

/** One result, with everything that was taken for granted. */
export async function replayResult(file: string, args: Args, io: Io): Promise<number> {
  const text = fromUtf8(await readBytes(resolve(io.cwd, file)));
  if (text === undefined) return fail(io, EXIT.failed, `${file} is not text in UTF-8`);
  const asked = await askedBook(args, io);
  if (typeof asked === 'number') return asked;
  const books =
    asked === undefined ? ruleBooks : [asked, ...ruleBooks.filter((b) => b.id !== asked.id)];
  const replayed = replayContest(
    text,
    books,
    findScript(idIn(text)),
    asked === undefined ? undefined : { book: asked.id },
  );
  if (!replayed.ok) return fail(io, EXIT.failed, `${file}: ${inLine(replayed.error.message)}`);
  const { parts, title } = replayed.value;
  io.stdout.write(
    args.has('json')
      ? `${JSON.stringify({ title, parts: parts.map(asData) }, undefined, 2)}\n`
      : `${title}\n${parts.map(told).join('')}`,
  );
  const rows = parts.map((part) => rowOf(file, replayed.value, part));
  return rows.every(isSound) ? EXIT.ok : EXIT.failed;
}

/** The id of a result, for its script; a text that is no JSON is told of when it is read. */
function idIn(text: string): string {
  return /"id"\s*:\s*"([^"]+)"/.exec(text)?.[1] ?? '';
}

async function askedBook(args: Args, io: Io): Promise<RuleBook | undefined | number> {
  const named = args.text('book');
  if (named === undefined) return undefined;
  const read = await openRuleBook(named, io.cwd);
  if (!read.ok) return fail(io, EXIT.failed, `${named}: ${inLine(read.error.message)}`);
  if (read.value.kind === 'nowhere')
    return fail(io, EXIT.io, `there is no file and no rule book called "${named}"`);
  if (read.value.kind === 'faulty')
    return fail(io, EXIT.failed, `${named} has ${count(read.value.faults.length, 'fault')}`);
  return read.value.book;
}

function asData(part: ReplayedPart): unknown {
  const { name, book, entries, refused, compared, notes, missing, explained } = part;
  return { name, book: book?.id, entries, refused, compared, notes, missing, explained };
}

function told(part: ReplayedPart): string {
  const { compared, refused, explained } = part;
  const equal = compared.filter((c) => c.verdict === 'equal').length;
  const lines = [
    '',
    part.name,
    ...part.notes.map((text) => `- ${text}`),
    '',
    ...part.entries
      .filter((e) => SHOWN.has(e.act.kind))
      .map((e) => `${e.at.slice(0, 16)}Z  ${e.act.kind}`),
    `${entries(part.entries.length)} allowed by the referee`,
    ...(refused === undefined
      ? []
      : [
          `REFUSED  ${refused.entry.act.kind}: ${refused.breach.message} (${refused.breach.code}; ${refused.breach.citation})`,
        ]),
    ...part.missing.map((text) => `MISSING  ${text}`),
    '',
    ...compared.flatMap((c) => {
      if (c.verdict === 'equal') return [];
      const why = explained.find((e) => e.path === c.path)?.because ?? c.because;
      const tail = why === undefined ? '' : ` (${why})`;
      return c.verdict === 'differs'
        ? [
            `differs  ${c.path}  ${c.what}: ${c.printed} is printed, the book gives ${c.drawn}${tail}`,
          ]
        : [`not drawn  ${c.path}  ${c.what}: ${c.printed}${tail}`];
    }),
    `${count(compared.length, 'printed figure')} compared, ${equal} equal`,
  ];
  return `${lines.join('\n')}\n`;
}

/** Entries worth a line of their own; nominations are many. */
const SHOWN: ReadonlySet<string> = new Set([
  'office-vacated',
  'demand-certified',
  'motion-tabled',
  'contest-called',
  'timetable-set',
  'ruling-made',
  'nominations-opened',
  'candidate-withdrew',
  'nominations-closed',
  'roll-frozen',
  'ballot-opened',
  'ballot-reported',
  'tie-broken',
  'result-declared',
  'office-assumed',
]);
