/**
 * Writes vectors/count/<case>/expected.json from the case.json and ballots.blt beside it; those two
 * are written by hand. packages/count/test compares, and counts each case a second way.
 *
 * Run: node vectors/generate-count.ts
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  type CountOptions,
  countPoll,
  countStv,
  findStvRule,
  parseBlt,
} from '../packages/count/src/index.ts';

export interface CountCase {
  readonly comment: string;
  readonly rule: string;
  readonly options: Omit<CountOptions, 'lot'>;
  /** All candidates in the order of the lot drawn, most favoured first. */
  readonly lot?: readonly string[];
  /** For rules of the single transferable vote that draw papers. */
  readonly seed?: string;
}

/** The transcript, or the error without its sentence: what another program must agree on. */
export function expectedOf(ballots: string, { rule, options, lot, seed }: CountCase): unknown {
  const file = parseBlt(ballots);
  if (!file.ok) {
    const { code, line, column } = file.error;
    return { error: { code, line, column } };
  }
  const drawn =
    lot === undefined
      ? {}
      : {
          lot: (_round: number, tied: readonly string[]) => lot.filter((id) => tied.includes(id)),
        };
  const { profile } = file.value;
  const stv = findStvRule(rule);
  const counted =
    stv === undefined
      ? countPoll(rule, profile, { ...options, ...drawn })
      : countStv(stv, { profile, ...drawn, ...(seed === undefined ? {} : { seed }) });
  if (counted.ok) return { blank: file.value.blank, transcript: counted.value };
  const { code } = counted.error;
  if (!('purpose' in counted.error)) return { error: { code } };
  const { round, purpose, tied } = counted.error;
  return { error: { code, round, purpose, tied } };
}

if (import.meta.main) {
  const folder = fileURLToPath(new URL('count', import.meta.url));
  for (const name of readdirSync(folder)) {
    const read = (file: string): string => readFileSync(`${folder}/${name}/${file}`, 'utf8');
    const expected = expectedOf(read('ballots.blt'), JSON.parse(read('case.json')));
    writeFileSync(`${folder}/${name}/expected.json`, `${JSON.stringify(expected, null, 2)}\n`);
  }
}
