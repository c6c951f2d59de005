import type { VNode } from 'preact';
import { common } from '../messages/words.ts';
import type { RuleClauseRef, RulePassage } from '../rule-views.ts';

/** The clause of a rule book beside what rests on it, and the way to its words. */
export function ClauseNote({
  clause,
}: {
  readonly clause: RuleClauseRef | undefined;
}): VNode | null {
  if (clause === undefined) return null;
  return (
    <small class="side-note">
      <span class="visually-hidden">{common.under}: </span>
      <cite>
        <a href={`#clause-${clause.id}`}>{clause.cite}</a>
      </cite>
    </small>
  );
}

/** Sentences of a book; those of one clause stand together, with the clause in the margin. */
export function Passages({ passages }: { readonly passages: readonly RulePassage[] }): VNode {
  return (
    <>
      {passages.map(({ sentences, clause }) => (
        <div key={sentences[0]} class="noted passage">
          <p>{sentences.join(' ')}</p>
          <ClauseNote clause={clause} />
        </div>
      ))}
    </>
  );
}
