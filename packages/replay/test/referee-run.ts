/** A plan taken through the referee alone: keys, ballots and proofs only look like ones. */

import { unwrap } from '@hustings/base';
import {
  type Act,
  type Actor,
  apply,
  type Breach,
  bookHash,
  isMotionCarried,
  type Manifest,
  manifestDraft,
  type State,
  start,
  tallies,
} from '@hustings/rulebook';
import type { Plan, PollStep, Step } from '../src/index.ts';

const HEX = 'ab'.repeat(32);
const BLOB = { sha256: HEX, size: 1 } as const;
export const OFFICER: Actor = { role: 'officer', id: 'returning-officer' };

export class RefereeRun {
  state: State;
  readonly plan: Plan;

  constructor(plan: Plan) {
    this.plan = plan;
    this.state = start(plan.book);
    this.take(plan.opens, OFFICER, {
      kind: 'proceeding-opened',
      proceeding: plan.proceeding,
      organisation: plan.organisation,
      title: plan.title,
      book: { id: plan.book.id, version: plan.book.version, hash: bookHash(plan.book) },
      mode: 'separated',
      logKey: 'log',
      officerKey: HEX,
      notes: plan.notes,
    });
  }

  take(at: string, by: Actor, act: Act): this {
    const next = apply(this.state, { seq: this.state.seq + 1, at, by, act });
    if (!next.ok) throw new Error(`${act.kind} at ${at} refused: ${JSON.stringify(next.error)}`);
    this.state = next.value;
    return this;
  }

  refuse(at: string, by: Actor, act: Act): Breach {
    const next = apply(this.state, { seq: this.state.seq + 1, at, by, act });
    if (next.ok) throw new Error(`allowed, and should not be: ${JSON.stringify(act)}`);
    return next.error;
  }

  /** Takes the steps before the first for which `until` holds; all of them without one. */
  run(until: (step: Step) => boolean = () => false): this {
    for (const step of this.plan.steps) {
      if (until(step)) break;
      this.step(step);
    }
    return this;
  }

  step(step: Step): void {
    if (step.kind === 'act') this.take(step.at, step.by, step.act);
    else if (step.kind === 'close-nominations')
      this.take(step.at, OFFICER, {
        kind: 'nominations-closed',
        matter: step.matter,
        tallies: tallies(this.state, step.matter),
      });
    else if (step.kind === 'roll')
      this.take(step.at, OFFICER, {
        kind: 'roll-frozen',
        roll: step.roll,
        electorate: step.electorate,
        sections: step.sections.map(({ id, size }) => ({ id, size, root: HEX })),
        excluded: step.excluded,
        credentials: BLOB,
      });
    else this.hold(step);
  }

  /** Up to the prepared paper. */
  prepare(step: PollStep): Manifest {
    const { poll, preparedAt } = step;
    const key = (n: number): string => n.toString(16).padStart(64, '0');
    const holder = (h: { readonly id: string; readonly name: string }, n: number) => ({
      id: h.id,
      name: h.name,
      key: key(n),
    });
    this.take(preparedAt, OFFICER, {
      kind: 'ceremony-opened',
      poll,
      threshold: step.threshold,
      trustees: step.trustees.map((t, i) => holder(t, i + 1)),
      mixers: step.mixers.map((m, i) => holder(m, i + 101)),
    });
    for (const kind of ['key-pledged', 'key-dealt', 'key-shares-sent', 'key-accepted'] as const)
      for (const { id: trustee } of step.trustees) {
        const by = { role: 'trustee', id: trustee } as const;
        if (kind === 'key-pledged') this.take(preparedAt, by, { kind, poll, trustee, hash: HEX });
        else if (kind === 'key-dealt')
          this.take(preparedAt, by, { kind, poll, trustee, deal: BLOB });
        else if (kind === 'key-shares-sent')
          this.take(preparedAt, by, { kind, poll, trustee, shares: BLOB });
        else this.take(preparedAt, by, { kind, poll, trustee });
      }
    const { matter, roll } = step;
    const draft = unwrap(manifestDraft(this.state, { matter, poll, roll }));
    const trustees = draft.trustees.map((t, i) => ({ ...t, share: key(1000 + i) }));
    return { ...draft, key: HEX, trustees };
  }

