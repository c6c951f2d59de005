/** What candidates bring besides nominations, who stands together, who leaves before there is a paper. */
import {
  type CandidateStanding,
  type Condition,
  type ContestProcedure,
  type Gate,
  standings,
} from '@hustings/rulebook';
import { doing, note, type Player, type Scene } from './course.ts';
import { contestOf, MATTER } from './matter.ts';
import { idOf } from './names.ts';
import { everyone, type Setting, UNLISTED } from './setting.ts';

/** Where the book leaves it to a ruling whether the holder needs nominations, and none is known. */
export function* incumbentRuling(
  setting: Setting,
  procedure: ContestProcedure,
  scene: Scene,
): Player<Scene> {
  const { incumbent } = procedure.nomination;
  const contest = contestOf(scene.state);
  if (incumbent.kind !== 'by-ruling' || contest?.holder === undefined) return scene;
  if (scene.state.rulings.some((r) => r.question === incumbent.question)) return scene;
  const question = setting.book.questions.find((q) => q.id === incumbent.question);
  const { holder } = contest;
  const stands = everyone(setting).includes(holder.name);
  yield* note(`How “${question?.asks ?? ''}” was answered is not in the file.`);
  return yield* doing({
    kind: 'ruling-made',
    ruling: 'incumbent',
    matter: MATTER,
    body: question?.body ?? '',
    question: incumbent.question,
    decision: stands ? 'The holder is on the paper.' : 'The holder does not stand.',
    reason: 'Not in the file.',
    basis: question?.clause ?? '',
    effect: stands
      ? { kind: 'candidate-automatic', candidate: holder.id, name: holder.name }
      : { kind: 'none' },
  });
}

/** A payment, a qualification, an approval that a gate asks for. */
export function* provided(
  setting: Setting,
  gate: Gate,
  candidate: string,
  lacking: CandidateStanding['requirements'][number],
  scene: Scene,
): Player<Scene> {
  switch (lacking.kind) {
    case 'paid': {
      const amount = paidIn(gate.condition).find((a) => a.clause === lacking.clause)?.amount;
      if (amount === undefined) return scene;
      const before = Number(
        contestOf(scene.state)?.candidates[candidate]?.paid[amount.currency] ?? 0,
      );
      const rest = Number(amount.amount) - before;
      return yield* doing({
        kind: 'payment-made',
        matter: MATTER,
        candidate,
        amount: { amount: String(rest), currency: amount.currency },
      });
    }
    case 'qualified':
      return yield* doing({
        kind: 'qualification-certified',
        matter: MATTER,
        candidate,
        qualification: lacking.id,
        source: 'Taken for granted: the candidate stood.',
      });
    case 'approved': {
      const question = setting.book.questions.find((q) => q.id === lacking.id);
      return yield* doing({
        kind: 'ruling-made',
        ruling: `approved-${candidate}`.slice(0, 64).replace(/-+$/, ''),
        matter: MATTER,
        body: question?.body ?? '',
        question: lacking.id,
        decision: 'Approved.',
        reason: 'Taken for granted: the candidate stood.',
        basis: question?.clause ?? '',
        effect: { kind: 'candidate-approved', candidate },
      });
    }
  }
}

type Paid = Extract<Condition, { readonly kind: 'paid' }>;

function paidIn(condition: Condition): readonly Paid[] {
  switch (condition.kind) {
    case 'paid':
      return [condition];
    case 'all':
    case 'any':
    case 'at-least':
      return condition.of.flatMap(paidIn);
    case 'by-trigger':
    case 'by-status':
      return condition.cases.flatMap((c) => paidIn(c.condition));
    case 'nominations':
    case 'qualified':
    case 'approved':
      return [];
  }
}

/** Those who stand together: as the script says, or as the name of the pair does. */
export function* ticket(
  setting: Setting,
  procedure: ContestProcedure,
  name: string,
  scene: Scene,
): Player<Scene> {
  const rule = procedure.nomination.ticket;
  if (rule === undefined) return scene;
  const said = setting.script.tickets?.[name];
  const parts = name
    .replace(/\s*\([^)]*\)/g, '')
    .split(/\s*\/\s*|\s+and\s+|\s+&\s+/)
    .filter((part) => part !== '');
  if (said === undefined && parts.length < 2) return scene;
  if (said === undefined)
    yield* note('Of which classes those on a ticket are is not in the file; as the rule asks for.');
  const members =
    said ??
    parts.map((part, i) => {
      const bound = rule.composition[i % Math.max(1, rule.composition.length)];
      return { name: part, classes: bound === undefined ? [] : [bound.class] };
    });
  return yield* doing({
    kind: 'ticket-formed',
    matter: MATTER,
    candidate: idOf(name),
    name,
    members: members.map((m) => ({ id: idOf(m.name), name: m.name, classes: m.classes })),
  });
}

/** What counts for quotas on the paper or among the elected. */
export function* described(
  setting: Setting,
  procedure: ContestProcedure,
  name: string,
  scene: Scene,
): Player<Scene> {
  const bounds = [...(procedure.paper.composition ?? []), ...(procedure.composition?.seats ?? [])];
  const caps = procedure.composition?.caps ?? [];
  if (bounds.length === 0 && caps.length === 0) return scene;
  const classes = classesOf(
    setting,
    name,
    bounds.map((b) => b.class),
  );
  if (classes.length === 0) return scene;
  return yield* doing({
    kind: 'candidate-described',
    matter: MATTER,
    candidate: idOf(name),
    classes,
    groups: {},
  });
}

/** `"women": true` beside a name means the class "woman"; false, the other class that there is. */
function classesOf(setting: Setting, name: string, known: readonly string[]): readonly string[] {
  const said = setting.script.classes?.[name];
  if (said !== undefined) return said;
  const row = (setting.part.node.at('result')?.items() ?? []).find(
    (r) => r.at('name')?.text() === name,
  );
  const women = row?.at('women')?.flag();
  if (women === undefined && name.startsWith(UNLISTED)) {
    // Made up like the name: one of each class in turn.
    const made = known[Number(name.slice(UNLISTED.length)) % known.length];
    return made === undefined ? [] : [made];
  }
  if (women === undefined) return [];
  const woman = known.find((c) => /^wom[ae]n$|^female$/.test(c));
  const other = known.find((c) => c !== woman);
  const found = women ? woman : other;
  return found === undefined ? [] : [found];
}

/** Who withdrew before the paper was made: as the script says, or passed the gate and was not on the ballot. */
export function* leaving(setting: Setting, scene: Scene): Player<Scene> {
  const said = setting.script.withdrew ?? [];
  const listed = setting.part.candidates;
  let now = scene;
  for (const { candidate, name, met, withdrew } of standings(scene.state, MATTER)) {
    const isListed =
      listed.length === 0 || name.startsWith(UNLISTED) || listed.some((l) => idOf(l) === candidate);
    if (withdrew || !met || (isListed && !said.includes(name))) continue;
    if (!said.includes(name))
      yield* note(`${name} had the nominations and was not on the ballot: taken as withdrawn.`);
    now = yield* doing({ kind: 'candidate-withdrew', matter: MATTER, candidate });
  }
  return now;
}
