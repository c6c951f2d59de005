import type { VNode } from 'preact';
import { SideNote } from '../components/clause.tsx';
import { renderDocument } from '../components/document.tsx';
import { Form } from '../components/form.tsx';
import { Keyholders } from '../components/keyholders.tsx';
import { Moment } from '../components/moment.tsx';
import { Nominations } from '../components/nominations.tsx';
import { RecordLinks } from '../components/record-links.tsx';
import { Timeline } from '../components/timeline.tsx';
import { Trust } from '../components/trust.tsx';
import { proceeding as t } from '../messages/words.ts';
import { moment } from '../text/moments.ts';
import type { PollRef, ProceedingView } from '../views.ts';

/** What the contest is, where it stands, what comes next and all that has happened. */
export function renderProceeding(view: ProceedingView): string {
  const { proceeding, frame } = view;
  return renderDocument({
    title: proceeding.title,
    frame,
    proceeding,
    here: 'contest',
    children: (
      <>
        <h1>{proceeding.title}</h1>
        <p class="lead">{view.standing}</p>
        {view.officerHref ? (
          <p>
            <a class="button main" href={view.officerHref}>
              {t.officer}
            </a>
          </p>
        ) : null}
        {view.results.length > 0 ? (
          <section>
            <h2>{t.results}</h2>
            <ul class="index">
              {view.results.map((one) => (
                <li key={one.text}>
                  <a href={one.href}>{one.text}</a>
                </li>
              ))}
            </ul>
          </section>
        ) : null}
        <Notes notes={view.notes} />
        {view.polls.length > 0 ? (
          <section>
            <h2>{t.polls}</h2>
            <ul class="index">
              {view.polls.map((poll) => (
                <li key={poll.id}>
                  <a href={poll.href}>{poll.question}</a>
                  <p>
                    <PollWhen poll={poll} zone={frame.zone} />
                  </p>
                </li>
              ))}
            </ul>
          </section>
        ) : null}
        {view.close ? (
          <section class="panel">
            <h2>{t.close}</h2>
            <p>{t.closeLead}</p>
            <Form form={view.close} csrf={frame.csrf} id="close" />
          </section>
        ) : null}
        <Next view={view} />
        {view.nominations ? <Nominations nominations={view.nominations} /> : null}
        {view.keyholders ? <Keyholders view={view.keyholders} /> : null}
        <Timeline entries={view.timeline} zone={frame.zone} />
        <RecordLinks record={view.record} />
        <Trust trust={view.trust} />
        <section>
          <h2>{t.book}</h2>
          <p>
            {view.book.href === undefined ? (
              view.book.title
            ) : (
              <a href={view.book.href}>{view.book.title}</a>
            )}
            , {t.bookVersion(view.book.version)}
          </p>
          <details>
            <summary>{t.bookHash}</summary>
            <p>
              <code class="hash">{view.book.hash}</code>
            </p>
          </details>
        </section>
      </>
    ),
  });
}

export function Notes({ notes }: { readonly notes: readonly string[] }): VNode | null {
  if (notes.length === 0) return null;
  const [first, ...more] = notes;
  return (
    <aside class="notes" aria-label={t.notes}>
      <p class="label">{t.notes}</p>
      <p>{first}</p>
      {more.length > 0 ? (
        <details>
          <summary>{t.moreNotes}</summary>
          {more.map((note) => (
            <p key={note}>{note}</p>
          ))}
        </details>
      ) : null}
    </aside>
  );
}

export function PollWhen({ poll, zone }: { readonly poll: PollRef; readonly zone: string }): VNode {
  const at = poll.status === 'preparing' || poll.status === 'waiting' ? poll.opens : poll.closes;
  const text =
    poll.status === 'open'
      ? t.votedUntil(moment(at, zone))
      : poll.status === 'preparing' || poll.status === 'waiting'
        ? t.opensOn(moment(at, zone))
        : t.closedOn(moment(at, zone));
  return <time dateTime={at}>{text}</time>;
}

function Next({ view }: { readonly view: ProceedingView }): VNode {
  return (
    <section>
      <h2>{t.next}</h2>
      {view.next.length === 0 ? <p>{t.nothingNext}</p> : null}
      <ol class="agenda">
        {view.next.map((step) => (
          <li key={step.text} class="noted">
            <p>
              {step.text}
              {step.at ? (
                <span class="agenda-when">
                  <Moment at={step.at} zone={view.frame.zone} />
                </span>
              ) : null}
            </p>
            <SideNote clause={step.clause} />
          </li>
        ))}
      </ol>
      {view.next.some((step) => step.at) && !view.proceeding.practice ? (
        <p>
          <a href={`${view.proceeding.href}/calendar.ics`}>{t.calendar}</a>
        </p>
      ) : null}
    </section>
  );
}
