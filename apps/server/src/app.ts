/**
 * Starts a server on a data folder: store, jobs, mail, pages. Everything that reaches the world (clock,
 * randomness, ports) comes in here and goes down as arguments.
 */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { err, type Failure, ok, type Result } from '@hustings/base';
import { bookShelves, offeredBooks, practiceBook, ruleBooks } from '@hustings/replay';
import type { RuleBook } from '@hustings/rulebook';
import type { FastifyServerOptions } from 'fastify';
import { type Books, shelve } from './books/books.ts';
import { readOwnBooks } from './books/own-books.ts';
import { CastingHall } from './casting/casting-hall.ts';
import { DeskRoom } from './desk/desk-room.ts';
import { tellVoter } from './electors/tell-voter.ts';
import { type App, buildApp } from './http/build-app.ts';
import type { Context } from './http/context.ts';
import { JobRefused, jobHandlers } from './jobs/handlers.ts';
import { JobBoard } from './jobs/job-board.ts';
import { Outbox } from './mail/outbox.ts';
import { smtpTransport } from './mail/transport.ts';
import { Timekeeper } from './polls/timekeeper.ts';
import { sweepPractice } from './practice/sweep-practice.ts';
import { REPLAY_JOB } from './replays/build-replay.ts';
import { HandIns } from './separated/hand-in.ts';
import { orderOpening } from './separated/open-pools.ts';
import { PollCards } from './separated/poll-cards.ts';
import { makeOfficerLink } from './session/one-time-links.ts';
import { sweepSessions } from './session/sessions.ts';
import { StoreFault } from './store/faults.ts';
import { openSealer } from './store/seal.ts';
import { readSetting, writeSetting } from './store/settings.ts';
import { openStore, type Store } from './store/store.ts';
import type { Witness } from './witnesses/ask-witness.ts';
import { Witnessing } from './witnesses/witnessing.ts';
import { openNodeGroup } from './workers/node-group.ts';

export interface ServerOptions {
  readonly dataDir: string;
  /** 0 takes any free port. */
  readonly port: number;
  readonly host: string;
  /** How people reach this server, when not as `http://localhost:port`: `https://vote.example.org`. */
  readonly publicUrl?: string;
  /** `smtp://…`; without it mails are captured in the outbox. */
  readonly smtpUrl?: string;
  /** Sender of the mails: `Returning officer <officer@example.org>`. */
  readonly mailFrom?: string;
  /** Worker threads for cryptography; as many as there are cores where not given. */
  readonly workers?: number;
  /** Structured log: a pino level, or a destination for tests. Off where not given. */
  readonly log?: FastifyServerOptions['logger'];
  /** A proxy in front sets `X-Forwarded-For`. */
  readonly trustProxy?: boolean;
  /** Requests a minute from one address, 0 for no limit. */
  readonly ratePerMinute?: number;
  /** Delay of the event loop, in ms, above which people are asked to come back; 0 for never. */
  readonly busyMs?: number;
  /** Programs elsewhere that are asked to cosign the checkpoints of contests. */
  readonly witnesses?: readonly Witness[];
  /** Told, in a sentence, of what the operator must see whether or not there is a log. */
  readonly notice?: (message: string) => void;
  /** Build the 2016 replay in the background; true where not given. */
  readonly replay?: boolean;
  /** Open and close polls on their hours; true where not given. */
  readonly keepHours?: boolean;
  readonly now?: () => Date;
  readonly random?: (length: number) => Uint8Array;
  /** See `StoreOptions.mostPages`. */
  readonly mostPages?: number;
}

export interface RunningServer {
  /** Where it listens, as people reach it. */
  readonly url: string;
  /** Set while no returning officer has ever signed in. */
  readonly officerLink?: string;
  /** For tests: requests without a socket. */
  readonly app: App;
  readonly context: Context;
  close(): Promise<void>;
}

const PER_MINUTE = 1200;
const BUSY_MS = 5000;
const HOUSEKEEPING_MS = 6 * 3_600_000;

