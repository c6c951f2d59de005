/** What each kind of job does. Every one can be run again after a kill: it looks first at what is there. */
import type { BallotWork } from '@hustings/ballot';
import { assert, type Failure } from '@hustings/base';
import type { Group } from '@hustings/ristretto';
import type { CastingHall } from '../casting/casting-hall.ts';
import type { Desk } from '../desk/desk.ts';
import type { DeskRoom } from '../desk/desk-room.ts';
import { forgetCodes } from '../electors/forget-codes.ts';
import {
  type LinkSetup,
  sendSignInLinks,
  sendVoteLinks,
  type VoteLinks,
} from '../electors/links.ts';
import { remind } from '../electors/send-again.ts';
import type { Outbox } from '../mail/outbox.ts';
import { finishPoll } from '../polls/finish-poll.ts';
import { freezeRoll } from '../polls/freeze-roll.ts';
import { buildReplay } from '../replays/build-replay.ts';
import { freezeHandedRoll } from '../separated/handed-rolls.ts';
import { isSeparated, openWhatCanBe } from '../separated/open-pools.ts';
import type { Sealer } from '../store/seal.ts';
import { writeVerified } from '../store/settings.ts';
import type { Database } from '../store/store.ts';
import type { JobHandler, JobKind, JobParams } from './job-board.ts';

export interface WorkSetup {
  readonly db: Database;
  readonly sealer: Sealer;
  readonly outbox: Outbox;
  readonly desks: DeskRoom;
  readonly casting: CastingHall;
  readonly group: Group;
  readonly mixing: Group;
  readonly ballots?: BallotWork | undefined;
  readonly random: (length: number) => Uint8Array;
  readonly now: () => Date;
  readonly publicUrl: () => string;
}

/** A job that ended with an expected failure: people are shown its sentence. */
export class JobRefused extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.message);
    this.name = 'JobRefused';
    this.failure = failure;
  }
}

export function jobHandlers(setup: WorkSetup): Readonly<Record<JobKind, JobHandler>> {
  const { db, desks, group, mixing, random, now } = setup;

  const deskOf = async (params: JobParams): Promise<Desk> => {
    const desk = await desks.find(params.proceeding ?? '');
    assert(desk !== undefined, 'the proceeding of a job is there');
    return desk;
  };
  const links = (progress: (step: string, done: number, total: number) => void): LinkSetup => ({
    ...setup,
    publicUrl: setup.publicUrl(),
    progress: (done, total) => progress('writing', done, total),
  });

  return {
    'build-replay': async (_params, progress, stop) => {
      await buildReplay(setup, progress, stop);
    },

    'freeze-roll': async (params, progress) => {
      const desk = await deskOf(params);
      const electorate = desk.book.electorates.find((e) => e.id === params.electorate);
      const roll = params.roll ?? '';
      assert(electorate !== undefined, 'the electorate of a job is in the book');
      if (isSeparated(desk)) {
        const rolls = Object.values(desk.recorder.state.rolls);
        if (rolls.some((r) => r.electorate === electorate.id)) return;
        const handed = await freezeHandedRoll(db, desk, electorate);
        if (!handed.ok) throw new JobRefused(handed.error);
        return;
      }
      if (Object.hasOwn(desk.recorder.state.rolls, roll)) return;
      const frozen = await freezeRoll(desk, setup, { roll, electorate, excluded: [] }, (done, of) =>
        progress('codes', done, of),
      );
      if (!frozen.ok) throw new JobRefused(frozen.error);
    },

    'sign-in-links': async (params, progress) => {
      const desk = await deskOf(params);
      const opened = desk.recorder.docket.opened;
      assert(opened !== undefined, 'the proceeding is open');
      await sendSignInLinks(links(progress), {
        proceeding: desk.proceeding,
        electorate: params.electorate ?? '',
        organisation: opened.organisation,
        title: opened.title,
        zone: desk.book.zone,
      });
    },

    'vote-links': async (params, progress) => {
      const desk = await deskOf(params);
      await sendVoteLinks(links(progress), voteLinksOf(desk, params));
    },

    reminders: async (params, progress) => {
      const desk = await deskOf(params);
      const box = desk.recorder.docket.poll(params.poll ?? '')?.box;
      assert(box !== undefined, 'an open poll has a box');
      await remind(links(progress), voteLinksOf(desk, params), box);
    },

    'open-pools': async (params) => {
      const opened = await openWhatCanBe(await deskOf(params), params.poll ?? '');
      if (!opened.ok) throw new JobRefused(opened.error);
    },

    'finish-poll': async (params, progress, stop) => {
      const desk = await deskOf(params);
      const poll = params.poll ?? '';
      const finished = await finishPoll(desk, poll, {
        casting: setup.casting,
        group,
        mixing,
        random,
        stop,
        progress: ({ step, done, of }) => progress(step, done, of),
      });
      if (!finished.ok) throw new JobRefused(finished.error);
      if (finished.value.kind !== 'declared') return;
      await writeVerified(db, desk.proceeding, now(), finished.value.report);
      await desk.keys.destroyShares(poll);
      const roll = desk.recorder.state.polls[poll]?.manifest?.roll.id ?? '';
      const electorate = desk.recorder.state.rolls[roll]?.electorate;
      if (electorate !== undefined && !isRollInUse(desk, roll))
        await forgetCodes(db, {
          proceeding: desk.proceeding,
          electorate,
          polls: pollsOn(desk, roll).map(([id]) => id),
        });
    },
  };
}

function voteLinksOf(desk: Desk, params: JobParams): VoteLinks {
  const { state } = desk.recorder;
  const poll = state.polls[params.poll ?? ''];
  const manifest = poll?.manifest;
  assert(manifest !== undefined, 'the poll of a job is prepared');
  return {
    proceeding: desk.proceeding,
    electorate: state.rolls[manifest.roll.id]?.electorate ?? '',
    manifest,
    closes: poll?.closes ?? manifest.closes,
    zone: desk.book.zone,
  };
}

/** Another poll of this roll is still to be voted on or counted. */
function isRollInUse(desk: Desk, roll: string): boolean {
  return pollsOn(desk, roll).some(([, { status }]) =>
    ['prepared', 'open', 'closed'].includes(status),
  );
}

function pollsOn(desk: Desk, roll: string) {
  const polls = Object.entries(desk.recorder.state.polls);
  return polls.filter(([, { manifest }]) => manifest?.roll.id === roll);
}
