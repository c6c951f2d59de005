/** Importing a roll: upload, preview with every refused row and why, accept. Nothing is taken before the officer has seen it. */
import { randomUUID } from 'node:crypto';
import type { Condition, Electorate } from '@hustings/rulebook';
import { renderRollImport, renderRollPreview } from '@hustings/web';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { namedBodies } from '../electors/membership.ts';
import { replaceRoll } from '../electors/replace-roll.ts';
import { readRollInThread } from '../roll/read-in-thread.ts';
import type { RollReading, RowNote } from '../roll/read-roll.ts';
import { writeCsv } from '../roll/write-csv.ts';
import type { RollImportsTable } from '../store/schema.ts';
import { transact } from '../store/store.ts';
import { given, proceedingRef } from '../views/refs.ts';
import { count } from '../words/index.ts';
import type { Context } from './context.ts';
import { leaveNotice } from './cookies.ts';
import { notFound, Refused } from './failures.ts';
import { html, seeOther } from './html.ts';
import { contestOf, type Found } from './proceeding-of.ts';
import { frameOf, needOfficer } from './sessions.ts';

interface OfElectorate {
  readonly Params: { readonly id: string; readonly electorate: string };
}
interface OfImport {
  readonly Params: { readonly id: string; readonly upload: string };
}

/** Shown on the page; all of them are in the file that can be downloaded. */
const SHOWN = 1000;
const SAMPLE = 10;

export function addRollPages(app: FastifyInstance, context: Context): void {
  const { db, now } = context;

  app.get<OfElectorate>('/officer/p/:id/roll/:electorate', async (request, reply) => {
    needOfficer(request);
    const found = await contestOf(context, request.params.id);
    return showImport(
      context,
      request,
      reply,
      found,
      electorateOf(found, request.params.electorate),
    );
  });

  app.post<OfElectorate & { readonly Body: { readonly file?: unknown } | undefined }>(
    '/officer/p/:id/roll/:electorate',
    async (request, reply) => {
      needOfficer(request);
      const found = await contestOf(context, request.params.id);
      const electorate = electorateOf(found, request.params.electorate);
      const { file } = request.body ?? {};
      if (!(file instanceof Uint8Array) || file.length === 0)
        return showImport(context, request, reply, found, electorate, 'Choose a file first.');
      const reading = await readRollInThread(
        file,
        sectionsOf(electorate),
        namedBodies(found.desk.book, electorate.id),
      );
      if (!reading.ok)
        return showImport(context, request, reply, found, electorate, reading.error.message);
      const upload = randomUUID();
      await transact(db, async (trx) => {
        // An upload that was looked at and left is of no use beside a newer one.
        await trx
          .deleteFrom('roll_imports')
          .where('proceeding', '=', found.row.id)
          .where('electorate', '=', electorate.id)
          .where('state', '=', 'preview')
          .execute();
        await trx
          .insertInto('roll_imports')
          .values({
            id: upload,
            proceeding: found.row.id,
            electorate: electorate.id,
            file_name: request.uploadName ?? 'the uploaded file',
            created: now().toISOString(),
            state: 'preview',
            bytes: file,
            accepted: reading.value.accepted.length,
            refused: reading.value.refused.length,
          })
          .execute();
      });
      return seeOther(reply, `/officer/p/${found.row.id}/imports/${upload}`);
    },
  );

  app.get<OfImport>('/officer/p/:id/imports/:upload', async (request, reply) => {
    needOfficer(request);
    const found = await contestOf(context, request.params.id);
    const upload = await uploadOf(context, found, request.params.upload);
    const reading = await readAgain(found, upload);
    const base = `/officer/p/${found.row.id}`;
    const reasons = [...Map.groupBy(reading.refused, (r) => r.code).values()]
      .map((rows) => ({ reason: inGeneral(rows[0]), count: rows.length }))
      .toSorted((a, b) => b.count - a.count);
    const { accepted, refused, warnings } = reading;
    return html(
      reply,
      renderRollPreview({
        frame: await frameOf(context, request, reply, found.desk.book.zone),
        proceeding: proceedingRef(found.row),
        back: { text: 'Choose another file', href: `${base}/roll/${upload.electorate}` },
        file: upload.file_name,
        reading: [reading.reading, reading.doubt, noNominators(found, upload.electorate, reading)]
          .filter((part) => part !== undefined)
          .join('. '),
        rows: reading.rows,
        accepted: accepted.length,
        sections: reading.perSection,
        reasons,
        refused: refused.slice(0, SHOWN).map(({ line, text, reason }) => ({ line, text, reason })),
        refusedTotal: refused.length,
        ...given(
          'refusedHref',
          refused.length > 0 ? `${base}/imports/${upload.id}/refused.csv` : undefined,
        ),
        warnings: warnings
          .slice(0, SHOWN)
          .map(({ line, text, reason }) => ({ line, text, reason })),
        sample: accepted.slice(0, SAMPLE).map(({ line, name, email, section }) => ({
          line,
          name,
          email,
          section: reading.perSection.find((s) => s.id === section)?.name ?? section,
        })),
        ...given(
          'accept',
          accepted.length === 0
            ? undefined
            : {
                action: `${base}/imports/${upload.id}`,
                fields: [],
                submit: `Take these ${count(accepted.length, 'elector')}`,
                ...given('warning', await replacesWords(context, found, upload)),
              },
        ),
      }),
    );
  });

  app.get<OfImport>('/officer/p/:id/imports/:upload/refused.csv', async (request, reply) => {
    needOfficer(request);
    const found = await contestOf(context, request.params.id);
    const upload = await uploadOf(context, found, request.params.upload);
    const reading = await readAgain(found, upload);
    const rows = reading.refused.map((r) => [r.line, r.reason, r.text]);
    return reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', 'attachment; filename="refused-rows.csv"')
      .send(writeCsv([['line', 'why it was refused', 'row'], ...rows]));
  });

  app.post<OfImport>('/officer/p/:id/imports/:upload', async (request, reply) => {
    needOfficer(request);
    const found = await contestOf(context, request.params.id);
    const upload = await uploadOf(context, found, request.params.upload);
    notFrozen(found, upload.electorate);
    const { accepted } = await readAgain(found, upload);
    await transact(db, async (trx) => {
      await replaceRoll(trx, {
        proceeding: found.row.id,
        electorate: upload.electorate,
        rows: accepted,
        now: now(),
      });
      await trx
        .updateTable('roll_imports')
        .set({ state: 'applied', bytes: null })
        .where('id', '=', upload.id)
        .execute();
    });
    leaveNotice(reply, {
      tone: 'done',
      text: `The roll now has ${count(accepted.length, 'elector')}.`,
    });
    return seeOther(reply, `/officer/p/${found.row.id}`);
  });

  app.get<OfElectorate>('/officer/p/:id/roll/:electorate/sample.csv', async (request, reply) => {
    needOfficer(request);
    const found = await contestOf(context, request.params.id);
    const electorate = electorateOf(found, request.params.electorate);
    const several = electorate.sections.length > 1;
    const rows = electorate.sections
      .slice(0, 3)
      .map((section, i) => [
        `Example Person ${i + 1}`,
        `person${i + 1}@example.org`,
        `100${i + 1}`,
        ...(several ? [section.name] : []),
      ]);
    const head = ['name', 'email', 'member number', ...(several ? ['section'] : [])];
    return reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', 'attachment; filename="roll-example.csv"')
      .send(writeCsv([head, ...rows]));
  });
}

