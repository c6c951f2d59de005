/**
 * Entries from foreign records: every field checked, none unknown. What is read here is well formed;
 * whether it is allowed is the referee's business.
 */
import { ok, type Result } from '@hustings/base';
import type { MarkGroup, PaperForm } from '@hustings/count';
import type {
  Act,
  Actor,
  BlobRef,
  CandidateRef,
  Entry,
  Keyholder,
  Manifest,
  Outcome,
  RollSection,
  RulingEffect,
  SectionFigures,
  Tally,
} from './acts.ts';
import { ACTS, type Breach, breach } from './breach.ts';
import {
  faultsOf,
  flag,
  list,
  map,
  object,
  oneOf,
  optional,
  type Shape,
  text,
  textOf,
  variant,
  whole,
} from './shape.ts';
import { ballotReport, reportActs, supportActs } from './shapes/acts.ts';
import { DATE, DECIMAL, EXACT, HEX, HEX_32, ID, POOL, PSEUDONYM, TIME } from './text-forms.ts';

const id = textOf(ID);
const pseudonym = textOf(PSEUDONYM);
/** Where every section is small, one pool holds them all: as long as an entry may be. */
const pool = textOf(POOL, 65_535);
const hex32 = textOf(HEX_32);
const time = textOf(TIME);
const date = textOf(DATE);
const line = text(400);
const prose = text();
const figure = whole(0);
const upTo255 = whole(1, 255);
/** As many as can make a key together (spec/keys.md). */
const MOST_TRUSTEES = 100;

const candidate: Shape<CandidateRef> = object({ id, name: line });
const blob: Shape<BlobRef> = object({ sha256: hex32, size: figure });
const keyholder: Shape<Keyholder> = object({ id: pseudonym, name: line, key: hex32 });
const rollSection: Shape<RollSection> = object({ id, size: figure, root: hex32 });
const mode: Shape<'simple' | 'separated'> = oneOf('simple', 'separated');
const book = object<Manifest['book']>({ id, version: line, hash: hex32 });

const form: Shape<PaperForm> = variant<PaperForm>({
  ranked: { candidates: upTo255, most: upTo255, least: optional(upTo255) },
  choice: { candidates: upTo255 },
  motion: { abstain: flag },
  marks: {
    candidates: upTo255,
    most: upTo255,
    least: optional(upTo255),
    groups: optional(
      list(
        object<MarkGroup>({
          name: line,
          members: list(upTo255, 0, 255),
          least: optional(whole(0, 255)),
          most: optional(whole(0, 255)),
        }),
        1,
        10,
      ),
    ),
  },
  scores: { candidates: upTo255, highest: whole(1, 100) },
});

const manifest: Shape<Manifest> = object({
  format: oneOf('hustings/manifest/1'),
  proceeding: id,
  organisation: line,
  book,
  matter: id,
  poll: id,
  ballot: optional(id),
  question: prose,
  form,
  options: list(candidate, 1, 255),
  proposed: optional(list(candidate, 1, 255)),
  roll: object<Manifest['roll']>({ id, sections: list(rollSection, 1, 10_000) }),
  pools: list(object<Manifest['pools'][number]>({ id, sections: list(id, 1, 10_000) }), 1, 10_000),
  leastPool: figure,
  revote: oneOf('last-counts', 'first-stands'),
  secondDevice: optional(oneOf('offered')),
  mode,
  threshold: whole(1, MOST_TRUSTEES),
  trustees: list(
    object<Manifest['trustees'][number]>({ id: pseudonym, name: line, key: hex32, share: hex32 }),
    1,
    MOST_TRUSTEES,
  ),
  mixers: list(keyholder, 0, 255),
  key: hex32,
  opens: time,
  closes: time,
});

const tally: Shape<Tally> = object({
  candidate: id,
  nominations: figure,
  validated: flag,
  reason: prose,
});

const effect: Shape<RulingEffect> = variant<RulingEffect>({
  none: {},
  'candidate-automatic': { candidate: id, name: line },
  'candidate-excluded': { candidate: id },
  'candidate-approved': { candidate: id },
  'freeze-date': { section: id, date },
  'elector-excluded': { section: id, elector: pseudonym },
  'dates-open': {},
  'nominations-reopened': {},
  'ballot-again': {},
  'result-void': {},
  'matter-abandoned': {},
  'immunity-lifted': { procedure: id },
});

type Elected = Extract<Outcome, { readonly kind: 'elected' }>;
const share = object<Elected['final'][number]>({
  candidate: id,
  votes: figure,
  percent: textOf(DECIMAL),
  exact: optional(textOf(EXACT)),
});
// Sections merged for secrecy are one line of the result, under the pool's name.
const sectionFigures: Shape<SectionFigures> = object({
  section: pool,
  electorate: figure,
  cast: figure,
  valid: figure,
  spoilt: figure,
});

const outcome: Shape<Outcome> = variant<Outcome>({
  motion: {
    carried: flag,
    for: figure,
    against: figure,
    abstained: figure,
    spoilt: figure,
    electorate: figure,
    turnout: textOf(DECIMAL),
    effect: prose,
  },
  elected: {
    elected: list(candidate, 0, 255),
    firstPreferences: list(share, 0, 255),
    final: list(share, 0, 255),
    sections: list(sectionFigures, 0, 10_000),
    bySection: list(
      object<Elected['bySection'][number]>({ section: pool, votes: map(ID, figure) }),
      0,
      10_000,
    ),
    electorate: figure,
    valid: figure,
    spoilt: figure,
    turnout: textOf(DECIMAL),
    margin: whole(Number.MIN_SAFE_INTEGER),
    marginExact: optional(textOf(EXACT)),
  },
  uncontested: { elected: list(candidate, 0, 255) },
});

