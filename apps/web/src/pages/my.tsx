import type { VNode } from 'preact';
import { SideNote } from '../components/clause.tsx';
import { renderDocument } from '../components/document.tsx';
import { Nominations } from '../components/nominations.tsx';
import { Task } from '../components/task.tsx';
import { my as t } from '../messages/words.ts';
import { moment } from '../text/moments.ts';
import type { MyView } from '../views.ts';

type Matter = MyView['matters'][number];

/** A member's own page: what may I do now, am I on the roll, where do I vote. */
export function renderMy(view: MyView): string {
  return renderDocument({
    title: t.title(view.name),
    frame: view.frame,
    children: (
      <>
        <h1>{t.title(view.name)}</h1>
        {view.matters.length === 0 ? <p class="lead">{t.none}</p> : null}
        {view.matters.map((matter) => (
          <article key={matter.proceeding.id}>
            <h2>
              <a href={matter.proceeding.href}>{matter.proceeding.title}</a>
            </h2>
            <p class="lead">{matter.standing}</p>
            {matter.vote ? <Vote vote={matter.vote} zone={view.frame.zone} /> : null}
            <h3>{t.may}</h3>
            {matter.may.length === 0 ? <p>{t.nothing}</p> : null}
            {matter.may.map((task) => (
              <Task key={task.id} task={task} frame={view.frame} look="may" />
            ))}
            <RollAnswer matter={matter} />
            {matter.nominations ? <Nominations nominations={matter.nominations} level={3} /> : null}
          </article>
        ))}
      </>
    ),
  });
}

function RollAnswer({ matter }: { readonly matter: Matter }): VNode {
  const { roll } = matter;
  return (
    <>
      <h3>{t.roll}</h3>
      {roll.kind === 'on' ? <p>{t.onRoll(roll.section)}</p> : null}
      {roll.kind === 'not-yet' ? <p>{t.notYet}</p> : null}
      {roll.kind === 'not-on' ? (
        <div class="noted">
          <p>
            {t.notOn} {roll.reason}
          </p>
          <SideNote clause={roll.clause} />
        </div>
      ) : null}
    </>
  );
}

function Vote(props: { readonly vote: NonNullable<Matter['vote']>; readonly zone: string }): VNode {
  const { vote, zone } = props;
  return (
    <div class="panel">
      <h3>{t.vote}</h3>
      <p>{vote.poll.question}</p>
      {vote.voted ? <p>{t.voted}</p> : null}
      {vote.poll.status === 'open' ? (
        <>
          <p>
            <time dateTime={vote.poll.closes}>{t.voteOpen(moment(vote.poll.closes, zone))}</time>
          </p>
          <p>{t.voteCode}</p>
          <p>
            <a class="button main" href={vote.href}>
              {t.voteLink}
            </a>
          </p>
        </>
      ) : null}
    </div>
  );
}
