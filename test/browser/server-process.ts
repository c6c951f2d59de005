/**
 * A Hustings server in a process of its own, as people run it: the built pages, a store on disk. The
 * one thing that differs is its clock, which the test may move on. Started by `harness.ts`.
 */
import { startServer } from '@hustings/server';

export interface Begin {
  readonly dataDir: string;
  /** Whether the 2016 contest is replayed. */
  readonly replay: boolean;
}

export interface Begun {
  readonly url: string;
  readonly officerLink: string | undefined;
}

/** How far the clock is to be ahead of the machine's, in milliseconds. */
export interface MoveClock {
  readonly ahead: number;
}

process.once('message', async ({ dataDir, replay }: Begin) => {
  let ahead = 0;
  const server = await startServer({
    dataDir,
    replay,
    port: 0,
    host: '127.0.0.1',
    workers: 1,
    // All visitors of a test have one address.
    ratePerMinute: 0,
    now: () => new Date(Date.now() + ahead),
  });
  process.on('message', (message: MoveClock) => {
    ahead = message.ahead;
    process.send?.(message);
  });
  process.once('disconnect', () => {
    void server.close().finally(() => process.exit());
  });
  process.send?.({ url: server.url, officerLink: server.officerLink } satisfies Begun);
});
