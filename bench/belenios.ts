/**
 * An election of ranked papers, step by step, by Hustings' ballot protocol and by Belenios in one run,
 * one thread each: µs per ballot and the ratio. Belenios is what Debian ships (`apt-get install
 * belenios-tool`, 2.0: a group of 2048 bits; ours is ristretto255); without it this says so and ends.
 * Its figures are the processor time of whole commands over all ballots, less that of a command that
 * does nothing; what an `election verify` takes is told apart by verifying after each phase.
 *
 * Belenios 3.3 with Ed25519 was measured apart, 10,000 ranked ballots on a machine of this kind, and
 * stands in a column of its own: it is not in Debian.
 *
 * Run: node bench/belenios.ts [BALLOTS] [BALLOTS OF BELENIOS]
 */
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Ceremony,
  checkBallots,
  checkDeal,
  checkDecryptionShare,
  checkShuffle,
  ciphertextsOf,
  combineShares,
  credentialsFromCodes,
  decodePlaintexts,
  decryptionShare,
  newCode,
  newDeal,
  openShares,
  parseBallot,
  pollKey,
  sealBallots,
  sealShares,
  shuffle,
  type TrusteeSecret,
} from '@hustings/ballot';
import { unwrap } from '@hustings/base';
import { type Group, wasmGroup } from '@hustings/ristretto';

const ours = Number(process.argv[2] ?? 10_000);
const theirs = Number(process.argv[3] ?? 100);
const random = (length: number): Uint8Array => new Uint8Array(randomBytes(length));

const STEPS = [
  'make a ballot',
  'verify a ballot',
  'shuffle with proof',
  'verify a shuffle',
  'a share of the decryption',
  'verify everything',
] as const;
type Step = (typeof STEPS)[number];
/** Microseconds per ballot. */
type Figures = Partial<Record<Step, number>>;

/** Belenios 3.3, Ed25519, 10,000 ranked ballots, one thread, its native arithmetic; measured beforehand. */
const NEWER: Figures = {
  'make a ballot': 14_000,
  'verify a ballot': 920,
  'shuffle with proof': 1_400,
  'verify a shuffle': 1_600,
  'a share of the decryption': 920,
  'verify everything': 5_400,
};

/**
 * Two trustees who both mix and both decrypt, one ranked paper of five candidates a ballot. Secrets are on the
 * first kernel but for a mix's, which are on the second, as the programs have it.
 */
