import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(new URL('server-child.ts', import.meta.url));

export interface Child {
  readonly url: string;
  readonly officerLink: string;
  /** As `kill -9`. */
  kill(): Promise<void>;
}

/** Starts a server as a process of its own, with the built pages. */
export async function startChild(dataDir: string, replay = false): Promise<Child> {
  const child: ChildProcess = spawn(
    process.execPath,
    [PROGRAM, dataDir, ...(replay ? ['replay'] : [])],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const line = await Promise.race([
    once(child.stdout as NodeJS.ReadableStream, 'data').then(([said]) => String(said)),
    once(child, 'exit').then(() => ''),
  ]);
  if (line === '') throw new Error('the server did not start: are the pages built?');
  const { url, officerLink = '' } = JSON.parse(line) as { url: string; officerLink?: string };
  return {
    url,
    officerLink,
    kill: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}
