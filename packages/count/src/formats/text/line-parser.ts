/** A reader made of a parser that is given one line after another. */
import type { Result } from '@hustings/base';
import type { BallotFile, BallotReader, FormatError } from '../ballot-file.ts';
import type { Place, Refused } from '../format-error.ts';
import { LineReader } from '../lines.ts';

export interface LineParser {
  /** Is given every line, blank ones too. */
  line(text: string, line: number): Refused | undefined;
  /** Is asked once, where the file ends. */
  end(place: Place): Result<BallotFile, FormatError>;
}

export function lineByLine(parser: LineParser): BallotReader {
  const lines = new LineReader((text, line) => parser.line(text, line));
  return {
    push(bytes) {
      return lines.push(bytes);
    },
    end() {
      const ended = lines.end();
      return ended.ok ? parser.end(lines.endPlace) : ended;
    },
  };
}
