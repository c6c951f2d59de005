/** Rulings: those that are known, and days by which electors had to qualify, where the book leaves them open. */
import { dateIn, type Electorate } from '@hustings/rulebook';
import { doing, note, type Player, type Scene } from './course.ts';
import { MATTER } from './matter.ts';
import type { Setting } from './setting.ts';
import { instant } from './times.ts';

export function* rulings(
  setting: Setting,
  after: 'called' | 'nominated',
  scene: Scene,
): Player<Scene> {
  let now = scene;
  for (const ruling of setting.script.rulings ?? []) {
    if ((ruling.after ?? 'called') !== after) continue;
    const { id, on, after: _when, ...rest } = ruling;
    now = yield* doing(
      {
        kind: 'ruling-made',
        ruling: id,
        matter: MATTER,
        basis: `The clause on “${ruling.question}”`,
        ...rest,
      },
      instant(setting.book.zone, on, 12),
    );
  }
  return now;
}

/** Sections whose day hangs on a ruling that nobody has made on this record. */
export function* freezeDates(
  setting: Setting,
  electorate: Electorate,
  scene: Scene,
): Player<Scene> {
  let now = scene;
  for (const section of electorate.sections) {
    const { freeze } = section;
    if (freeze.kind !== 'by-ruling') continue;
    const isMade = now.state.rulings.some(
      (r) => r.effect.kind === 'freeze-date' && r.effect.section === section.id,
    );
    if (isMade) continue;
    const question = setting.book.questions.find((q) => q.id === freeze.question);
    yield* note(`By which day members of “${section.name}” had to qualify is not in the file.`);
    now = yield* doing({
      kind: 'ruling-made',
      ruling: `freeze-${section.id}`,
      body: question?.body ?? '',
      question: freeze.question,
      decision: 'The day of this ruling.',
      reason: 'Not in the file.',
      basis: freeze.clause,
      effect: {
        kind: 'freeze-date',
        section: section.id,
        date: dateIn(setting.book.zone, now.now),
      },
    });
  }
  return now;
}
