/** What a paper says, in words: on the check page, after a test, and on a second device. */
import type { Paper } from '@hustings/count';
import type { VNode } from 'preact';
import { papers, booth as t } from '../messages/words.ts';
import type { OpenPaper } from './state.ts';

export interface SaidProps {
  readonly paper: Pick<OpenPaper, 'form' | 'options'>;
  /** As `readPaper` gives it; not empty. */
  readonly says: Paper;
}

export function Said({ paper, says }: SaidProps): VNode {
  const { form, options } = paper;
  if (form.kind === 'scores') return <Scores paper={paper} says={says} />;
  const isOrder = form.kind === 'ranked';
  const rest = options.map((_, i) => i).filter((i) => !says.includes(i));
  return (
    <>
      <p>
        {isOrder
          ? t.checkOrder
          : form.kind === 'marks'
            ? papers.checkMarks(says.length)
            : t.checkChoice}
      </p>
      <ol class={isOrder ? 'choice-list' : 'choice-list choice-single'}>
        {says.map((option, i) => (
          <li key={option}>
            {isOrder ? <span class="choice-place">{t.place(i + 1)}</span> : null}{' '}
            <span class="choice-name">{options[option]}</span>
          </li>
        ))}
      </ol>
      {isOrder && rest.length > 0 ? (
        <Others lead={t.checkUnranked(rest.length)} names={rest.map((i) => options[i] ?? '')} />
      ) : null}
      {form.kind === 'marks' && says.length < form.most && form.most < options.length ? (
        <p class="hint">{papers.checkFewer(says.length, form.most)}</p>
      ) : null}
    </>
  );
}

function Scores({ paper: { options }, says }: SaidProps): VNode {
  const scored = says.flatMap((score, option) => (score > 0 ? [{ option, score }] : []));
  const zeros = options.filter((_, option) => says[option] === 0);
  return (
    <>
      <p>{papers.checkScores}</p>
      <ol class="choice-list">
        {scored
          .toSorted((a, b) => b.score - a.score || a.option - b.option)
          .map(({ option, score }) => (
            <li key={option}>
              <span class="choice-place">{score}</span>{' '}
              <span class="choice-name">{options[option]}</span>
            </li>
          ))}
      </ol>
      {zeros.length > 0 ? <Others lead={papers.checkZeros(zeros.length)} names={zeros} /> : null}
    </>
  );
}

function Others({
  lead,
  names,
}: {
  readonly lead: string;
  readonly names: readonly string[];
}): VNode {
  return (
    <>
      <p>{lead}</p>
      <ul class="unranked">
        {names.map((name) => (
          <li key={name}>{name}</li>
        ))}
      </ul>
    </>
  );
}
