/** The list of all formats of ballot files, and which of them a file could be. */
import { err, ok, type Result } from '@hustings/base';
import type { BallotFormat } from './ballot-file.ts';
import { bltFormat } from './blt/blt-format.ts';
import { aecSenate } from './csv/aec-senate.ts';
import { approvalCsv } from './csv/approval-csv.ts';
import { civs } from './csv/civs.ts';
import { clearBallot } from './csv/clear-ballot.ts';
import { elekto } from './csv/elekto.ts';
import { nswec } from './csv/nswec.ts';
import { rankedCsv } from './csv/ranked-csv.ts';
import { rctabCsv } from './csv/rctab-csv.ts';
import { nistJson, nistXml } from './cvr/nist-cvr.ts';
import { abif } from './text/abif/abif.ts';
import { cef } from './text/cef/cef.ts';
import { debian } from './text/debian/debian.ts';
import { marginIrv } from './text/margin-irv/margin-irv.ts';
import { preflib } from './text/preflib/preflib.ts';
import { raire } from './text/raire/raire.ts';

/** In the order in which `--list-formats` names them. */
export const ballotFormats: readonly BallotFormat[] = [
  bltFormat,
  abif,
  cef,
  debian,
  preflib,
  marginIrv,
  raire,
  rankedCsv,
  civs,
  elekto,
  rctabCsv,
  clearBallot,
  approvalCsv,
  aecSenate,
  nswec,
  nistJson,
  nistXml,
];

export interface FormatChoiceError {
  readonly code: 'format/unknown' | 'format/not-recognised';
  readonly message: string;
  /** Names of the formats to choose from. */
  readonly formats: readonly string[];
}

/** The format of this name. */
export function findFormat(
  name: string,
  formats: readonly BallotFormat[] = ballotFormats,
): Result<BallotFormat, FormatChoiceError> {
  const found = formats.find((format) => format.name === name);
  if (found !== undefined) return ok(found);
  const names = formats.map((format) => format.name);
  return err({
    code: 'format/unknown',
    message: `There is no format of ballot files called "${name}"; there are ${names.join(', ')}.`,
    formats: names,
  });
}

/**
 * What a file is, by its beginning (some 4,000 characters) and, where that leaves several, by the
 * ending of its name. What it surely is comes before what it may be. Where several are left the error
 * lists them.
 */
export function guessFormat(
  fileName: string,
  beginning: string,
  formats: readonly BallotFormat[] = ballotFormats,
): Result<BallotFormat, FormatChoiceError> {
  const looks = formats.map((format) => ({ format, looks: format.looksLike(beginning) }));
  const ending = fileName.toLowerCase();
  const hasEnding = ({ format }: { readonly format: BallotFormat }): boolean =>
    format.endings.some((end) => ending.endsWith(`.${end}`));
  const sure = looks.filter((one) => one.looks === 'surely');
  const among = sure.length > 0 ? sure : looks.filter((one) => one.looks !== 'no');
  for (const left of [among.filter(hasEnding), among]) {
    const [first, second] = left;
    if (first !== undefined && second === undefined) return ok(first.format);
  }
  const names = among.map(({ format }) => format.name);
  return err({
    code: 'format/not-recognised',
    message:
      names.length === 0
        ? 'The file is in no format of ballot files that is known here.'
        : `The file could be in any of these formats: ${names.join(', ')}; say which.`,
    formats: names,
  });
}
