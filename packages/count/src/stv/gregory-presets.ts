/** Named settings of the switches for rules that transfer parts of the value of papers. */
import type {
  ExclusionSwitches,
  FinishSwitches,
  GregorySwitches,
  QuotaSwitches,
  SurplusSwitches,
} from './switches.ts';

const wholeDroop: QuotaSwitches = {
  share: 'droop',
  places: 0,
  rounding: 'next',
  when: 'fixed',
  reach: 'at-least',
};

const weightedSurplus: SurplusSwitches = {
  papers: 'all',
  sharing: 'weighted',
  among: 'all-papers',
  capped: false,
  leftOver: 'lost',
  places: 5,
  rounding: 'once',
  order: 'largest-first',
  defer: false,
};

const oneAtATime: ExclusionSwitches = {
  papers: 'at-once',
  parts: 'parts-of-a-stage',
  elects: 'after-each-part',
  bulk: 'never',
  bulkFirst: false,
};

const plainFinish: FinishSwitches = {
  lastStanding: 'at-once',
  lastExclusion: 'moves-papers',
  lastTwo: false,
};

export const SCOTTISH: GregorySwitches = {
  method: 'gregory',
  quota: wholeDroop,
  alsoElects: 'nothing',
  electedWhen: 'reached',
  levelAtQuota: 'ladder',
  surplus: weightedSurplus,
  exclusion: oneAtATime,
  votePlaces: 5,
  creditBy: 'value',
  finish: plainFinish,
  restart: 'never',
  ties: ['backwards', 'lot'],
};

export const WIGM: GregorySwitches = {
  ...SCOTTISH,
  quota: { share: 'droop', places: 'exact', rounding: 'none', when: 'fixed', reach: 'more-than' },
  surplus: { ...weightedSurplus, places: 'exact' },
  votePlaces: 'exact',
};

export const WIGM_PRF: GregorySwitches = {
  ...SCOTTISH,
  quota: { ...wholeDroop, places: 4 },
  surplus: { ...weightedSurplus, places: 4, rounding: 'product-first' },
  votePlaces: 4,
};

export const MINNEAPOLIS: GregorySwitches = {
  ...SCOTTISH,
  electedWhen: 'transferred',
  surplus: { ...weightedSurplus, places: 4, rounding: 'fraction-first' },
  exclusion: { ...oneAtATime, bulk: 'fewer', bulkFirst: true },
  votePlaces: 4,
  finish: { ...plainFinish, lastStanding: 'after-surpluses' },
  ties: ['lot'],
};

/** The last bundle, shared among its transferable papers, none worth more than before. */
const lastBundle: SurplusSwitches = {
  papers: 'last-bundle',
  sharing: 'unweighted',
  among: 'transferable',
  capped: true,
  leftOver: 'exhausted',
  places: 2,
  rounding: 'once',
  order: 'largest-first',
  defer: true,
};

export const ERS97: GregorySwitches = {
  method: 'gregory',
  quota: { share: 'droop', places: 2, rounding: 'up', when: 'until-elected', reach: 'at-least' },
  alsoElects: 'active-vote',
  electedWhen: 'reached',
  levelAtQuota: 'nobody-by-lot',
  surplus: lastBundle,
  exclusion: {
    papers: 'by-value',
    parts: 'parts-of-a-stage',
    elects: 'after-each-part',
    bulk: 'may-equal',
    bulkFirst: false,
  },
  votePlaces: 2,
  creditBy: 'value',
  finish: { lastStanding: 'at-once', lastExclusion: 'stays', lastTwo: false },
  restart: 'never',
  ties: ['forwards', 'lot'],
};

export const ERS76: GregorySwitches = {
  ...ERS97,
  quota: { ...ERS97.quota, when: 'fixed' },
};

export const CHURCH_OF_ENGLAND: GregorySwitches = {
  ...ERS97,
  quota: { ...ERS97.quota, when: 'fixed' },
  alsoElects: 'nothing',
};

export const PRSA_1977: GregorySwitches = {
  ...ERS97,
  // 1.3: the whole number (of thousandths) next above the quotient, also where that is whole itself.
  quota: { share: 'droop', places: 3, rounding: 'next', when: 'fixed', reach: 'at-least' },
  alsoElects: 'nothing',
  levelAtQuota: 'ladder',
  surplus: { ...lastBundle, places: 3, order: 'first-elected-first', defer: false },
  exclusion: {
    papers: 'by-bundle',
    parts: 'parts-of-a-stage',
    elects: 'after-each-part',
    bulk: 'never',
    bulkFirst: false,
  },
  votePlaces: 3,
  finish: { lastStanding: 'after-surpluses', lastExclusion: 'moves-papers', lastTwo: false },
  ties: ['backwards', 'lot'],
};

export const AUSTRALIAN_SENATE: GregorySwitches = {
  method: 'gregory',
  quota: wholeDroop,
  alsoElects: 'nothing',
  electedWhen: 'reached',
  levelAtQuota: 'ladder',
  surplus: {
    papers: 'all',
    sharing: 'unweighted',
    among: 'all-papers',
    capped: false,
    leftOver: 'lost',
    places: 'exact',
    rounding: 'once',
    order: 'first-elected-first',
    defer: false,
  },
  exclusion: {
    papers: 'by-value',
    parts: 'stages',
    elects: 'after-each-part',
    bulk: 'never',
    bulkFirst: false,
  },
  votePlaces: 0,
  creditBy: 'value',
  finish: { lastStanding: 'at-once', lastExclusion: 'stays', lastTwo: true },
  restart: 'never',
  ties: ['backwards', 'lot'],
};

export const ACT_HARE_CLARK: GregorySwitches = {
  ...AUSTRALIAN_SENATE,
  surplus: {
    papers: 'last-bundle',
    sharing: 'unweighted',
    among: 'transferable',
    capped: true,
    leftOver: 'lost',
    places: 'exact',
    rounding: 'once',
    order: 'first-elected-first',
    defer: false,
  },
  votePlaces: 6,
  finish: { lastStanding: 'after-surpluses', lastExclusion: 'moves-papers', lastTwo: false },
};

export const NSW_LOCAL_2021: GregorySwitches = {
  ...AUSTRALIAN_SENATE,
  surplus: {
    papers: 'all',
    sharing: 'weighted',
    among: 'transferable',
    capped: true,
    leftOver: 'lost',
    places: 'exact',
    rounding: 'once',
    order: 'first-elected-first',
    defer: false,
  },
  exclusion: {
    papers: 'by-bundle',
    parts: 'parts-of-a-stage',
    elects: 'after-all-parts',
    bulk: 'never',
    bulkFirst: false,
  },
  creditBy: 'bundle',
  finish: {
    lastStanding: 'at-once',
    lastExclusion: 'moves-papers',
    lastTwo: true,
    certain: 'exceeds-rest',
  },
};

export const WRIGHT: GregorySwitches = {
  ...WIGM,
  quota: { ...wholeDroop, when: 'fixed' },
  restart: 'wright',
};
