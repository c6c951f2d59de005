/**
 * A practice poll of its own for every visitor: a society of twelve that nobody is a member of. Eleven
 * papers are filled in at random and cast by this server, so that the visitor's hides among them; the
 * twelfth code is the visitor's. Everything else is as in a real contest, by the same rule book.
 */
import { credentialsFromCodes, newCode, type SealJob, sealBallots } from '@hustings/ballot';
import { assert, ok, type Result, utf8 } from '@hustings/base';
import { type Paper, type PaperForm, writePaper } from '@hustings/count';
import {
  ballotPollOf,
  type Conduct,
  freezeRoll,
  newBlob,
  OFFICER,
  openProceeding,
  type Refusal,
  refOf,
} from '@hustings/record';
import { practiceBook, shuffled } from '@hustings/replay';
import type { Group } from '@hustings/ristretto';
import { type Act, type Actor, POLL_CLOSES, tallies } from '@hustings/rulebook';
import type { Desk } from '../desk/desk.ts';
import type { DeskRoom } from '../desk/desk-room.ts';
import { makeKeyAndPaper } from '../polls/prepare-poll.ts';
import { newPracticeId } from './practice-id.ts';

export interface PracticeSetup {
  readonly desks: DeskRoom;
  readonly group: Group;
  readonly random: (length: number) => Uint8Array;
  readonly now: () => Date;
}

export interface StartedPractice {
  readonly proceeding: string;
  readonly poll: string;
  /** The visitor's voting code. */
  readonly code: string;
}

export const SOCIETY = 'The Harbour Swimming Society';
export const ROLL_SIZE = 12;
export const VISITOR_CODE = 'visitor-code';
const TITLE = 'Practice: who shall be chair?';
const OPEN_HOURS = 24;

const CANDIDATES: readonly { readonly id: string; readonly name: string }[] = [
  { id: 'ada-quill', name: 'Ada Quill' },
  { id: 'benedict-marsh', name: 'Benedict Marsh' },
  { id: 'carys-penhale', name: 'Carys Penhale' },
  { id: 'dilip-rao', name: 'Dilip Rao' },
];

/** Kinds of paper, and the procedure of the practice book by which each is counted. */
export const PRACTICE_PAPERS = {
  ranked: 'practice',
  marks: 'practice-marks',
  scores: 'practice-scores',
} as const;
export type PracticePaper = keyof typeof PRACTICE_PAPERS;

const MATTER = 'practice-1';
const POLL = 'chair';
const ROLL = 'members';

export async function startPractice(
  setup: PracticeSetup,
  visitor: string,
  paper: PracticePaper = 'ranked',
): Promise<Result<StartedPractice, Refusal>> {
  const { desks, random } = setup;
  const id = newPracticeId(random);
  const code = newCode(random);
  const keys = desks.drawKeys(id);
  keys.keep(VISITOR_CODE, utf8(code));
  const desk = await desks.create({
    id,
    kind: 'practice',
    title: TITLE,
    organisation: SOCIETY,
    book: practiceBook,
    visitor,
    keys,
  });
  const done = await desk.atomically(
    (conduct) => build(setup, desk, conduct, code, paper),
    (trx) => desk.keys.save(trx),
  );
  return done.ok ? ok({ proceeding: id, poll: POLL, code }) : done;
}

