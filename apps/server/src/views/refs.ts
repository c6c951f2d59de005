/** The small parts that many views share: where things are, whom one must trust, what can be downloaded. */
import { registrarIn } from '@hustings/record';
import type { Manifest, PollState, RuleBook } from '@hustings/rulebook';
import type { Clause, PollRef, ProceedingRef, RecordView, TrustView } from '@hustings/web';
import type { Desk } from '../desk/desk.ts';
import type { ProceedingsTable } from '../store/schema.ts';
import { list } from '../words/index.ts';
import { pollStatus } from './poll-status.ts';

/** `desk`: of the same proceeding, where the page may lead to its result. */
export function proceedingRef(row: ProceedingsTable, desk?: Desk): ProceedingRef {
  const isDeclared = (desk?.recorder.docket.declared.length ?? 0) > 0;
  return {
    id: row.id,
    title: row.title,
    organisation: row.organisation,
    href: `/p/${row.id}`,
    practice: row.kind === 'practice',
    ...(isDeclared ? { resultHref: `/p/${row.id}/result` } : {}),
  };
}

export function pollRef(desk: Desk, manifest: Manifest, poll: PollState, now: Date): PollRef {
  const { docket, book } = desk.recorder;
  return {
    id: poll.id,
    // A motion is asked in its own words; a contest is known by the office that it fills.
    question:
      manifest.form.kind === 'motion' ? manifest.question : docket.titleOf(manifest.matter, book),
    status: pollStatus(poll, desk.recorder.state, now),
    opens: manifest.opens,
    // Once it is closed, when that was; it may have been earlier than announced.
    closes: desk.story.closedAt(poll.id) ?? poll.closes ?? manifest.closes,
    href: `/p/${desk.proceeding}/polls/${poll.id}`,
  };
}

/** Every poll that has its paper, in the order of the record. */
export function pollRefs(desk: Desk, now: Date): readonly PollRef[] {
  return Object.values(desk.recorder.state.polls)
    .toSorted((a, b) => a.number - b.number)
    .flatMap((poll) =>
      poll.manifest === undefined ? [] : [pollRef(desk, poll.manifest, poll, now)],
    );
}

/** Whom the electors of a poll must trust; before there is one, what simple mode will mean. */
export function trustView(
  { desk, row }: { readonly desk: Desk; readonly row: ProceedingsTable },
  manifest: Manifest | undefined,
  host: string,
): TrustView {
  const opened = desk.recorder.docket.opened;
  // Before there is a key, what simple mode will mean: this server alone.
  const server = `the server of ${opened?.organisation ?? row.organisation}`;
  return {
    mode: opened?.mode ?? 'simple',
    host: `whoever runs ${host}`,
    trustees: manifest?.trustees.map((t) => t.name) ?? [server],
    threshold: manifest?.threshold ?? 1,
    mixers: manifest?.mixers.map((m) => m.name) ?? [server],
    leastPool: manifest?.leastPool ?? desk.book.procedures[0]?.results.leastPool ?? 1,
    ...given('registrar', registrarIn(opened?.notes ?? [])?.name),
    // A replay is in separated mode, but here one machine plays every part.
    ...(row.kind === 'replay' ? { rehearsed: true } : {}),
  };
}

export function recordView(desk: Desk): RecordView {
  const base = `/p/${desk.proceeding}`;
  const { recorder } = desk;
  return {
    entries: recorder.size,
    ballots: recorder.docket.polls.reduce((sum, file) => sum + (file.box?.size ?? 0), 0),
    boxHref: `${base}/box`,
    checkHref: `${base}/check`,
    verifyHref: `${base}/verify`,
    downloads: [
      {
        text: 'The whole record (zip)',
        href: `${base}/record.zip`,
        what: 'Every entry, ballot, proof and paper; all that the verifier needs.',
      },
      {
        text: 'The signed checkpoint',
        href: `${base}/log/checkpoint`,
        what: 'The state of the log, signed: keep it, and nobody can change what was before it.',
      },
    ],
    command: `npx hustings verify ${desk.proceeding}.zip`,
  };
}

export function clauseView(book: RuleBook, id: string | undefined): Clause | undefined {
  const clause = book.clauses.find((c) => c.id === id);
  return clause && { cite: clause.citation, text: clause.text };
}

/** Sections merged for secrecy are told together; `all` where votes are not published by section. */
export function sectionName(book: RuleBook, id: string): string {
  const all = book.electorates.flatMap((e) => e.sections);
  if (id === 'all') return 'Everyone';
  return list(id.split('+').map((part) => all.find((s) => s.id === part)?.name ?? part));
}

/** For objects with optional fields under `exactOptionalPropertyTypes`. */
export function given<K extends string, T>(
  name: K,
  value: T | undefined,
): { readonly [P in K]?: T } {
  return value === undefined ? {} : ({ [name]: value } as { readonly [P in K]: T });
}
