import type { Command } from '../command.ts';
import { holderKeyCommand } from './keyholder/key.ts';
import { partsCommand } from './keyholder/parts.ts';
import { checkCommand } from './registrar/check.ts';
import { forgetCommand } from './registrar/forget.ts';
import { lettersCommand } from './registrar/letters.ts';
import { mailCommand } from './registrar/mail.ts';
import { rollCommand } from './registrar/roll.ts';

const HELP = `
The program of the registrar of separated mode: run on the registrar's own machine, it makes the voting
codes. The server gets only their public halves, and so can cast no vote for anybody.

Usage: hustings registrar key --name "Jo Park"     the registrar's key; the line for the officer
       hustings registrar roll URL MEMBERS.csv     makes the codes, hands in the public halves
       hustings registrar check URL                is the roll on the record the one handed in?
       hustings registrar letters URL --out DIR    letters to print, and a file for mail merge
       hustings registrar mail URL --smtp URL --from NAME
       hustings registrar forget URL --yes         destroys the codes, when all is over

Each has its own --help. docs/separated-mode.md tells who trusts whom with what.
`;

export const registrarCommand: Command = partsCommand('registrar', HELP, {
  key: holderKeyCommand('registrar'),
  roll: rollCommand,
  check: checkCommand,
  letters: lettersCommand,
  mail: mailCommand,
  forget: forgetCommand,
});
