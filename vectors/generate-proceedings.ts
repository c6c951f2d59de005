/**
 * Writes vectors/proceedings/: small whole records, held from seeds, and changes to them with the
 * finding that each must give. Fails where either verifier finds something else.
 *
 * Run: node vectors/generate-proceedings.ts
 */
import { writeFileSync } from 'node:fs';
import { type MemoryRecord, verifyRecord } from '@hustings/record';
import { type Group, nobleGroup } from '@hustings/ristretto';
import { memorySource, STEP_OF, verifyAgain } from '@hustings/second-verifier';
import { editsBetween, type TamperedCase, type TamperedFile, zipOf } from './proceedings/bundle.ts';
import { leavesOf } from './proceedings/forge.ts';
import { type Held, hold } from './proceedings/hold.ts';
import { PLANS } from './proceedings/plans.ts';
import { EVERYWHERE, TAMPERINGS } from './proceedings/tamper.ts';
import { seededRandom } from './seeded.ts';

/** The record on which every tampering is tried. */
const WHOLE = 'simple';

export interface Said {
  readonly first: readonly string[];
  readonly second: readonly string[];
}

/** What both verifiers find, as `code at place`; a place without what follows it. */
export async function saidOf(record: MemoryRecord, group: Group): Promise<Said> {
  const told = (code: string, place: string): string =>
    `${code in STEP_OF ? code : 'act/refused'} at ${place.replace(/^(entry \d+).*/, '$1')}`;
  const random = seededRandom('verifying');
  const first = await verifyRecord(record, { group, random });
  const second = await verifyAgain(memorySource(record.files));
  return {
    first: first.findings.map((f) => told(f.code, f.place)),
    second: second.findings.map((f) => told(f.kind === 'wrong' ? f.code : f.message, f.place)),
  };
}

async function tamperedFile(held: Held, group: Group): Promise<TamperedFile> {
  const leaves = leavesOf(held.record.files);
  const cases: TamperedCase[] = [];
  for (const [what, tampering] of Object.entries(TAMPERINGS)) {
    if (held.plan.id !== WHOLE && !EVERYWHERE.includes(what)) continue;
    const made = tampering(held, leaves);
    if (made === undefined) continue;
    const { record, code, place } = made;
    const { first, second } = await saidOf(record, group);
    const wanted = `${code} at ${place}`;
    if (!first.includes(wanted) || !second.includes(wanted))
      throw new Error(
        `${held.plan.id}, ${what}: ${wanted} is wanted, and found are\n  ${first.join(', ')}\n  ${second.join(', ')}`,
      );
    cases.push({ what, code, place, edits: editsBetween(held.record, record) });
  }
  return {
    format: 'hustings/tampered-record/1',
    about: held.plan.about,
    of: `${held.plan.id}.zip`,
    cases,
  };
}

/** Every file by its name. */
export async function proceedingVectors(): Promise<ReadonlyMap<string, Uint8Array | string>> {
  const group = nobleGroup();
  const out = new Map<string, Uint8Array | string>();
  for (const plan of PLANS) {
    const held = await hold(plan, group);
    const { first, second } = await saidOf(held.record, group);
    if (first.length + second.length > 0)
      throw new Error(`${plan.id} is not clean: ${[...first, ...second].join(', ')}`);
    out.set(`${plan.id}.zip`, zipOf(held.record));
    const tampered = await tamperedFile(held, group);
    const cases = tampered.cases.map((c) => `  ${JSON.stringify(c)}`).join(',\n');
    const head = JSON.stringify({ ...tampered, cases: [] }).replace('[]}', `[\n${cases}\n]}`);
    out.set(`${plan.id}.tampered.json`, `${head}\n`);
  }
  return out;
}

export async function writeProceedingVectors(): Promise<void> {
  for (const [name, content] of await proceedingVectors())
    writeFileSync(new URL(`proceedings/${name}`, import.meta.url), content);
}

if (import.meta.main) await writeProceedingVectors();
