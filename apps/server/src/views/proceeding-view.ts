/** The front page of a proceeding: what it is, where it stands, what came before, what comes next. */
import { next, type State } from '@hustings/rulebook';
import type { FormView, Frame, ProceedingView } from '@hustings/web';
import type { Desk } from '../desk/desk.ts';
import { keyholdersView } from '../separated/keyholders-view.ts';
import type { ProceedingsTable } from '../store/schema.ts';
import { nominationsView } from './nominations-view.ts';
import { clauseView, given, pollRefs, proceedingRef, recordView, trustView } from './refs.ts';
import { outcomeInShort, standingOf } from './standing.ts';
import { timelineView } from './timeline-view.ts';

export interface ProceedingExtras {
  readonly host: string;
  readonly now: Date;
  readonly close?: FormView | undefined;
  readonly isOfficer: boolean;
  /** The page of its rule book, where there is one. */
  readonly bookHref?: string;
}

export async function proceedingView(
  frame: Frame,
  desk: Desk,
  row: ProceedingsTable,
  extras: ProceedingExtras,
): Promise<ProceedingView> {
  const { state, docket } = desk.recorder;
  const now = extras.now.toISOString();
  const contest = Object.values(state.matters).findLast((m) => m.kind === 'contest');
  const manifest = docket.polls.findLast((p) => p.prepared !== undefined)?.prepared?.act.manifest;
  return {
    frame,
    proceeding: proceedingRef(row, desk),
    book: {
      title: state.book.title,
      version: /^\d{4}-\d\d/.test(state.book.version)
        ? state.book.version
        : `version ${state.book.version}`,
      hash: state.bookHash,
      ...given('href', extras.bookHref),
    },
    standing: standingOf(state, now),
    notes: docket.opened?.notes ?? [],
    next: comesNext(state, now),
    polls: pollRefs(desk, extras.now),
    results: Object.values(state.matters)
      .flatMap((matter) =>
        matter.declared === undefined
          ? []
          : [
              {
                text: outcomeInShort(state, matter, matter.declared.outcome),
                href: `/p/${row.id}/result`,
                at: matter.declared.at,
              },
            ],
      )
      .toSorted((a, b) => (a.at < b.at ? 1 : -1))
      .map(({ text, href }) => ({ text, href })),
    timeline: timelineView(state, await desk.story.entries()),
    ...given('nominations', contest && nominationsView(state, contest.id)),
    ...given('keyholders', row.kind === 'contest' ? keyholdersView(desk) : undefined),
    trust: trustView({ desk, row }, manifest, extras.host),
    record: recordView(desk),
    ...given('close', extras.close),
    ...given('officerHref', extras.isOfficer ? `/officer/p/${row.id}` : undefined),
  };
}

/** The dates ahead; where none is set, what is waited for. Empty only when nothing more is to come. */
function comesNext(state: State, now: string): ProceedingView['next'] {
  const dated = next(state, now).map((ahead) => ({
    text: ahead.what,
    at: ahead.at,
    ...given('clause', clauseView(state.book, ahead.clause)),
  }));
  if (dated.length > 0) return dated;
  const matters = Object.values(state.matters);
  const live = matters.filter(
    (m) => m.declared === undefined && !(m.kind === 'motion' && m.withdrawn),
  );
  if (matters.length === 0) return [{ text: 'The returning officer sets the contest going.' }];
  if (live.length === 0) return [];
  return live.some((m) => Object.keys(m.dates).length === 0)
    ? [{ text: 'The timetable is set.' }]
    : [{ text: 'The ballots are counted and the result is declared.' }];
}
