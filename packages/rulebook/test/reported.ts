/** A proceeding whose ballots are held elsewhere, in few words. */
import type { Act, BallotReport, ReportLine, RuleBook } from '../src/index.ts';
import { currentBallot, pollContext } from '../src/index.ts';
import { OFFICER, Scene } from './scene.ts';

type Votes = Readonly<Record<string, number>>;

/** One line of figures: whoever did not vote for anyone abstained from voting at all. */
export function line(
  section: string,
  entitled: number,
  votes: Votes,
  more: Partial<ReportLine> = {},
): ReportLine {
  const valid = Object.values(votes).reduce((a, b) => a + b, 0);
  return { section, entitled, valid, abstained: 0, spoilt: [], votes, ...more };
}

export function report(
  lines: readonly ReportLine[],
  chosen: readonly string[],
  more: Partial<BallotReport> = {},
): BallotReport {
  return { lines, rounds: [], chosen, source: 'The test.', ...more };
}

export class Reported extends Scene {
  #clock: number;
  #polls = 0;

  constructor(rules: RuleBook, at: string) {
    super(rules, at);
    this.#clock = Date.parse(at);
  }

  /** The present of this scene; each call is a second later. */
  now(): string {
    this.#clock += 1_000;
    return new Date(this.#clock).toISOString();
  }

  /** Goes to a time that lies ahead. */
  goTo(at: string): this {
    this.#clock = Math.max(this.#clock, Date.parse(at));
    return this;
  }

  do(act: Act): this {
    return this.take(this.now(), OFFICER, act);
  }

  /** The code of the breach. */
  refusal(act: Act): string {
    return this.refuse(this.now(), OFFICER, act).code;
  }

  size(body: string, size: number): this {
    const asOf = this.now().slice(0, 10);
    return this.do({ kind: 'body-sized', body, size, asOf, source: 'The test.' });
  }

  call(matter: string, procedure: string, trigger: string, office: string, holder?: string): this {
    return this.do(this.calling(matter, procedure, trigger, office, holder));
  }

  calling(
    matter: string,
    procedure: string,
    trigger: string,
    office: string,
    holder?: string,
  ): Act {
    return {
      kind: 'contest-called',
      matter,
      procedure,
      trigger,
      office,
      because: 'The test.',
      ...(holder === undefined ? {} : { holder: { id: holder, name: holder.toUpperCase() } }),
    };
  }

  /** Dates for every stage, an hour apart from now on in the order of the list. */
  dates(matter: string, only?: readonly string[]): this {
    const found = this.state.matters[matter];
    const procedure = this.book.procedures.find((p) => p.id === found?.procedure);
    if (procedure === undefined) throw new Error(`no matter ${matter}`);
    const { stages, setBy } = procedure.timetable;
    const before = found?.dates ?? {};
    let at = Date.parse(this.now()) + 3_600_000;
    const dates: Record<string, string> = {};
    for (const { id } of stages) {
      const was = before[id];
      if (only !== undefined && !only.includes(id) && was !== undefined) {
        dates[id] = was;
        continue;
      }
      dates[id] = new Date(at).toISOString();
      at += 3_600_000;
    }
    return this.do({ kind: 'timetable-set', matter, by: setBy, dates, reason: 'The test.' });
  }

  dateOf(matter: string, stage: string): string {
    return this.state.matters[matter]?.dates[stage] ?? '';
  }

  openNominations(matter: string): this {
    const found = this.state.matters[matter];
    const procedure = this.book.procedures.find((p) => p.id === found?.procedure);
    if (found?.kind !== 'contest' || procedure?.kind !== 'contest') throw new Error('no contest');
    const gate = procedure.nomination.gates[found.gate];
    this.goTo(this.dateOf(matter, gate?.opens ?? ''));
    return this.do({ kind: 'nominations-opened', matter });
  }

  /** So many nominations for a candidate, by members "a-1", "a-2"… */
  nominations(
    matter: string,
    candidate: string,
    body: string,
    n: number,
    areas?: (i: number) => Readonly<Record<string, string>>,
  ): this {
    for (let i = 1; i <= n; i++)
      this.do(this.nominating(matter, candidate, body, `${candidate}-${i}`, areas?.(i)));
    return this;
  }

  nominating(
    matter: string,
    candidate: string,
    body: string,
    nominator: string,
    areas?: Readonly<Record<string, string>>,
  ): Act {
    return {
      kind: 'nomination-made',
      matter,
      candidate,
      name: candidate.toUpperCase(),
      nominator,
      body,
      ...(areas === undefined ? {} : { areas }),
    };
  }

  endNominations(matter: string): this {
    const found = this.state.matters[matter];
    const procedure = this.book.procedures.find((p) => p.id === found?.procedure);
    if (found?.kind !== 'contest' || procedure?.kind !== 'contest') throw new Error('no contest');
    this.goTo(this.dateOf(matter, procedure.nomination.gates[found.gate]?.closes ?? ''));
    return this.closeNominations(this.now(), matter);
  }

  consents(matter: string, ...candidates: readonly string[]): this {
    for (const candidate of candidates) this.do({ kind: 'candidate-consented', matter, candidate });
    return this;
  }

  frozen(roll: string, electorate: string, sizes: Readonly<Record<string, number>>): this {
    return this.roll(this.now(), roll, electorate, sizes);
  }

  /** Opens the ballot that is next, at its time. */
  open(matter: string, roll: string): this {
    const found = this.state.matters[matter];
    if (found === undefined) throw new Error(`no matter ${matter}`);
    this.goTo(this.dateOf(matter, pollContext(this.state, found).opens));
    return this.do({ kind: 'ballot-opened', matter, poll: `poll-${++this.#polls}`, roll });
  }

  reporting(matter: string, figures: BallotReport): Act {
    const found = this.state.matters[matter];
    if (found?.poll === undefined) throw new Error(`no ballot of ${matter}`);
    const { poll, closes } = pollContext(this.state, found);
    this.goTo(this.dateOf(matter, closes));
    return {
      kind: 'ballot-reported',
      matter,
      poll: found.poll,
      by: poll.reported?.by ?? '',
      report: figures,
    };
  }

  reports(matter: string, figures: BallotReport): this {
    return this.do(this.reporting(matter, figures));
  }

  /** A ballot of one section: opened, reported. */
  ballot(
    matter: string,
    roll: string,
    section: string,
    entitled: number,
    votes: Votes,
    chosen: readonly string[] = [],
    more: Partial<ReportLine> = {},
  ): this {
    return this.open(matter, roll).reports(
      matter,
      report([line(section, entitled, votes, more)], chosen),
    );
  }

  /** Sets the dates of the ballot that is next anew, for another round. */
  again(matter: string): this {
    const found = this.state.matters[matter];
    if (found === undefined) throw new Error(`no matter ${matter}`);
    const { opens, closes } = pollContext(this.state, found);
    const stages =
      this.book.procedures.find((p) => p.id === found.procedure)?.timetable.stages ?? [];
    const later = stages.slice(stages.findIndex((s) => s.id === opens)).map((s) => s.id);
    return this.dates(matter, [...later, closes]);
  }

  /** Who is on the next paper. */
  field(matter: string): readonly string[] {
    const found = this.state.matters[matter];
    if (found?.kind !== 'contest') throw new Error('no contest');
    return found.progress.field ?? [];
  }

  ballotName(matter: string): string {
    const found = this.state.matters[matter];
    if (found?.kind !== 'contest') throw new Error('no contest');
    return currentBallot(this.state, found).ballot.id;
  }

  elected(matter: string): readonly string[] | undefined {
    const found = this.state.matters[matter];
    return found?.kind === 'contest' ? found.progress.finished?.elected : undefined;
  }

  /** Declares what the ballots decided, with the figures of the last. */
  declaring(
    matter: string,
    of: {
      readonly elected: readonly string[];
      readonly electorate: number;
      readonly valid: number;
      readonly spoilt?: number;
      readonly text?: string;
      readonly standing?: 'provisional';
    },
  ): Act {
    const found = this.state.matters[matter];
    const names = found?.kind === 'contest' ? found.candidates : {};
    return {
      kind: 'result-declared',
      matter,
      ...(found?.poll === undefined ? {} : { poll: found.poll }),
      ...(of.standing === undefined ? {} : { standing: of.standing }),
      outcome: {
        kind: 'elected',
        elected: of.elected.map((id) => ({ id, name: names[id]?.name ?? id })),
        firstPreferences: [],
        final: [],
        sections: [],
        bySection: [],
        electorate: of.electorate,
        valid: of.valid,
        spoilt: of.spoilt ?? 0,
        turnout: '0.0',
        margin: 0,
      },
      text: of.text ?? 'Declared.',
    };
  }
}
