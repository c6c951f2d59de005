import { once } from 'node:events';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { join } from 'node:path';
import { ok, type Result } from '@hustings/base';
import {
  formatCosignerKey,
  formatEvidence,
  isKeyName,
  parseVerifierKey,
  type VerifierKey,
} from '@hustings/log';
import { count } from '@hustings/server/words';
import { type Args, type UsageError, wholeNumber, wrong } from '../../args.ts';
import { type Command, command, misused } from '../../command.ts';
import { EXIT, fail, type Io, inLine, note } from '../../io.ts';
import { entries } from '../../witness/entries.ts';
import { openWitnessKey } from '../../witness/witness-key.ts';
import { witnessServer } from '../../witness/witness-server.ts';
import { WitnessStore } from '../../witness/witness-store.ts';
import { witnessFolder } from './folder.ts';

const HELP = `
Runs a witness: a program on somebody else's machine that cosigns the checkpoints of logs which
only ever grow, and refuses to sign a second history. Who sees its cosignature on a checkpoint
knows that everybody else who asks for it is shown the same log.

Usage: hustings witness [OPTION…]
       hustings witness add LOG [--data DIR]
       hustings witness key [--data DIR]
       hustings witness watch URL [OPTION…]
       hustings witness evidence FILE [--log-key KEY]

  --data DIR        where it keeps its key and what it saw; ./witness
  --name NAME       what a new witness is called: witness.example.org; a name is for ever
  --add-log KEY     a log to cosign for, by its verifier key; may be repeated, and is kept
  --port N          3100
  --host ADDRESS    127.0.0.1 (this machine only); 0.0.0.0 lets others in
  --per-minute N    requests a minute from one address: 1200; 0 for no limit

  add               the same for one that runs already
  key               prints the public key of the witness, for those who are to trust it
  watch             follows a log without cosigning, and sounds the alarm when it forks
  evidence          checks what watch or a witness wrote down about a log

It speaks C2SP tlog-witness (POST /add-checkpoint); a log of any make can use it. What it saw is on
the disk before it signs. Its folder must not be restored from an older copy, nor be copied to a
second machine: either could make it sign two histories. Put TLS in front of it.

Examples:
  hustings witness --name witness.example.org --add-log "$(cat log.key)"
  hustings witness key
  hustings witness watch https://vote.example.org/p/chair-2026
`;

const USUAL_PORT = 3100;
const USUAL_RATE = 1200;

interface Wanted {
  readonly port: number;
  readonly perMinute: number;
  readonly host: string;
  readonly name: string | undefined;
  readonly logs: readonly { readonly key: VerifierKey; readonly text: string }[];
}

export const serveWitnessCommand: Command = command({
  name: 'witness',
  help: HELP,
  shape: { options: ['data', 'name', 'port', 'host', 'per-minute'], repeated: ['add-log'] },
  run: async (args, io) => {
    const wanted = readOptions(args);
    if (!wanted.ok) return misused(io, 'witness', wanted);
    const { port, perMinute, host, name, logs } = wanted.value;
    const folder = witnessFolder(args, io);
    const key = openWitnessKey(folder, name, io.random);
    const store = new WitnessStore(folder);
    try {
      for (const log of logs)
        if (!store.addLog(log.key, log.text))
          return fail(io, EXIT.failed, `this witness knows ${log.key.name} with another key`, [
            'a log whose key changes is another log: a witness cannot vouch for both',
          ]);
      // What it saw is read before it answers anybody: damage shows now.
      const origins = store.origins();
      for (const origin of origins) store.find(origin);
      const server = witnessServer({
        store,
        key,
        now: io.now,
        perMinute,
        tell: (line) => note(io, line),
        onFork: (origin, fork) => note(io, `ALARM: ${keepFork(folder, store, origin, fork)}`),
      });
      const isListening = await listen(server, port, host);
      if (!isListening)
        return fail(io, EXIT.io, `port ${port} is taken by another program`, [
          'hustings witness --port 0 takes any that is free',
        ]);
      io.stdout.write(`The witness ${key.name} is at ${addressOf(server)}\n`);
      io.stdout.write(`Its key: ${formatCosignerKey(key)}\n`);
      io.stdout.write(
        origins.length === 0
          ? 'It knows no log yet: hustings witness add LOG\n'
          : `It cosigns for ${count(origins.length, 'log')}: ${origins.join(', ')}\n`,
      );
      return await stopped(io, server);
    } finally {
      store.close();
    }
  },
});

function readOptions(args: Args): Result<Wanted, UsageError> {
  const port = wholeNumber(args, 'port', 0, 65_535);
  if (!port.ok) return port;
  const perMinute = wholeNumber(args, 'per-minute', 0);
  if (!perMinute.ok) return perMinute;
  const name = args.text('name');
  if (name !== undefined && !isKeyName(name))
    return wrong(`"${name}" cannot be the name of a witness`, [
      'a name has no spaces and no plus sign: witness.example.org',
    ]);
  const logs: { readonly key: VerifierKey; readonly text: string }[] = [];
  for (const text of args.all('add-log')) {
    const key = parseVerifierKey(text);
    if (!key.ok)
      return wrong(`"${text}" is not the key of a log: ${inLine(key.error.message)}`, [
        'a key looks like hustings/chair-2026+1a2b3c4d+AX…',
      ]);
    logs.push({ key: key.value, text });
  }
  return ok({
    port: port.value ?? USUAL_PORT,
    perMinute: perMinute.value ?? USUAL_RATE,
    host: args.text('host') ?? '127.0.0.1',
    name,
    logs,
  });
}

/** Writes the evidence down, once for each pair of sizes; returns what is to be said of it. */
function keepFork(
  folder: string,
  store: WitnessStore,
  origin: string,
  fork: { readonly first: string; readonly second: string },
): string {
  const log = store.find(origin);
  if (log === undefined) return `${origin} forked`;
  const { size } = log.latest ?? { size: 0 };
  const evidence = join(folder, 'evidence');
  mkdirSync(evidence, { recursive: true });
  const path = join(evidence, `${origin.replace(/[^A-Za-z0-9.-]+/g, '_')}-${size}.json`);
  if (!existsSync(path)) writeFileSync(path, formatEvidence({ log: log.key, ...fork, proof: [] }));
  return `${origin} signed two roots for ${entries(size)}; the evidence is in ${path}`;
}

async function listen(server: Server, port: number, host: string): Promise<boolean> {
  server.listen(port, host);
  try {
    await once(server, 'listening');
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') return false;
    throw error;
  }
}

function addressOf(server: Server): string {
  const address = server.address();
  return `http://localhost:${typeof address === 'object' && address !== null ? address.port : ''}`;
}

/** Serves until it is told to stop, and lets what is under way end. */
function stopped(io: Io, server: Server): Promise<number> {
  const { promise, resolve } = Promise.withResolvers<number>();
  io.onStop(async () => {
    note(io, 'stopping');
    server.close();
    server.closeIdleConnections();
    await once(server, 'close');
    resolve(EXIT.ok);
    return EXIT.ok;
  });
  return promise;
}
