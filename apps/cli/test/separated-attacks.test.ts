/** Keyholders' programs before a server that lies, mixers that cheat, and folders that were tampered with. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodeCiphertexts, parseCiphertexts, shuffle } from '@hustings/ballot';
import { err, fromHex, unwrap } from '@hustings/base';
import {
  ceremonyStep,
  closePoll,
  countAndDeclare,
  MemorySecrets,
  manifestHash,
  mixPoll,
  newBlob,
  OFFICER,
  openPools,
  publicKeyOf,
  type Recording,
  refOf,
  SECRET,
  TOO_FEW,
  verifyRecord,
  weed,
} from '@hustings/record';
import type { Act } from '@hustings/rulebook';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { leavesOf, sealed } from '../../../packages/record/test/forge.ts';
import {
  cast,
  DAY,
  group,
  random,
  recordOf,
  type Society,
  societyWithOpenPoll,
} from '../../../packages/record/test/society.ts';
import { HolderFolder } from '../src/keyholder/holder-folder.ts';
import { run } from '../src/run.ts';
import { evilServer } from './evil-server.ts';
import { fakeIo } from './fake-io.ts';
import { hustings, start } from './programs.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'hustings-attacks-'));
});
afterEach(() => {
  rmSync(dir, { recursive: true, force: true });
});

const POLL = 'poll/society-2026/chair';

/** The folder of a keyholder of the society, as its own program would have made it. */
function folderOf(society: Society, role: 'trustee' | 'mixer', id: string, path = id): void {
  const seed = society.keys.get(id);
  if (seed === undefined) throw new Error(`${id} has a key`);
  const folder = HolderFolder.create(
    join(dir, path),
    { role, id, name: id },
    undefined,
    random,
    seed,
  );
  const secret = society.trustees.find((t) => t.id === id)?.secret;
  if (secret !== undefined) {
    folder.put(`${POLL}/${SECRET}`, secret);
    folder.put(`${POLL}/public`, new Uint8Array(32));
  }
  folder.close();
}

async function closedSociety(): Promise<Society> {
  const society = await societyWithOpenPoll(4);
  for (const one of await cast(society, [[1], [2], [1], [2]])) unwrap(one);
  society.at = `${DAY}6T09:00:00.000Z`;
  unwrap(await closePoll(society.conduct, 'chair'));
  return society;
}

/** Mixes, and puts one ballot in the place of another: the proof no longer fits. */
async function cheat(society: Society, step: number): Promise<void> {
  const file = society.recorder.docket.poll('chair');
  const manifest = file?.prepared?.act.manifest;
  if (file?.box === undefined || manifest === undefined) throw new Error('the poll is prepared');
  const before = file.mixes.at(-1)?.act.ballots.sha256;
  const input =
    before === undefined
      ? weed(manifest, file.box).pools[0]?.input
      : unwrap(parseCiphertexts((await society.recorder.ledger.blob(before)) ?? new Uint8Array()));
  if (input === undefined) throw new Error('there is a pool');
  const mixer = `mixer-${step}`;
  const key = fromHex(manifest.key) ?? new Uint8Array();
  const statement = { context: manifestHash(manifest), key, pool: 'members', step, mixer };
  const mixed = await shuffle(group, statement, input, random);
  const output = encodeCiphertexts(mixed.output).slice();
  const ballots = mixed.output.count;
  const size = 32;
  const at = output.length - ballots * 2 * size;
  // The first ballot's A and B once more in the place of the second's: a vote tagged by its double.
  output.copyWithin(at + size, at, at + size);
  output.copyWithin(at + (ballots + 1) * size, at + ballots * size, at + (ballots + 1) * size);
  const blobs = [newBlob(output), newBlob(mixed.proof)] as const;
  const act = {
    kind: 'pool-mixed',
    poll: 'chair',
    pool: 'members',
    mixer,
    step,
    ballots: refOf(blobs[0]),
    proof: refOf(blobs[1]),
  } as const;
  unwrap(await society.recorder.take(act, { role: 'mixer', id: mixer }, society.at, [...blobs]));
}

