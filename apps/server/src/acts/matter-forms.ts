/** Forms that begin and frame a matter: calling, tabling, the timetable, sizes, corrections. */
import { ok } from '@hustings/base';
import type {
  CandidateRef,
  ContestProcedure,
  MotionProcedure,
  Procedure,
} from '@hustings/rulebook';
import type { FieldView } from '@hustings/web';
import { localFromMoment, momentFromLocal } from '../words/moments.ts';
import { type ActForm, type Doing, fault, freshId, slug, text } from './act-form.ts';
import { findPerson, hasRoll, notFoundInWords } from './find-person.ts';

function procedureOf(doing: Doing): Procedure {
  const id = doing.place.procedure ?? doing.state.matters[doing.place.matter ?? '']?.procedure;
  const found = doing.book.procedures.find((p) => p.id === id);
  if (found === undefined) throw new Error('broken invariant: a form without its procedure');
  return found;
}

export const contestCalled: ActForm = {
  title: 'Start',
  done: 'The contest is on the record.',
  lead: ['Says on the record that an office is to be filled, and what set that going.'],
  submit: 'Start it',
  fields: (doing, sent) => {
    const procedure = procedureOf(doing) as ContestProcedure;
    const fields: FieldView[] = [];
    const trigger = text(sent, 'trigger');
    fields.push({
      kind: 'choice',
      name: 'trigger',
      label: 'What sets it going?',
      options: procedure.triggers.map((t, i) => ({
        value: t.id,
        text: t.name.charAt(0).toUpperCase() + t.name.slice(1),
        hint: triggerHint(t.office),
        checked: trigger === '' ? i === 0 : t.id === trigger,
      })),
    });
    if (procedure.offices.length > 1)
      fields.push({
        kind: 'choice',
        name: 'office',
        label: 'Which office?',
        options: procedure.offices.map((id, i) => ({
          value: id,
          text: doing.book.offices.find((o) => o.id === id)?.name ?? id,
          checked: i === 0,
        })),
      });
    fields.push(
      {
        kind: 'text',
        name: 'holder',
        label: 'Who holds the office now?',
        hint: 'Full name. Leave empty when it is vacant.',
        optional: true,
        value: text(sent, 'holder') || (knownHolder(doing, procedure)?.name ?? ''),
        max: 200,
      },
      {
        kind: 'long',
        name: 'because',
        label: 'Why is it called?',
        hint: 'One or two sentences for the record.',
        value: text(sent, 'because'),
        rows: 3,
        max: 2000,
      },
    );
    return fields;
  },
  read: (doing, sent) => {
    const procedure = procedureOf(doing) as ContestProcedure;
    const because = text(sent, 'because');
    if (because === '') return fault('because', 'Say why the contest is called.');
    const office = text(sent, 'office') || (procedure.offices[0] ?? '');
    const name = text(sent, 'holder');
    const trigger = procedure.triggers.find((t) => t.id === text(sent, 'trigger'));
    if (trigger === undefined) return fault('trigger', 'Choose what sets it going.');
    if (trigger.office === 'vacant' && name !== '')
      return fault(
        'holder',
        `You named a holder, ${name}. Leave this empty if the office is vacant, or choose another reason above.`,
      );
    if (trigger.office === 'held' && name === '')
      return fault('holder', 'Somebody must hold the office for this reason; say who.');
    const known = doing.state.holders[office];
    const holder: CandidateRef | undefined =
      name === '' ? undefined : known?.name === name ? known : { id: slug(name), name };
    return ok({
      act: {
        kind: 'contest-called',
        matter: freshId(procedure.id, doing.state.matters),
        procedure: procedure.id,
        trigger: trigger.id,
        office,
        ...(holder === undefined ? {} : { holder }),
        because,
      },
    });
  },
};

function triggerHint(office: 'held' | 'vacant' | 'either'): string {
  if (office === 'either') return 'Whether or not somebody holds the office.';
  return office === 'held' ? 'Somebody must hold the office.' : 'The office must be vacant.';
}

function knownHolder(doing: Doing, procedure: ContestProcedure): CandidateRef | undefined {
  return procedure.offices.map((id) => doing.state.holders[id]).find((h) => h != null) ?? undefined;
}