/** Rejects with a failure of code `server/port-in-use`, `store/in-use`… as an `Error` that carries it. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const started = await tryStart(options);
  if (started.ok) return started.value;
  throw Object.assign(new Error(started.error.message), { code: started.error.code });
}

async function tryStart(options: ServerOptions): Promise<Result<RunningServer, Failure>> {
  const {
    dataDir,
    now = () => new Date(),
    random = (n: number) => new Uint8Array(randomBytes(n)),
  } = options;
  const opened = await openStore({
    dataDir,
    lock: true,
    ...(options.mostPages === undefined ? {} : { mostPages: options.mostPages }),
  });
  if (!opened.ok) return opened;
  const store = opened.value;
  const taken = [...ruleBooks, practiceBook].map(({ id }) => id);
  const own = await readOwnBooks(join(dataDir, 'rulebooks'), taken);
  if (!own.ok) {
    await store.close();
    return own;
  }
  const parts = await assemble(store, options, { now, random, books: allBooks(own.value) });
  const { app, context, jobs, outbox, group, setUrl } = parts;
  try {
    const listening = await listen(app, options);
    if (!listening.ok) {
      await parts.close();
      return listening;
    }
    const url = options.publicUrl?.replace(/\/+$/, '') ?? listening.value;
    setUrl(url);
    await writeSetting(store.db, 'public-url', url);
    if (options.replay !== false)
      await jobs.order({ kind: 'build-replay', workKey: REPLAY_JOB, params: {} });
    await jobs.start();
    outbox.wake();
    parts.witnessing.start();
    if (options.keepHours !== false) parts.timekeeper.start();
    const link = await firstLink(store, now(), url);
    void group;
    return ok({
      url,
      ...(link === undefined ? {} : { officerLink: link }),
      app,
      context,
      close: parts.close,
    });
  } catch (fault) {
    await parts.close();
    throw fault;
  }
}

interface Parts {
  readonly app: App;
  readonly context: Context;
  readonly jobs: JobBoard;
  readonly outbox: Outbox;
  readonly witnessing: Witnessing;
  readonly timekeeper: Timekeeper;
  readonly group: ReturnType<typeof openNodeGroup>;
  readonly setUrl: (url: string) => void;
  readonly close: () => Promise<void>;
}

/** Books of those who run this server come first: they put them there to be used. */
function allBooks(own: readonly RuleBook[]): Books {
  const shelf = { kind: 'own', name: 'Books of this server', books: own } as const;
  return shelve({
    shelves: [...(own.length === 0 ? [] : [shelf]), ...bookShelves],
    offered: [...own, ...offeredBooks],
    hidden: [practiceBook],
  });
}

