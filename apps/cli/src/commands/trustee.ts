import type { Command } from '../command.ts';
import { trusteeWork } from '../keyholder/trustee-work.ts';
import { backupCommand, restoreCommand } from './keyholder/backup.ts';
import { holderJoinCommand } from './keyholder/join.ts';
import { holderKeyCommand } from './keyholder/key.ts';
import { partsCommand } from './keyholder/parts.ts';
import { holderRunCommand } from './keyholder/run.ts';

const HELP = `
The program of a trustee of separated mode: run on the trustee's own machine, it holds the trustee's
own key and share. The ballots of a poll are readable only where enough trustees decrypt together.

Usage: hustings trustee key --name "Ann Lee"    the trustee's key; the line for the returning officer
       hustings trustee join URL                a proceeding: https://vote.example.org/p/chair-2026
       hustings trustee run                     makes the poll's key, and later decrypts, after checking
       hustings trustee backup FILE             a sealed copy of the key and the shares
       hustings trustee restore FILE            a folder from a copy, checked

Each has its own --help. docs/separated-mode.md tells who trusts whom with what.
`;

export const trusteeCommand: Command = partsCommand('trustee', HELP, {
  key: holderKeyCommand('trustee'),
  join: holderJoinCommand('trustee'),
  run: holderRunCommand('trustee', trusteeWork),
  backup: backupCommand,
  restore: restoreCommand,
});
