/** Nominations, gate by gate: as many as were printed, or as many as the rule needs. */
import {
  type ContestProcedure,
  type Gate,
  type State,
  standings,
  tallies,
} from '@hustings/rulebook';
import { described, incumbentRuling, leaving, provided, ticket } from './candidates.ts';
import { doing, note, type Player, type Scene } from './course.ts';
import { sizesIn, supportIn } from './demanding.ts';
import { dateOf, MATTER } from './matter.ts';
import { idOf } from './names.ts';
import { everyone, type Setting } from './setting.ts';
import { type Supporter, Supporters } from './supporting.ts';

export function* nominating(
  setting: Setting,
  procedure: ContestProcedure,
  scene: Scene,
  among: readonly string[] = everyone(setting),
): Player<Scene> {
  const supporters = new Supporters(setting.book);
  let now = scene;
  for (const [place, gate] of procedure.nomination.gates.entries()) {
    now = yield* sizesIn(
      setting,
      gate.condition,
      now,
      place === 0 ? printedSize(setting, procedure) : undefined,
    );
    now = yield* incumbentRuling(setting, procedure, now);
    now = yield* doing(
      { kind: 'nominations-opened', matter: MATTER },
      dateOf(now.state, gate.opens),
    );
    const names = place === 0 ? among : standingNames(now.state, setting);
    for (const name of names)
      now = yield* nominated(setting, procedure, gate, name, place, supporters, now);
    if (place === procedure.nomination.gates.length - 1) now = yield* leaving(setting, now);
    now = yield* doing(
      { kind: 'nominations-closed', matter: MATTER, tallies: tallies(now.state, MATTER) },
      dateOf(now.state, gate.closes),
    );
  }
  return now;
}

function standingNames(state: State, setting: Setting): readonly string[] {
  const here = new Set(standings(state, MATTER).map((s) => s.candidate));
  return everyone(setting).filter((name) => here.has(idOf(name)));
}

/** Printed, or the largest body of which so many per cent need so many nominations. */
function printedSize(setting: Setting, procedure: ContestProcedure): number | undefined {
  const [printed] = setting.part.isWhole ? setting.contest.published.nominations : [];
  const size = printed?.bodySize;
  if (size !== undefined) return Number(size.text);
  const { threshold, percent } = printed ?? {};
  if (threshold === undefined || percent === undefined || procedure.nomination.gates.length === 0)
    return undefined;
  return Math.floor((Number(threshold.text) * 100) / Number(percent.text));
}

/** How many nominations of the first gate are known. */
function known(setting: Setting, name: string): number | undefined {
  const printed = setting.part.isWhole
    ? setting.contest.published.nominations.flatMap((n) => n.candidates.get(name) ?? [])
    : [];
  const [figure] = printed;
  return (
    setting.script.nominations?.[name] ?? (figure === undefined ? undefined : Number(figure.text))
  );
}

function* nominated(
  setting: Setting,
  procedure: ContestProcedure,
  gate: Gate,
  name: string,
  place: number,
  supporters: Supporters,
  scene: Scene,
): Player<Scene> {
  const candidate = idOf(name);
  let now = scene;
  const standing = () => standings(now.state, MATTER).find((s) => s.candidate === candidate);
  if (place === 0) now = yield* ticket(setting, procedure, name, now);
  if (standing()?.automatic === true) {
    now = yield* described(setting, procedure, name, now);
    return yield* consented(procedure, candidate, place, now);
  }
  const printed = place === 0 ? known(setting, name) : undefined;
  const body = firstBody(gate);
  if (place === 0 && printed === undefined)
    yield* note(
      'How many nominated each candidate is not in the file, or not of all: each has as many as are needed, by nominators made up.',
    );
  else if (place === 0)
    yield* note(
      'Who nominated is not in the file: nominators are made up, in the numbers that are known.',
    );
  if (body !== undefined) {
    const first = yield* supporters.of(body, printed ?? 1, now);
    now = yield* nominations(name, first.found, first.scene);
  }
  if (printed === undefined)
    for (let turn = 0; turn < 30; turn++) {
      const found = standing();
      if (found === undefined || found.met) break;
      const need = found.needs.find((n) => n.needed !== undefined && n.have < n.needed);
      if (need !== undefined) {
        const more = yield* supporters.for(need, now);
        now = yield* nominations(name, more.found, more.scene);
        continue;
      }
      const lacking = found.requirements.find((r) => !r.met);
      if (lacking === undefined) break;
      now = yield* provided(setting, gate, candidate, lacking, now);
    }
  if (place === 0) now = yield* described(setting, procedure, name, now);
  return yield* consented(procedure, candidate, place, now);
}

function* consented(
  procedure: ContestProcedure,
  candidate: string,
  place: number,
  scene: Scene,
): Player<Scene> {
  const { consent, gates } = procedure.nomination;
  if (consent === undefined || place < gates.length - 1) return scene;
  return yield* doing({ kind: 'candidate-consented', matter: MATTER, candidate });
}

function* nominations(name: string, by: readonly Supporter[], scene: Scene): Player<Scene> {
  let now = scene;
  for (const { id, body, areas } of by)
    now = yield* doing({
      kind: 'nomination-made',
      matter: MATTER,
      candidate: idOf(name),
      name,
      nominator: id,
      body,
      ...(areas === undefined ? {} : { areas }),
    });
  return now;
}

/** The body whose members nominate at a gate; of several the first that is named. */
function firstBody(gate: Gate): string | undefined {
  return supportIn(gate.condition)[0]?.body;
}
