/**
 * What can be done in a proceeding, as data. An act, stamped with its place, time and actor, is an
 * entry of the log (`record` encodes it); the referee decides whether the rule book allows it.
 *
 * A proceeding holds one or more *matters*, each one run of a procedure of the rule book: a motion
 * of no confidence, a contest for an office. A matter that goes to a vote has one or more *polls*.
 * All ids are short kebab-case strings, unique in the proceeding; persons are pseudonyms, never names,
 * but for candidates, who stand in public.
 * Times are RFC 3339 in UTC with milliseconds (`2016-07-20T16:00:00.000Z`), so that they sort as text.
 */

import type { PaperForm } from '@hustings/count';
import type { BallotReport, ReportAct } from './report-acts.ts';
import type { SupportAct } from './support-acts.ts';

export type Role =
  | 'officer' // the returning officer, who also records what the ruling bodies decide
  | 'mover' // tables or seconds a motion
  | 'nominator'
  | 'candidate'
  | 'trustee'
  | 'mixer'
  | 'system'; // the server, for steps that follow from the clock or from arithmetic alone

export interface Actor {
  readonly role: Role;
  /** Pseudonym: `returning-officer`, `mp-017`, `trustee-2`. */
  readonly id: string;
}

/** A stored byte string, by its SHA-256 (lower-case hex); `size` in bytes. */
export interface BlobRef {
  readonly sha256: string;
  readonly size: number;
}

export interface CandidateRef {
  readonly id: string;
  readonly name: string;
}

/** One section of a frozen roll: its public credentials are in the roll's blob, their Merkle root here. */
export interface RollSection {
  readonly id: string;
  readonly size: number;
  /** Hex RFC 6962 root over the section's public credentials in the order of their bytes. */
  readonly root: string;
}

/** A trustee or mixer: `key` is its Ed25519 public key in hex, with which it signs its entries. */
export interface Keyholder {
  readonly id: string;
  readonly name: string;
  readonly key: string;
}

/** All that a ballot is bound to; its hash is the poll context of every proof (PROTOCOL §1). */
export interface Manifest {
  readonly format: 'hustings/manifest/1';
  readonly proceeding: string;
  readonly organisation: string;
  readonly book: { readonly id: string; readonly version: string; readonly hash: string };
  readonly matter: string;
  readonly poll: string;
  /** Which of the contest's ballots it is, where the book has several. */
  readonly ballot?: string;
  readonly question: string;
  readonly form: PaperForm;
  /** In the order of the paper; for a motion: for, against (and abstain). */
  readonly options: readonly CandidateRef[];
  /** Who is confirmed or not, where that is the question. */
  readonly proposed?: readonly CandidateRef[];
  readonly roll: { readonly id: string; readonly sections: readonly RollSection[] };
  /** Sets of sections revealed together; a pool's id is what ballots name. */
  readonly pools: readonly { readonly id: string; readonly sections: readonly string[] }[];
  /** A pool with fewer ballots that count is merged into the largest before mixing. */
  readonly leastPool: number;
  readonly revote: 'last-counts' | 'first-stands';
  /** The booth offers a code with which a second device shows what the ballot says (PROTOCOL §6 b). */
  readonly secondDevice?: 'offered';
  readonly mode: 'simple' | 'separated';
  readonly threshold: number;
  readonly trustees: readonly (Keyholder & { readonly share: string })[];
  readonly mixers: readonly Keyholder[];
  /** The poll key Y, hex. */
  readonly key: string;
  readonly opens: string;
  readonly closes: string;
}

export interface Tally {
  readonly candidate: string;
  readonly nominations: number;
  readonly validated: boolean;
  /** Why it is or is not validated, in a sentence. */
  readonly reason: string;
}

/** A share of the papers: exact counts only; percentages are drawn from them by the book's policy. */
export interface SectionFigures {
  readonly section: string;
  readonly electorate: number;
  readonly cast: number;
  readonly valid: number;
  readonly spoilt: number;
}

export type RulingEffect =
  | { readonly kind: 'none' }
  /** A place on the ballot without nominations. */
  | { readonly kind: 'candidate-automatic'; readonly candidate: string; readonly name: string }
  | { readonly kind: 'candidate-excluded'; readonly candidate: string }
  /** A body that must approve candidates approves this one. */
  | { readonly kind: 'candidate-approved'; readonly candidate: string }
  /** A date by which an elector of `section` must have qualified. */
  | { readonly kind: 'freeze-date'; readonly section: string; readonly date: string }
  /** Struck off the roll of a section, by pseudonym; overturned, back on it. */
  | { readonly kind: 'elector-excluded'; readonly section: string; readonly elector: string }
  /** The timetable of the matter may be set anew, whatever the book says of changes. */
  | { readonly kind: 'dates-open' }
  /** Nominations that had closed are open again. */
  | { readonly kind: 'nominations-reopened' }
  /** The ballot that was reported last is held again. */
  | { readonly kind: 'ballot-again' }
  /** The declared result falls. */
  | { readonly kind: 'result-void' }
  /** The matter ends without a result. */
  | { readonly kind: 'matter-abandoned' }
  /** A motion of that procedure may be tabled in spite of its immunity. */
  | { readonly kind: 'immunity-lifted'; readonly procedure: string };

