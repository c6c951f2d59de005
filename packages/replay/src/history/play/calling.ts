/** Before a contest: who holds the office, how it fell vacant, what must have happened first; then the call. */
import {
  type ContestProcedure,
  dateIn,
  type State,
  type Trigger,
  type TriggerNeed,
  type VacancyCause,
} from '@hustings/rulebook';
import { doing, note, type Player, type Scene } from './course.ts';
import { meetDemand, sizeFor } from './demanding.ts';
import { MATTER } from './matter.ts';
import { motion } from './motions.ts';
import { idOf } from './names.ts';
import { incumbentIn, type Setting } from './setting.ts';
import { DAY, instant, later } from './times.ts';

/** The trigger that history or, where it is silent, the simplest that the book has. */
export function triggerOf(setting: Setting, procedure: ContestProcedure): Trigger {
  const said = procedure.triggers.find((t) => t.id === setting.script.trigger);
  if (said !== undefined) return said;
  const isHeld = incumbentIn(setting) !== undefined;
  const cost = (t: Trigger): number =>
    (isHeld && t.office !== 'held' ? 100 : 0) +
    (t.motion === undefined ? 0 : 10) +
    (t.needs?.length ?? 0) +
    (t.office === 'held' ? 1 : 0);
  return procedure.triggers.toSorted((a, b) => cost(a) - cost(b))[0] as Trigger;
}

export function* calling(
  setting: Setting,
  procedure: ContestProcedure,
  office: string,
): Player<Scene> {
  const { book } = setting;
  const incumbent = incumbentIn(setting);
  const script =
    incumbent === undefined ? setting.script : { holder: incumbent, ...setting.script };
  const trigger = triggerOf(setting, procedure);
  const held =
    trigger.office === 'held' || (trigger.office === 'either' && script.holder !== undefined);
  const name =
    script.holder ?? `The ${book.offices.find((o) => o.id === office)?.name ?? office} of the day`;
  const holder = { id: idOf(name), name };
  if (script.trigger === undefined && procedure.triggers.length > 1)
    yield* note(`The file does not say what set the contest going; taken: ${trigger.name}.`);
  let scene = yield* sizes(setting);
  const term = trigger.needs?.find((n) => n.kind === 'term');
  if (script.holder !== undefined || held || trigger.office === 'vacant') {
    if (script.holder === undefined && held)
      yield* note(`Who held the office is not in the file; called “${name}”.`);
    const since = term === undefined ? undefined : termBegan(term, scene.now, book.zone);
    if (trigger.motion !== undefined || script.holder !== undefined || since !== undefined || held)
      scene = yield* doing({
        kind: 'holder-recorded',
        office,
        holder,
        as: 'holder',
        ...(script.status === undefined ? {} : { status: script.status }),
        ...(since === undefined ? {} : { since }),
        source: 'The file and its script.',
      });
  }
  for (const need of trigger.needs ?? []) scene = yield* meeting(setting, need, office, scene);
  const needsVacancy = trigger.needs?.some((n) => n.kind === 'vacancy') === true;
  if (trigger.motion !== undefined) scene = yield* motionFirst(setting, trigger.motion, scene);
  else if (trigger.office === 'vacant' && !needsVacancy)
    scene = yield* vacating(setting, office, 'resigned', scene);
  const isHeld = scene.state.holders[office] !== null && (held || isKnown(scene.state, office));
  return yield* doing({
    kind: 'contest-called',
    matter: MATTER,
    procedure: procedure.id,
    trigger: trigger.id,
    office,
    ...(isHeld && trigger.office !== 'vacant' ? { holder } : {}),
    because: script.vacancy?.because ?? trigger.name,
  });
}

function isKnown(state: State, office: string): boolean {
  return state.holders[office] !== undefined && state.holders[office] !== null;
}

/** Sizes of bodies that the script or the file gives. */
function* sizes(setting: Setting): Player<Scene> {
  const { book, script } = setting;
  let scene = yield* note(`Played under “${book.title}”, version ${book.version}.`);
  for (const text of [...setting.notes, ...(script.notes ?? [])]) scene = yield* note(text);
  for (const { id } of book.bodies) {
    const size = script.sizes?.[id];
    if (size !== undefined) scene = yield* sizeFor(setting, id, size, scene);
  }
  return scene;
}

function* meeting(
  setting: Setting,
  need: TriggerNeed,
  office: string,
  scene: Scene,
): Player<Scene> {
  const { script, book } = setting;
  switch (need.kind) {
    case 'vacancy': {
      const cause = script.vacancy?.cause ?? need.causes[0] ?? 'resigned';
      return yield* vacating(setting, office, cause, scene);
    }
    case 'event':
      return yield* doing({
        kind: 'event-noted',
        event: need.event,
        on: dateIn(book.zone, scene.now),
        source: 'The rule book asks for it.',
      });
    case 'demand':
      return yield* meetDemand(setting, need.demand, scene);
    case 'term':
    case 'pause':
      return scene;
  }
}

function* vacating(
  setting: Setting,
  office: string,
  cause: VacancyCause,
  scene: Scene,
): Player<Scene> {
  const said = setting.script.vacancy;
  if (said === undefined) yield* note('How the office fell vacant is not in the file.');
  return yield* doing(
    {
      kind: 'office-vacated',
      office,
      cause: said?.cause ?? cause,
      on: said?.on ?? dateIn(setting.book.zone, scene.now),
      because: said?.because ?? 'Not in the file.',
    },
    said === undefined ? undefined : instant(setting.book.zone, said.on),
  );
}

/** The day from which a term runs that is up now. */
function termBegan(
  need: Extract<TriggerNeed, { readonly kind: 'term' }>,
  now: string,
  zone: string,
): string {
  const { count, unit } = need.every;
  const days = unit === 'months' ? count * 31 : unit === 'days' ? count : 1;
  return dateIn(zone, later(now, -days * DAY));
}

/** A motion that must have been carried: with the figures of the script, or none that are known. */
function* motionFirst(setting: Setting, procedure: string, scene: Scene): Player<Scene> {
  const said = setting.script.motion;
  const found = setting.book.procedures.find((p) => p.id === procedure);
  if (found?.kind !== 'motion') return scene;
  if (said === undefined)
    yield* note(`The figures of “${found.name}” are not in the file; put as 1 to 0.`);
  const { scene: after } = yield* motion(setting, found, {
    matter: 'motion-first',
    votes: { for: said?.for ?? 1, against: said?.against ?? 0 },
    on: said?.on,
    scene,
  });
  return after;
}
