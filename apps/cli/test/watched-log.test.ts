/** An observer against logs that do as they like: it raises the alarm exactly when what it saw cannot be one log that only grew. */
import { err, ok } from '@hustings/base';
import {
  checkEvidence,
  MerkleTree,
  type SeenCheckpoint,
  signCheckpoint,
  signerKey,
} from '@hustings/log';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Keeper, type ReadFile, WatchedLog } from '../src/witness/watched-log.ts';

const log = signerKey('example.org/log', new Uint8Array(32).fill(7));
const SIZES = 520;

function branch(common: number): MerkleTree {
  const tree = new MerkleTree();
  for (let i = 0; i < SIZES; i++)
    tree.append(Buffer.from(i < common ? `${i}` : `fork at ${common}, ${i}`));
  return tree;
}

const branches = [0, 1, 255, 256, 300, SIZES].map(branch);

function head(tree: MerkleTree, size: number): string {
  return signCheckpoint({ origin: log.name, size, root: tree.root(size) }, [log]);
}

/** What an observer keeps, without a disk. */
class Memory implements Keeper {
  checkpoints: SeenCheckpoint[] = [];
  hashes: Uint8Array = new Uint8Array();

  keepHashes(from: number, hashes: Uint8Array): void {
    this.hashes = Buffer.concat([this.hashes.subarray(0, 32 * from), hashes]);
  }

  keepCheckpoint(checkpoint: SeenCheckpoint): void {
    this.checkpoints = [...this.checkpoints, checkpoint].toSorted((a, b) => a.size - b.size);
  }
}

function serve(tree: MerkleTree, size: number): ReadFile {
  return async (path) => {
    if (path === 'checkpoint') return ok(Buffer.from(head(tree, size)));
    const [, index = '', width = '256'] = /^tile\/0\/(\d{3})(?:\.p\/(\d+))?$/.exec(path) ?? [];
    if (index === '' || Number(index) * 256 + Number(width) > size) return ok(undefined);
    return ok(tree.tile({ level: 0, index: Number(index), width: Number(width) }));
  };
}

const step = fc.record({
  branch: fc.nat({ max: branches.length - 1 }),
  stay: fc.integer({ min: 0, max: 3 }),
  size: fc.oneof(
    fc.nat({ max: SIZES }),
    fc.constantFrom(0, 1, 254, 255, 256, 257, 300, 301, SIZES),
  ),
  again: fc.integer({ min: 0, max: 3 }),
  restart: fc.boolean(),
  loses: fc.integer({ min: 0, max: 5 }),
  fails: fc.integer({ min: 0, max: 8 }),
});

test('every contradiction is noticed at once, with evidence that checks, and nothing else is taken for one', async () => {
  const told = { fork: 0, shrunk: 0, grown: 0, same: 0, broken: 0 };
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
      const memory = new Memory();
      let read: ReadFile = async () => ok(undefined);
      const begin = () => new WatchedLog(log, (path) => read(path), memory, memory);
      let watched = begin();
      let current = steps[0]?.branch ?? 0;
      for (const { branch: other, stay, size: any, again, restart, loses, fails } of steps) {
        // Often the size that was shown last: two roots for it are the plainest fork.
        const size = again === 0 ? (memory.checkpoints.at(-1)?.size ?? any) : any;
        if (stay === 0) current = other;
        const tree = branches[current] as MerkleTree;
        if (restart && loses === 0) memory.hashes = memory.hashes.subarray(0, 32 * 10);
        if (restart) watched = begin();
        const honest = serve(tree, size);
        let asked = 0;
        read = async (path) =>
          fails > 0 && ++asked === fails + 1
            ? err({ code: 'cli/unreachable', message: 'Gone.' })
            : honest(path);
        const seen = [...memory.checkpoints];
        const look = await watched.look();
        const same = (a: SeenCheckpoint) =>
          Buffer.from(tree.root(a.size)).equals(Buffer.from(a.root));
        // Two heads are of one log when the tree of the larger has the smaller.
        const contradicts = seen.some((s) =>
          s.size <= size
            ? !same(s)
            : !branches.some(
                (b) =>
                  head(b, s.size) === s.note &&
                  Buffer.from(b.root(size)).equals(Buffer.from(tree.root(size))),
              ),
        );
        if (!look.ok) {
          told.broken++;
          // It could not be reached, or went back while the hashes of before were lost.
          const largest = seen.at(-1)?.size ?? 0;
          expect(fails > 0 || size < largest).toBe(true);
          continue;
        }
        const { value } = look;
        told[value.kind]++;
        if (value.kind === 'fork' || value.kind === 'shrunk') {
          const shown = checkEvidence(value.evidence);
          expect(shown.ok && shown.value.kind).toBe(value.kind);
        }
        const largest = seen.at(-1)?.size ?? 0;
        expect(value.kind === 'fork').toBe(contradicts);
        if (value.kind === 'fork') return;
        expect(value.kind === 'shrunk').toBe(size < largest);
      }
    }),
    { numRuns: 120 },
  );
  expect(Math.min(...Object.values(told))).toBeGreaterThan(3);
}, 60_000);
