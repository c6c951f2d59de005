/**
 * The contest of 2016 at a scale (1:1000 unless given): how long each kind of work takes from the
 * motion to the declaration, and how long the verifier needs. Run with Node 24:
 * `node bench/replay.ts [scale]`.
 */
import { randomBytes } from 'node:crypto';
import { MemoryLedger, MemoryRecord, verifyRecord, writeRecord } from '@hustings/record';
import { findRuleBook, labour2016, play } from '@hustings/replay';
import { openNodeGroup } from '@hustings/server/workers';

const scale = Number(process.argv[2] ?? 1000);
const random = (length: number): Uint8Array => new Uint8Array(randomBytes(length));
const book = findRuleBook('labour-uk-2014-omov');
if (book === undefined) throw new Error('the rule book comes with Hustings');

const threads = openNodeGroup();
const began = performance.now();
const spent = new Map<string, number>();
const { recorder } = await play({
  plan: labour2016({ scale, book }),
  ledger: new MemoryLedger(),
  // Nobody's secrets but this machine's own.
  group: threads.fast.group,
  ballots: threads.fast.ballots,
  random,
  timed: async (what, work) => {
    const started = performance.now();
    const value = await work();
    spent.set(what, (spent.get(what) ?? 0) + performance.now() - started);
    return value;
  },
});
const played = performance.now() - began;
const ballots = recorder.docket.polls.reduce((sum, poll) => sum + (poll.box?.size ?? 0), 0);
const record = new MemoryRecord();
await writeRecord(recorder, record);
const before = performance.now();
const report = await verifyRecord(record, {
  group: threads.group,
  ballots: threads.ballots,
  random,
});
const verified = performance.now() - before;
await threads.close();

const row = (what: string, ms: number): void =>
  console.log(
    `${what.padEnd(14)} ${(ms / 1000).toFixed(1).padStart(9)} s ${((1000 * ms) / ballots).toFixed(0).padStart(8)} µs a ballot`,
  );
console.log(
  `${ballots} ballots, scale 1:${scale}, ${threads.workers} threads, ${threads.fast.group.name}`,
);
for (const [what, ms] of spent) row(what, ms);
row('all of it', played);
row('verifying', verified);
console.log(`${report.findings.length} findings`);