  hold(step: PollStep): void {
    const { poll, matter } = step;
    const manifest = this.prepare(step);
    this.take(step.preparedAt, OFFICER, { kind: 'poll-prepared', poll, matter, manifest });
    this.take(step.opensAt, OFFICER, { kind: 'poll-opened', poll });
    this.close(step);
    this.openBox(step);
    this.count(step);
    this.declare(step);
  }

  close(step: PollStep): void {
    const sections = this.state.polls[step.poll]?.manifest?.pools ?? [];
    const of = (id: string): number =>
      step.papers.reduce((sum, p) => sum + (p.section === id ? p.count : 0), 0);
    const counting = step.papers.reduce((sum, p) => sum + p.count, 0);
    this.take(step.closesAt, OFFICER, {
      kind: 'poll-closed',
      poll: step.poll,
      cast: counting,
      counting,
      pools: sections.map((p) => ({ ...p, counting: of(p.id) })),
    });
  }

  openBox(step: PollStep): void {
    const { poll, countedAt: at } = step;
    for (const { id: pool, counting } of this.state.polls[poll]?.pools ?? []) {
      step.mixers.forEach(({ id: mixer }, i) => {
        this.take(
          at,
          { role: 'mixer', id: mixer },
          {
            kind: 'pool-mixed',
            poll,
            pool,
            mixer,
            step: i + 1,
            ballots: BLOB,
            proof: BLOB,
          },
        );
      });
      for (const { id: trustee } of step.trustees.slice(0, step.decrypting))
        this.take(
          at,
          { role: 'trustee', id: trustee },
          {
            kind: 'share-published',
            poll,
            pool,
            trustee,
            shares: BLOB,
          },
        );
      const spoilt = this.#votes(step, pool, 0);
      this.take(at, OFFICER, {
        kind: 'pool-opened',
        poll,
        pool,
        papers: BLOB,
        valid: counting - spoilt,
        spoilt: spoilt === 0 ? [] : [{ reason: 'blank', count: spoilt }],
      });
    }
  }

  count(step: PollStep): void {
    const matter = this.state.matters[step.matter];
    this.take(step.countedAt, OFFICER, {
      kind: 'poll-counted',
      poll: step.poll,
      rule: matter?.kind === 'motion' ? 'motion' : 'alternative-vote',
      elected: [this.#winner(step)],
      transcript: BLOB,
    });
  }

  declare(step: PollStep): void {
    this.take(step.declaredAt, OFFICER, this.declaration(step));
  }

  declaration(step: PollStep): Act {
    const { poll, matter } = step;
    const file = this.state.polls[poll];
    const sections = file?.manifest?.roll.sections ?? [];
    const electorate = sections.reduce((sum, s) => sum + s.size, 0);
    const votes = (option: number): number => this.#votes(step, undefined, option);
    const spoilt = votes(0);
    const common = { kind: 'result-declared', matter, poll, text: 'Declared.' } as const;
    const procedure = this.plan.book.procedures.find(
      (p) => p.id === this.state.matters[matter]?.procedure,
    );
    if (procedure?.kind === 'motion') {
      const figures = { for: votes(1), against: votes(2), abstained: 0, spoilt, electorate };
      const carried = isMotionCarried(procedure, figures);
      const effect = procedure.effect.text;
      return { ...common, outcome: { kind: 'motion', carried, ...figures, turnout: '94', effect } };
    }
    const winner = file?.manifest?.options.filter((o) => o.id === this.#winner(step)) ?? [];
    return {
      ...common,
      outcome: {
        kind: 'elected',
        elected: winner,
        firstPreferences: [],
        final: [],
        sections: [],
        bySection: [],
        electorate,
        valid: votes(1) + votes(2),
        spoilt,
        turnout: '77.6',
        margin: votes(1) - votes(2),
      },
    };
  }

  /** Papers whose first byte is `option`; 0 is a blank one. */
  #votes(step: PollStep, section: string | undefined, option: number): number {
    return step.papers
      .filter((p) => p.plaintext[0] === option && (section ?? p.section) === p.section)
      .reduce((sum, p) => sum + p.count, 0);
  }

  #winner(step: PollStep): string {
    const options = this.state.polls[step.poll]?.manifest?.options ?? [];
    const first = this.#votes(step, undefined, 1) > this.#votes(step, undefined, 2);
    return options[first ? 0 : 1]?.id ?? '';
  }
}
