import type { Command } from '../command.ts';
import { addCommand } from './witness/add.ts';
import { evidenceCommand } from './witness/evidence.ts';
import { keyCommand } from './witness/key.ts';
import { serveWitnessCommand } from './witness/serve.ts';
import { watchCommand } from './witness/watch.ts';

const parts: Readonly<Record<string, Command>> = {
  add: addCommand,
  key: keyCommand,
  watch: watchCommand,
  evidence: evidenceCommand,
};

/** Without a further word it serves; its help tells of the others. */
export const witnessCommand: Command = {
  help: serveWitnessCommand.help,
  run: (given, io) => {
    const [word = '', ...rest] = given;
    const part = Object.hasOwn(parts, word) ? parts[word] : undefined;
    return part === undefined ? serveWitnessCommand.run(given, io) : part.run(rest, io);
  },
};
