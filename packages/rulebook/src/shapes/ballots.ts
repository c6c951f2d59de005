/** Shapes of papers, counting, ballots and results. */
import type {
  BallotRules,
  Composition,
  ContestPaper,
  CountRules,
  Decides,
  Franchise,
  LevelRule,
  Majority,
  PollRules,
  Quorum,
  ResultPolicy,
  Winning,
} from '../rule-book.ts';
import {
  flag,
  list,
  map,
  object,
  oneOf,
  optional,
  type Shape,
  type ShapeNode,
  variant,
  whole,
} from '../shape.ts';
import { SETTING } from '../text-forms.ts';
import { fraction, id, line, prose, threshold } from './measures.ts';
import { classBound } from './nomination.ts';

export const franchise: Shape<Franchise> = object({
  electorate: id,
  frozenAfter: optional(id),
  clause: id,
});

export const paper: Shape<ContestPaper> = object({
  kind: oneOf('ranked', 'choice', 'block', 'approval', 'score'),
  most: optional(whole(1, 255)),
  least: optional(whole(1, 255)),
  highest: optional(whole(1, 100)),
  composition: optional(list(classBound, 1, 10)),
  abstention: optional(
    object<NonNullable<ContestPaper['abstention']>>({ counted: flag, clause: id }),
  ),
  order: oneOf('by-name', 'as-nominated'),
  reopen: optional(object<NonNullable<ContestPaper['reopen']>>({ id, name: line, clause: id })),
  clause: id,
});

export const count: Shape<CountRules> = object({
  rule: id,
  clause: id,
  majorityOf: optional(oneOf('continuing', 'all-papers')),
  exclusion: optional(oneOf('one-at-a-time', 'all-who-cannot-win')),
  settings: optional(map(SETTING, line)),
  ties: list(
    object<CountRules['ties'][number]>({
      step: oneOf(
        'backwards',
        'backwards-all',
        'forwards',
        'forwards-all',
        'lot',
        'published-order',
        'public-coin',
      ),
      clause: id,
    }),
    0,
    10,
  ),
  casting: optional(object<NonNullable<CountRules['casting']>>({ body: id, clause: id })),
});

export const poll: Shape<PollRules> = object({
  clause: id,
  revote: oneOf('last-counts', 'first-stands'),
  closing: object<PollRules['closing']>({
    kind: oneOf('at-time', 'all-voted', 'officer'),
    clause: id,
  }),
  extension: optional(object<NonNullable<PollRules['extension']>>({ body: id, clause: id })),
  reported: optional(object<NonNullable<PollRules['reported']>>({ by: id, clause: id })),
  secondDevice: optional(object<NonNullable<PollRules['secondDevice']>>({ clause: id })),
  channels: optional(
    object<NonNullable<PollRules['channels']>>({
      of: list(object<NonNullable<PollRules['channels']>['of'][number]>({ id, name: line }), 1, 10),
      twice: oneOf('last-counts', 'first-stands', 'first-listed', 'all-void'),
      clause: id,
    }),
  ),
});

type Spoilt = NonNullable<ResultPolicy['spoilt']>;
type Declaration = NonNullable<ResultPolicy['declaration']>;

export const results: Shape<ResultPolicy> = object({
  percent: object<ResultPolicy['percent']>({
    of: oneOf('continuing', 'valid', 'cast', 'electorate'),
    decimals: whole(0, 9),
    rounding: oneOf('half-up', 'largest-remainder'),
    clause: id,
  }),
  turnout: object<ResultPolicy['turnout']>({
    counts: oneOf('cast', 'valid'),
    decimals: whole(0, 9),
    roll: optional(id),
    clause: id,
  }),
  sections: oneOf('published', 'withheld'),
  sectionTurnout: oneOf('published', 'withheld'),
  leastPool: whole(1, 1_000_000),
  spoilt: optional(
    object<Spoilt>({
      reasons: list(object<Spoilt['reasons'][number]>({ id, name: line }), 1, 50),
      clause: id,
    }),
  ),
  declaration: optional(
    object<Declaration>({
      states: list(
        oneOf('eligible', 'turnout', 'valid', 'rejected', 'votes', 'shares', 'elected'),
        1,
        7,
      ),
      notice: optional(prose),
      clause: id,
    }),
  ),
  provisional: optional(object<NonNullable<ResultPolicy['provisional']>>({ clause: id })),
  tolerance: optional(object<NonNullable<ResultPolicy['tolerance']>>({ clause: id })),
  clause: id,
});

export const majority: Shape<Majority> = object({
  of: oneOf('for-and-against', 'valid-papers', 'all-papers', 'electorate'),
  share: fraction,
  reach: oneOf('more-than', 'at-least'),
  clause: id,
});

export const quorum: Shape<Quorum> = object({
  share: fraction,
  counts: oneOf('cast', 'valid'),
  clause: id,
});

export const winning: Shape<Winning> = object({
  majority: optional(
    object<NonNullable<Winning['majority']>>({
      of: oneOf(
        'votes',
        'first-votes',
        'votes-and-abstentions',
        'all-papers',
        'entitled',
        'weighted',
      ),
      share: fraction,
      reach: oneOf('more-than', 'at-least'),
      clause: id,
    }),
  ),
  lead: optional(
    object<NonNullable<Winning['lead']>>({
      share: fraction,
      of: oneOf('votes', 'entitled'),
      clause: id,
    }),
  ),
  quorum: optional(quorum),
  optionQuorum: optional(
    object<NonNullable<Winning['optionQuorum']>>({ times: whole(1, 1_000), clause: id }),
  ),
  clause: id,
});

const level: Shape<LevelRule> = object({
  step: oneOf('poll-again', 'all-go', 'previous-round', 'lot', 'body'),
  body: optional(id),
  clause: id,
});

/** A number of places, or a word. */
const stay: Shape<'all' | 'all-but-last' | number> = {
  node: {
    kind: 'either',
    of: [oneOf('all', 'all-but-last').node, whole(1, 255).node] satisfies ShapeNode[],
  },
};

const decides: Shape<Decides> = variant<Decides>({
  chooses: {
    effect: oneOf('elected', 'proposed', 'advised'),
    winning: optional(winning),
    otherwise: oneOf('again', 'next', 'reopen', 'nobody'),
    stay,
    level: list(level, 0, 10),
    clause: id,
  },
  narrows: {
    to: whole(1, 255),
    survival: list(
      object<Extract<Decides, { readonly kind: 'narrows' }>['survival'][number]>({
        round: whole(1, 100),
        threshold,
        clause: id,
      }),
      0,
      20,
    ),
    level: list(level, 0, 10),
    clause: id,
  },
  confirms: { majority, otherwise: oneOf('reopen', 'nobody'), clause: id },
});

export const ballot: Shape<BallotRules> = object({
  id,
  name: line,
  clause: id,
  opens: id,
  closes: id,
  franchise: optional(franchise),
  paper: optional(paper),
  count: optional(count),
  poll: optional(poll),
  results: optional(results),
  when: oneOf('always', 'undecided'),
  field: oneOf('standing', 'all', 'anew'),
  decides,
});

export const composition: Shape<Composition> = object({
  seats: optional(list(classBound, 1, 20)),
  caps: optional(
    list(
      object<NonNullable<Composition['caps']>[number]>({
        group: id,
        name: line,
        most: whole(1, 1_000),
        clause: id,
      }),
      1,
      20,
    ),
  ),
  exOfficio: optional(
    list(object<NonNullable<Composition['exOfficio']>[number]>({ office: id, clause: id }), 1, 50),
  ),
});
