/** The returning officer’s desk: the contests, and the task list of each; for the help desk, its rolls. */
import type { Act } from '@hustings/rulebook';
import { renderOfficer, renderOfficerProceeding } from '@hustings/web';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Sent } from '../acts/act-form.ts';
import { waitingChanges } from '../electors/contact-changes.ts';
import { type RollStanding, rollStandings } from '../officer/rolls.ts';
import { tasksOf } from '../officer/tasks.ts';
import { keyholdersView } from '../separated/keyholders-view.ts';
import type { ProceedingsTable } from '../store/schema.ts';
import { nominationsView } from '../views/nominations-view.ts';
import { given, proceedingRef } from '../views/refs.ts';
import { standingOf } from '../views/standing.ts';
import { timelineView } from '../views/timeline-view.ts';
import type { Context } from './context.ts';
import { html } from './html.ts';
import { contestOf, type Found, proceedingOf } from './proceeding-of.ts';
import { frameOf, needOfficer, needStaff } from './sessions.ts';

interface OfProceeding {
  readonly Params: { readonly id: string };
  readonly Body: Sent | undefined;
}

export function addOfficerPages(app: FastifyInstance, context: Context): void {
  const { db, now } = context;

  app.get('/officer', async (request, reply) => {
    const { who } = needStaff(request);
    const rows = await db
      .selectFrom('proceedings')
      .selectAll()
      .where('kind', '=', 'contest')
      .orderBy('created', 'desc')
      .execute();
    if (who.role === 'help-desk') return showHelpDesk(context, request, reply, rows);
    const proceedings = [];
    for (const row of rows) {
      const found = await proceedingOf(context, row.id).catch((fault: unknown) => {
        request.log.error({ err: fault, proceeding: row.id }, 'a record cannot be read');
        return undefined;
      });
      if (found === undefined) {
        const standing = 'The record of this proceeding cannot be read; the log says why.';
        proceedings.push({ ...proceedingRef(row), standing });
        continue;
      }
      const { next } = await tasks(context, found, await rollStandings(context.db, found.desk));
      proceedings.push({
        ...proceedingRef(row),
        href: `/officer/p/${row.id}`,
        standing: standingOf(found.desk.recorder.state, now().toISOString()),
        ...given(
          'next',
          next && { text: next.text, href: `/officer/p/${row.id}`, ...given('by', next.by) },
        ),
      });
    }
    const caught = await db
      .selectFrom('outbox')
      .select((e) => e.fn.countAll<number>().as('count'))
      .where('state', '=', 'captured')
      .executeTakeFirstOrThrow();
    return html(
      reply,
      renderOfficer({
        frame: await frameOf(context, request, reply),
        proceedings,
        newHref: '/officer/new',
        outboxHref: '/officer/outbox',
        staffHref: '/officer/staff',
        ...given('caught', context.outbox.captures ? Number(caught.count) : undefined),
      }),
    );
  });

  app.get<OfProceeding>('/officer/p/:id', async (request, reply) => {
    needOfficer(request);
    const found = await contestOf(context, request.params.id);
    const { desk, row } = found;
    const { state, docket } = desk.recorder;
    const frame = await frameOf(context, request, reply, desk.book.zone);
    const rolls = await rollStandings(context.db, desk);
    const list = await tasks(context, found, rolls);
    const contest = Object.values(state.matters).findLast((m) => m.kind === 'contest');
    const open = Object.values(state.polls).findLast((p) => p.status === 'open');
    const entries = await desk.story.entries();
    return html(
      reply,
      renderOfficerProceeding({
        frame,
        proceeding: proceedingRef(row),
        standing: standingOf(state, now().toISOString()),
        ...given('next', list.next),
        may: list.may,
        later: list.later,
        done: timelineView(
          state,
          entries.filter((e) => MILESTONES.has(e.act.kind)),
        ).map((e) => ({ text: e.text, at: e.at })),
        ...given('nominations', contest && nominationsView(state, contest.id)),
        ...given('keyholders', keyholdersView(desk)),
        ...given(
          'turnout',
          open && {
            cast: docket.poll(open.id)?.box?.standing ?? 0,
            electorate: open.manifest?.roll.sections.reduce((sum, s) => sum + s.size, 0) ?? 0,
          },
        ),
        links: [
          { text: 'The public page', href: `/p/${row.id}` },
          { text: 'The outbox', href: `/officer/outbox?proceeding=${row.id}` },
          { text: 'Begin another contest like this', href: `/officer/new?like=${row.id}` },
          ...(Object.keys(state.rolls).length === 0
            ? []
            : [{ text: 'Changes of address', href: `/officer/p/${row.id}/contacts` }]),
          ...rolls
            .filter(({ imported }) => imported > 0)
            .map(({ electorate }) => ({
              text: `The electors: ${electorate.name}`,
              href: `/officer/p/${row.id}/electors/${electorate.id}`,
            })),
          ...(docket.declared.length > 0
            ? [{ text: 'The result', href: `/p/${row.id}/result` }]
            : []),
        ],
      }),
    );
  });
}

/** What the desk lists as done. */
const MILESTONES: ReadonlySet<Act['kind']> = new Set<Act['kind']>([
  'proceeding-opened',
  'contest-called',
  'motion-tabled',
  'motion-withdrawn',
  'timetable-set',
  'ruling-made',
  'nominations-opened',
  'nominations-closed',
  'roll-frozen',
  'poll-prepared',
  'poll-opened',
  'poll-extended',
  'poll-closed',
  'poll-counted',
  'result-declared',
  'office-assumed',
]);

/** The rolls, and nothing that a contest could be run with. */
async function showHelpDesk(
  context: Context,
  request: FastifyRequest,
  reply: FastifyReply,
  rows: readonly ProceedingsTable[],
): Promise<FastifyReply> {
  const proceedings = [];
  for (const row of rows) {
    const { desk } = await proceedingOf(context, row.id);
    for (const { electorate, imported } of await rollStandings(context.db, desk))
      if (imported > 0)
        proceedings.push({
          ...proceedingRef(row),
          title: `${row.title}, ${electorate.name}`,
          href: `/officer/p/${row.id}/electors/${electorate.id}`,
          standing: standingOf(desk.recorder.state, context.now().toISOString()),
        });
  }
  return html(reply, renderOfficer({ frame: await frameOf(context, request, reply), proceedings }));
}

async function tasks(context: Context, { desk, row }: Found, rolls: readonly RollStanding[]) {
  const { state } = desk.recorder;
  const finishing = new Set<string>();
  for (const poll of Object.keys(state.polls)) {
    const job = await context.jobs.find(`${row.id}/finish/${poll}`);
    if (job?.state === 'queued' || job?.state === 'running') finishing.add(poll);
  }
  const contacts = (await waitingChanges(context.db, row.id)).length;
  return tasksOf({ desk, now: context.now().toISOString(), rolls, finishing, contacts });
}
