/** The acts that this program follows, as types; `act-shapes.ts` checks that they are so. */

export interface Blob {
  readonly sha256: string;
  readonly size: number;
}

export interface Keyholder {
  readonly id: string;
  readonly name: string;
  readonly key: string;
}

export interface Candidate {
  readonly id: string;
  readonly name: string;
}

export interface RollSection {
  readonly id: string;
  readonly size: number;
  readonly root: string;
}

export type PaperForm =
  | {
      readonly kind: 'ranked';
      readonly candidates: number;
      readonly most: number;
      readonly least?: number;
    }
  | { readonly kind: 'choice'; readonly candidates: number }
  | { readonly kind: 'motion'; readonly abstain: boolean }
  | {
      readonly kind: 'marks';
      readonly candidates: number;
      readonly most: number;
      readonly least?: number;
      readonly groups?: readonly MarkGroup[];
    }
  | { readonly kind: 'scores'; readonly candidates: number; readonly highest: number };

/** So many of the marks are for these options, by number from 1. */
export interface MarkGroup {
  readonly name: string;
  readonly members: readonly number[];
  readonly least?: number;
  readonly most?: number;
}

export interface PoolOfSections {
  readonly id: string;
  readonly sections: readonly string[];
}

export interface Manifest {
  readonly proceeding: string;
  readonly organisation: string;
  readonly book: { readonly id: string; readonly version: string; readonly hash: string };
  readonly matter: string;
  readonly poll: string;
  readonly question: string;
  /** Where a contest has several ballots, one after the other. */
  readonly ballot?: string;
  readonly form: PaperForm;
  readonly options: readonly Candidate[];
  /** Of a ballot that confirms: whoever it is about. */
  readonly proposed?: readonly Candidate[];
  readonly roll: { readonly id: string; readonly sections: readonly RollSection[] };
  readonly pools: readonly PoolOfSections[];
  readonly leastPool: number;
  readonly revote: 'last-counts' | 'first-stands';
  readonly secondDevice?: string;
  readonly mode: string;
  readonly threshold: number;
  readonly trustees: readonly (Keyholder & { readonly share: string })[];
  readonly mixers: readonly Keyholder[];
  readonly key: string;
  readonly opens: string;
  readonly closes: string;
}

export interface Line {
  readonly candidate: string;
  readonly votes: number;
  readonly percent: string;
  readonly exact?: string;
}

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
      readonly elected: readonly Candidate[];
      readonly firstPreferences: readonly Line[];
      readonly final: readonly Line[];
      readonly sections: readonly unknown[];
      readonly bySection: readonly unknown[];
      readonly electorate: number;
      readonly valid: number;
      readonly spoilt: number;
      readonly turnout: string;
      readonly margin: number;
      readonly marginExact?: string;
    }
  | { readonly kind: 'uncontested'; readonly elected: readonly Candidate[] };

/** Members by kind of act; those that nothing here looks at are left out. */
export interface Acts {
  readonly 'proceeding-opened': {
    readonly proceeding: string;
    readonly organisation: string;
    readonly book: { readonly id: string; readonly version: string; readonly hash: string };
    readonly mode: string;
    readonly logKey: string;
    readonly officerKey: string;
  };
  readonly 'roll-frozen': {
    readonly roll: string;
    readonly electorate: string;
    readonly sections: readonly RollSection[];
    readonly credentials: Blob;
  };
  readonly 'motion-tabled': {
    readonly matter: string;
    readonly procedure: string;
    readonly text: string;
  };
  readonly 'contest-called': {
    readonly matter: string;
    readonly procedure: string;
    readonly office: string;
  };
  readonly 'ballot-reported': { readonly matter: string };
  readonly 'contacts-changed': {
    readonly roll: string;
    readonly changed: number;
    readonly total: number;
  };
  readonly 'candidate-withdrew': { readonly matter: string; readonly candidate: string };
  readonly 'ceremony-opened': {
    readonly poll: string;
    readonly threshold: number;
    readonly trustees: readonly Keyholder[];
    readonly mixers: readonly Keyholder[];
  };
  readonly 'key-pledged': {
    readonly poll: string;
    readonly trustee: string;
    readonly hash: string;
  };
  readonly 'key-dealt': { readonly poll: string; readonly trustee: string; readonly deal: Blob };
  readonly 'key-shares-sent': {
    readonly poll: string;
    readonly trustee: string;
    readonly shares: Blob;
  };
  readonly 'key-accepted': { readonly poll: string; readonly trustee: string };
  readonly 'key-complained': {
    readonly poll: string;
    readonly trustee: string;
    readonly against: string;
    readonly evidence: Blob;
  };
  readonly 'poll-prepared': {
    readonly poll: string;
    readonly matter: string;
    readonly manifest: Manifest;
  };
  readonly 'poll-opened': { readonly poll: string };
  readonly 'poll-extended': { readonly poll: string; readonly until: string };
  readonly 'poll-closed': {
    readonly poll: string;
    readonly cast: number;
    readonly counting: number;
    readonly pools: readonly (PoolOfSections & { readonly counting: number })[];
  };
  readonly 'pool-mixed': {
    readonly poll: string;
    readonly pool: string;
    readonly mixer: string;
    readonly step: number;
    readonly ballots: Blob;
    readonly proof: Blob;
  };
  readonly 'share-published': {
    readonly poll: string;
    readonly pool: string;
    readonly trustee: string;
    readonly shares: Blob;
  };
  readonly 'coin-shared': {
    readonly poll: string;
    readonly trustee: string;
    readonly share: string;
    readonly proof: string;
  };
  readonly 'pool-opened': {
    readonly poll: string;
    readonly pool: string;
    readonly papers: Blob;
    readonly valid: number;
    readonly spoilt: readonly { readonly reason: string; readonly count: number }[];
  };
  readonly 'poll-counted': {
    readonly poll: string;
    readonly rule: string;
    readonly elected: readonly string[];
    readonly transcript: Blob;
    readonly figures?: unknown;
  };
  readonly 'result-declared': {
    readonly matter: string;
    readonly poll?: string;
    readonly standing?: string;
    readonly outcome: Outcome;
    readonly text: string;
  };
}

export type Kind = keyof Acts;
export type Act = { readonly [K in Kind]: { readonly kind: K } & Acts[K] }[Kind];
export type ActOf<K extends Kind> = { readonly kind: K } & Acts[K];
