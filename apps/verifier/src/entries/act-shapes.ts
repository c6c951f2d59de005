/** What each act says (spec/act-fields.md), and which roles take it (spec/acts.md). */
import {
  bool,
  byKind,
  count,
  date,
  decimal,
  exact,
  hex,
  hex32,
  id,
  integer,
  line,
  oneOf,
  poolId,
  positive,
  pseudonym,
  type Shape,
  table,
  text,
  time,
} from './shape.ts';
import { report, supportShape } from './support-shapes.ts';

const blob: Shape = { sha256: hex32, size: count };
const candidate: Shape = { id, name: line };
const holder: Shape = { id: pseudonym, name: line, key: hex32 };
const section: Shape = { id, size: count, root: hex32 };
const lines: Shape = [{ candidate: id, votes: count, percent: decimal, 'exact?': exact }];

/** 1 to 255. */
const small = (v: unknown): boolean => positive(v) && (v as number) <= 255;

const form = byKind({
  ranked: { candidates: small, most: small, 'least?': small },
  choice: { candidates: small },
  motion: { abstain: bool },
  marks: {
    candidates: small,
    most: small,
    'least?': small,
    'groups?': [{ name: line, members: [small], 'least?': count, 'most?': count }],
  },
  scores: { candidates: small, highest: (v: unknown) => small(v) && (v as number) <= 100 },
});

const manifest: Shape = {
  format: oneOf('hustings/manifest/1'),
  proceeding: id,
  organisation: line,
  book: { id, version: line, hash: hex32 },
  matter: id,
  poll: id,
  'ballot?': id,
  question: text,
  form,
  options: [candidate],
  'proposed?': [candidate],
  roll: { id, sections: [section] },
  pools: [{ id, sections: [id] }],
  leastPool: count,
  revote: oneOf('last-counts', 'first-stands'),
  'secondDevice?': oneOf('offered'),
  mode: oneOf('simple', 'separated'),
  threshold: positive,
  trustees: [{ ...(holder as object), share: hex32 }],
  mixers: [holder],
  key: hex32,
  opens: time,
  closes: time,
};

const outcome = byKind({
  motion: {
    carried: bool,
    for: count,
    against: count,
    abstained: count,
    spoilt: count,
    electorate: count,
    turnout: decimal,
    effect: text,
  },
  elected: {
    elected: [candidate],
    firstPreferences: lines,
    final: lines,
    sections: [{ section: poolId, electorate: count, cast: count, valid: count, spoilt: count }],
    bySection: [{ section: poolId, votes: table(id, count) }],
    electorate: count,
    valid: count,
    spoilt: count,
    turnout: decimal,
    margin: integer,
    'marginExact?': exact,
  },
  uncontested: { elected: [candidate] },
});

const effect = byKind({
  none: {},
  'dates-open': {},
  'nominations-reopened': {},
  'ballot-again': {},
  'result-void': {},
  'matter-abandoned': {},
  'candidate-automatic': { candidate: id, name: line },
  'candidate-excluded': { candidate: id },
  'candidate-approved': { candidate: id },
  'freeze-date': { section: id, date },
  'elector-excluded': { section: id, elector: pseudonym },
  'immunity-lifted': { procedure: id },
});

type Members = Readonly<Record<string, Shape>>;

