import type { VNode } from 'preact';
import { Bars } from '../charts/bars.tsx';
import { renderDocument } from '../components/document.tsx';
import { result, screen as t } from '../messages/words.ts';
import { count, votes } from '../text/figures.ts';
import type { DeclaredView, ElectedView, MotionView, RoundView, ScreenView } from '../views.ts';

/**
 * A result for a big screen, read out one step at a time: what was voted on, each round, the sentence
 * that declares it. Every step is a page of its own, so that nothing shows too early and a dead
 * battery in the hall loses no more than the place.
 */
export function renderScreen(view: ScreenView): string {
  const slides = slidesOf(view.declared);
  const step = Math.min(Math.max(1, view.step), slides.length);
  const Slide = slides[step - 1] as () => VNode;
  const href = (n: number): string => `${view.href}?step=${n}`;
  return renderDocument({
    title: view.declared.title,
    frame: view.frame,
    proceeding: view.proceeding,
    screen: true,
    children: (
      <>
        <p class="screen-eyebrow">
          {view.proceeding.organisation}: {view.declared.title}
        </p>
        <div class="screen-slide">
          <Slide />
        </div>
        <nav class="screen-steps" aria-label={t.steps}>
          {step > 1 ? (
            <a rel="prev" href={href(step - 1)} data-keys="ArrowLeft PageUp">
              {t.back}
            </a>
          ) : (
            <a href={view.leaveHref}>{t.leave}</a>
          )}
          <span>{t.step(step, slides.length)}</span>
          {step < slides.length ? (
            <a rel="next" href={href(step + 1)} data-keys="ArrowRight PageDown Space">
              {t.next}
            </a>
          ) : (
            <a href={view.leaveHref}>{t.all}</a>
          )}
        </nav>
      </>
    ),
  });
}

function slidesOf(declared: DeclaredView): readonly (() => VNode)[] {
  const end = (): VNode => <h1 class="screen-sentence">{declared.sentence}</h1>;
  switch (declared.kind) {
    case 'elected':
      return [
        () => <Opening declared={declared} valid={declared.reconciliation.valid} />,
        ...declared.rounds.map((round) => () => <Round view={declared} round={round} />),
        end,
      ];
    case 'motion':
      return [
        () => <Opening declared={declared} valid={declared.reconciliation.valid} />,
        () => <Motion view={declared} />,
        end,
      ];
    case 'uncontested':
      return [end];
  }
}

function Opening(props: {
  readonly declared: ElectedView | MotionView;
  readonly valid: number;
}): VNode {
  const { declared, valid } = props;
  return (
    <>
      <h1>{declared.kind === 'motion' ? declared.motion : declared.title}</h1>
      <dl class="screen-figures">
        <div>
          <dt>{result.electorate}</dt>
          <dd>{count(declared.reconciliation.electorate)}</dd>
        </div>
        <div>
          <dt>{result.turnout}</dt>
          <dd>{result.shareOf(declared.turnout.percent)}</dd>
        </div>
        <div>
          <dt>{result.validVotes}</dt>
          <dd>{count(valid)}</dd>
        </div>
      </dl>
    </>
  );
}

function Round({ view, round }: { readonly view: ElectedView; readonly round: RoundView }): VNode {
  const running = round.tallies.filter(({ state }) => state !== 'out');
  const most = Math.max(...running.map((tally) => tally.votes));
  const name = (id: string): string => view.candidates.find((c) => c.id === id)?.name ?? id;
  return (
    <>
      <h1>
        {view.rounds.length > 1 ? (round.label ?? result.round(round.number)) : result.rounds}
      </h1>
      <Bars
        max={most}
        bars={running.map((tally) => ({
          id: tally.candidate,
          label: name(tally.candidate),
          value: tally.votes,
          text: `${votes(tally.votes, view.decimals ?? 0)} · ${result.shareOf(tally.percent)}`,
          tone: tally.state === 'excluded' ? 2 : tally.state === 'elected' ? 0 : 1,
          note:
            tally.state === 'elected'
              ? result.elected
              : tally.state === 'excluded'
                ? result.excluded
                : undefined,
        }))}
      />
    </>
  );
}

function Motion({ view }: { readonly view: MotionView }): VNode {
  return (
    <>
      <h1>{result.motion}</h1>
      <Bars
        max={Math.max(view.for, view.against)}
        bars={[
          {
            id: 'for',
            label: result.for,
            value: view.for,
            text: `${count(view.for)} · ${result.shareOf(view.forPercent)}`,
            tone: 0,
          },
          {
            id: 'against',
            label: result.against,
            value: view.against,
            text: `${count(view.against)} · ${result.shareOf(view.againstPercent)}`,
            tone: 1,
          },
        ]}
      />
      {view.abstained > 0 ? (
        <p>
          {result.abstained}: {count(view.abstained)}
        </p>
      ) : null}
    </>
  );
}
