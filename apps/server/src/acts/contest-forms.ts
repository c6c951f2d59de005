/** Forms of nominators, and of the officer who records what they hand in on paper. */
import { ok, type Result } from '@hustings/base';
import { type ContestProcedure, type ContestState, standings, tallies } from '@hustings/rulebook';
import type { FieldView } from '@hustings/web';
import { plainKey } from '../roll/columns.ts';
import {
  type ActForm,
  type Doing,
  type FormFault,
  fault,
  type Sent,
  slug,
  text,
} from './act-form.ts';
import { contestOf } from './contest-of.ts';
import { findPerson, notFoundInWords } from './find-person.ts';
import { gateLeaves } from './gate.ts';

/** The bodies whose members nominate at the gate that is open. */
export function nominatingBodies(
  procedure: ContestProcedure,
  contest: ContestState,
): readonly string[] {
  return [...new Set(gateLeaves(procedure, contest).map((leaf) => leaf.body))];
}

/** Bodies as a member of which this person may nominate here. */
function ownBodies(doing: Doing): readonly string[] {
  const { contest, procedure } = contestOf(doing);
  const bodies = nominatingBodies(procedure, contest);
  return doing.member === undefined
    ? bodies
    : bodies.filter((b) => doing.member?.membership.bodies.has(b));
}

const NEW = 'new';

export const nominationMade: ActForm = {
  title: 'Nominate',
  done: 'The nomination is on the record.',
  lead: ['A nomination is public: the record shows whom it is for, and its maker by a pseudonym.'],
  submit: 'Nominate',
  fields: (doing, sent) => {
    const { contest, procedure } = contestOf(doing);
    const others = Object.values(contest.candidates).filter((c) => !c.withdrew && !c.out);
    const chosen = text(sent, 'candidate');
    const fields: FieldView[] = [];
    if (others.length > 0)
      fields.push({
        kind: 'choice',
        name: 'candidate',
        label: 'Whom?',
        options: [
          ...others.map((c) => ({ value: c.id, text: c.name, checked: chosen === c.id })),
          { value: NEW, text: 'Somebody else', checked: chosen === NEW },
        ],
      });
    else fields.push({ kind: 'hidden', name: 'candidate', value: NEW });
    fields.push({
      kind: 'text',
      name: 'name',
      label: others.length > 0 ? 'Somebody else: full name' : 'Full name of the candidate',
      hint: 'As it shall stand on the ballot paper.',
      optional: others.length > 0,
      value: text(sent, 'name'),
      max: 200,
    });
    fields.push({
      kind: 'check',
      name: 'outsider',
      label: 'This person is not on the roll',
      value: 'yes',
      optional: true,
      checked: text(sent, 'outsider') !== '',
    });
    const bodies = ownBodies(doing);
    if (bodies.length > 1)
      fields.push({
        kind: 'choice',
        name: 'body',
        label:
          doing.member === undefined
            ? 'The nominator is a member of'
            : 'You nominate as a member of',
        options: bodies.map((id, i) => ({
          value: id,
          text: doing.book.bodies.find((b) => b.id === id)?.name ?? id,
          checked: text(sent, 'body') === '' ? i === 0 : text(sent, 'body') === id,
        })),
      });
    else fields.push({ kind: 'hidden', name: 'body', value: bodies[0] ?? '' });
    if (doing.member === undefined)
      fields.push({
        kind: 'text',
        name: 'nominator',
        label: 'Who nominates?',
        hint: `Member number, e-mail address or full name as on the imported roll. ${perNominator(procedure)}`,
        value: text(sent, 'nominator'),
        max: 254,
      });
    return fields;
  },
  read: async (doing, sent) => {
    const { contest, procedure } = contestOf(doing);
    const who = await nominatorOf(doing, sent);
    if (!who.ok) return who;
    const candidate = await candidateOf(doing, contest, sent);
    if (!candidate.ok) return candidate;
    const { id, name, person } = candidate.value;
    const { selfNomination } = procedure.nomination;
    // The record knows nominators by pseudonyms only, so this rule is kept here.
    if (person !== undefined && person === who.value.person && !selfNomination.allowed)
      return fault('name', 'Under the rules nobody nominates themselves.');
    const body = text(sent, 'body');
    if (!ownBodies(doing).includes(body))
      return fault('body', 'Only members of the nominating body may nominate here.');
    return ok({
      act: {
        kind: 'nomination-made',
        matter: contest.id,
        candidate: id,
        name,
        nominator: who.value.pseudonym,
        body,
      },
      ...(person === undefined ? {} : { candidacy: { candidate: id, person } }),
    });
  },
};

function perNominator(procedure: ContestProcedure): string {
  const most = procedure.nomination.perNominator?.most;
  return most === undefined ? '' : `Each may nominate ${most === 1 ? 'one' : most}.`;
}

async function nominatorOf(
  doing: Doing,
  sent: Sent,
): Promise<Result<{ readonly person: string; readonly pseudonym: string }, FormFault>> {
  const { member } = doing;
  if (member !== undefined)
    return ok({ person: member.person, pseudonym: member.membership.pseudonym });
  const asked = text(sent, 'nominator');
  if (asked === '') return fault('nominator', 'Say who nominates.');
  const found = await findPerson(doing.db, doing.proceeding, asked);
  return found.ok ? ok(found.value) : fault('nominator', notFoundInWords(asked, found.error));
}

interface NamedCandidate {
  readonly id: string;
  readonly name: string;
  readonly person?: string;
}