function electorateOf({ desk }: Found, id: string): Electorate {
  const electorate = desk.book.electorates.find((e) => e.id === id);
  if (electorate === undefined) throw notFound('The rule book has no such electorate.');
  return electorate;
}

function sectionsOf(
  electorate: Electorate,
): readonly { readonly id: string; readonly name: string }[] {
  return electorate.sections.map(({ id, name }) => ({ id, name }));
}

function notFrozen({ desk }: Found, electorate: string): void {
  if (Object.values(desk.recorder.state.rolls).some((r) => r.electorate === electorate))
    throw new Refused({
      code: 'roll/in-use',
      message: 'This roll is frozen and on the record; it can no longer be replaced.',
    });
}

/** What rows refused for one reason have in common; the reason itself may quote one of them. */
const IN_GENERAL: Readonly<Record<string, string>> = {
  'row-blank': 'The row is blank.',
  'name-missing': 'The name is missing.',
  'email-malformed': 'What should be an e-mail address is none.',
  'duplicate-member': 'The member number stands in an earlier row.',
  'duplicate-person': 'The same name and address stand in an earlier row.',
  'section-unknown': 'The section is not one of the rule book’s.',
  'body-unknown': 'The body is not one that nominates.',
  'too-many-fields': 'The row has more fields than the first line has columns.',
  'member-rounded': 'A spreadsheet has rounded the member number.',
};

