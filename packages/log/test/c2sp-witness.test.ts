import { readFileSync } from 'node:fs';
import { equal, fromHex, toHex, unwrap, utf8 } from '@hustings/base';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  checkEvidence,
  formatEvidence,
  formatSubmission,
  type Judgement,
  judgeSubmission,
  MerkleTree,
  parseEvidence,
  parseSubmission,
  type SeenCheckpoint,
  type Submission,
  signCheckpoint,
  verifierKey,
  type WitnessedLog,
} from '../src/index.ts';
import { anyBytes, anyText } from './arbitraries.ts';
import { entry, testKey, treeOf } from './helpers.ts';

const vectors = JSON.parse(
  readFileSync(new URL('./vectors/cosigned.json', import.meta.url), 'utf8'),
) as Record<'submission' | 'submissionLog' | 'submissionKey', string>;

const log = testKey('example.com/log');

function signed(tree: MerkleTree, size = tree.size): string {
  return signCheckpoint({ origin: log.name, size, root: tree.root(size) }, [log]);
}

function submission(tree: MerkleTree, oldSize: number, size = tree.size): Submission {
  return { oldSize, proof: tree.consistencyProof(oldSize, size), note: signed(tree, size) };
}

/** A tree that is the first until `common` and another from there on. */
function forkOf(size: number, common: number): MerkleTree {
  const tree = new MerkleTree();
  for (let i = 0; i < size; i++) tree.append(i < common ? entry(i) : utf8(`other ${i}`));
  return tree;
}

/** A witness without a disk. */
class Witness {
  latest: SeenCheckpoint | undefined;
  readonly cosigned: SeenCheckpoint[] = [];

  submit(given: Submission): Judgement {
    const known: WitnessedLog =
      this.latest === undefined ? { key: log } : { key: log, latest: this.latest };
    const answer = judgeSubmission(given, (origin) => (origin === log.name ? known : undefined));
    if (answer.kind === 'cosign') {
      this.latest = answer.next;
      this.cosigned.push(answer.next);
    }
    return answer;
  }
}

function status(answer: Judgement): number {
  return answer.kind === 'cosign' ? 200 : answer.status;
}

describe('add-checkpoint', () => {
  test('takes the request of another implementation', () => {
    const key = verifierKey(
      vectors.submissionLog,
      fromHex(vectors.submissionKey) ?? new Uint8Array(),
    );
    const given = unwrap(parseSubmission(utf8(vectors.submission)));
    const answer = judgeSubmission(given, (origin) => (origin === key.name ? { key } : undefined));
    expect(answer).toMatchObject({ kind: 'cosign', next: { size: 1 } });
    expect(formatSubmission(given)).toBe(vectors.submission);
  });

  test('cosigns a log as it grows, and the same checkpoint again', () => {
    const witness = new Witness();
    const tree = treeOf(20);
    for (const [from, to] of [
      [0, 0],
      [0, 3],
      [3, 3],
      [3, 8],
      [8, 20],
    ] as const)
      expect(status(witness.submit(submission(tree, from, to)))).toBe(200);
    expect(witness.latest).toMatchObject({ size: 20, root: tree.root(), note: signed(tree) });
  });

  test('answers with the size that it knows when told another one', () => {
    const witness = new Witness();
    const tree = treeOf(20);
    witness.submit(submission(tree, 0, 8));
    for (const old of [0, 3, 9, 20])
      expect(witness.submit(submission(tree, old))).toMatchObject({ status: 409, knownSize: 8 });
    // An old checkpoint again: it does not go back.
    expect(witness.submit(submission(tree, 0, 3))).toMatchObject({ status: 409, knownSize: 8 });
    expect(witness.submit(submission(tree, 3, 3))).toMatchObject({ status: 409, knownSize: 8 });
    expect(witness.cosigned.length).toBe(1);
  });

  test('refuses an unknown log, an unsigned one, a false signature, a size that shrinks', () => {
    const witness = new Witness();
    const tree = treeOf(5);
    const body = { origin: 'example.com/other', size: 5, root: tree.root() };
    const unknown = signCheckpoint(body, [testKey('example.com/other')]);
    expect(status(witness.submit({ oldSize: 0, proof: [], note: unknown }))).toBe(404);
    const stranger = signCheckpoint({ ...body, origin: log.name }, [testKey(log.name, 9)]);
    expect(status(witness.submit({ oldSize: 0, proof: [], note: stranger }))).toBe(403);
    const changed = signed(tree).replace('\n5\n', '\n6\n');
    expect(status(witness.submit({ oldSize: 0, proof: [], note: changed }))).toBe(403);
    expect(status(witness.submit({ oldSize: 6, proof: [], note: signed(tree) }))).toBe(400);
    for (const note of ['', 'words\n', 'a\nb\nc\n\n— d AAAAAAAA\n'])
      expect(status(witness.submit({ oldSize: 0, proof: [], note }))).toBe(400);
    expect(witness.cosigned).toEqual([]);
  });

  test('refuses a proof with any hash changed, missing or added', () => {
    const tree = treeOf(23);
    const { proof } = submission(tree, 9);
    const hashes = (change: (copy: Uint8Array[]) => void): Uint8Array[] => {
      const copy = proof.map((h) => h.slice());
      change(copy);
      return copy;
    };
    const bad = [
      [],
      hashes((p) => p.pop()),
      hashes((p) => p.shift()),
      hashes((p) => p.push(new Uint8Array(32))),
      ...proof.map((_, i) =>
        hashes((p) => {
          const hash = p[i] as Uint8Array;
          hash[7] = (hash[7] as number) ^ 1;
        }),
      ),
    ];
    for (const changed of bad) {
      const witness = new Witness();
      witness.submit(submission(tree, 0, 9));
      const answer = witness.submit({ oldSize: 9, proof: changed, note: signed(tree) });
      expect(status(answer)).toBe(422);
    }
    const fresh = new Witness();
    expect(status(fresh.submit({ oldSize: 0, proof, note: signed(tree) }))).toBe(422);
  });

  test('refuses another root for a size that it cosigned, and has the proof of it', () => {
    const witness = new Witness();
    const tree = treeOf(9);
    const fork = forkOf(9, 8);
    witness.submit(submission(tree, 0));
    const answer = witness.submit({ oldSize: 9, proof: [], note: signed(fork) });
    expect(answer).toMatchObject({
      status: 409,
      knownSize: 9,
      fork: { first: signed(tree), second: signed(fork) },
    });
    // Whatever old size the submitter states.
    expect(witness.submit({ oldSize: 0, proof: [], note: signed(fork) })).toMatchObject({
      status: 409,
      fork: { second: signed(fork) },
    });
    // And no checkpoint of the fork that comes after it.
    const larger = forkOf(12, 8);
    expect(status(witness.submit(submission(larger, 9)))).toBe(422);
    // A root for the empty log that is not its root.
    const empty = signCheckpoint({ origin: log.name, size: 0, root: new Uint8Array(32) }, [log]);
    expect(status(new Witness().submit({ oldSize: 0, proof: [], note: empty }))).toBe(409);
  });

  test('keeps of the signatures only that of the log', () => {
    const witness = new Witness();
    const tree = treeOf(2);
    witness.submit({ oldSize: 0, proof: [], note: `${signed(tree)}— somebody AAAAAAAAAAA=\n` });
    expect(witness.latest?.note).toBe(signed(tree));
  });
});

