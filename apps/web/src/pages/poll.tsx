import type { PaperForm } from '@hustings/count';
import { renderDocument } from '../components/document.tsx';
import { Form } from '../components/form.tsx';
import { Moment } from '../components/moment.tsx';
import { Trust } from '../components/trust.tsx';
import {
  lost,
  proceeding as p,
  papers,
  secondDevice as second,
  poll as t,
  machineTest as test,
} from '../messages/words.ts';
import { count } from '../text/figures.ts';
import type { PollView } from '../views.ts';

export function howToFill(form: PaperForm, options: number): string {
  if (form.kind === 'ranked') return t.ranked(options, form.most);
  if (form.kind === 'choice') return t.choice(options);
  if (form.kind === 'marks') return papers.marks(options, form.most, form.least ?? 1);
  if (form.kind === 'scores') return papers.scores(options, form.highest);
  return form.abstain ? t.motionAbstain : t.motion;
}

/** The question, who may vote, when, and how to recognise the poll's key. */
export function renderPoll(view: PollView): string {
  const { poll, frame } = view;
  return renderDocument({
    title: poll.question,
    frame,
    proceeding: view.proceeding,
    children: (
      <>
        <h1>{poll.question}</h1>
        {poll.status === 'open' ? (
          <div class="panel">
            <p>{t.voteLead}</p>
            <p>
              <a class="button main" href={view.voteHref}>
                {t.vote}
              </a>
            </p>
            {view.secondDevice ? <p>{second.before}</p> : null}
            <p>
              <a href={view.testHref}>{test.link}</a>
            </p>
            <p class="hint">{test.linkLead}</p>
            {view.proceeding.practice ? null : (
              <p>
                <a href={`${view.proceeding.href}/lost`}>{lost.link}</a>
              </p>
            )}
          </div>
        ) : null}
        {view.resultHref ? (
          <p>
            <a class="button main" href={view.resultHref}>
              {t.result}
            </a>
          </p>
        ) : null}
        <dl class="facts">
          <div>
            <dt>{t.status}</dt>
            <dd>{p.status[poll.status]}</dd>
          </div>
          <div>
            <dt>{t.opens}</dt>
            <dd>
              <Moment at={poll.opens} zone={frame.zone} />
            </dd>
          </div>
          <div>
            <dt>{t.closes}</dt>
            <dd>
              <Moment at={poll.closes} zone={frame.zone} />
            </dd>
          </div>
          {view.cast === undefined ? null : (
            <div>
              <dt>{t.cast}</dt>
              <dd>{count(view.cast)}</dd>
            </div>
          )}
        </dl>
        <section>
          <h2>{t.paper}</h2>
          <p>{howToFill(view.form, view.options.length)}</p>
          <ol class="paper-list">
            {view.options.map((option) => (
              <li key={option.id}>
                <span class="paper-name">{option.name}</span>
                {option.statement ? (
                  <details>
                    <summary>{t.statement(option.name)}</summary>
                    <p class="statement">{option.statement}</p>
                  </details>
                ) : null}
              </li>
            ))}
          </ol>
          {view.orderNote ? <p class="hint">{view.orderNote}</p> : null}
          <p>{view.revote === 'last-counts' ? t.revoteLast : t.revoteFirst}</p>
        </section>
        <section>
          <h2>{t.electors}</h2>
          <table>
            <thead>
              <tr>
                <th scope="col">{t.section}</th>
                <th scope="col" class="number">
                  {t.size}
                </th>
              </tr>
            </thead>
            <tbody>
              {view.sections.map((section) => (
                <tr key={section.name}>
                  <th scope="row">{section.name}</th>
                  <td class="number">{count(section.size)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
        {view.close ? (
          <section class="panel">
            <h2>{p.close}</h2>
            <p>{p.closeLead}</p>
            <Form form={view.close} csrf={frame.csrf} id="close" />
          </section>
        ) : null}
        <section>
          <h2>{t.key}</h2>
          <p>{t.keyLead}</p>
          <p class="fingerprint">{view.key.words}</p>
          <p>
            <code class="hash">{view.key.hex}</code>
          </p>
        </section>
        <Trust trust={view.trust} />
        <ul class="actions">
          <li>
            <a class="button second" href={view.checkHref}>
              {t.check}
            </a>
          </li>
          <li>
            <a class="button second" href={view.boxHref}>
              {t.box}
            </a>
          </li>
        </ul>
      </>
    ),
  });
}
