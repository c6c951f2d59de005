import { resolve } from 'node:path';
import { type Failure, ok, type Result } from '@hustings/base';
import { type CosignerKey, parseCosignerKey } from '@hustings/log';
import {
  type Checked,
  type Finding,
  type RecordSource,
  type Report,
  verifyRecord,
  type Witnessed,
  type WitnessPolicy,
} from '@hustings/record';
import { isClean, readWitnessKey, reportText, verifyAgain } from '@hustings/second-verifier';
import { count, list, number } from '@hustings/server/words';
import { type Args, type UsageError, wholeNumber, wrong } from '../args.ts';
import { type Command, command, misused } from '../command.ts';
import { openRecord } from '../files/folder-record.ts';
import { EXIT, fail, type Io, indented, inLine, note } from '../io.ts';
import { Progress } from '../progress.ts';
import { readWorkers, WORKERS_HELP, withThreads } from '../workers.ts';

const HELP = `
Does everything on a record again, from the record alone, and says what does not hold: the
log and its signatures, every rule of the rule book, every ballot's proof and right to be
there, every shuffle, every decryption, every paper, the count, every declared figure.

Usage: hustings verify RECORD [--json] [--log-key KEY] [--witness KEY … [--need K]]
                [--workers N]
       hustings verify RECORD --second [--json] [--witness KEY … [--need K]]

  RECORD        a record's folder, or its zip as downloaded
  --second      by the second verifier: another program, written from spec/ alone, slower and
                without the rules of the book; it says what it did not check
  --json        the report as data:
                {"findings": [{"code", "place", "message"}], "checked": {…}, "about": {…}}
  --log-key KEY the key that you know the log to have from elsewhere (the organisation's
                page, an observer); without it the record's own word is taken for it
  --witness KEY a witness that you trust, by its key; may be repeated. Its cosignature must be on
                the checkpoint, so that others cannot have been shown another log; others'
                are passed over
  --need K      how many of those witnesses are enough; all of them where not given
${WORKERS_HELP}

Exit code 0 only when nothing was found; 1 when something was; 3 when there is no record.

Examples:
  hustings verify labour
  hustings verify record.zip --json > report.json
  hustings verify labour && echo "holds together"
  hustings verify record.zip --witness "$ANN" --witness "$BOB" --witness "$CAM" --need 2
`;

const NOTHING: Checked = {
  entries: 0,
  signatures: 0,
  ballots: 0,
  proofs: 0,
  mixes: 0,
  shares: 0,
  papers: 0,
  polls: 0,
  figures: 0,
  blobs: 0,
  tiles: 0,
};

export const verifyCommand: Command = command({
  name: 'verify',
  help: HELP,
  shape: {
    flags: ['json', 'second'],
    options: ['log-key', 'need', 'workers'],
    repeated: ['witness'],
    positionals: ['RECORD'],
  },
  run: async (args, io) => {
    const workers = readWorkers(args);
    if (!workers.ok) return misused(io, 'verify', workers);
    const witnesses = readWitnesses(args);
    if (!witnesses.ok) return misused(io, 'verify', witnesses);
    if (args.has('second') && args.text('log-key') !== undefined)
      return misused(
        io,
        'verify',
        wrong("the second verifier takes the record's own word for the log's key"),
      );
    const path = args.positionals[0] as string;
    const opened = await openRecord(resolve(io.cwd, path));
    if (opened.ok && !(await looksLikeRecord(opened.value)))
      return fail(io, EXIT.io, `there is no record in ${JSON.stringify(path)}`, [
        'a record is a folder, or a zip, with a file "checkpoint" and folders "tile" and "blob"',
      ]);
    if (args.has('second') && opened.ok) return again(args, io, opened.value, witnesses.value);
    const logKey = args.text('log-key');
    const began = io.now();
    const report = opened.ok
      ? await withThreads(workers.value, async (threads) => {
          const progress = new Progress(io);
          try {
            return await verifyRecord(opened.value, {
              group: threads.group,
              ballots: threads.ballots,
              random: io.random,
              progress: progress.show,
              ...(logKey === undefined ? {} : { logKey }),
              ...(witnesses.value === undefined ? {} : { witnesses: witnesses.value }),
            });
          } finally {
            progress.end();
          }
        })
      : unreadable(path, opened.error);
    io.stdout.write(args.has('json') ? `${JSON.stringify(report, undefined, 2)}\n` : told(report));
    tellTime(io, began);
    return report.findings.length === 0 ? EXIT.ok : EXIT.failed;
  },
});

