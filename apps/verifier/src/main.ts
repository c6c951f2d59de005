/** `node apps/verifier/src/main.ts RECORD [--sample N] [--largest-mix N] [--witness KEY … [--need K]]`: exit code 0, 1 (findings) or 2 (usage). */
import { readFile, stat } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { folderSource } from './files/folder.ts';
import type { Source } from './files/source.ts';
import { zipSource } from './files/zip.ts';
import { readWitnessKey, type Witnesses, type WitnessKey } from './log/witnesses.ts';
import { isClean, reportText } from './report.ts';
import { verifyAgain } from './verify.ts';

const USAGE = `Usage: node apps/verifier/src/main.ts RECORD [--sample N] [--largest-mix N]
                                         [--witness KEY … [--need K]]

Verifies a record, a folder or a zip, from spec/ alone.
  --sample N       check N proofs of ballots in each poll and N papers in each pool, drawn at random
  --largest-mix N  leave out the proofs of mixes and shares of pools with more than N ballots
  --witness KEY    a witness that you trust, who must have cosigned the checkpoint; may be repeated
  --need K         how many of those witnesses are enough; left out, all
`;

async function open(path: string): Promise<Source | string> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) return `There is nothing at ${path}.`;
  if (found.isDirectory()) return folderSource(path);
  const zip = zipSource(await readFile(path));
  return zip.ok ? zip.value : zip.error.message;
}

function wholeNumber(text: string | undefined): number | undefined | string {
  if (text === undefined) return undefined;
  return /^\d{1,9}$/.test(text) ? Number(text) : `${text} is no whole number.`;
}

function witnessesOf(
  texts: readonly string[],
  needed: string | undefined,
): Witnesses | undefined | string {
  const keys: WitnessKey[] = [];
  for (const text of texts) {
    const key = readWitnessKey(text);
    if (key === undefined) return `${text} is not the key of a witness.`;
    keys.push(key);
  }
  const need = wholeNumber(needed);
  if (typeof need === 'string') return need;
  if (keys.length === 0) return need === undefined ? undefined : '--need asks for a --witness.';
  if (need !== undefined && (need < 1 || need > keys.length))
    return `Of ${keys.length} witnesses 1 to ${keys.length} can be needed.`;
  return { keys, need: need ?? keys.length };
}

export async function main(
  args: readonly string[],
  write: (text: string) => void,
): Promise<number> {
  const refuse = (message: string): number => {
    write(`${message}\n\n${USAGE}`);
    return 2;
  };
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse(args);
  } catch (error) {
    return refuse(error instanceof Error ? error.message : String(error));
  }
  const [path, ...more] = parsed.positionals;
  if (path === undefined || more.length > 0) return refuse('Say which record to verify.');
  const sample = wholeNumber(parsed.values.sample);
  const largestMix = wholeNumber(parsed.values['largest-mix']);
  if (typeof sample === 'string') return refuse(sample);
  if (typeof largestMix === 'string') return refuse(largestMix);
  const witnesses = witnessesOf(parsed.values.witness ?? [], parsed.values.need);
  if (typeof witnesses === 'string') return refuse(witnesses);
  const source = await open(path);
  if (typeof source === 'string') {
    write(`${source}\n`);
    return 2;
  }
  const report = await verifyAgain(source, {
    ...(sample !== undefined && { sample }),
    ...(largestMix !== undefined && { largestMix }),
    ...(witnesses !== undefined && { witnesses }),
  });
  write(reportText(report));
  return isClean(report) ? 0 : 1;
}

function parse(args: readonly string[]) {
  return parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      sample: { type: 'string' },
      'largest-mix': { type: 'string' },
      witness: { type: 'string', multiple: true },
      need: { type: 'string' },
    },
  });
}

if (import.meta.main)
  process.exitCode = await main(process.argv.slice(2), (t) => process.stdout.write(t));
