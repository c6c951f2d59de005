/** A motion from its tabling to its declaration. */

import { turnout } from '@hustings/count';
import {
  type BallotReport,
  countReported,
  type Electorate,
  type MotionProcedure,
  totalsOfReport,
} from '@hustings/rulebook';
import { doing, note, type Player, type Scene } from './course.ts';
import { meetDemand, sizeFor } from './demanding.ts';
import { areCounts, type Counted } from './figures.ts';
import type { Setting } from './setting.ts';
import { Supporters, sizeOf } from './supporting.ts';
import { DAY, instant, later } from './times.ts';

export interface Moved {
  readonly matter: string;
  readonly votes?: Readonly<Record<string, number>>;
  readonly counted?: Counted;
  readonly on: string | undefined;
  readonly text?: string | undefined;
  readonly scene: Scene;
}

/** Plays a motion with these figures; says whether it was carried, and gives the report. */
export function* motion(
  setting: Setting,
  procedure: MotionProcedure,
  of: Moved,
): Player<{
  readonly scene: Scene;
  readonly report: BallotReport;
  readonly electorate: Electorate;
  readonly carried: boolean;
}> {
  const { book, script } = setting;
  const { matter } = of;
  const electorate = book.electorates.find(
    (e) => e.id === procedure.franchise.electorate,
  ) as Electorate;
  const lines =
    of.counted?.lines ??
    electorate.sections.map(({ id }, i) => {
      const votes = i === 0 ? (of.votes ?? {}) : {};
      const valid = Object.values(votes).reduce((a, b) => a + b, 0);
      return { section: id, entitled: valid, valid, abstained: 0, spoilt: [], votes };
    });
  const size = lines.reduce((sum, line) => sum + line.entitled, 0);
  let now = of.scene;
  if (electorate.body !== undefined && sizeOf(now.state, electorate.body) !== size)
    now = yield* sizeFor(setting, electorate.body, size, now);
  const { demand, body, movers } = procedure.tabling;
  if (demand !== undefined) {
    yield* note('Who asked for the vote, and how many, is the keeper’s secret or not in the file.');
    now = yield* meetDemand(setting, demand, now);
  }
  const named = script.movers ?? [];
  const made = yield* new Supporters(book).of(body, Math.max(0, movers - named.length), now);
  now = made.scene;
  const opensAt =
    of.on === undefined
      ? later(now.now, DAY)
      : (instant(book.zone, of.on, 9) ?? later(now.now, DAY));
  const opens = opensAt > now.now ? opensAt : later(now.now, DAY / 24);
  const closes = later(opens, DAY / 3);
  now = yield* doing({
    kind: 'motion-tabled',
    matter,
    procedure: procedure.id,
    text: of.text ?? procedure.name,
    movers: [...named.map((_, i) => `mover-${i + 1}`), ...made.found.map((s) => s.id)],
  });
  const { stages, setBy } = procedure.timetable;
  now = yield* doing({
    kind: 'timetable-set',
    matter,
    by: setBy,
    dates: Object.fromEntries(
      stages.flatMap(({ id, optional }) =>
        id === 'poll-opens'
          ? [[id, opens]]
          : optional && id !== 'poll-closes'
            ? []
            : [[id, closes]],
      ),
    ),
    reason: 'The day of the vote.',
  });
  now = yield* doing(
    {
      kind: 'roll-frozen',
      roll: `roll-${matter}`,
      electorate: electorate.id,
      sections: lines.map((l) => ({ id: l.section, size: l.entitled, root: '00'.repeat(32) })),
      excluded: [],
      credentials: { sha256: '00'.repeat(32), size: 0 },
    },
    opens,
  );
  const poll = `ballot-${matter}`;
  now = yield* doing({ kind: 'ballot-opened', matter, poll, roll: `roll-${matter}` }, opens);
  const bare: BallotReport = { lines, rounds: [], chosen: [], source: 'The published result.' };
  // Figures that are no counts are reported as they are, and refused.
  const { carried, ...figures } = areCounts(lines)
    ? countReported(procedure, electorate, bare)
    : { carried: false, for: 0, against: 0, abstained: 0, spoilt: 0, electorate: 0 };
  const report: BallotReport = { ...bare, chosen: carried ? ['for'] : [] };
  now = yield* doing(
    { kind: 'ballot-reported', matter, poll, by: procedure.poll.reported?.by ?? '', report },
    closes,
  );
  const totals = totalsOfReport(report);
  const came = turnout(
    { valid: totals.valid + totals.abstained, spoilt: totals.spoilt, electorate: totals.entitled },
    procedure.results.turnout,
  );
  const effect = carried ? procedure.effect.text : 'The motion is not carried.';
  now = yield* doing({
    kind: 'result-declared',
    matter,
    poll,
    outcome: {
      kind: 'motion',
      carried,
      ...figures,
      turnout: came.ok ? came.value.percent : '0',
      effect,
    },
    text: `For: ${figures.for}. Against: ${figures.against}. The motion is ${carried ? '' : 'not '}carried.`,
  });
  return { scene: now, report, electorate, carried };
}
