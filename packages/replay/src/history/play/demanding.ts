/** What several must ask for before something can happen: sizes of bodies, letters, signatures. */
import {
  type Condition,
  dateIn,
  demandStanding,
  isMet,
  type NominationsCondition,
} from '@hustings/rulebook';
import { doing, note, type Player, type Scene } from './course.ts';
import type { Setting } from './setting.ts';
import { Supporters, sizeOf } from './supporting.ts';

export function* sizeFor(
  setting: Setting,
  body: string,
  size: number,
  scene: Scene,
): Player<Scene> {
  return yield* doing({
    kind: 'body-sized',
    body,
    size,
    asOf: dateIn(setting.book.zone, scene.now),
    source: 'The file and its script.',
  });
}

/** The leaves of a condition that ask for support. */
export function supportIn(condition: Condition): readonly NominationsCondition[] {
  switch (condition.kind) {
    case 'nominations':
      return [condition];
    case 'paid':
    case 'qualified':
    case 'approved':
      return [];
    case 'all':
    case 'any':
    case 'at-least':
      return condition.of.flatMap(supportIn);
    case 'by-trigger':
    case 'by-status':
      return condition.cases.flatMap((c) => supportIn(c.condition));
  }
}

/** Sizes that thresholds in per cent ask for and nobody has recorded. */
export function* sizesIn(
  setting: Setting,
  condition: Condition,
  scene: Scene,
  sizeOfFirst?: number,
): Player<Scene> {
  let now = scene;
  for (const { threshold, body } of supportIn(condition)) {
    if (threshold.kind !== 'percent') continue;
    const whole = threshold.ofBody ?? body;
    if (sizeOf(now.state, whole) !== undefined) continue;
    const size = sizeOfFirst ?? INVENTED;
    if (sizeOfFirst === undefined) {
      const name = setting.book.bodies.find((b) => b.id === whole)?.inText ?? whole;
      now = yield* note(`The size of ${name} is not known; taken as ${size}.`);
    }
    now = yield* sizeFor(setting, whole, size, now);
  }
  return now;
}

/** A body of which nothing is known. */
const INVENTED = 100;

export function* meetDemand(setting: Setting, id: string, scene: Scene): Player<Scene> {
  const demand = setting.book.demands?.find((d) => d.id === id);
  if (demand === undefined) return scene;
  let now = yield* sizesIn(setting, demand.condition, scene);
  if (demand.form === 'letters')
    return yield* doing({ kind: 'demand-certified', demand: id, by: demand.keeper ?? '' });
  const supporters = new Supporters(setting.book);
  yield* note(`Who signed (${demand.name}) is not known; as many as are needed are made up.`);
  for (let turn = 0; turn < 20 && !isMet(now.state, demand, now.now); turn++) {
    const need = demandStanding(now.state, demand, now.now).needs.find(
      (n) => n.needed === undefined || n.have < n.needed,
    );
    if (need === undefined) break;
    const made = yield* supporters.for(need, now);
    now = made.scene;
    for (const { id: signer, body, areas } of made.found)
      now = yield* doing({
        kind: 'demand-signed',
        demand: id,
        signer,
        body,
        ...(areas === undefined ? {} : { areas }),
        ...(demand.meeting === undefined
          ? {}
          : { meeting: { on: dateIn(setting.book.zone, now.now), present: 10, quorum: 10 } }),
      });
  }
  return now;
}