export type Act = CoreAct | SupportAct | ReportAct;

type CoreAct =
  | {
      readonly kind: 'proceeding-opened';
      readonly proceeding: string;
      readonly organisation: string;
      readonly title: string;
      readonly book: { readonly id: string; readonly version: string; readonly hash: string };
      readonly mode: 'simple' | 'separated';
      /** C2SP signed-note verifier key of the log. */
      readonly logKey: string;
      /** Ed25519 key of the returning officer, hex; the officer's later entries are signed with it. */
      readonly officerKey: string;
      /** What a reader must know beforehand: scale, reconstruction, practice. */
      readonly notes: readonly string[];
    }
  // --- motions
  | {
      readonly kind: 'motion-tabled';
      readonly matter: string;
      readonly procedure: string;
      readonly text: string;
      readonly movers: readonly string[];
    }
  | { readonly kind: 'motion-withdrawn'; readonly matter: string }
  // --- contests
  | {
      readonly kind: 'contest-called';
      readonly matter: string;
      readonly procedure: string;
      /** Id of one of the procedure's triggers. */
      readonly trigger: string;
      readonly office: string;
      readonly holder?: CandidateRef;
      readonly because: string;
    }
  /** Fixes the size of a body on a date, so that a threshold has a denominator. */
  | {
      readonly kind: 'body-sized';
      readonly body: string;
      readonly size: number;
      readonly asOf: string;
      readonly source: string;
    }
  | {
      readonly kind: 'timetable-set';
      readonly matter: string;
      readonly by: string;
      readonly dates: Readonly<Record<string, string>>;
      readonly reason: string;
    }
  | {
      readonly kind: 'ruling-made';
      readonly ruling: string;
      readonly matter?: string;
      readonly body: string;
      /** Id of a question that the book leaves to a body, or `other`. */
      readonly question: string;
      readonly decision: string;
      readonly vote?: {
        readonly for: number;
        readonly against: number;
        readonly abstained: number;
      };
      readonly reason: string;
      readonly basis: string;
      readonly effect: RulingEffect;
      /** Id of an earlier ruling that this one sets aside. */
      readonly overturns?: string;
      /** Id of the objection that it decides. */
      readonly objection?: string;
    }
  | { readonly kind: 'nominations-opened'; readonly matter: string }
  | {
      readonly kind: 'nomination-made';
      readonly matter: string;
      readonly candidate: string;
      readonly name: string;
      readonly nominator: string;
      /** Body of the book as whose member the nominator nominates. */
      readonly body: string;
      /** Where the nominator is from, by the body's levels of areas. */
      readonly areas?: Readonly<Record<string, string>>;
    }
  | {
      readonly kind: 'nomination-withdrawn';
      readonly matter: string;
      readonly candidate: string;
      readonly nominator: string;
    }
  | { readonly kind: 'candidate-consented'; readonly matter: string; readonly candidate: string }
  | { readonly kind: 'candidate-withdrew'; readonly matter: string; readonly candidate: string }
  | {
      readonly kind: 'statement-filed';
      readonly matter: string;
      readonly candidate: string;
      readonly text: string;
    }
  | {
      readonly kind: 'nominations-closed';
      readonly matter: string;
      readonly tallies: readonly Tally[];
    }
  // --- the roll
  | {
      readonly kind: 'roll-frozen';
      readonly roll: string;
      readonly electorate: string;
      readonly sections: readonly RollSection[];
      /** Applications refused, by reason; no names. */
      readonly excluded: readonly {
        readonly section: string;
        readonly reason: string;
        readonly count: number;
      }[];
      readonly credentials: BlobRef;
      /** The day by which electors of a section had to qualify. */
      readonly qualifiedBy?: Readonly<Record<string, string>>;
      /** How many persons are on the roll, where one may be in several sections. */
      readonly persons?: number;
    }
  | {
      readonly kind: 'contacts-changed';
      readonly roll: string;
      /** Electors whose contact was changed since the entry before this one. */
      readonly changed: number;
      /** Since the roll was frozen, these included. */
      readonly total: number;
    }
  // --- the poll's key (PROTOCOL §3) and papers
  | {
      readonly kind: 'ceremony-opened';
      readonly poll: string;
      readonly threshold: number;
      readonly trustees: readonly Keyholder[];
      readonly mixers: readonly Keyholder[];
    }
  | {
      readonly kind: 'key-pledged';
      readonly poll: string;
      readonly trustee: string;
      readonly hash: string;
    }
  | {
      readonly kind: 'key-dealt';
      readonly poll: string;
      readonly trustee: string;
      readonly deal: BlobRef;
    }
  | {
      readonly kind: 'key-shares-sent';
      readonly poll: string;
      readonly trustee: string;
      readonly shares: BlobRef;
    }
  | { readonly kind: 'key-accepted'; readonly poll: string; readonly trustee: string }
  | {
      readonly kind: 'key-complained';
      readonly poll: string;
      readonly trustee: string;
      readonly against: string;
      readonly evidence: BlobRef;
    }
  | {
      readonly kind: 'poll-prepared';
      readonly poll: string;
      readonly matter: string;
      readonly manifest: Manifest;
    }
  | { readonly kind: 'poll-opened'; readonly poll: string }
  | {
      readonly kind: 'poll-extended';
      readonly poll: string;
      readonly until: string;
      readonly reason: string;
    }
  | {
      readonly kind: 'poll-closed';
      readonly poll: string;
      /** Ballots on the record, and those that count after weeding. */
      readonly cast: number;
      readonly counting: number;
      /** Pools as mixed, after small ones were merged. */
      readonly pools: readonly {
        readonly id: string;
        readonly sections: readonly string[];
        readonly counting: number;
      }[];
    }
  | {
      readonly kind: 'pool-mixed';
      readonly poll: string;
      readonly pool: string;
      readonly mixer: string;
      readonly step: number;
      readonly ballots: BlobRef;
      readonly proof: BlobRef;
    }
  | {
      readonly kind: 'share-published';
      readonly poll: string;
      readonly pool: string;
      readonly trustee: string;
      readonly shares: BlobRef;
    }
  | {
      readonly kind: 'coin-shared';
      readonly poll: string;
      readonly trustee: string;
      readonly share: string;
      readonly proof: string;
    }
  /** The plaintexts of a pool in the order of the last mix. */
  | {
      readonly kind: 'pool-opened';
      readonly poll: string;
      readonly pool: string;
      readonly papers: BlobRef;
      readonly valid: number;
      readonly spoilt: readonly { readonly reason: string; readonly count: number }[];
    }
  // --- results
  | {
      readonly kind: 'poll-counted';
      readonly poll: string;
      readonly rule: string;
      readonly elected: readonly string[];
      readonly transcript: BlobRef;
      /** The count's figures, where the book's rules ask for them: what a ballot decides hangs on them. */
      readonly figures?: BallotReport;
    }
  | {
      readonly kind: 'result-declared';
      readonly matter: string;
      readonly poll?: string;
      /** Left out, it is final. */
      readonly standing?: 'provisional';
      readonly outcome: Outcome;
      readonly text: string;
    }
  | {
      readonly kind: 'office-assumed';
      readonly office: string;
      readonly holder: CandidateRef;
      readonly matter: string;
    }
  | { readonly kind: 'correction-made'; readonly of: number; readonly text: string };

