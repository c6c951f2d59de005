/** A rule book in plain sentences, for those who live under it. */
import { unreachable } from '@hustings/base';
import { cite } from './breach.ts';
import type { Chapter } from './explain/chapters.ts';
import { explainContest } from './explain/contests.ts';
import { explainElectorate } from './explain/electorates.ts';
import { explainMotion } from './explain/motions.ts';
import { type Sentence, said } from './explain/said.ts';
import { explainDemands, explainDisputes, explainTerms } from './explain/terms.ts';
import type { Procedure, RuleBook } from './rule-book.ts';
import { bodyInText } from './state.ts';
import { formatDate } from './times.ts';
import { capital, list } from './words.ts';

/** What the book says, sentence by sentence, each with the clause in brackets where there is one. */
export function explainRuleBook(book: RuleBook): readonly string[] {
  const until = book.inForce.until === undefined ? '' : ` to ${formatDate(book.inForce.until)}`;
  return [
    `${book.title} (${book.organisation}), version ${book.version}, in force from ${formatDate(book.inForce.from)}${until}. Times are those of ${book.zone}.`,
    book.standing === 'model'
      ? 'This is a model, for an organisation to start from.'
      : 'These are rules that the organisation had.',
    ...explainChapters(book)
      .flatMap(({ parts }) => parts.flatMap(({ sentences }) => sentences))
      .map(({ text, clause }) =>
        clause === undefined ? text : `${text} [${cite(book, clause).citation}]`,
      ),
    ...book.gaps.map((gap) => `Not known or not said: ${gap}`),
  ];
}

/**
 * The same under headings, without what the book says of itself and of its gaps. Chapters and parts
 * that would be empty are left out.
 */
export function explainChapters(book: RuleBook): readonly Chapter[] {
  const chapters: readonly Chapter[] = [
    {
      heading: (book.demands ?? []).length === 0 ? 'Offices' : 'Offices and demands',
      parts: [{ sentences: [...explainTerms(book), ...explainDemands(book)] }],
    },
    ...book.procedures.map((procedure) => explainProcedure(book, procedure)),
    {
      heading: 'Who is an elector',
      parts: [{ sentences: book.electorates.flatMap(explainElectorate) }],
    },
    {
      heading: 'Who rules on what',
      parts: [{ sentences: [...explainQuestions(book), ...explainDisputes(book)] }],
    },
  ];
  return chapters
    .map(({ heading, parts }) => ({
      heading,
      parts: parts.filter(({ sentences }) => sentences.length > 0),
    }))
    .filter(({ parts }) => parts.length > 0);
}

function explainProcedure(book: RuleBook, procedure: Procedure): Chapter {
  switch (procedure.kind) {
    case 'motion':
      return explainMotion(book, procedure);
    case 'contest':
      return explainContest(book, procedure);
    default:
      return unreachable(procedure);
  }
}

function explainQuestions(book: RuleBook): readonly Sentence[] {
  return book.questions.map((q) => {
    const review =
      q.review.length === 0
        ? 'Nobody is said to review the answer.'
        : `${capital(list(q.review.map((b) => bodyInText(book, b))))} may set the answer aside.`;
    return said(`“${q.asks}” ${capital(bodyInText(book, q.body))} answers. ${review}`, q.clause);
  });
}