describe('a mixer who cheats, with a server that lets it', () => {
  test('the next mixer goes on with nothing', async () => {
    const society = await closedSociety();
    await cheat(society, 1);
    const { url } = await evilServer(society);
    folderOf(society, 'mixer', 'mixer-2');
    expect((await hustings(dir, ['mixer', 'join', url, '--data', 'mixer-2'])).code).toBe(0);
    const size = society.recorder.size;
    const run = await start(dir, ['mixer', 'run', '--once', '--data', 'mixer-2', '--workers', '1'])
      .ended;
    expect(run.code).toBe(1);
    expect(run.stderr).toContain('is not proved');
    expect(run.stderr).toContain('poll/mix-not-proved');
    expect(society.recorder.size).toBe(size);
  }, 60_000);

  test('and where the next cheats too, no trustee decrypts', async () => {
    const society = await closedSociety();
    unwrap(await mixPoll(society.conduct, 'chair', 'mixer-1'));
    await cheat(society, 2);
    const { url } = await evilServer(society);
    folderOf(society, 'trustee', 'trustee-1');
    expect((await hustings(dir, ['trustee', 'join', url, '--data', 'trustee-1'])).code).toBe(0);
    const size = society.recorder.size;
    const run = await start(dir, [
      'trustee',
      'run',
      '--open-small',
      '--once',
      '--data',
      'trustee-1',
      '--workers',
      '1',
    ]).ended;
    expect(run.code).toBe(1);
    expect(run.stderr).toContain('the trustees decrypt nothing');
    expect(society.recorder.size).toBe(size);
  }, 60_000);
});

describe('a server that shows something else than before', () => {
  test('another history: the trustee sounds the alarm, with evidence that anyone can check', async () => {
    const society = await societyWithOpenPoll(3);
    for (const one of await cast(society, [[1], [2]])) unwrap(one);
    const evil = await evilServer(society);
    folderOf(society, 'trustee', 'trustee-1');
    const data = ['--data', 'trustee-1', '--workers', '1'];
    expect((await hustings(dir, ['trustee', 'join', evil.url, '--data', 'trustee-1'])).code).toBe(
      0,
    );
    expect((await hustings(dir, ['trustee', 'run', '--open-small', '--once', ...data])).code).toBe(
      0,
    );
    const record = await recordOf(society);
    const leaves = leavesOf(record);
    // The last vote is put in the place of the one before it, and one more is there.
    const last = leaves.at(-1) as Uint8Array;
    const other = [...leaves.slice(0, -2), last, leaves.at(-2) as Uint8Array, last];
    evil.shown = sealed(other, record.files, society);
    const run = await hustings(dir, ['trustee', 'run', '--open-small', '--once', ...data]);
    expect(run.code).toBe(1);
    expect(run.stderr).toContain('ALARM: the log forked');
    const logs = join(dir, 'trustee-1', 'logs', 'society-2026');
    const evidence = readdirSync(logs).find((name) => name.startsWith('fork-'));
    const told = await hustings(dir, ['witness', 'evidence', join(logs, evidence ?? '')]);
    expect(told).toMatchObject({ code: 0 });
    // An earlier state, as if nothing had come after it.
    evil.shown = sealed(leaves.slice(0, -1), record.files, society);
    expect(
      (await hustings(dir, ['trustee', 'run', '--open-small', '--once', ...data])).stderr,
    ).toContain('went back');
  }, 60_000);

  test('entries that the log did not sign, a ballot without its proof: refused, with the finding', async () => {
    const society = await closedSociety();
    const evil = await evilServer(society);
    folderOf(society, 'mixer', 'mixer-1');
    expect((await hustings(dir, ['mixer', 'join', evil.url, '--data', 'mixer-1'])).code).toBe(0);
    const record = await recordOf(society);
    const leaves = [...leavesOf(record)];
    const ballot = leaves.findIndex((leaf) => leaf[0] === 1);
    const changed = (leaves[ballot] as Uint8Array).slice();
    changed[changed.length - 1] = (changed[changed.length - 1] as number) ^ 1;
    leaves[ballot] = changed;
    evil.shown = sealed(leaves, record.files, society);
    const run = await hustings(dir, [
      'mixer',
      'run',
      '--once',
      '--data',
      'mixer-1',
      '--workers',
      '1',
    ]);
    expect(run.code).toBe(1);
    expect(run.stderr).toContain('the record does not hold together');
    expect(run.stderr).toContain(`entry ${ballot}`);
  }, 60_000);
});

test('a trustee that has decrypted some papers decrypts no others of the poll, whatever the log shows', async () => {
  const society = await closedSociety();
  const { url } = await evilServer(society);
  folderOf(society, 'trustee', 'trustee-1');
  expect((await hustings(dir, ['trustee', 'join', url, '--data', 'trustee-1'])).code).toBe(0);
  // Its folder was taken to a second server, which showed it another mix and another closing of this poll.
  const path = join(dir, 'trustee-1');
  const folder = HolderFolder.open(path, 'trustee', undefined, random);
  folder.put(`${POLL}/decrypted/members`, new TextEncoder().encode('ab'.repeat(32)));
  folder.close();
  unwrap(await mixPoll(society.conduct, 'chair'));
  const size = society.recorder.size;
  const args = [
    'trustee',
    'run',
    '--open-small',
    '--once',
    '--data',
    'trustee-1',
    '--workers',
    '1',
  ];
  const run = await hustings(dir, args);
  expect(run.code).toBe(1);
  expect(run.stderr).toContain('decrypts nothing more of it');
  expect(society.recorder.size).toBe(size);
  const again = HolderFolder.open(path, 'trustee', undefined, random);
  again.forget(`${POLL}/decrypted/members`);
  again.close();
  const shared = await hustings(dir, args);
  expect(shared.stderr).not.toContain('error');
  expect(shared.stdout).toContain('published the share of the decryption');
  expect(society.recorder.docket.poll('chair')?.shares).toHaveLength(1);
}, 60_000);

