/** What each act says (spec/acts.md §7), and which roles take it (§§1 to 4). */
import {
  bool,
  byKind,
  count,
  date,
  hex32,
  hex96,
  id,
  isObject,
  oneOf,
  poolId,
  pseudonym,
  type Shape,
  table,
  text,
  time,
} from './shape.ts';

const blob: Shape = { sha256: hex32, size: count };
const candidate: Shape = { id, name: text };
const holder: Shape = { id, name: text, key: hex32 };
const section: Shape = { id, size: count, root: hex32 };
const lines: Shape = [{ candidate: id, votes: count, percent: text, 'exact?': text }];

const form = byKind({
  ranked: { candidates: count, most: count },
  choice: { candidates: count },
  motion: { abstain: bool },
});

const manifest: Shape = {
  format: oneOf('hustings/manifest/1'),
  proceeding: id,
  organisation: text,
  book: { id, version: text, hash: hex32 },
  matter: id,
  poll: id,
  'ballot?': id,
  question: text,
  form,
  options: [candidate],
  roll: { id, sections: [section] },
  pools: [{ id, sections: [id] }],
  leastPool: count,
  revote: oneOf('last-counts', 'first-stands'),
  mode: oneOf('simple', 'separated'),
  threshold: count,
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
    turnout: text,
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
    turnout: text,
    margin: count,
    'marginExact?': text,
  },
  uncontested: { elected: [candidate] },
});

type Members = Readonly<Record<string, Shape>>;

/** The acts whose figures or proofs this program follows; of others only the kind is known. */
const SHAPES: Readonly<Record<string, { readonly by: string; readonly shape: Members }>> = {
  'proceeding-opened': {
    by: 'officer',
    shape: {
      proceeding: id,
      organisation: text,
      title: text,
      book: { id, version: text, hash: hex32 },
      mode: oneOf('simple', 'separated'),
      logKey: text,
      officerKey: hex32,
      notes: [text],
    },
  },
  'body-sized': { by: 'officer', shape: { body: id, size: count, asOf: date, source: text } },
  'correction-made': { by: 'officer', shape: { of: count, text } },
  'roll-frozen': {
    by: 'officer',
    shape: {
      roll: id,
      electorate: id,
      sections: [section],
      excluded: [{ section: id, reason: text, count }],
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
      effect: (v) => isObject(v) && id(v['kind']),
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
      name: text,
      nominator: pseudonym,
      body: id,
      'areas?': table(id, text),
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
    shape: { poll: id, threshold: count, trustees: [holder], mixers: [holder] },
  },
  'key-pledged': { by: 'trustee', shape: { poll: id, trustee: id, hash: hex32 } },
  'key-dealt': { by: 'trustee', shape: { poll: id, trustee: id, deal: blob } },
  'key-shares-sent': { by: 'trustee', shape: { poll: id, trustee: id, shares: blob } },
  'key-accepted': { by: 'trustee', shape: { poll: id, trustee: id } },
  'key-complained': {
    by: 'trustee',
    shape: { poll: id, trustee: id, against: id, evidence: blob },
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
    shape: { poll: id, pool: poolId, mixer: id, step: count, ballots: blob, proof: blob },
  },
  'share-published': {
    by: 'trustee',
    shape: { poll: id, pool: poolId, trustee: id, shares: blob },
  },
  'coin-shared': { by: 'trustee', shape: { poll: id, trustee: id, share: hex32, proof: hex96 } },
  'pool-opened': {
    by: 'officer system',
    shape: {
      poll: id,
      pool: poolId,
      papers: blob,
      valid: count,
      spoilt: [{ reason: text, count }],
    },
  },
  'poll-counted': {
    by: 'officer system',
    shape: { poll: id, rule: id, elected: [id], transcript: blob, 'figures?': () => true },
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
  const found = Object.hasOwn(SHAPES, kind) ? SHAPES[kind] : undefined;
  return found && { by: found.by.split(' '), shape: found.shape };
}