test('whatever is submitted in whatever order, what a witness cosigned is one log that only grew', () => {
  const step = fc.record({
    branch: fc.nat({ max: 2 }),
    known: fc.boolean(),
    old: fc.nat({ max: 24 }),
    any: fc.nat({ max: 24 }),
    near: fc.boolean(),
    mix: fc.boolean(),
  });
  let taken = 0;
  let forks = 0;
  fc.assert(
    fc.property(
      fc.nat({ max: 24 }),
      fc.nat({ max: 24 }),
      fc.array(step, { maxLength: 30 }),
      (one, two, steps) => {
        const branches = [treeOf(24), forkOf(24, one), forkOf(24, two)] as const;
        const witness = new Witness();
        for (const { branch, known, old, any, near, mix } of steps) {
          const tree = branches[branch] as MerkleTree;
          const latest = witness.latest?.size ?? 0;
          const from = known ? latest : old;
          // Near the size cosigned last, since most others are refused for their old size alone.
          const size = near ? Math.min(24, latest + (any % 3)) : any;
          // A proof of this branch, or of another.
          const prover = mix ? branches[(branch + 1) % 3] : tree;
          const proof = from <= size ? (prover as MerkleTree).consistencyProof(from, size) : [];
          const answer = witness.submit({ oldSize: from, proof, note: signed(tree, size) });
          if (answer.kind === 'cosign') {
            taken++;
            expect(equal(answer.next.root, tree.root(size))).toBe(true);
          } else if (answer.fork !== undefined) {
            forks++;
            expect(checkEvidence({ log, ...answer.fork, proof: [] }).ok).toBe(true);
          }
        }
        const roots = new Map<number, string>();
        let last = 0;
        for (const { size, root } of witness.cosigned) {
          expect(size).toBeGreaterThanOrEqual(last);
          expect(roots.get(size) ?? toHex(root)).toBe(toHex(root));
          roots.set(size, toHex(root));
          last = size;
        }
        // All of them are heads of one and the same branch.
        const own = branches.some((tree) =>
          [...roots].every(([size, root]) => toHex(tree.root(size)) === root),
        );
        expect(own).toBe(true);
      },
    ),
    { numRuns: 150 },
  );
  expect(taken).toBeGreaterThan(100);
  expect(forks).toBeGreaterThan(10);
}, 20_000);

