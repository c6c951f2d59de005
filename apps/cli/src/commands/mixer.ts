import type { Command } from '../command.ts';
import { mixerWork } from '../keyholder/mixer-work.ts';
import { holderJoinCommand } from './keyholder/join.ts';
import { holderKeyCommand } from './keyholder/key.ts';
import { partsCommand } from './keyholder/parts.ts';
import { holderRunCommand } from './keyholder/run.ts';

const HELP = `
The program of a mixer of separated mode: run on the mixer's own machine, it shuffles the sealed papers
so that nobody knows which is whose, as long as one mixer keeps its shuffle to itself.

Usage: hustings mixer key --name "Dee Fox"    the mixer's key; the line for the returning officer
       hustings mixer join URL                a proceeding: https://vote.example.org/p/chair-2026
       hustings mixer run                     mixes when its turn has come, after checking

Each has its own --help. docs/separated-mode.md tells who trusts whom with what.
`;

export const mixerCommand: Command = partsCommand('mixer', HELP, {
  key: holderKeyCommand('mixer'),
  join: holderJoinCommand('mixer'),
  run: holderRunCommand('mixer', mixerWork),
});