test('a tie: the trustees’ programs share the public coin by themselves, and nobody else draws the lot', async () => {
  const society = await closedSociety();
  const { url } = await evilServer(society);
  unwrap(await mixPoll(society.conduct, 'chair'));
  const ids = ['trustee-1', 'trustee-3'];
  const run = async () => {
    for (const id of ids) {
      const args = ['trustee', 'run', '--open-small', '--once', '--data', id, '--workers', '1'];
      expect(await hustings(dir, args)).toMatchObject({ code: 0 });
    }
  };
  for (const id of ids) {
    folderOf(society, 'trustee', id);
    expect((await hustings(dir, ['trustee', 'join', url, '--data', id])).code).toBe(0);
  }
  await run();
  unwrap(await openPools(society.conduct, 'chair'));
  const early = await countAndDeclare(society.conduct, 'chair', []);
  expect(!early.ok && early.error.code).toBe(TOO_FEW);
  await run();
  expect(society.recorder.docket.poll('chair')?.coinShares).toHaveLength(2);
  const outcome = unwrap(await countAndDeclare(society.conduct, 'chair', []));
  expect(outcome.kind === 'elected' && outcome.elected).toHaveLength(1);
  const report = await verifyRecord(await recordOf(society), { group, random });
  expect(report.findings).toEqual([]);
}, 60_000);

test('a dealer who sends one trustee a wrong share is found out, and every program says who was wrong', async () => {
  const society = await societyWithOpenPoll(2);
  const { url } = await evilServer(society);
  const { recorder } = society;
  const keys = society.keys as Map<string, Uint8Array>;
  for (const id of ['ann', 'bob', 'cy']) keys.set(id, random(32));
  const holder = (id: string) => ({
    id,
    name: `The ${id}`,
    key: publicKeyOf(keys.get(id) as Uint8Array),
  });
  const opening: Act = {
    kind: 'ceremony-opened',
    poll: 'second',
    threshold: 2,
    trustees: ['ann', 'bob', 'cy'].map(holder),
    mixers: ['mixer-1', 'mixer-2'].map(holder),
  };
  unwrap(await recorder.take(opening, OFFICER, society.at));
  for (const id of ['ann', 'bob']) {
    folderOf(society, 'trustee', id);
    expect((await hustings(dir, ['trustee', 'join', url, '--data', id])).code).toBe(0);
  }
  const run = (id: string) =>
    hustings(dir, ['trustee', 'run', '--open-small', '--once', '--data', id, '--workers', '1']);
  const kept = new MemorySecrets();
  const cy = async () => unwrap(await ceremonyStep(society.conduct, 'second', 'cy', kept));
  // Pledges, deals, Ann's and Bob's shares: each goes on as far as it can.
  for (let round = 0; round < 2; round++) {
    await cy();
    await run('ann');
    await run('bob');
  }
  // To Bob it sends what is sealed to Ann.
  const honest = await messageOf(society, kept);
  const forged = honest.slice();
  forged.copyWithin(3 + 80, 3, 3 + 80);
  const blob = newBlob(forged);
  const sent: Act = { kind: 'key-shares-sent', poll: 'second', trustee: 'cy', shares: refOf(blob) };
  unwrap(await recorder.take(sent, { role: 'trustee', id: 'cy' }, society.at, [blob]));
  expect((await run('ann')).stdout).toContain('accepted');
  const said =
    'The bob complained of the share that The cy sent, and is right. The sealed share does not open. This key is not used: begin again without The cy.';
  const bob = await run('bob');
  expect(bob.stdout).toContain('complained: this key is not used');
  expect(bob.stderr).toContain(said);
  expect((await run('ann')).stderr).toContain(said);
}, 60_000);