describe('requests', () => {
  test('are read as they are written', () => {
    const given = submission(treeOf(23), 9);
    expect(unwrap(parseSubmission(utf8(formatSubmission(given))))).toEqual(given);
  });

  test('that are malformed are refused', () => {
    const note = signed(treeOf(1));
    const hash = `${Buffer.alloc(32).toString('base64')}\n`;
    for (const body of [
      '',
      'old 0\n',
      `old 00\n\n${note}`,
      `old -1\n\n${note}`,
      `old 9007199254740993\n\n${note}`,
      `Old 0\n\n${note}`,
      `old 0 \n\n${note}`,
      `old 1\nAAAA\n\n${note}`,
      `old 1\n${hash.repeat(64)}\n${note}`,
    ])
      expect(parseSubmission(utf8(body)).ok).toBe(false);
    expect(parseSubmission(utf8(`old 1\n${hash.repeat(63)}\n${note}`)).ok).toBe(true);
    expect(parseSubmission(Uint8Array.of(0xff)).ok).toBe(false);
  });

  test('never make the witness throw', () => {
    fc.assert(
      fc.property(fc.oneof(anyText.map(utf8), anyBytes), anyText, (body, note) => {
        parseSubmission(body);
        judgeSubmission({ oldSize: 0, proof: [], note }, () => ({ key: log }));
        parseEvidence(note);
      }),
    );
  });
});

describe('evidence', () => {
  test('of a fork between any two sizes convinces whoever has the key, and is read as written', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 24 }),
        fc.nat({ max: 24 }),
        fc.nat({ max: 23 }),
        (size, more, at) => {
          const common = Math.min(at, size - 1);
          const tree = treeOf(24);
          const fork = forkOf(Math.min(24, size + more), common);
          const isSame = fork.size === size;
          const evidence = {
            log,
            first: signed(tree, size),
            second: signed(fork),
            ...(isSame ? {} : { root: fork.root(size) }),
            proof: fork.consistencyProof(size),
          };
          const read = unwrap(parseEvidence(formatEvidence(evidence)));
          expect(unwrap(checkEvidence(read))).toMatchObject({
            kind: 'fork',
            first: { size },
            second: { size: fork.size },
          });
        },
      ),
      { numRuns: 60 },
    );
  });

  test('of a log that went back says so, and is none of a fork', () => {
    const tree = treeOf(12);
    const shrunk = {
      log,
      first: signed(tree, 5),
      second: signed(tree),
      root: tree.root(5),
      proof: tree.consistencyProof(5),
    };
    expect(unwrap(checkEvidence(shrunk)).kind).toBe('shrunk');
    // No hashes can be found that would make a fork of it.
    const other = { ...shrunk, root: forkOf(5, 2).root() };
    expect(checkEvidence(other).ok).toBe(false);
  });

  test('shows nothing when the key is another, the notes agree, or the hashes lead nowhere', () => {
    const tree = treeOf(12);
    const fork = forkOf(12, 3);
    const sound = { log, first: signed(tree), second: signed(fork), proof: [] };
    expect(checkEvidence(sound).ok).toBe(true);
    const code = (evidence: Parameters<typeof checkEvidence>[0]): string => {
      const shown = checkEvidence(evidence);
      return shown.ok ? shown.value.kind : shown.error.code;
    };
    expect(code({ ...sound, second: sound.first })).toBe('log/shows-nothing');
    expect(code({ ...sound, first: signed(tree, 5) })).toBe('log/shows-nothing');
    expect(code({ ...sound, second: signed(fork, 5) })).toBe('log/shows-nothing');
    expect(code({ ...sound, log: testKey(log.name, 7) })).toBe('log/no-known-signature');
    expect(code({ ...sound, log: testKey('example.com/other') })).toBe('log/no-known-signature');
    expect(code({ ...sound, second: signed(fork).replace('\n12\n', '\n13\n') })).toBe(
      'log/bad-signature',
    );
  });

  test('that is malformed is refused', () => {
    const good = JSON.parse(
      formatEvidence({ log, first: 'a', second: 'b', root: new Uint8Array(32), proof: [] }),
    ) as Record<string, unknown>;
    expect(parseEvidence(JSON.stringify(good)).ok).toBe(true);
    for (const change of [
      { format: 'hustings/fork-evidence/2' },
      { log: 7 },
      { log: 'example.com/log+00000000+AAAA' },
      { first: 1 },
      { second: null },
      { root: 'AAAA' },
      { proof: 'none' },
      { proof: ['AAAA'] },
      { proof: Array.from({ length: 64 }, () => Buffer.alloc(32).toString('base64')) },
    ])
      expect(parseEvidence(JSON.stringify({ ...good, ...change })).ok).toBe(false);
    for (const text of ['', 'null', '[]', '{', '7']) expect(parseEvidence(text).ok).toBe(false);
  });
});
