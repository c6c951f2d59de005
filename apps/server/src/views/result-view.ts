/** The result page: every declared matter of the proceeding, newest first, from the record alone. */
import { assert, unreachable } from '@hustings/base';
import type { ActOf, PollFile } from '@hustings/record';
import type { Manifest, Procedure, State } from '@hustings/rulebook';
import type { Frame, ResultView } from '@hustings/web';
import type { Desk } from '../desk/desk.ts';
import type { ProceedingsTable } from '../store/schema.ts';
import { electedView, motionView, uncontestedView } from './declared-view.ts';
import { given, proceedingRef, recordView, trustView } from './refs.ts';

export interface Declared {
  readonly state: State;
  readonly act: ActOf<'result-declared'>;
  readonly at: string;
  readonly procedure: Procedure;
  /** What was decided or filled. */
  readonly title: string;
  /** What was held and counted; absent where there was no contest. */
  readonly poll?: {
    readonly file: PollFile;
    readonly manifest: Manifest;
    /** The count as it lies in the record. */
    readonly transcript: unknown;
  };
}

export async function resultView(
  frame: Frame,
  desk: Desk,
  row: ProceedingsTable,
  host: string,
  verified: ResultView['verified'],
): Promise<ResultView> {
  const declared = await declaredMatters(desk);
  const results = declared.map((one) => {
    const { outcome } = one.act;
    switch (outcome.kind) {
      case 'motion':
        return motionView(one, outcome);
      case 'elected':
        return electedView(one, outcome);
      case 'uncontested':
        return uncontestedView(one, outcome);
      default:
        return unreachable(outcome);
    }
  });
  return {
    frame,
    proceeding: proceedingRef(row, desk),
    results,
    notes: desk.recorder.docket.opened?.notes ?? [],
    trust: trustView({ desk, row }, declared[0]?.poll?.manifest, host),
    record: recordView(desk),
    ...given('verified', verified),
  };
}

/** Newest first. */
async function declaredMatters(desk: Desk): Promise<readonly Declared[]> {
  const { docket, state } = desk.recorder;
  const out: Declared[] = [];
  for (const { act } of docket.declared.toReversed()) {
    const procedure = docket.procedureOf(act.matter, desk.book);
    const matter = state.matters[act.matter];
    assert(
      procedure !== undefined && matter?.declared !== undefined,
      'what is declared was called',
    );
    const { at } = matter.declared;
    const title = docket.titleOf(act.matter, desk.book);
    const file = act.poll === undefined ? undefined : docket.poll(act.poll);
    const manifest = file?.prepared?.act.manifest;
    const counted = file?.counted?.act.transcript.sha256;
    if (file === undefined || manifest === undefined || counted === undefined) {
      out.push({ state, act, at, procedure, title });
      continue;
    }
    const bytes = await desk.recorder.ledger.blob(counted);
    assert(bytes !== undefined, 'the count that is on the record is in the ledger');
    const transcript: unknown = JSON.parse(new TextDecoder().decode(bytes));
    out.push({ state, act, at, procedure, title, poll: { file, manifest, transcript } });
  }
  return out;
}
