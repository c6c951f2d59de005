import { resolve } from 'node:path';
import { fromUtf8, toHex } from '@hustings/base';
import {
  type Checkpoint,
  checkEvidence,
  formatVerifierKey,
  parseEvidence,
  type Shown,
} from '@hustings/log';
import { type Command, command } from '../../command.ts';
import { readBytes } from '../../files/read-bytes.ts';
import { EXIT, fail, indented, inLine } from '../../io.ts';
import { entries } from '../../witness/entries.ts';

const HELP = `
Checks evidence about a log: two checkpoints that its key signed, and the hashes that tell whether
one tree can have both. Nobody need be trusted for it but the log's own signatures.

Usage: hustings witness evidence FILE [--log-key KEY] [--json]

  FILE            what hustings witness, or hustings witness watch, wrote down
  --log-key KEY   the key that you know the log to have; without it, the one in the file is
                  taken, and you must know that it is the log's
  --json          as data: {"kind": "fork" or "shrunk", "log", "first", "second"}

Exit code 0 when the evidence holds, 1 when it does not.

Example:
  hustings witness evidence watch/fork-12-15.json
`;

export const evidenceCommand: Command = command({
  name: 'witness evidence',
  help: HELP,
  shape: { flags: ['json'], options: ['log-key'], positionals: ['FILE'] },
  run: async (args, io) => {
    const file = args.positionals[0] as string;
    const text = fromUtf8(await readBytes(resolve(io.cwd, file)));
    const evidence = text === undefined ? undefined : parseEvidence(text);
    if (evidence === undefined) return fail(io, EXIT.failed, `${file} is not text in UTF-8`);
    if (!evidence.ok) return fail(io, EXIT.failed, `${file}: ${inLine(evidence.error.message)}`);
    const log = formatVerifierKey(evidence.value.log);
    const known = args.text('log-key');
    if (known !== undefined && known !== log)
      return fail(io, EXIT.failed, `${file} is about a log with another key: ${log}`);
    const shown = checkEvidence(evidence.value);
    if (!shown.ok) return fail(io, EXIT.failed, `${file}: ${inLine(shown.error.message)}`);
    io.stdout.write(args.has('json') ? asJson(log, shown.value) : told(log, shown.value));
    return EXIT.ok;
  },
});

function told(log: string, { kind, first, second }: Shown): string {
  const lines = [
    `The key ${log} signed both:`,
    indented(checkpointLine(first)),
    indented(checkpointLine(second)),
    kind === 'fork'
      ? 'No log can have both: it forked. Somebody was shown another history than somebody else.'
      : 'The first is the beginning of the second. Whoever is shown the first now is kept from what came after.',
  ];
  return `${lines.join('\n')}\n`;
}

function checkpointLine({ origin, size, root }: Checkpoint): string {
  return `${origin}: ${entries(size)}, root ${toHex(root)}`;
}

function asJson(log: string, { kind, first, second }: Shown): string {
  const plain = ({ size, root }: Checkpoint) => ({ size, root: toHex(root) });
  const data = { kind, log, first: plain(first), second: plain(second) };
  return `${JSON.stringify(data, undefined, 2)}\n`;
}