async function candidateOf(
  doing: Doing,
  contest: ContestState,
  sent: Sent,
): Promise<Result<NamedCandidate, FormFault>> {
  const chosen = text(sent, 'candidate');
  const typed = text(sent, 'name').normalize('NFC').replace(/\s+/gu, ' ');
  const all = Object.values(contest.candidates);
  const picked = all.find((c) => c.id === chosen);
  if (chosen !== NEW && picked === undefined) return fault('candidate', 'Choose a candidate.');
  if (picked === undefined && typed.length < 2) return fault('name', 'Write the full name.');
  if (picked === undefined && /\p{Cc}/u.test(typed))
    return fault('name', 'Write the name on one line.');
  const key = plainKey(picked?.name ?? typed);
  const known =
    picked ??
    all.find((c) => plainKey(c.name) === key) ??
    (contest.holder !== undefined && plainKey(contest.holder.name) === key
      ? contest.holder
      : undefined);
  if (known !== undefined) {
    const person = await personOf(doing, known.id, known.name);
    return ok({ id: known.id, name: known.name, ...(person === undefined ? {} : { person }) });
  }
  const found = await findPerson(doing.db, doing.proceeding, typed);
  if (!found.ok && found.error === 'nobody' && text(sent, 'outsider') === '')
    return fault(
      'name',
      `Nobody called “${typed}” is on the roll. Check the spelling; if the person is not on the roll, tick the box below.`,
    );
  // The roll's spelling, so that the first nominator's slip does not come on the ballot paper.
  const name = found.ok ? found.value.name : typed;
  const id = unusedId(slug(name), contest);
  return ok({ id, name, ...(found.ok ? { person: found.value.person } : {}) });
}

function unusedId(wanted: string, contest: ContestState): string {
  const isTaken = (id: string): boolean =>
    Object.hasOwn(contest.candidates, id) || contest.holder?.id === id;
  if (!isTaken(wanted)) return wanted;
  for (let n = 2; ; n++) if (!isTaken(`${wanted}-${n}`)) return `${wanted}-${n}`;
}

/** The person behind a candidate: known from before, or the only one of that name on the roll. */
async function personOf(
  doing: Doing,
  candidate: string,
  name: string,
): Promise<string | undefined> {
  const known = await doing.db
    .selectFrom('candidacies')
    .select('person')
    .where('proceeding', '=', doing.proceeding)
    .where('candidate', '=', candidate)
    .executeTakeFirst();
  if (known !== undefined) return known.person;
  const found = await findPerson(doing.db, doing.proceeding, name);
  return found.ok ? found.value.person : undefined;
}

/** Whom a nominator nominates at present, from the entries. */
function nominatedBy(doing: Doing, nominator: string): ReadonlySet<string> {
  const live = new Set<string>();
  for (const { act } of doing.entries) {
    if (
      act.kind === 'nomination-made' &&
      act.nominator === nominator &&
      act.matter === doing.place.matter
    )
      live.add(act.candidate);
    if (
      act.kind === 'nomination-withdrawn' &&
      act.nominator === nominator &&
      act.matter === doing.place.matter
    )
      live.delete(act.candidate);
  }
  return live;
}

export const nominationWithdrawn: ActForm = {
  title: 'Take a nomination back',
  done: 'The nomination has been taken back.',
  lead: ['The record keeps both the nomination and its withdrawal.'],
  submit: 'Take it back',
  fields: (doing, sent) => {
    const { contest } = contestOf(doing);
    const mine = doing.member && nominatedBy(doing, doing.member.membership.pseudonym);
    const fields: FieldView[] = [
      {
        kind: 'choice',
        name: 'candidate',
        label: 'Whose nomination?',
        options: Object.values(contest.candidates)
          .filter((c) => !c.withdrew && Object.values(c.nominations).some((n) => n > 0))
          .filter((c) => mine === undefined || mine.has(c.id))
          .map((c) => ({
            value: c.id,
            text: c.name,
            checked: text(sent, 'candidate') === c.id || mine?.size === 1,
          })),
      },
    ];
    if (doing.member === undefined)
      fields.push({
        kind: 'text',
        name: 'nominator',
        label: 'Who had nominated?',
        hint: 'Member number, e-mail address or full name as on the imported roll.',
        value: text(sent, 'nominator'),
        max: 254,
      });
    return fields;
  },
  read: async (doing, sent) => {
    const { contest } = contestOf(doing);
    const who = await nominatorOf(doing, sent);
    if (!who.ok) return who;
    const candidate = text(sent, 'candidate');
    if (!Object.hasOwn(contest.candidates, candidate))
      return fault('candidate', 'Choose a candidate.');
    return ok({
      act: {
        kind: 'nomination-withdrawn',
        matter: contest.id,
        candidate,
        nominator: who.value.pseudonym,
      },
    });
  },
};

export const nominationsOpened: ActForm = {
  title: 'Open nominations',
  done: 'Nominations are open.',
  lead: ['From now on nominations are taken.'],
  submit: 'Open nominations',
  fields: () => [],
  read: (doing) => ok({ act: { kind: 'nominations-opened', matter: doing.place.matter ?? '' } }),
};

export const nominationsClosed: ActForm = {
  title: 'Close nominations',
  done: 'Nominations are closed.',
  lead: ['Puts on the record who has enough nominations and who has not, as the entries give it.'],
  submit: 'Close nominations',
  facts: (doing) =>
    standings(doing.state, doing.place.matter ?? '').map((s) => ({
      term: s.name,
      value: `${s.validated ? 'On the ballot' : 'Not on the ballot'}. ${s.reason}`,
    })),
  fields: () => [],
  read: (doing) => {
    const matter = doing.place.matter ?? '';
    return ok({
      act: { kind: 'nominations-closed', matter, tallies: tallies(doing.state, matter) },
    });
  },
};