export const motionTabled: ActForm = {
  title: 'Table a motion',
  done: 'The motion is on the record.',
  lead: ['Puts a motion on the record with those who move it.'],
  submit: 'Table the motion',
  fields: (doing, sent) => {
    const { tabling, name } = procedureOf(doing) as MotionProcedure;
    return [
      {
        kind: 'long',
        name: 'text',
        label: 'The motion',
        hint: 'The words that will be voted on.',
        value: text(sent, 'text') || name,
        rows: 3,
        max: 2000,
      },
      {
        kind: 'long',
        name: 'movers',
        label: `Who moves it? At least ${tabling.movers}.`,
        hint: 'One person a line: member number, e-mail address or full name as on the imported roll. The record names them by pseudonyms.',
        value: text(sent, 'movers'),
        rows: 4,
        max: 20_000,
      },
    ];
  },
  read: async (doing, sent) => {
    const procedure = procedureOf(doing);
    const words = text(sent, 'text');
    if (words === '') return fault('text', 'Write the words of the motion.');
    if (!(await hasRoll(doing.db, doing.proceeding)))
      return fault(
        'movers',
        'No roll has been imported yet. Import it first: movers are looked up there.',
      );
    const movers: string[] = [];
    for (const line of text(sent, 'movers').split(/\r?\n/)) {
      if (line.trim() === '') continue;
      const found = await findPerson(doing.db, doing.proceeding, line);
      if (!found.ok) return fault('movers', notFoundInWords(line.trim(), found.error));
      movers.push(found.value.pseudonym);
    }
    return ok({
      act: {
        kind: 'motion-tabled',
        matter: freshId(procedure.id, doing.state.matters),
        procedure: procedure.id,
        text: words,
        movers,
      },
    });
  },
};

export const timetableSet: ActForm = {
  title: 'Set the timetable',
  done: 'The timetable is on the record.',
  lead: ['All times are read in the time zone of the rule book, which stands beside each.'],
  submit: 'Set the timetable',
  fields: (doing, sent) => {
    const { timetable } = procedureOf(doing);
    const { zone } = doing.book;
    const dates = doing.state.matters[doing.place.matter ?? '']?.dates ?? {};
    return [
      ...timetable.stages.map((stage): FieldView => {
        const at = dates[stage.id];
        return {
          kind: 'moment',
          name: `at-${stage.id}`,
          label: stage.name,
          hint: zone,
          optional: stage.optional,
          value: text(sent, `at-${stage.id}`) || suggested(doing, stage.id, at),
        };
      }),
      {
        kind: 'text',
        name: 'reason',
        label: 'Decided when, and why these dates?',
        hint: `For the record: ${doing.book.bodies.find((b) => b.id === timetable.setBy)?.inText ?? timetable.setBy} sets the timetable.`,
        value: text(sent, 'reason'),
        max: 1000,
      },
    ];
  },
  read: (doing, sent) => {
    const { timetable } = procedureOf(doing);
    const before = doing.state.matters[doing.place.matter ?? '']?.dates ?? {};
    const dates: Record<string, string> = {};
    for (const stage of timetable.stages) {
      const name = `at-${stage.id}`;
      const given = text(sent, name);
      if (given === '') {
        if (stage.optional) continue;
        return fault(name, `Say when: ${stage.name}.`);
      }
      const known = before[stage.id];
      // A date that was not touched stays to the millisecond, though the form shows minutes only.
      const isUntouched =
        known !== undefined && localFromMoment(known, doing.book.zone) === given.slice(0, 16);
      const read = isUntouched ? known : momentFromLocal(given, doing.book.zone);
      const at = read === undefined ? undefined : notJustPassed(read, doing.now);
      if (at === undefined) return fault(name, `“${given}” is not a date with a time of day.`);
      dates[stage.id] = at;
    }
    const reason = text(sent, 'reason');
    if (reason === '') return fault('reason', 'Say when and why this was decided.');
    return ok({
      act: {
        kind: 'timetable-set',
        matter: doing.place.matter ?? '',
        by: timetable.setBy,
        dates,
        reason,
      },
    });
  },
};

