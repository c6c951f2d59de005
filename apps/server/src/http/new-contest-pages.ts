/** Beginning a contest: from a rule book, or like one that was held before. */
import { openProceeding, parseHolderLine, registrarNote } from '@hustings/record';
import { type FieldView, renderNewProceeding } from '@hustings/web';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Sent, slug, text } from '../acts/act-form.ts';
import { explainBook } from '../books/explain-book.ts';
import { copyRolls } from '../electors/copy-rolls.ts';
import { given } from '../views/refs.ts';
import { RULES_HREF } from '../views/rule-book-view.ts';
import { count } from '../words/index.ts';
import type { Context } from './context.ts';
import { leaveNotice } from './cookies.ts';
import { Refused } from './failures.ts';
import { html, seeOther } from './html.ts';
import { contestOf } from './proceeding-of.ts';
import { frameOf, needOfficer } from './sessions.ts';

export function addNewContestPages(app: FastifyInstance, context: Context): void {
  app.get<{ readonly Querystring: { readonly like?: string } }>(
    '/officer/new',
    async (request, reply) => {
      needOfficer(request);
      const { like } = request.query;
      return showNew(
        context,
        request,
        reply,
        like === undefined ? {} : await likeOf(context, like),
      );
    },
  );

  app.post<{ readonly Body: Sent | undefined }>('/officer/new', async (request, reply) => {
    needOfficer(request);
    const sent = request.body ?? {};
    const shelved = context.books.findOffered(text(sent, 'book'));
    const organisation = text(sent, 'organisation');
    const title = text(sent, 'title');
    if (shelved === undefined) return showNew(context, request, reply, sent, 'Choose a rule book.');
    if (organisation === '' || title === '')
      return showNew(context, request, reply, sent, 'Fill in both names; the record carries them.');
    const mode = text(sent, 'mode') === 'separated' ? 'separated' : 'simple';
    const registrar = parseHolderLine(text(sent, 'registrar'));
    if (mode === 'separated' && (!registrar.ok || registrar.value.role !== 'registrar'))
      return showNew(
        context,
        request,
        reply,
        sent,
        'In separated mode a registrar makes the voting codes: paste the line that hustings registrar key prints.',
      );
    const id = await freeProceedingId(context, title);
    const keys = context.desks.drawKeys(id);
    const { book } = shelved;
    const desk = await context.desks.create({
      id,
      kind: 'contest',
      title,
      organisation,
      book,
      visitor: null,
      keys,
    });
    const opened = await desk.atomically((conduct) =>
      openProceeding(conduct, {
        organisation,
        title,
        mode,
        logKey: keys.logSigner,
        officerKey: keys.officerKey,
        notes: mode === 'separated' && registrar.ok ? [registrarNote(registrar.value)] : [],
      }),
    );
    if (!opened.ok) throw new Refused(opened.error);
    const like = text(sent, 'like');
    const copied = text(sent, 'roll') === 'copy' ? await copyRolls(context, book, like, id) : 0;
    leaveNotice(reply, {
      tone: 'done',
      text: `“${title}” is open${copied > 0 ? `, with the roll of the last contest: ${count(copied, 'elector')}` : ''}. The next step is below.`,
    });
    return seeOther(reply, `/officer/p/${id}`);
  });
}

/** What a contest like this one begins with; its title names its year, so that is left to the officer. */
async function likeOf(context: Context, like: string): Promise<Sent> {
  const { row } = await contestOf(context, like);
  return { like: row.id, book: row.book, organisation: row.organisation, roll: 'copy' };
}

async function showNew(
  context: Context,
  request: FastifyRequest,
  reply: FastifyReply,
  sent: Sent,
  error?: string,
): Promise<FastifyReply> {
  if (error !== undefined) reply.code(422);
  const fields: FieldView[] = [
    {
      kind: 'text',
      name: 'organisation',
      label: 'Name of the organisation',
      value: text(sent, 'organisation'),
      autocomplete: 'organization',
      max: 200,
    },
    {
      kind: 'text',
      name: 'title',
      label: 'What is this about?',
      hint: 'For example: Election of the chair 2027.',
      value: text(sent, 'title'),
      max: 200,
    },
    {
      kind: 'choice',
      name: 'mode',
      label: 'Who holds the keys?',
      options: [
        {
          value: 'simple',
          text: 'This server: simple mode',
          hint: 'It makes the voting codes and the key, mixes and decrypts. Whoever runs it could read ballots, or add one.',
          checked: text(sent, 'mode') !== 'separated',
        },
        {
          value: 'separated',
          text: 'Other people, on machines of their own: separated mode',
          hint: 'A registrar makes the codes, trustees the key, mixers mix. No one of them, nor this server, can read a ballot or add one.',
          checked: text(sent, 'mode') === 'separated',
        },
      ],
    },
    {
      kind: 'text',
      name: 'registrar',
      label: 'The registrar’s line, in separated mode',
      hint: 'As hustings registrar key prints it: registrar jo-park 5d20… Jo Park',
      value: text(sent, 'registrar'),
      max: 400,
      optional: true,
    },
  ];
  const like = text(sent, 'like');
  if (like !== '')
    fields.push(
      { kind: 'hidden', name: 'like', value: like },
      {
        kind: 'check',
        name: 'roll',
        value: 'copy',
        label: 'Take over the roll of that contest',
        hint: 'As it is now; import it again where it has changed since.',
        checked: text(sent, 'roll') === 'copy',
      },
    );
  return html(
    reply,
    renderNewProceeding({
      frame: await frameOf(context, request, reply),
      action: '/officer/new',
      books: context.books.offered.map(({ book }) => explainBook(book)),
      rulesHref: RULES_HREF,
      ...given('chosen', text(sent, 'book') || undefined),
      fields,
      ...given('error', error),
    }),
  );
}

async function freeProceedingId(context: Context, title: string): Promise<string> {
  const base = slug(title);
  for (let n = 1; ; n++) {
    const id = n === 1 ? base : `${base}-${n}`;
    const taken = await context.db
      .selectFrom('proceedings')
      .select('id')
      .where('id', '=', id)
      .executeTakeFirst();
    if (taken === undefined) return id;
  }
}