async function assemble(
  store: Store,
  options: ServerOptions,
  given: {
    readonly now: () => Date;
    readonly random: (length: number) => Uint8Array;
    readonly books: Books;
  },
): Promise<Parts> {
  const { db } = store;
  const { now, random, books } = given;
  let url = options.publicUrl?.replace(/\/+$/, '') ?? 'http://localhost';
  const publicUrl = (): string => url;
  const threads = openNodeGroup(options.workers === undefined ? {} : { workers: options.workers });
  const { group, ballots } = threads;
  const mixing = threads.fast.group;
  const sealer = openSealer(store.dataDir);
  const desks = new DeskRoom({ db, sealer, books, group, ballots, random, now });
  const faults: { log: (what: string, fault: unknown) => void } = { log: () => undefined };
  const outbox = new Outbox({
    db,
    now,
    onFault: (fault) => faults.log('mail', fault),
    ...(options.smtpUrl === undefined
      ? {}
      : {
          transport: smtpTransport({
            url: options.smtpUrl,
            from: options.mailFrom ?? 'Returning officer <hustings@localhost>',
            host: new URL(url).hostname,
          }),
        }),
  });
  const casting = new CastingHall({
    now,
    onTaken: (desk, poll, ballot, receipt) => {
      tellVoter({ db, outbox, publicUrl }, desk, poll, ballot, receipt).catch((fault: unknown) =>
        faults.log('telling a voter', fault),
      );
    },
  });
  const keeping = { db, sealer, outbox, desks, casting };
  const work = { ...keeping, group, mixing, ballots, random, now, publicUrl };
  const jobs = new JobBoard({
    db,
    now,
    handlers: jobHandlers(work),
    onFailure: (kind, fault) => {
      faults.log(kind, fault);
      if (fault instanceof JobRefused || fault instanceof StoreFault) return fault.failure.message;
      return 'Something went wrong in this step. What was done before is safe; it can be tried again.';
    },
  });
  const handIns = new HandIns({
    group,
    random,
    now,
    onTaken: async (desk, act) => {
      if (act.kind === 'pool-mixed' || act.kind === 'share-published')
        await orderOpening(jobs, desk, act.poll);
    },
  });
  const ratePerMinute = options.ratePerMinute ?? PER_MINUTE;
  const context: Context = {
    db,
    sealer,
    outbox,
    jobs,
    books,
    desks,
    casting,
    handIns,
    cards: new PollCards({ db, group, random }),
    group,
    now,
    random,
    publicUrl,
    castsPerMinute: ratePerMinute === 0 ? Number.MAX_SAFE_INTEGER : ratePerMinute,
  };
  const app = await buildApp(context, {
    logger: options.log,
    ratePerMinute,
    busyMs: options.busyMs ?? BUSY_MS,
    trustProxy: options.trustProxy ?? false,
    isHttps: () => url.startsWith('https:'),
  });
  faults.log = (what, fault) => app.log.error({ err: fault, what }, 'work failed');
  const witnessing = new Witnessing({
    db,
    desks,
    witnesses: options.witnesses ?? [],
    tell: (level, message) => {
      app.log[level](message);
      if (level !== 'info') options.notice?.(message);
    },
    onFault: (fault) => faults.log('witnesses', fault),
  });
  const timekeeper = new Timekeeper({
    db,
    desks,
    casting,
    jobs,
    now,
    monotonic: () => performance.now(),
    onFault: (fault) => faults.log('opening and closing polls', fault),
    tell: (message) => app.log.info(message),
  });
  const housekeeping = setInterval(() => {
    void Promise.all([sweepSessions(db, now()), sweepPractice(db, desks, now())]).catch(
      (fault: unknown) => faults.log('housekeeping', fault),
    );
    desks.sweep();
  }, HOUSEKEEPING_MS);
  housekeeping.unref();
  let closed: Promise<void> | undefined;
  // In this order: no further request, then what is under way, then what it stands on.
  const shutDown = async (): Promise<void> => {
    clearInterval(housekeeping);
    await app.close();
    await witnessing.stop();
    await timekeeper.stop();
    await jobs.stop();
    await outbox.stop();
    await threads.close();
    await store.close();
  };
  return {
    app,
    context,
    jobs,
    outbox,
    witnessing,
    timekeeper,
    group: threads,
    setUrl: (known) => {
      url = known;
    },
    close: () => {
      closed ??= shutDown();
      return closed;
    },
  };
}

async function listen(app: App, options: ServerOptions): Promise<Result<string, Failure>> {
  try {
    await app.listen({ port: options.port, host: options.host });
  } catch (fault) {
    if (fault instanceof Error && 'code' in fault && fault.code === 'EADDRINUSE')
      return err({
        code: 'server/port-in-use',
        message: `Port ${options.port} is taken by another program. Stop that, or choose another port.`,
      });
    throw fault;
  }
  const address = app.server.address();
  const port = typeof address === 'object' && address !== null ? address.port : options.port;
  return ok(`http://localhost:${port}`);
}

/** Until an officer has signed in once, every start makes a new link and the one before ends. */
async function firstLink(store: Store, now: Date, url: string): Promise<string | undefined> {
  if ((await readSetting(store.db, 'officer-since')) !== undefined) return undefined;
  return `${url}/enter/${await makeOfficerLink(store.db, now)}`;
}

/** For the command line: a new link for the returning officer, whether or not the server is running. */
export async function newOfficerLink(dataDir: string): Promise<Result<string, Failure>> {
  const opened = await openStore({ dataDir, lock: false });
  if (!opened.ok) return opened;
  const { db } = opened.value;
  const url = (await readSetting(db, 'public-url')) ?? 'http://localhost:3000';
  const link = `${url}/enter/${await makeOfficerLink(db, new Date())}`;
  await opened.value.close();
  return ok(link);
}
