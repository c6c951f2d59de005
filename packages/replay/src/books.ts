/**
 * The rule books that come with Hustings, read and checked. They lie as JSON in `rulebooks/` at the
 * root, for people and other programs; this is the one place that loads them.
 */
import { unwrap } from '@hustings/base';
import { type RuleBook, readRuleBook } from '@hustings/rulebook';
import alp2013 from '../../../rulebooks/alp-2013.json' with { type: 'json' };
import apacheBoard from '../../../rulebooks/apache-board.json' with { type: 'json' };
import cdu2021 from '../../../rulebooks/cdu-2021.json' with { type: 'json' };
import conUk1975 from '../../../rulebooks/con-uk-1975.json' with { type: 'json' };
import conUk1998 from '../../../rulebooks/con-uk-1998.json' with { type: 'json' };
import conUk2019 from '../../../rulebooks/con-uk-2019.json' with { type: 'json' };
import conUk2022 from '../../../rulebooks/con-uk-2022.json' with { type: 'json' };
import conUk2022October from '../../../rulebooks/con-uk-2022-october.json' with { type: 'json' };
import conUk2024 from '../../../rulebooks/con-uk-2024.json' with { type: 'json' };
import confidenceMotion from '../../../rulebooks/confidence-motion.json' with { type: 'json' };
import coopGroupMnd from '../../../rulebooks/coop-group-mnd.json' with { type: 'json' };
import cpcPoints from '../../../rulebooks/cpc-points.json' with { type: 'json' };
import cpcPoints2022 from '../../../rulebooks/cpc-points-2022.json' with { type: 'json' };
import debianConstitution from '../../../rulebooks/debian-constitution.json' with { type: 'json' };
import ff2015 from '../../../rulebooks/ff-2015.json' with { type: 'json' };
import fg2002College from '../../../rulebooks/fg-2002-college.json' with { type: 'json' };
import frLr2016 from '../../../rulebooks/fr-lr-2016.json' with { type: 'json' };
import frPs2011 from '../../../rulebooks/fr-ps-2011.json' with { type: 'json' };
import gpew from '../../../rulebooks/gpew.json' with { type: 'json' };
import labourCardVote from '../../../rulebooks/labour-card-vote.json' with { type: 'json' };
import labourNec2020 from '../../../rulebooks/labour-nec-2020.json' with { type: 'json' };
import labourNominationHistory from '../../../rulebooks/labour-nomination-history.json' with {
  type: 'json',
};
import labourUk1988College from '../../../rulebooks/labour-uk-1988-college.json' with {
  type: 'json',
};
import labourUk1993College from '../../../rulebooks/labour-uk-1993-college.json' with {
  type: 'json',
};
import labourUk2014Omov from '../../../rulebooks/labour-uk-2014-omov.json' with { type: 'json' };
import labourUk2018Staged from '../../../rulebooks/labour-uk-2018-staged.json' with {
  type: 'json',
};
import labourUk2021 from '../../../rulebooks/labour-uk-2021.json' with { type: 'json' };
import libdem2019 from '../../../rulebooks/libdem-2019.json' with { type: 'json' };
import lpcPoints from '../../../rulebooks/lpc-points.json' with { type: 'json' };
import ndp2017 from '../../../rulebooks/ndp-2017.json' with { type: 'json' };
import plaid2018 from '../../../rulebooks/plaid-2018.json' with { type: 'json' };
import plpShadowCabinet2010 from '../../../rulebooks/plp-shadow-cabinet-2010.json' with {
  type: 'json',
};
import practicePoll from '../../../rulebooks/practice-poll.json' with { type: 'json' };
import pythonSteeringCouncil from '../../../rulebooks/python-steering-council.json' with {
  type: 'json',
};
import scottishLabour2017 from '../../../rulebooks/scottish-labour-2017.json' with { type: 'json' };
import scottishLabour2021 from '../../../rulebooks/scottish-labour-2021.json' with { type: 'json' };
import snp2023 from '../../../rulebooks/snp-2023.json' with { type: 'json' };
import societyAnnualElection from '../../../rulebooks/society-annual-election.json' with {
  type: 'json',
};
import spd2019 from '../../../rulebooks/spd-2019.json' with { type: 'json' };
import tulrca1992 from '../../../rulebooks/tulrca-1992.json' with { type: 'json' };
import unison2020 from '../../../rulebooks/unison-2020.json' with { type: 'json' };
import unite2021 from '../../../rulebooks/unite-2021.json' with { type: 'json' };
import usDnc from '../../../rulebooks/us-dnc.json' with { type: 'json' };

const models: readonly unknown[] = [societyAnnualElection, confidenceMotion];

const real: readonly unknown[] = [
  alp2013,
  apacheBoard,
  cdu2021,
  conUk1975,
  conUk1998,
  conUk2019,
  conUk2022,
  conUk2022October,
  conUk2024,
  coopGroupMnd,
  cpcPoints,
  cpcPoints2022,
  debianConstitution,
  ff2015,
  fg2002College,
  frLr2016,
  frPs2011,
  gpew,
  labourCardVote,
  labourNec2020,
  labourNominationHistory,
  labourUk1988College,
  labourUk1993College,
  labourUk2014Omov,
  labourUk2018Staged,
  labourUk2021,
  libdem2019,
  lpcPoints,
  ndp2017,
  plaid2018,
  plpShadowCabinet2010,
  pythonSteeringCouncil,
  scottishLabour2017,
  scottishLabour2021,
  snp2023,
  spd2019,
  tulrca1992,
  unison2020,
  unite2021,
  usDnc,
];

/** Books of one organisation, or the models, which belong to none. */
export interface BookShelf {
  readonly kind: 'models' | 'organisation';
  /** The organisation, as its books name it; of the models, what they are. */
  readonly name: string;
  /** Models in the order in which a newcomer is offered them, others by the day they began. */
  readonly books: readonly RuleBook[];
}

/** The models first, then the organisations by name. */
export const bookShelves: readonly BookShelf[] = [
  { kind: 'models', name: 'Models to start from', books: models.map(read) },
  ...organisations(real.map(read)),
];

/** All of them, shelf by shelf. */
export const ruleBooks: readonly RuleBook[] = bookShelves.flatMap((shelf) => shelf.books);

/** For trying a ballot out: nothing is decided by it, so it is not listed among the others. */
export const practiceBook: RuleBook = read(practicePoll);

/**
 * Those that an organisation can run today, in the order in which a newcomer is offered them: the
 * models, and the one real book whose every step is held here. The other real books record ballots
 * that were held elsewhere, and are for reading, replaying and starting from.
 */
export const offeredBooks: readonly RuleBook[] = ruleBooks.filter(
  (book) => book.standing === 'model' || book.id === 'labour-uk-2014-omov',
);

export function findRuleBook(id: string): RuleBook | undefined {
  return [...ruleBooks, practiceBook].find((book) => book.id === id);
}

function read(json: unknown): RuleBook {
  return unwrap(readRuleBook(json));
}

function organisations(books: readonly RuleBook[]): readonly BookShelf[] {
  const sorted = [...books].sort(
    (a, b) =>
      compare(sortedAs(a.organisation), sortedAs(b.organisation)) ||
      compare(a.inForce.from, b.inForce.from) ||
      compare(a.id, b.id),
  );
  return [...Map.groupBy(sorted, (book) => book.organisation)].map(([name, of]) => ({
    kind: 'organisation',
    name,
    books: of,
  }));
}

/** "Labour Party" of "The Labour Party". */
function sortedAs(name: string): string {
  return name.replace(/^The /, '').toLowerCase();
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