test('cut off at any moment, before or after an act was taken, a trustee says the same again', async () => {
  const society = await societyWithOpenPoll(2);
  const evil = await evilServer(society);
  const { recorder } = society;
  const keys = society.keys as Map<string, Uint8Array>;
  for (const id of ['ann', 'cy']) keys.set(id, random(32));
  const holder = (id: string) => ({
    id,
    name: `The ${id}`,
    key: publicKeyOf(keys.get(id) as Uint8Array),
  });
  const opening: Act = {
    kind: 'ceremony-opened',
    poll: 'second',
    threshold: 2,
    trustees: ['ann', 'cy'].map(holder),
    mixers: ['mixer-1', 'mixer-2'].map(holder),
  };
  unwrap(await recorder.take(opening, OFFICER, society.at));
  folderOf(society, 'trustee', 'ann');
  expect((await hustings(dir, ['trustee', 'join', evil.url, '--data', 'ann'])).code).toBe(0);
  const run = () =>
    hustings(dir, ['trustee', 'run', '--open-small', '--once', '--data', 'ann', '--workers', '1']);
  const kept = new MemorySecrets();
  const steps = ['key-pledged', 'key-dealt', 'key-shares-sent', 'key-accepted'] as const;
  for (const kind of steps) {
    unwrap(await ceremonyStep(society.conduct, 'second', 'cy', kept));
    evil.cuts = 'before';
    expect((await run()).code).toBe(3);
    evil.cuts = 'after';
    expect((await run()).code).toBe(3);
    evil.cuts = undefined;
    const said = evil.handed.filter((act) => act.kind === kind);
    expect(said).toHaveLength(2);
    expect(said[1]).toEqual(said[0]);
  }
  // It finds its own acts on the record, and goes on.
  const last = await run();
  expect(last.stdout).toContain('the key is made');
  expect(evil.handed).toHaveLength(8);
  const { accepted } = recorder.state.polls['second']?.ceremony ?? {};
  expect(accepted).toHaveLength(2);
}, 120_000);

/** The shares that a trustee's program would honestly send. */
async function messageOf(society: Society, kept: MemorySecrets): Promise<Uint8Array> {
  const { recorder } = society.conduct;
  let sent = new Uint8Array();
  const { proceeding, book, state, docket, ledger } = recorder;
  const take: Recording['take'] = async (_act, _by, _at, blobs = []) => {
    sent = new Uint8Array(blobs[0]?.bytes ?? []);
    return err({ code: 'test/kept', message: 'Kept.' });
  };
  const rootAt = (size: number) => recorder.rootAt(size);
  const listening = { proceeding, book, state, docket, ledger, rootAt, take };
  await ceremonyStep({ ...society.conduct, recorder: listening }, 'second', 'cy', kept);
  return sent;
}

test('what is sealed in a folder opens under its own name and its own key only', () => {
  const path = join(dir, 'ann');
  const holder = { role: 'trustee', id: 'ann', name: 'Ann' } as const;
  const folder = HolderFolder.create(path, holder, 'a phrase', random);
  folder.put('a', Uint8Array.of(1, 2, 3));
  expect(folder.get('a')).toEqual(Uint8Array.of(1, 2, 3));
  expect(() => HolderFolder.open(path, 'trustee', 'a phrase', random)).toThrow('another program');
  folder.close();
  expect(() => HolderFolder.open(path, 'trustee', 'another', random)).toThrow('not the passphrase');
  expect(() => HolderFolder.open(path, 'trustee', undefined, random)).toThrow('under a passphrase');
  expect(() => HolderFolder.open(path, 'mixer', 'a phrase', random)).toThrow('that of a trustee');
  expect(existsSync(join(path, 'seal.key'))).toBe(false);
  const bytes = readFileSync(join(path, 'keyholder.sqlite'));
  const again = HolderFolder.open(path, 'trustee', 'a phrase', random);
  again.put('b', Uint8Array.of(4));
  expect(again.names()).toEqual(['a', 'b', 'seed']);
  again.forget('a');
  again.shred();
  expect(again.get('a')).toBeUndefined();
  again.close();
  writeFileSync(join(path, 'keyholder.sqlite'), bytes);
  const restored = HolderFolder.open(path, 'trustee', 'a phrase', random);
  expect(restored.get('a')).toEqual(Uint8Array.of(1, 2, 3));
  restored.close();
}, 30_000);

test('a passphrase can be asked for at the terminal, twice for a new key', async () => {
  const asked: string[] = [];
  const answers = ['one', 'another', 'a phrase', 'a phrase', 'a phrase', 'a slip'];
  const at = (...args: string[]) => {
    const io = {
      ...fakeIo({ cwd: dir }),
      random,
      ask: async (question: string) => {
        asked.push(question);
        return answers.shift() ?? '';
      },
    };
    return run(args, io).then((code) => ({ code, ...io.said }));
  };
  const key = ['mixer', 'key', '--name', 'Dee Fox', '--ask'];
  expect((await at(...key)).stderr).toContain('the two were not the same');
  const made = await at(...key);
  expect(made.stdout).toMatch(/^mixer dee-fox [0-9a-f]{64} Dee Fox\n$/);
  expect((await at('mixer', 'key')).stdout).toBe(made.stdout);
  expect((await at('mixer', 'key')).stderr).toContain('not the passphrase');
  expect(asked).toHaveLength(6);
}, 30_000);
