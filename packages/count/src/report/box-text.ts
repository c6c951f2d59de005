/** A box of papers as plain data, as it stands in a report, and read from one again. */
import { err, ok, type Result } from '@hustings/base';
import type { BallotBox } from '../catalogue/count-ballots.ts';
import type { BallotFile } from '../formats/ballot-file.ts';
import { pilesFromText, pilesToText, scoresFromText, scoresToText } from '../papers/pile-text.ts';
import type { Candidate } from '../profile.ts';

export interface BoxText {
  readonly id: string;
  readonly name: string;
  /** The format of the file that it was read from. */
  readonly from: string;
  readonly title: string;
  readonly candidates: readonly Candidate[];
  readonly seats?: number;
  /** Counts of piles are so many parts of one vote, where it is not 1. */
  readonly scale?: number;
  readonly blank: number;
  readonly invalid: BallotFile['invalid'];
  /** The marks are no rankings. */
  readonly isUnordered?: true;
  readonly notes: readonly string[];
  /** Lines such as `40 3 1=2 - 4`. */
  readonly papers: readonly string[];
  /** Lines such as `40 5 0 -`, where the file has scores. */
  readonly scores?: readonly string[];
}

export function boxToText({ id, name, file }: BallotBox): BoxText {
  return {
    id,
    name,
    from: file.format,
    title: file.title,
    candidates: file.candidates,
    ...(file.seats === undefined ? {} : { seats: file.seats }),
    ...(file.scale === 1 ? {} : { scale: file.scale }),
    blank: file.blank,
    invalid: file.invalid,
    ...(file.isUnordered === undefined ? {} : { isUnordered: file.isUnordered }),
    notes: file.notes,
    papers: pilesToText(file.marks),
    ...(file.scores === undefined ? {} : { scores: scoresToText(file.scores) }),
  };
}

export interface BoxTextError {
  readonly code: 'count/report-not-readable';
  readonly message: string;
}

export function boxFromText(box: BoxText): Result<BallotBox, BoxTextError> {
  const n = box.candidates.length;
  const marks = pilesFromText(box.papers, n);
  const scores = box.scores === undefined ? undefined : scoresFromText(box.scores, n);
  if (marks === undefined || (box.scores !== undefined && scores === undefined))
    return err({
      code: 'count/report-not-readable',
      message: `The papers of the report are not lines such as "40 3 1=2 - 4" for ${n} candidates.`,
    });
  return ok({
    id: box.id,
    name: box.name,
    file: {
      format: box.from,
      title: box.title,
      candidates: box.candidates,
      seats: box.seats,
      marks,
      scores,
      scale: box.scale ?? 1,
      blank: box.blank,
      invalid: box.invalid,
      ...(box.isUnordered === undefined ? {} : { isUnordered: box.isUnordered }),
      notes: box.notes,
    },
  });
}