type Kind<K extends Act['kind']> = Extract<Act, { readonly kind: K }>;

export const actShape: Shape<Act> = variant<Act>({
  'proceeding-opened': {
    proceeding: id,
    organisation: line,
    title: line,
    book,
    mode,
    logKey: line,
    officerKey: hex32,
    notes: list(prose, 0, 100),
  },
  'motion-tabled': { matter: id, procedure: id, text: prose, movers: list(pseudonym, 1, 10_000) },
  'motion-withdrawn': { matter: id },
  'contest-called': {
    matter: id,
    procedure: id,
    trigger: id,
    office: id,
    holder: optional(candidate),
    because: prose,
  },
  'body-sized': { body: id, size: whole(1), asOf: date, source: prose },
  'timetable-set': { matter: id, by: id, dates: map(ID, time), reason: prose },
  'ruling-made': {
    ruling: id,
    matter: optional(id),
    body: id,
    question: id,
    decision: prose,
    vote: optional(
      object<NonNullable<Kind<'ruling-made'>['vote']>>({
        for: figure,
        against: figure,
        abstained: figure,
      }),
    ),
    reason: prose,
    basis: prose,
    effect,
    overturns: optional(id),
    objection: optional(id),
  },
  'nominations-opened': { matter: id },
  'nomination-made': {
    matter: id,
    candidate: id,
    name: line,
    nominator: pseudonym,
    body: id,
    areas: optional(map(ID, id)),
  },
  'nomination-withdrawn': { matter: id, candidate: id, nominator: pseudonym },
  'candidate-consented': { matter: id, candidate: id },
  'candidate-withdrew': { matter: id, candidate: id },
  'statement-filed': { matter: id, candidate: id, text: prose },
  'nominations-closed': { matter: id, tallies: list(tally) },
  'roll-frozen': {
    roll: id,
    electorate: id,
    sections: list(rollSection, 1, 10_000),
    excluded: list(
      object<Kind<'roll-frozen'>['excluded'][number]>({ section: id, reason: line, count: figure }),
    ),
    credentials: blob,
    qualifiedBy: optional(map(ID, date)),
    persons: optional(figure),
  },
  'contacts-changed': { roll: id, changed: whole(1), total: whole(1) },
  'ceremony-opened': {
    poll: id,
    threshold: whole(1, MOST_TRUSTEES),
    trustees: list(keyholder, 1, MOST_TRUSTEES),
    mixers: list(keyholder, 0, 255),
  },
  'key-pledged': { poll: id, trustee: pseudonym, hash: textOf(HEX) },
  'key-dealt': { poll: id, trustee: pseudonym, deal: blob },
  'key-shares-sent': { poll: id, trustee: pseudonym, shares: blob },
  'key-accepted': { poll: id, trustee: pseudonym },
  'key-complained': { poll: id, trustee: pseudonym, against: pseudonym, evidence: blob },
  'poll-prepared': { poll: id, matter: id, manifest },
  'poll-opened': { poll: id },
  'poll-extended': { poll: id, until: time, reason: prose },
  'poll-closed': {
    poll: id,
    cast: figure,
    counting: figure,
    pools: list(
      object<Kind<'poll-closed'>['pools'][number]>({
        id: pool,
        sections: list(id, 1, 10_000),
        counting: figure,
      }),
      1,
      10_000,
    ),
  },
  'pool-mixed': {
    poll: id,
    pool,
    mixer: pseudonym,
    step: whole(1, 255),
    ballots: blob,
    proof: blob,
  },
  'share-published': { poll: id, pool, trustee: pseudonym, shares: blob },
  'coin-shared': { poll: id, trustee: pseudonym, share: hex32, proof: textOf(HEX, 4_000) },
  'pool-opened': {
    poll: id,
    pool,
    papers: blob,
    valid: figure,
    spoilt: list(
      object<Kind<'pool-opened'>['spoilt'][number]>({ reason: id, count: whole(1) }),
      0,
      100,
    ),
  },
  'poll-counted': {
    poll: id,
    rule: id,
    elected: list(id, 0, 255),
    transcript: blob,
    figures: optional(ballotReport),
  },
  'result-declared': {
    matter: id,
    poll: optional(id),
    standing: optional(oneOf('provisional')),
    outcome,
    text: prose,
  },
  'office-assumed': { office: id, holder: candidate, matter: id },
  'correction-made': { of: figure, text: prose },
  ...supportActs,
  ...reportActs,
});

const actor: Shape<Actor> = object({
  role: oneOf('officer', 'mover', 'nominator', 'candidate', 'trustee', 'mixer', 'system'),
  id: pseudonym,
});

const entryShape: Shape<Entry> = object({ seq: figure, at: time, by: actor, act: actShape });

/** Total: any JSON gives an act or the first thing that is wrong with it. */
export function readAct(value: unknown): Result<Act, Breach> {
  return read(actShape, value, 'act');
}

/** The same for an entry, without its signature. */
export function readEntry(value: unknown): Result<Entry, Breach> {
  return read(entryShape, value, 'entry');
}

function read<T>(shape: Shape<T>, value: unknown, what: string): Result<T, Breach> {
  const [fault] = faultsOf(shape, value);
  if (fault === undefined) return ok(value as T);
  const place = fault.pointer === '' ? `The ${what}` : `The ${what}, at ${fault.pointer}`;
  return breach('act/malformed', ACTS, `${place}: ${fault.message}`);
}