/** The same record by the program that shares no code with this one. */
async function again(
  args: Args,
  io: Io,
  source: RecordSource,
  witnesses: WitnessPolicy | undefined,
): Promise<number> {
  const began = io.now();
  const paths = await source.list();
  const keys = args.all('witness').flatMap((text) => readWitnessKey(text) ?? []);
  const report = await verifyAgain(
    { paths, read: (path) => source.read(path) },
    witnesses === undefined ? {} : { witnesses: { keys, need: witnesses.need } },
  );
  io.stdout.write(
    args.has('json') ? `${JSON.stringify(report, undefined, 2)}\n` : reportText(report),
  );
  tellTime(io, began);
  return isClean(report) ? EXIT.ok : EXIT.failed;
}

function readWitnesses(args: Args): Result<WitnessPolicy | undefined, UsageError> {
  const keys: CosignerKey[] = [];
  for (const text of args.all('witness')) {
    const key = parseCosignerKey(text);
    if (!key.ok)
      return wrong(`"${text}" is not the key of a witness: ${inLine(key.error.message)}`, [
        'hustings witness key prints one: witness.example.org+1a2b3c4d+BX…',
      ]);
    keys.push(key.value);
  }
  const need = wholeNumber(args, 'need', 1, Math.max(1, keys.length));
  if (!need.ok) return need;
  if (keys.length > 0) return ok({ keys, need: need.value ?? keys.length });
  return need.value === undefined
    ? ok(undefined)
    : wrong('--need asks for witnesses, and none is named with --witness');
}

/** Keeps a mistyped folder from being called a broken record. */
async function looksLikeRecord(source: RecordSource): Promise<boolean> {
  const paths = await source.list();
  return paths.some((path) => path === 'checkpoint' || /^(tile|blob)\//.test(path));
}

/** A zip that is cut short is a finding about the record, like any other damage to it. */
function unreadable(path: string, { code, message }: Failure): Report {
  return {
    findings: [{ code, place: path, message }],
    checked: NOTHING,
    about: { proceeding: '', organisation: '', title: '', root: '', size: 0, declared: [] },
  };
}

function told({ findings, checked, about, witnessed }: Report): string {
  const lines: string[] = [];
  if (about.title !== '') lines.push(`${about.organisation}: ${about.title}`, '');
  if (about.declared.length > 0) lines.push('Declared:', ...about.declared.map(indented), '');
  if (about.root !== '')
    lines.push(`Entries in the log: ${number(about.size)}. Root: ${about.root}.`);
  if (witnessed !== undefined) lines.push(witnessedInWords(witnessed));
  lines.push(`Checked: ${checkedInWords(checked)}.`, '');
  if (findings.length === 0) lines.push('Nothing was found: the record holds together.');
  else lines.push(`${count(findings.length, 'finding')}:`, '', ...findings.flatMap(findingLines));
  return `${lines.join('\n')}\n`;
}

function witnessedInWords(witnessed: readonly Witnessed[]): string {
  if (witnessed.length === 0) return 'Cosigned by none of the witnesses that you named.';
  const each = witnessed.map(
    ({ name, time }) => `${name} at ${new Date(time * 1000).toISOString().slice(0, 19)}Z`,
  );
  return `Cosigned by ${list(each)}.`;
}

function findingLines({ place, message, code }: Finding): readonly string[] {
  return [`  ${place}`, `    ${message} (${code})`];
}

const WORDS: Readonly<Record<keyof Checked, readonly [one: string, many: string]>> = {
  entries: ['entry', 'entries'],
  signatures: ['signature', 'signatures'],
  ballots: ['ballot', 'ballots'],
  proofs: ['proof', 'proofs'],
  mixes: ['mix', 'mixes'],
  shares: ['decryption share', 'decryption shares'],
  papers: ['paper', 'papers'],
  polls: ['poll', 'polls'],
  figures: ['figure', 'figures'],
  blobs: ['blob', 'blobs'],
  tiles: ['tile', 'tiles'],
};

function checkedInWords(checked: Checked): string {
  const parts = (Object.keys(WORDS) as (keyof Checked)[]).flatMap((what) => {
    const n = checked[what];
    return n === 0 ? [] : [`${number(n)} ${WORDS[what][n === 1 ? 0 : 1]}`];
  });
  return parts.length === 0 ? 'nothing, as nothing could be read' : list(parts);
}

function tellTime(io: Io, began: number): void {
  const seconds = (io.now() - began) / 1000;
  if (seconds >= 1) note(io, `verified in ${seconds.toFixed(seconds < 10 ? 1 : 0)} s`);
}
