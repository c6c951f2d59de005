/**
 * All that a command may touch of the world, as an argument: so that tests run commands in-process
 * with a clock and a randomness of their own. Standard output carries the answer and nothing else;
 * notes, progress and errors go to standard error, each line behind `hustings: `.
 */
export interface Io {
  readonly stdout: Output;
  readonly stderr: Output;
  /** Whether standard error is a terminal: progress is then one line, redrawn. */
  readonly isTTY: boolean;
  readonly env: Environment;
  readonly cwd: string;
  /** Milliseconds since 1970 (UTC). */
  readonly now: () => number;
  readonly random: (length: number) => Uint8Array;
  /** What the process has used of the machine so far: ms of all processors, and the most memory it had at once. */
  readonly usage: () => { readonly cpu: number; readonly peakBytes: number };
  /** Asks the person at the terminal for something that is not shown as it is typed; absent where nobody is there. */
  readonly ask?: (question: string) => Promise<string>;
  /**
   * Has `handler` called when the person or the system asks the program to stop; it tidies up and
   * gives the exit code. Returns a function that takes the handler back.
   */
  readonly onStop: (handler: () => Promise<number>) => () => void;
}

/** The variables that commands look at. An empty one is as good as none. */
export interface Environment {
  readonly HOST?: string | undefined;
  readonly HUSTINGS_DATA?: string | undefined;
  readonly HUSTINGS_LOG?: string | undefined;
  readonly HUSTINGS_PASSPHRASE?: string | undefined;
  readonly HUSTINGS_URL?: string | undefined;
  readonly HUSTINGS_WITNESSES?: string | undefined;
  readonly MAIL_FROM?: string | undefined;
  readonly PORT?: string | undefined;
  readonly SMTP_URL?: string | undefined;
}

export interface Output {
  write(text: string): void;
}

/** 0 done, 1 verification or command failed, 2 wrong usage, 3 the machine could not read or write. */
export const EXIT = { ok: 0, failed: 1, usage: 2, io: 3 } as const;

export function note(io: Io, text: string): void {
  io.stderr.write(`hustings: ${text}\n`);
}

/** Ends a command with one error line and what to do about it; returns `code`. */
export function fail(io: Io, code: number, message: string, hints: readonly string[] = []): number {
  io.stderr.write(`hustings: error: ${inLine(message)}\n`);
  for (const hint of hints) io.stderr.write(`hustings: hint: ${hint}\n`);
  return code;
}

/** A sentence of a package's failure as it stands behind `error: `: no capital, no full stop. */
export function inLine(message: string): string {
  const text = message.replace(/\.$/, '');
  return /^(Another|The|There|This|That|A|An|It|No|Not|Nobody|Nothing|Only|Two|Every|Entry|Line|Port)\b/.test(
    text,
  )
    ? text.charAt(0).toLowerCase() + text.slice(1)
    : text;
}

/** Every line of `text` a little to the right. */
export function indented(text: string): string {
  return text.replace(/^/gm, '  ');
}
