/**
 * What the launcher says while it works. All of it goes to standard error: standard output belongs
 * to the program that is being launched.
 */
const tty = process.stderr.isTTY === true;

export function say(text) {
  process.stderr.write(`hustings: ${text}\n`);
}

/**
 * Runs `work` under one progress line: redrawn with the seconds on a terminal, plain elsewhere.
 * @template T
 * @param {string} text
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(text, work) {
  const started = Date.now();
  const seconds = () => Math.round((Date.now() - started) / 1000);
  const line = (end) => `hustings: ${text} … ${end}`;
  process.stderr.write(tty ? line('') : `${line('').trimEnd()}\n`);
  const timer = tty
    ? setInterval(() => process.stderr.write(`\r${line(`${seconds()} s`)}`), 1000)
    : undefined;
  try {
    const value = await work();
    process.stderr.write(`${tty ? '\r' : ''}${line(`done in ${seconds()} s`)}\n`);
    return value;
  } catch (error) {
    process.stderr.write(`${tty ? '\r' : ''}${line('failed')}\n`);
    throw error;
  } finally {
    clearInterval(timer);
  }
}

/** A failure with something the reader can do about it; anything else that is thrown is a bug. */
export class Trouble extends Error {
  /**
   * @param {string} message
   * @param {string[]} hints
   */
  constructor(message, hints = []) {
    super(message);
    this.hints = hints;
  }
}

/** Ends the process with the sentence and the hints of a `Trouble`; lets bugs keep their stack. */
export function giveUp(error) {
  if (!(error instanceof Trouble)) throw error;
  process.stderr.write(`hustings: error: ${error.message}\n`);
  for (const hint of error.hints) process.stderr.write(`hustings: hint: ${hint}\n`);
  process.exit(3);
}
