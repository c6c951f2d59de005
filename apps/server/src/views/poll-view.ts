/** A poll's page and its booth. */
import { fingerprint } from '@hustings/ballot';
import { fromHex } from '@hustings/base';
import type { Manifest, State } from '@hustings/rulebook';
import type {
  BoothView,
  FormView,
  Frame,
  OptionView,
  PollView,
  SecondDeviceView,
} from '@hustings/web';
import type { FoundPoll } from '../http/proceeding-of.ts';
import { given, pollRef, proceedingRef, sectionName, trustView } from './refs.ts';

export interface PollExtras {
  readonly host: string;
  readonly now: Date;
  /** Practice: the visitor's own code, so that the link on the page is a working one. */
  readonly code?: string | undefined;
  readonly close?: FormView | undefined;
}

export function pollView(frame: Frame, found: FoundPoll, extras: PollExtras): PollView {
  const { desk, row, manifest, state, file } = found;
  const base = `/p/${row.id}`;
  const matter = desk.recorder.state.matters[manifest.matter];
  return {
    frame,
    proceeding: proceedingRef(row, desk),
    poll: pollRef(desk, manifest, state, extras.now),
    form: manifest.form,
    options: options(manifest, desk.recorder.state),
    sections: manifest.roll.sections.map((s) => ({
      name: sectionName(desk.book, s.id),
      size: s.size,
    })),
    ...given('cast', file.box?.size),
    revote: manifest.revote,
    key: { words: fingerprint(fromHex(manifest.key) ?? new Uint8Array()), hex: manifest.key },
    voteHref: `${base}/vote/${file.id}${extras.code === undefined ? '' : `#${extras.code}`}`,
    testHref: `${base}/vote/${file.id}/test`,
    secondDevice: manifest.secondDevice === 'offered',
    boxHref: `${base}/box?poll=${file.id}`,
    checkHref: `${base}/check`,
    ...given('resultHref', matter?.declared === undefined ? undefined : `${base}/result`),
    trust: trustView(found, manifest, extras.host),
    ...given('close', extras.close),
  };
}

/** `isTest`: to seal a test paper and open it again. */
export function boothView(
  frame: Frame,
  found: FoundPoll,
  now: Date,
  isTest: boolean = false,
): BoothView {
  const { desk, row, manifest, state, file } = found;
  const base = `/p/${row.id}`;
  const api = `/api/p/${row.id}`;
  return {
    frame,
    proceeding: proceedingRef(row, desk),
    poll: pollRef(desk, manifest, state, now),
    form: manifest.form,
    options: options(manifest, desk.recorder.state),
    revote: manifest.revote,
    pollApi: `${api}/polls/${file.id}`,
    ballotsApi: `${api}/polls/${file.id}/ballots`,
    trackerApi: `${api}/ballots`,
    electorApi: `${api}/polls/${file.id}/elector`,
    checkHref: `${base}/check`,
    boxHref: `${base}/box?poll=${file.id}`,
    isTest,
    testHref: `${base}/vote/${file.id}/test`,
    secondDevice: manifest.secondDevice === 'offered',
    secondDeviceHref: `${base}/vote/${file.id}/second`,
  };
}

export function secondDeviceView(frame: Frame, found: FoundPoll, now: Date): SecondDeviceView {
  const { desk, row, manifest, state, file } = found;
  const api = `/api/p/${row.id}`;
  return {
    frame,
    proceeding: proceedingRef(row, desk),
    poll: pollRef(desk, manifest, state, now),
    pollApi: `${api}/polls/${file.id}`,
    trackerApi: `${api}/ballots`,
  };
}

function options(manifest: Manifest, state: State): readonly OptionView[] {
  const matter = state.matters[manifest.matter];
  return manifest.options.map(({ id, name }) => ({
    id,
    name,
    ...given(
      'statement',
      matter?.kind === 'contest' && Object.hasOwn(matter.candidates, id)
        ? matter.candidates[id]?.statement
        : undefined,
    ),
  }));
}
