/** What several can ask for together: signed, taken back, certified by a keeper, met or not. */
import { ok } from '@hustings/base';
import { ACTS, breach, type Cited, cite } from '../breach.ts';
import type { Demand } from '../rule-book.ts';
import { type ActOf, bodyInText, type DemandState, own, type State } from '../state.ts';
import { changed, supporterFault, supporterOf } from '../support.ts';
import {
  evaluate,
  leavesOf,
  NO_SUPPORT,
  neededFor,
  type Standing,
  type Support,
  sizedBody,
} from '../thresholds.ts';
import { addSpan, dateIn } from '../times.ts';
import { emptyTrie, trieGet, trieItems, trieSet } from '../trie.ts';
import { capital } from '../words.ts';
import { sizeOn } from './candidacy.ts';
import { type Lack, notNow, type ProceedingHandler } from './handler.ts';

export function demandOf(state: State, id: string): Demand | undefined {
  return state.book.demands?.find((d) => d.id === id);
}

function stateOf(state: State, id: string): DemandState {
  return own(state.demands, id) ?? fresh(id);
}

function fresh(id: string): DemandState {
  return { id, signers: emptyTrie(), support: {}, certified: undefined };
}

function signerKey(body: string, signer: string): string {
  return `${body} ${signer}`;
}

/** How a demand stands at a moment: who has signed and whose signature still counts. */
export function demandStanding(state: State, demand: Demand, at: string): Standing {
  const support = supportAt(state, demand, at);
  const office = demand.office;
  return evaluate(demand.condition, {
    trigger: '',
    status: office === undefined ? undefined : own(state.tenures, office)?.status,
    support: (body) => own(support, body) ?? NO_SUPPORT,
    size: (body) => sizeOn(state, body, dateIn(state.book.zone, at)),
    paid: () => '0',
    isQualified: () => false,
    isApproved: () => false,
  });
}

/** Where signatures lapse, those that still count are counted anew. */
function supportAt(state: State, demand: Demand, at: string): Readonly<Record<string, Support>> {
  const { signers, support } = stateOf(state, demand.id);
  const { counts } = demand;
  if (counts === undefined) return support;
  const found: Record<string, Support> = {};
  for (const { value } of trieItems(signers)) {
    const { id, body, areas, at: since } = value;
    if (since === undefined || addSpan(state.book.zone, since, counts.span) < at) continue;
    found[body] = changed(own(found, body), supporterOf(state, body, id, areas), 1);
  }
  return found;
}

/** Enough have asked. */
export function isMet(state: State, demand: Demand, at: string): boolean {
  if (demand.form === 'letters') return stateOf(state, demand.id).certified !== undefined;
  return demandStanding(state, demand, at).met;
}

/** What is missing until a demand is met. */
export function lackOfDemand(state: State, id: string, at: string, cited: Cited): readonly Lack[] {
  const demand = demandOf(state, id);
  if (demand === undefined || isMet(state, demand, at)) return [];
  if (demand.form === 'letters')
    return [
      {
        code: 'rule/demand-not-met',
        cited,
        text: `the word of ${bodyInText(state.book, demand.keeper ?? '')} that there are enough letters (${demand.name})`,
      },
    ];
  const short = demandStanding(state, demand, at).needs.flatMap((need) =>
    need.needed !== undefined && need.have < need.needed
      ? [`${need.needed - need.have} more from ${bodyInText(state.book, need.body)}`]
      : [],
  );
  const more = short.length === 0 ? '' : `, ${short.join(', ')}`;
  return [{ code: 'rule/demand-not-met', cited, text: `${demand.name}${more}` }];
}

/** A demand that has led to something starts from nothing. */
export function spent(state: State, demand: string): State {
  return {
    ...state,
    demands: { ...state.demands, [demand]: fresh(demand) },
  };
}

function hasDemands(state: State, form: (d: Demand) => boolean) {
  return state.book.demands?.some(form) === true;
}

const NONE = notNow('rule/no-demands', ACTS, 'The rule book knows no such demand.');