/** What was declared; every figure is re-derived by the verifier. */
export type Outcome =
  | {
      readonly kind: 'motion';
      readonly carried: boolean;
      readonly for: number;
      readonly against: number;
      readonly abstained: number;
      readonly spoilt: number;
      readonly electorate: number;
      readonly turnout: string;
      readonly effect: string;
    }
  | {
      readonly kind: 'elected';
      readonly elected: readonly CandidateRef[];
      readonly firstPreferences: readonly DeclaredVotes[];
      /** Of the last round; empty where the rule has none. */
      readonly final: readonly DeclaredVotes[];
      /** Empty where the book withholds turnout by section. */
      readonly sections: readonly SectionFigures[];
      readonly bySection: readonly {
        readonly section: string;
        readonly votes: Readonly<Record<string, number>>;
      }[];
      readonly electorate: number;
      readonly valid: number;
      readonly spoilt: number;
      readonly turnout: string;
      readonly margin: number;
      /** As `exact` of votes. */
      readonly marginExact?: string;
    }
  | { readonly kind: 'uncontested'; readonly elected: readonly CandidateRef[] };

/** A line of a declaration. */
export interface DeclaredVotes {
  readonly candidate: string;
  /** Whole votes: where a rule passes on parts of a vote, what is beyond them is cut. */
  readonly votes: number;
  readonly percent: string;
  /** The figure itself, where it is not whole: `1322.50000`, `37/3`. */
  readonly exact?: string;
}

/** An act with its place in the log. `at` never decreases from entry to entry. */
export interface Entry {
  readonly seq: number;
  readonly at: string;
  readonly by: Actor;
  readonly act: Act;
}