async function hustings(group: Group, mixing: Group, n: number): Promise<Figures> {
  const figures: Figures = {};
  async function timed<T>(step: Step, work: () => Promise<T>): Promise<T> {
    const before = process.cpuUsage();
    const value = await work();
    const { user, system } = process.cpuUsage(before);
    figures[step] = (figures[step] ?? 0) + (user + system) / n;
    return value;
  }

  const ceremony: Ceremony = { context: random(32), threshold: 2, trustees: 2 };
  const dealt = [
    await newDeal(group, ceremony, 1, random),
    await newDeal(group, ceremony, 2, random),
  ];
  const deals = await Promise.all(
    dealt.map(async ({ secrets, pledge, deal }) =>
      unwrap(await checkDeal(group, ceremony, secrets.index, pledge, deal)),
    ),
  );
  const sealedShares = await Promise.all(
    dealt.map(({ secrets }) => sealShares(group, ceremony, secrets, deals, random)),
  );
  const trustees: TrusteeSecret[] = [];
  for (const { secrets } of dealt) {
    const outcome = unwrap(await openShares(group, ceremony, secrets, deals, sealedShares, random));
    if (outcome.kind !== 'accepted') throw new Error('an honest ceremony has no complaints');
    trustees.push({ index: secrets.index, secret: outcome.secret });
  }
  const key = unwrap(await pollKey(group, ceremony, deals));
  const context = random(32);
  const poll = { context, key: key.key, pieces: 1, pools: ['members'] };
  const roll = { organisation: 'bench', roll: 'members' };
  const credentials = await credentialsFromCodes(
    group,
    Array.from({ length: n }, () => newCode(random)),
    roll,
  );
  const plaintext = Uint8Array.of(1, 2, 3, 4, 5);
  const sealed = await timed('make a ballot', () =>
    sealBallots(
      group,
      poll,
      credentials.map((credential) => ({ plaintext, pool: 'members', credential })),
      random,
    ),
  );

  const ballots = await timed('verify a ballot', async () => {
    const read = sealed.map(({ bytes }) => unwrap(parseBallot(bytes)));
    const refused = await checkBallots(group, poll, read, random);
    if (refused.length > 0) throw new Error('an honest ballot was refused');
    return read;
  });
  let list = ciphertextsOf(ballots, 1);
  const mixes: { input: typeof list; output: typeof list; proof: Uint8Array }[] = [];
  const stepOf = (step: number) => ({
    context,
    key: key.key,
    pool: 'members',
    step,
    mixer: `${step}`,
  });
  for (const step of [1, 2]) {
    const input = list;
    const mixed = await timed('shuffle with proof', () =>
      shuffle(mixing, stepOf(step), input, random),
    );
    mixes.push({ input, ...mixed });
    list = mixed.output;
  }
  for (const [i, { input, output, proof }] of mixes.entries())
    await timed('verify a shuffle', async () =>
      unwrap(await checkShuffle(group, stepOf(i + 1), input, output, proof, random)),
    );
  const task = { context, pool: 'members', pollKey: key, ciphertexts: list };
  const messages: Uint8Array[] = [];
  for (const trustee of trustees)
    messages.push(
      await timed('a share of the decryption', () => decryptionShare(group, task, trustee, random)),
    );
  await timed('verify everything', async () => {
    const shares = await Promise.all(
      messages.map(async (message, i) =>
        unwrap(await checkDecryptionShare(group, task, i + 1, message)),
      ),
    );
    const points = unwrap(await combineShares(group, task, shares));
    const papers = await decodePlaintexts(group, points, 1);
    if (papers.some((paper) => !paper.ok || !paper.value.join().startsWith(plaintext.join())))
      throw new Error('a paper was not opened as it was sealed');
  });
  const both = figures['verify a shuffle'] as number;
  figures['verify everything'] =
    (figures['verify everything'] as number) + (figures['verify a ballot'] as number) + both;
  for (const step of [STEPS[2], STEPS[3], STEPS[4]]) figures[step] = (figures[step] as number) / 2;
  return figures;
}

