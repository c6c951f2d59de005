/** Thrown where a command cannot go on for a reason outside it; `run` tells it with its hints. */
export class Trouble extends Error {
  readonly hints: readonly string[];

  constructor(message: string, hints: readonly string[] = []) {
    super(message);
    this.hints = hints;
  }
}