export const demandSigned: ProceedingHandler<ActOf<'demand-signed'>> = {
  roles: ['nominator', 'mover', 'officer'],
  step: (state) =>
    hasDemands(state, (d) => d.form !== 'letters')
      ? {
          kind: 'step',
          cited: ACTS,
          sentence: () =>
            `Sign: ${(state.book.demands ?? [])
              .filter((d) => d.form !== 'letters')
              .map((d) => d.name)
              .join('; ')}.`,
          missing: [],
        }
      : NONE,
  take: (state, act, entry) => {
    const demand = demandOf(state, act.demand);
    if (demand === undefined)
      return breach('rule/unknown-demand', ACTS, `The rule book knows no demand "${act.demand}".`);
    const cited = cite(state.book, demand.clause);
    if (demand.form === 'letters')
      return breach(
        'rule/letters-secret',
        cited,
        `Letters go to ${bodyInText(state.book, demand.keeper ?? '')} and not on the record.`,
      );
    if (entry.by.role !== 'officer' && entry.by.id !== act.signer)
      return breach('act/wrong-actor', ACTS, 'Whoever signs signs for itself alone.');
    const bodies = leavesOf(demand.condition, '').map((leaf) => leaf.body);
    if (!bodies.includes(act.body))
      return breach(
        'rule/not-a-signing-body',
        cited,
        `Signatures from ${bodyInText(state.book, act.body)} do not count here.`,
      );
    const before = stateOf(state, act.demand);
    const key = signerKey(act.body, act.signer);
    if (trieGet(before.signers, key)?.at !== undefined)
      return breach('rule/signed-before', cited, 'This one has signed.');
    const fault = supporterFault(state, act.body, act.signer, act.areas);
    if (fault !== undefined) return breach('rule/supporter-unknown', cited, fault);
    const { meeting } = demand;
    if (meeting !== undefined && act.meeting === undefined)
      return breach(
        'rule/no-meeting',
        cite(state.book, meeting.clause),
        'It must be said at which meeting this was decided.',
      );
    if (act.meeting !== undefined && act.meeting.present < act.meeting.quorum)
      return breach(
        'rule/meeting-without-quorum',
        cite(state.book, meeting?.clause ?? demand.clause),
        `The meeting had ${act.meeting.present} present and needed ${act.meeting.quorum}.`,
      );
    const signer = { id: act.signer, body: act.body, areas: act.areas, at: entry.at };
    const who = supporterOf(state, act.body, act.signer, act.areas);
    const next: DemandState = {
      ...before,
      signers: trieSet(before.signers, key, signer),
      support: { ...before.support, [act.body]: changed(own(before.support, act.body), who, 1) },
    };
    return ok({ ...state, demands: { ...state.demands, [act.demand]: next } });
  },
};

export const demandUnsigned: ProceedingHandler<ActOf<'demand-unsigned'>> = {
  roles: ['nominator', 'mover', 'officer'],
  step: (state) =>
    hasDemands(state, (d) => d.withdrawal && d.form !== 'letters')
      ? { kind: 'step', cited: ACTS, sentence: () => 'Take a signature back.', missing: [] }
      : NONE,
  take: (state, act, entry) => {
    const demand = demandOf(state, act.demand);
    if (demand === undefined)
      return breach('rule/unknown-demand', ACTS, `The rule book knows no demand "${act.demand}".`);
    const cited = cite(state.book, demand.clause);
    if (!demand.withdrawal)
      return breach('rule/signature-stays', cited, 'A signature that is given stays given.');
    if (entry.by.role !== 'officer' && entry.by.id !== act.signer)
      return breach('act/wrong-actor', ACTS, 'Whoever signed takes back its own signature alone.');
    const before = stateOf(state, act.demand);
    const key = signerKey(act.body, act.signer);
    const signer = trieGet(before.signers, key);
    if (signer?.at === undefined)
      return breach('rule/not-signed', cited, 'This one has not signed.');
    const who = supporterOf(state, act.body, act.signer, signer.areas);
    const next: DemandState = {
      ...before,
      signers: trieSet(before.signers, key, { ...signer, at: undefined }),
      support: { ...before.support, [act.body]: changed(own(before.support, act.body), who, -1) },
    };
    return ok({ ...state, demands: { ...state.demands, [act.demand]: next } });
  },
};

export const demandCertified: ProceedingHandler<ActOf<'demand-certified'>> = {
  roles: ['officer'],
  step: (state) =>
    hasDemands(state, (d) => d.form === 'letters')
      ? {
          kind: 'step',
          cited: ACTS,
          sentence: () => 'Record that the keeper of letters says that there are enough.',
          missing: [],
        }
      : NONE,
  take: (state, act, entry) => {
    const demand = demandOf(state, act.demand);
    if (demand === undefined)
      return breach('rule/unknown-demand', ACTS, `The rule book knows no demand "${act.demand}".`);
    const cited = cite(state.book, demand.clause);
    if (demand.form !== 'letters')
      return breach('rule/counted-here', cited, 'These signatures are counted on the record.');
    if (act.by !== demand.keeper)
      return breach(
        'rule/not-the-keeper',
        cited,
        `${capital(bodyInText(state.book, demand.keeper ?? ''))} alone keeps the letters and says when there are enough.`,
      );
    const [leaf] = leavesOf(demand.condition, '');
    const day = dateIn(state.book.zone, entry.at);
    const size = leaf === undefined ? undefined : sizeOn(state, sizedBody(leaf), day);
    const needed = leaf === undefined ? undefined : neededFor(leaf.threshold, size);
    if (needed === undefined)
      return breach(
        'rule/size-unknown',
        cited,
        'How many letters are needed is not known: the size of the body has not been recorded.',
      );
    if (act.count !== undefined && act.count < needed)
      return breach(
        'rule/demand-not-met',
        cited,
        `${act.count} letters are fewer than the ${needed} needed.`,
      );
    const next = {
      ...stateOf(state, act.demand),
      certified: { at: entry.at, count: act.count },
    };
    return ok({ ...state, demands: { ...state.demands, [act.demand]: next } });
  },
};