/** The same with belenios-tool, or undefined where it is not installed. */
async function belenios(n: number): Promise<Figures | undefined> {
  const folder = mkdtempSync(join(tmpdir(), 'belenios-'));
  const options = {
    cwd: folder,
    env: { ...process.env, BELENIOS_USE_URANDOM: '1', LC_ALL: 'C' },
    maxBuffer: 1 << 30,
  };
  const tool = (command: string, input: string | Buffer = ''): Buffer =>
    execFileSync('belenios-tool', command.split(' '), {
      ...options,
      input,
      stdio: ['pipe', 'pipe', 'pipe'],
    });
  /** Processor milliseconds of a command, and what it said. */
  const timed = (command: string): { readonly ms: number; readonly out: Buffer } => {
    const line = `TIMEFORMAT='%U %S'; time belenios-tool ${command} >out.tmp 2>err.tmp`;
    const told = execFileSync('bash', ['-c', `{ ${line}; } 2>&1`], options).toString();
    const ms = told
      .trim()
      .split(' ')
      .reduce((sum, seconds) => sum + Number(seconds) * 1000, 0);
    return { ms, out: readFileSync(join(folder, 'out.tmp')) };
  };

  try {
    const uuid = tool('setup generate-token').toString().trim();
    const group = '--group RFC-3526-2048';
    tool(`setup generate-credentials --uuid ${uuid} ${group} --count ${n}`);
    for (const name of await readdir(folder)) {
      if (name.endsWith('.pubcreds'))
        renameSync(join(folder, name), join(folder, 'public_creds.json'));
      if (name.endsWith('.privcreds')) renameSync(join(folder, name), join(folder, 'private'));
    }
    tool(`setup generate-trustee-key ${group}`);
    tool(`setup generate-trustee-key ${group}`);
    const files = await readdir(folder);
    const keys = files.filter((name) => name.endsWith('.pubkey')).toSorted();
    const lines = keys.map((name) => readFileSync(join(folder, name), 'utf8').trim());
    writeFileSync(join(folder, 'public_keys.jsons'), `${lines.join('\n')}\n`);
    tool('setup make-trustees');
    const question = { answers: ['a', 'b', 'c', 'd', 'e'], question: 'In order' };
    writeFileSync(
      join(folder, 'template.json'),
      JSON.stringify({
        description: 'A bench',
        name: 'A bench',
        questions: [{ type: 'NonHomomorphic', value: question }],
        administrator: 'nobody',
        credential_authority: 'nobody',
      }),
    );
    tool(`setup make-election --uuid ${uuid} ${group} --template template.json`);
    tool('archive init');
    const nothing = timed('sha256-b64 </dev/null').ms;
    const add = (type: string, payload: string | Buffer = ''): void => {
      tool(`archive add-event --type=${type}`, payload);
    };
    const credentials = readFileSync(join(folder, 'private'), 'utf8').trim().split('\n');
    writeFileSync(join(folder, 'choices.json'), '[[1,2,3,4,5]]');
    let making = 0;
    for (const line of credentials) {
      writeFileSync(join(folder, 'credential'), line.split(' ').at(-1) as string);
      const made = timed('election generate-ballot --privcred credential --ballot choices.json');
      making += made.ms - nothing;
      add('Ballot', made.out);
    }
    const afterBallots = timed('election verify').ms;
    add('EndBallots');
    add('EncryptedTally', timed('election compute-encrypted-tally').out);
    const beforeMixes = timed('election verify').ms;
    let mixing = 0;
    for (const trustee of [1, 2]) {
      const mixed = timed(`election shuffle --trustee-id=${trustee}`);
      mixing += mixed.ms - nothing;
      add('Shuffle', mixed.out);
    }
    const afterMixes = timed('election verify').ms;
    add('EndShuffles');
    let decrypting = 0;
    for (const [i, name] of keys.entries()) {
      const key = name.replace('.pubkey', '.privkey');
      const share = timed(`election decrypt --privkey ${key} --trustee-id ${i + 1}`);
      decrypting += share.ms - nothing;
      add('PartialDecryption', share.out);
    }
    add('Result', timed('election compute-result').out);
    const everything = timed('election verify').ms;
    const perBallot = (ms: number): number => (ms * 1000) / n;
    return {
      'make a ballot': perBallot(making),
      'verify a ballot': perBallot(afterBallots - nothing),
      'shuffle with proof': perBallot(mixing / 2),
      'verify a shuffle': perBallot((afterMixes - beforeMixes) / 2),
      'a share of the decryption': perBallot(decrypting / 2),
      'verify everything': perBallot(everything - nothing),
    };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const mine = await hustings(await wasmGroup(), await wasmGroup({ secrets: 'fma' }), ours);
const debian = await belenios(theirs);
const version =
  debian && execFileSync('belenios-tool', ['--version']).toString().split(' ')[0]?.trim();
console.log(
  `µs of processor a ballot, one thread; ours over ${ours} ballots, Node ${process.versions.node}`,
);
console.log(
  debian === undefined
    ? 'skipped: Debian’s belenios-tool is not installed here (apt-get install belenios-tool)'
    : `belenios-tool ${version} over ${theirs} ballots`,
);
const cell = (value: number | undefined, digits = 0): string =>
  (value === undefined ? '–' : value.toFixed(digits)).padStart(12);
console.log(
  `${''.padEnd(28)}${['Hustings', 'Debian', 'ratio', '3.3 (apart)', 'ratio'].map((head) => head.padStart(12)).join('')}`,
);
for (const step of STEPS) {
  const [own, old, newer] = [mine[step] as number, debian?.[step], NEWER[step] as number];
  const ratios = [old === undefined ? undefined : old / own, newer / own];
  console.log(
    `${step.padEnd(28)}${cell(own)}${cell(old)}${cell(ratios[0])}${cell(newer)}${cell(ratios[1])}`,
  );
}
