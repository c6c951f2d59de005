/** The keyholders of the newest poll of a separated proceeding: what each has done, and what is awaited. */
import { fingerprint } from '@hustings/ballot';
import { fromHex } from '@hustings/base';
import { registrarIn } from '@hustings/record';
import type { Keyholder, PollState } from '@hustings/rulebook';
import type { HolderStep, KeyholdersView } from '@hustings/web';
import type { Desk } from '../desk/desk.ts';
import { isSeparated } from './open-pools.ts';

type Holder = KeyholdersView['holders'][number];

export function keyholdersView(desk: Desk): KeyholdersView | undefined {
  if (!isSeparated(desk)) return undefined;
  const { state, docket } = desk.recorder;
  const registrar = registrarIn(docket.opened?.notes ?? []);
  const isFrozen = Object.keys(state.rolls).length > 0;
  const codes: readonly Holder[] =
    registrar === undefined
      ? []
      : [line(registrar, 'registrar', isFrozen ? ['codes'] : [], isFrozen ? undefined : 'codes')];
  const poll = Object.values(state.polls).toSorted((a, b) => b.number - a.number)[0];
  if (poll === undefined)
    return registrar === undefined ? undefined : { poll: 'the poll', holders: codes, threshold: 0 };
  const { trustees, mixers, threshold } = poll.ceremony;
  const [complaint] = docket.poll(poll.id)?.complaints ?? [];
  const nameOf = (id: string | undefined) => trustees.find((t) => t.id === id)?.name ?? '';
  return {
    poll: poll.id,
    holders: [
      ...codes,
      ...trustees.map((t) => ofTrustee(poll, t)),
      ...mixers.map((m) => ofMixer(poll, m)),
    ],
    threshold,
    ...(complaint === undefined
      ? {}
      : {
          trouble: `${nameOf(complaint.act.trustee)} complained of the share that ${nameOf(complaint.act.against)} sent. This key is not used. Every trustee’s program says who was right; begin again without the one who was not.`,
        }),
  };
}

/** Names of those who are waited for, with what; for the officer's list. */
export function awaitedOf(poll: PollState): readonly string[] {
  if (poll.status !== 'closed') return [];
  const out: string[] = [];
  for (const pool of poll.pools) {
    const mixers = poll.manifest?.mixers ?? [];
    const next = mixers[pool.mixes];
    const short = poll.ceremony.threshold - pool.shares.length;
    if (next !== undefined) out.push(`the mixing of “${pool.id}” by ${next.name}`);
    else if (pool.opened === undefined && short > 0)
      out.push(`${short} more of the trustees’ shares of “${pool.id}”`);
  }
  return out;
}

function ofTrustee(poll: PollState, trustee: Keyholder): Holder {
  const { id } = trustee;
  const { pledged, dealt, sent, accepted, trustees } = poll.ceremony;
  const ladder = [
    ['pledge', pledged],
    ['deal', dealt],
    ['shares', sent],
    ['acceptance', accepted],
  ] as const;
  const did: HolderStep[] = ladder.flatMap(([step, list]) => (list.includes(id) ? [step] : []));
  // Nobody is waited for before all have done the step before.
  const open = ladder.find(([, list]) => list.length < trustees.length);
  let due: HolderStep | undefined;
  if (poll.status === 'ceremony' && open !== undefined && !open[1].includes(id)) [due] = open;
  const shared = poll.pools.filter((p) => p.shares.includes(id));
  if (poll.pools.length > 0 && shared.length === poll.pools.length) did.push('share');
  const mixers = poll.manifest?.mixers.length ?? 0;
  const isShort = (p: PollState['pools'][number]) =>
    p.opened === undefined && p.mixes === mixers && !p.shares.includes(id);
  if (poll.status === 'closed' && poll.pools.some(isShort)) due = 'share';
  if (poll.coins.includes(id)) did.push('coin');
  return line(trustee, 'trustee', did, due);
}

function ofMixer(poll: PollState, mixer: Keyholder): Holder {
  const index = (poll.manifest?.mixers ?? []).findIndex((m) => m.id === mixer.id);
  const isDone = poll.pools.length > 0 && poll.pools.every((p) => p.mixes > index);
  const isDue = poll.status === 'closed' && poll.pools.some((p) => p.mixes === index);
  return line(mixer, 'mixer', isDone ? ['mix'] : [], isDue ? 'mix' : undefined);
}

function line(
  { name, key }: Keyholder,
  role: Holder['role'],
  did: readonly HolderStep[],
  due: HolderStep | undefined,
): Holder {
  const words = fingerprint(fromHex(key) ?? new Uint8Array());
  return { name, role, words, did, ...(due === undefined ? {} : { due }) };
}