/** The acts that proofs and polls rest on; for the others see `support-shapes.ts`. */
const SHAPES: Readonly<Record<string, { readonly by: string; readonly shape: Members }>> = {
  'proceeding-opened': {
    by: 'officer',
    shape: {
      proceeding: id,
      organisation: line,
      title: line,
      book: { id, version: line, hash: hex32 },
      mode: oneOf('simple', 'separated'),
      logKey: line,
      officerKey: hex32,
      notes: [text],
    },
  },
  'body-sized': { by: 'officer', shape: { body: id, size: positive, asOf: date, source: text } },
  'correction-made': { by: 'officer', shape: { of: count, text } },
  'roll-frozen': {
    by: 'officer',
    shape: {
      roll: id,
      electorate: id,
      sections: [section],
      excluded: [{ section: id, reason: line, count }],
      credentials: blob,
      'qualifiedBy?': table(id, date),
      'persons?': count,
    },
  },
  'ruling-made': {
    by: 'officer',
    shape: {
      ruling: id,
      'matter?': id,
      body: id,
      question: id,
      decision: text,
      'vote?': { for: count, against: count, abstained: count },
      reason: text,
      basis: text,
      effect,
      'overturns?': id,
      'objection?': id,
    },
  },
  'motion-tabled': {
    by: 'mover officer',
    shape: { matter: id, procedure: id, text, movers: [pseudonym] },
  },
  'motion-withdrawn': { by: 'mover officer', shape: { matter: id } },
  'contest-called': {
    by: 'officer',
    shape: {
      matter: id,
      procedure: id,
      trigger: id,
      office: id,
      'holder?': candidate,
      because: text,
    },
  },
  'timetable-set': {
    by: 'officer',
    shape: { matter: id, by: id, dates: table(id, time), reason: text },
  },
  'nominations-opened': { by: 'officer system', shape: { matter: id } },
  'nomination-made': {
    by: 'nominator officer',
    shape: {
      matter: id,
      candidate: id,
      name: line,
      nominator: pseudonym,
      body: id,
      'areas?': table(id, id),
    },
  },
  'nomination-withdrawn': {
    by: 'nominator officer',
    shape: { matter: id, candidate: id, nominator: pseudonym },
  },
  'candidate-consented': { by: 'candidate officer', shape: { matter: id, candidate: id } },
  'candidate-withdrew': { by: 'candidate officer', shape: { matter: id, candidate: id } },
  'statement-filed': { by: 'candidate officer', shape: { matter: id, candidate: id, text } },
  'nominations-closed': {
    by: 'officer system',
    shape: {
      matter: id,
      tallies: [{ candidate: id, nominations: count, validated: bool, reason: text }],
    },
  },
  'ceremony-opened': {
    by: 'officer',
    shape: { poll: id, threshold: positive, trustees: [holder], mixers: [holder] },
  },
  'key-pledged': { by: 'trustee', shape: { poll: id, trustee: pseudonym, hash: hex } },
  'key-dealt': { by: 'trustee', shape: { poll: id, trustee: pseudonym, deal: blob } },
  'key-shares-sent': { by: 'trustee', shape: { poll: id, trustee: pseudonym, shares: blob } },
  'key-accepted': { by: 'trustee', shape: { poll: id, trustee: pseudonym } },
  'key-complained': {
    by: 'trustee',
    shape: { poll: id, trustee: pseudonym, against: pseudonym, evidence: blob },
  },
  'poll-prepared': { by: 'officer', shape: { poll: id, matter: id, manifest } },
  'poll-opened': { by: 'officer system', shape: { poll: id } },
  'poll-extended': { by: 'officer', shape: { poll: id, until: time, reason: text } },
  'poll-closed': {
    by: 'officer system',
    shape: {
      poll: id,
      cast: count,
      counting: count,
      pools: [{ id: poolId, sections: [id], counting: count }],
    },
  },
  'pool-mixed': {
    by: 'mixer',
    shape: { poll: id, pool: poolId, mixer: pseudonym, step: positive, ballots: blob, proof: blob },
  },
  'share-published': {
    by: 'trustee',
    shape: { poll: id, pool: poolId, trustee: pseudonym, shares: blob },
  },
  'coin-shared': {
    by: 'trustee',
    shape: { poll: id, trustee: pseudonym, share: hex32, proof: hex },
  },
  'pool-opened': {
    by: 'officer system',
    shape: {
      poll: id,
      pool: poolId,
      papers: blob,
      valid: count,
      spoilt: [{ reason: id, count: positive }],
    },
  },
  'poll-counted': {
    by: 'officer system',
    shape: { poll: id, rule: id, elected: [id], transcript: blob, 'figures?': report },
  },
  'result-declared': {
    by: 'officer',
    shape: {
      matter: id,
      'poll?': id,
      'standing?': oneOf('provisional'),
      outcome,
      text,
    },
  },
  'office-assumed': { by: 'officer', shape: { office: id, holder: candidate, matter: id } },
};

export function shapeOfAct(
  kind: string,
): { readonly by: readonly string[]; readonly shape: Members } | undefined {
  const found = Object.hasOwn(SHAPES, kind) ? SHAPES[kind] : supportShape(kind);
  return found && { by: found.by.split(' '), shape: found.shape };
}