/** Where a body nominates that no section is, somebody in the file had better be in it. */
function noNominators(
  { desk }: Found,
  electorate: string,
  { accepted }: RollReading,
): string | undefined {
  const nominating = desk.book.procedures.flatMap((p) =>
    p.kind === 'contest' && p.franchise.electorate === electorate
      ? p.nomination.gates.flatMap((gate) => bodiesIn(gate.condition))
      : [],
  );
  const bodies = namedBodies(desk.book, electorate).filter((b) => nominating.includes(b.id));
  if (bodies.length === 0 || accepted.some((row) => row.body !== '')) return undefined;
  return `Nobody in this file may nominate as a member of ${bodies.map((b) => b.name).join(' or ')}: add a column “body”, or record nominations on paper`;
}

function bodiesIn(condition: Condition): readonly string[] {
  if (condition.kind === 'nominations') return [condition.body];
  if ('cases' in condition) return condition.cases.flatMap((c) => bodiesIn(c.condition));
  return 'of' in condition ? condition.of.flatMap(bodiesIn) : [];
}

function inGeneral(row: RowNote | undefined): string {
  return (IN_GENERAL[row?.code ?? ''] ?? row?.reason ?? '').replace(/\.$/, '');
}

async function uploadOf(
  context: Context,
  { row }: Found,
  id: string,
): Promise<RollImportsTable & { readonly bytes: Uint8Array }> {
  const upload = await context.db
    .selectFrom('roll_imports')
    .selectAll()
    .where('id', '=', id)
    .where('proceeding', '=', row.id)
    .executeTakeFirst();
  if (upload === undefined || upload.bytes === null)
    throw notFound('This upload has been taken already, or a newer one took its place.');
  return { ...upload, bytes: upload.bytes };
}

/** The preview keeps the bytes, not the rows: reading them again gives the same. */
async function readAgain(
  found: Found,
  upload: RollImportsTable & { readonly bytes: Uint8Array },
): Promise<RollReading> {
  const electorate = electorateOf(found, upload.electorate);
  const reading = await readRollInThread(
    upload.bytes,
    sectionsOf(electorate),
    namedBodies(found.desk.book, electorate.id),
  );
  if (!reading.ok) throw new Refused(reading.error);
  return reading.value;
}

async function replacesWords(
  context: Context,
  { row }: Found,
  upload: RollImportsTable,
): Promise<string | undefined> {
  const { before } = await context.db
    .selectFrom('electors')
    .select((e) => e.fn.countAll<number>().as('before'))
    .where('proceeding', '=', row.id)
    .where('electorate', '=', upload.electorate)
    .executeTakeFirstOrThrow();
  return Number(before) === 0
    ? undefined
    : `They take the place of the ${count(Number(before), 'elector')} imported before.`;
}

async function showImport(
  context: Context,
  request: FastifyRequest,
  reply: FastifyReply,
  found: Found,
  electorate: Electorate,
  error?: string,
): Promise<FastifyReply> {
  notFrozen(found, electorate.id);
  const base = `/officer/p/${found.row.id}`;
  const several = electorate.sections.length > 1;
  const bodies = namedBodies(found.desk.book, electorate.id);
  if (error !== undefined) reply.code(422);
  return html(
    reply,
    renderRollImport({
      frame: await frameOf(context, request, reply, found.desk.book.zone),
      proceeding: proceedingRef(found.row),
      back: { text: 'Back to the list', href: base },
      form: {
        action: `${base}/roll/${electorate.id}`,
        multipart: true,
        fields: [
          {
            kind: 'file',
            name: 'file',
            label: `The roll as a CSV file: ${electorate.name}`,
            hint: 'You see every row that is refused, and why, before anything is taken.',
            accept: '.csv,.txt,.tsv,text/csv',
          },
        ],
        submit: 'Read the file',
      },
      columns: [
        {
          name: 'name',
          needed: true,
          what: 'Full name; or two columns, first name and last name.',
        },
        {
          name: 'email',
          needed: true,
          what: 'Where the voting link is sent. May be empty: that member gets a letter to print.',
        },
        {
          name: 'member number',
          needed: false,
          what: 'Tells people of one name apart, and finds those who stand twice.',
        },
        {
          name: 'section',
          needed: several,
          what: several
            ? `One of: ${electorate.sections.map((s) => s.name).join(', ')}.`
            : 'Not needed: this roll has one section.',
        },
        ...(bodies.length === 0
          ? []
          : [
              {
                name: 'body',
                needed: false,
                what: `For members of a body that nominates or moves: ${bodies.map((b) => b.name).join(', ')}.`,
              },
            ]),
      ],
      sections: sectionsOf(electorate),
      ...given('error', error),
      sampleHref: `${base}/roll/${electorate.id}/sample.csv`,
    }),
  );
}
