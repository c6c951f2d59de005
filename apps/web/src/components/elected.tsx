import type { VNode } from 'preact';
import { Transfers } from '../charts/transfers.tsx';
import { result as t } from '../messages/words.ts';
import { change, count, votes } from '../text/figures.ts';
import type { ElectedView, RoundView } from '../views.ts';
import { KeyFigures, Reconciliation, Spoilt } from './accounts.tsx';
import { Nominations } from './nominations.tsx';
import { Sections } from './sections.tsx';

/** An election's result below its sentence: figures, rounds in words, table, charts, accounts. */
export function Elected({ view }: { readonly view: ElectedView }): VNode {
  const several = view.rounds.length > 1;
  return (
    <>
      <KeyFigures
        turnout={view.turnout}
        electorate={view.reconciliation.electorate}
        valid={view.reconciliation.valid}
        {...(view.margin.votes === undefined ? {} : { margin: view.margin.votes })}
        decimals={view.decimals ?? 0}
      />
      <h2>{t.rounds}</h2>
      <p class="hint">
        {view.method}
        {view.decimals === undefined ? null : `. ${t.inParts(view.decimals)}`}
      </p>
      <ol class="rounds">
        {view.rounds.map((round) => (
          <li key={round.number}>
            {several ? <h3>{round.label ?? t.round(round.number)}</h3> : null}
            {round.narrative.map((sentence) => (
              <p key={sentence}>{sentence}</p>
            ))}
            <RoundTable view={view} round={round} several={several} />
          </li>
        ))}
      </ol>
      {several ? (
        <>
          <h2>{t.transfers}</h2>
          <Transfers view={view} />
          <TransferTable view={view} />
        </>
      ) : null}
      {view.sections.length > 1 ? <Sections view={view} /> : null}
      <h2>{t.margin}</h2>
      {view.margin.sentences.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {view.nominations ? <Nominations nominations={view.nominations} folded /> : null}
      <Reconciliation figures={view.reconciliation} />
      <Spoilt spoilt={view.spoilt} />
    </>
  );
}

function nameOf(view: ElectedView, id: string | null): string {
  if (id === null) return t.noTransfer;
  return view.candidates.find((candidate) => candidate.id === id)?.name ?? id;
}

interface RoundTableProps {
  readonly view: ElectedView;
  readonly round: RoundView;
  readonly several: boolean;
}

function RoundTable({ view, round, several }: RoundTableProps): VNode | null {
  const rows = round.tallies.filter((tally) => tally.state !== 'out');
  if (rows.length === 0) return null;
  return (
    <table>
      <caption class="visually-hidden">
        {several ? `${t.roundsTable}: ${round.label ?? t.round(round.number)}` : t.roundsTable}
      </caption>
      <thead>
        <tr>
          <th scope="col">{t.candidate}</th>
          <th scope="col" class="number">
            {t.votes}
          </th>
          {round.number > 1 ? (
            <th scope="col" class="number">
              {t.change}
            </th>
          ) : null}
          <th scope="col" class="number">
            {t.share}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((tally) => (
          <tr key={tally.candidate} class={`row-${tally.state}`}>
            <th scope="row">
              {nameOf(view, tally.candidate)}{' '}
              {tally.state === 'elected' ? <span class="tag tag-elected">{t.elected}</span> : null}
              {tally.state === 'excluded' ? <span class="tag">{t.excluded}</span> : null}
            </th>
            <td class="number">{votes(tally.votes, view.decimals)}</td>
            {round.number > 1 ? (
              <td class="number">{change(tally.change, view.decimals)}</td>
            ) : null}
            <td class="number">{t.shareOf(tally.percent)}</td>
          </tr>
        ))}
        {round.exhausted > 0 ? (
          <tr>
            <th scope="row">{t.exhausted}</th>
            <td class="number">{votes(round.exhausted, view.decimals)}</td>
            {round.number > 1 ? <td class="number" /> : null}
            <td class="number" />
          </tr>
        ) : null}
      </tbody>
    </table>
  );
}

function TransferTable({ view }: { readonly view: ElectedView }): VNode {
  return (
    <table>
      <caption class="visually-hidden">{t.transfers}</caption>
      <thead>
        <tr>
          <th scope="col">{t.afterRound}</th>
          <th scope="col">{t.transferFrom}</th>
          <th scope="col">{t.transferTo}</th>
          <th scope="col" class="number">
            {t.votes}
          </th>
        </tr>
      </thead>
      <tbody>
        {view.rounds.flatMap((round) =>
          round.transfers.map((transfer) => (
            <tr key={`${round.number} ${transfer.from} ${transfer.to}`}>
              <td>{round.label ?? count(round.number)}</td>
              <td>{nameOf(view, transfer.from)}</td>
              <td>{nameOf(view, transfer.to)}</td>
              <td class="number">{votes(transfer.votes, view.decimals)}</td>
            </tr>
          )),
        )}
      </tbody>
    </table>
  );
}