async function build(
  setup: PracticeSetup,
  desk: Desk,
  living: Conduct,
  visitorCode: string,
  kind: PracticePaper,
): Promise<Result<void, Refusal>> {
  // The whole story happens in one instant: stages of a timetable may fall together.
  const at = living.now();
  const conduct: Conduct = { ...living, now: () => at };
  const { recorder } = conduct;
  const opened = await openProceeding(conduct, {
    organisation: SOCIETY,
    title: TITLE,
    mode: 'simple',
    logKey: desk.keys.logSigner,
    officerKey: desk.keys.officerKey,
    notes: [
      'This is a practice poll: the society, its members and its candidates are invented.',
      `The roll has ${ROLL_SIZE} codes: one is the visitor's, the papers of the other ${ROLL_SIZE - 1} were filled in at random by this server.`,
    ],
  });
  if (!opened.ok) return opened;
  for (const [by, act] of storyUpToNominations(at, PRACTICE_PAPERS[kind])) {
    const taken = await recorder.take(act, by, at);
    if (!taken.ok) return taken;
  }
  const closed = await recorder.take(
    { kind: 'nominations-closed', matter: MATTER, tallies: tallies(recorder.state, MATTER) },
    OFFICER,
    at,
  );
  if (!closed.ok) return closed;
  const codes = [
    visitorCode,
    ...Array.from({ length: ROLL_SIZE - 1 }, () => newCode(setup.random)),
  ];
  const credentials = await credentialsFromCodes(setup.group, codes, {
    organisation: SOCIETY,
    roll: ROLL,
  });
  const frozen = freezeRoll([{ id: 'members', credentials: credentials.map((c) => c.public) }]);
  if (!frozen.ok) return frozen;
  const blob = newBlob(frozen.value.blob);
  const rolled = await recorder.take(
    {
      kind: 'roll-frozen',
      roll: ROLL,
      electorate: 'all-members',
      sections: frozen.value.sections,
      excluded: [],
      credentials: refOf(blob),
    },
    OFFICER,
    at,
    [blob],
  );
  if (!rolled.ok) return rolled;
  const paper = await makeKeyAndPaper(desk, conduct, { poll: POLL, matter: MATTER, roll: ROLL });
  if (!paper.ok) return paper;
  const begun = await recorder.take({ kind: 'poll-opened', poll: POLL }, OFFICER, at);
  if (!begun.ok) return begun;
  return castOthers(setup, conduct, credentials.slice(1));
}

function storyUpToNominations(at: string, procedure: string): readonly (readonly [Actor, Act])[] {
  const closes = new Date(Date.parse(at) + OPEN_HOURS * 3_600_000).toISOString();
  const matter = MATTER;
  const story: (readonly [Actor, Act])[] = [
    [
      OFFICER,
      {
        kind: 'contest-called',
        matter,
        procedure,
        trigger: 'asked-for',
        office: 'chair',
        because: 'A visitor asked for a practice poll.',
      },
    ],
    [
      OFFICER,
      {
        kind: 'timetable-set',
        matter,
        by: 'organiser',
        dates: {
          'nominations-open': at,
          'nominations-close': at,
          'poll-opens': at,
          [POLL_CLOSES]: closes,
        },
        reason: 'A practice poll opens at once.',
      },
    ],
    [OFFICER, { kind: 'nominations-opened', matter }],
  ];
  let member = 0;
  for (const { id: candidate, name } of CANDIDATES) {
    const nominator = `member-${String(++member).padStart(2, '0')}`;
    story.push([
      { role: 'nominator', id: nominator },
      { kind: 'nomination-made', matter, candidate, name, nominator, body: 'members' },
    ]);
  }
  for (const { id: candidate } of CANDIDATES)
    story.push([
      { role: 'candidate', id: candidate },
      { kind: 'candidate-consented', matter, candidate },
    ]);
  return story;
}

async function castOthers(
  { group, random }: PracticeSetup,
  { recorder, now }: Conduct,
  credentials: readonly SealJob['credential'][],
): Promise<Result<void, Refusal>> {
  const manifest = recorder.docket.poll(POLL)?.prepared?.act.manifest;
  assert(manifest !== undefined, 'the practice poll is prepared');
  const pool = manifest.pools[0]?.id ?? '';
  const jobs = credentials.map((credential): SealJob => {
    const paper = randomPaper(manifest.form, manifest.options.length, random);
    return { plaintext: writePaper(manifest.form, paper), pool, credential };
  });
  const sealed = await sealBallots(group, ballotPollOf(manifest), jobs, random);
  const taken = await recorder.takeBallots(
    POLL,
    sealed.map((s) => s.bytes),
    now(),
  );
  for (const one of taken) if (!one.ok) return one;
  return ok(undefined);
}

/** A paper that counts, filled in without a thought. */
function randomPaper(form: PaperForm, options: number, random: PracticeSetup['random']): Paper {
  const below = (n: number): number => (random(1)[0] ?? 0) % n;
  const all = Array.from({ length: options }, (_, i) => i);
  const some = shuffled(all, random).slice(0, 1 + below(options));
  if (form.kind !== 'scores') return some;
  return all.map((option) => (some.includes(option) ? 1 + below(form.highest) : 0));
}