/** A form knows minutes only: the present one means now, a moment from now so that it has not passed. */
function notJustPassed(at: string, now: Date): string {
  const ago = now.getTime() - Date.parse(at);
  // A whole second: people read these times.
  const soon = Math.ceil((now.getTime() + 1000) / 1000) * 1000;
  return ago >= 0 && ago < 60_000 ? new Date(soon).toISOString() : at;
}

/** What is set, or a week for each stage from now on: something to start from. */
function suggested(doing: Doing, stage: string, set: string | undefined): string {
  const { zone } = doing.book;
  if (set !== undefined) return localFromMoment(set, zone);
  const { stages } = procedureOf(doing).timetable;
  const needed = stages.filter((s) => !s.optional);
  const place = needed.findIndex((s) => s.id === stage);
  const isSet = Object.keys(doing.state.matters[doing.place.matter ?? '']?.dates ?? {}).length > 0;
  if (place < 0 || isSet) return '';
  if (place === 0) return localFromMoment(doing.now.toISOString(), zone);
  const day = new Date(doing.now.getTime() + place * 7 * 86_400_000).toISOString();
  return `${localFromMoment(day, zone).slice(0, 10)}T12:00`;
}

export const bodySized: ActForm = {
  title: 'Record the size of a body',
  done: 'The size is on the record.',
  lead: ['A threshold that is a share needs a number that it is a share of.'],
  submit: 'Record the size',
  fields: (doing, sent) => [
    {
      kind: 'choice',
      name: 'body',
      label: 'Which body?',
      options: doing.book.bodies
        .filter((b) => b.member !== undefined)
        .map((b, i) => ({
          value: b.id,
          text: b.name,
          checked: (text(sent, 'body') || doing.place.about || (i === 0 ? b.id : '')) === b.id,
        })),
    },
    {
      kind: 'number',
      name: 'size',
      label: 'How many members has it?',
      value: text(sent, 'size'),
    },
    {
      kind: 'date',
      name: 'asOf',
      label: 'On which day?',
      value:
        text(sent, 'asOf') ||
        localFromMoment(doing.now.toISOString(), doing.book.zone).slice(0, 10),
    },
    {
      kind: 'text',
      name: 'source',
      label: 'Where is the number from?',
      value: text(sent, 'source'),
      max: 500,
    },
  ],
  read: (_doing, sent) => {
    const size = text(sent, 'size');
    if (!/^\d{1,9}$/.test(size)) return fault('size', 'Give a whole number.');
    const asOf = text(sent, 'asOf');
    if (!/^\d{4}-\d\d-\d\d$/.test(asOf)) return fault('asOf', 'Give a day.');
    const source = text(sent, 'source');
    if (source === '') return fault('source', 'Say where the number is from.');
    return ok({
      act: { kind: 'body-sized', body: text(sent, 'body'), size: Number(size), asOf, source },
    });
  },
};

export const correctionMade: ActForm = {
  title: 'Correct an earlier entry',
  done: 'The correction is on the record.',
  lead: [
    'Nothing on the record is ever changed: a correction is a further entry that says what was wrong.',
  ],
  submit: 'Record the correction',
  fields: (_doing, sent) => [
    { kind: 'number', name: 'of', label: 'Number of the entry', value: text(sent, 'of') },
    {
      kind: 'long',
      name: 'text',
      label: 'What should have stood there',
      value: text(sent, 'text'),
      rows: 3,
      max: 4000,
    },
  ],
  read: (_doing, sent) => {
    const of = text(sent, 'of');
    if (!/^\d{1,12}$/.test(of)) return fault('of', 'Give the number of the entry.');
    if (text(sent, 'text') === '') return fault('text', 'Say what should have stood there.');
    return ok({ act: { kind: 'correction-made', of: Number(of), text: text(sent, 'text') } });
  },
};

export const motionWithdrawn: ActForm = {
  title: 'Withdraw the motion',
  done: 'The motion is withdrawn.',
  lead: ['Takes the motion back, as its movers ask.'],
  submit: 'Withdraw the motion',
  warning:
    'A motion that is withdrawn cannot be put again under this entry; it would have to be tabled anew.',
  fields: () => [],
  read: (doing) => ok({ act: { kind: 'motion-withdrawn', matter: doing.place.matter ?? '' } }),
};
