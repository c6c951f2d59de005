/** The keyholders of a poll in separated mode. */

export type HolderStep =
  | 'codes'
  | 'pledge'
  | 'deal'
  | 'shares'
  | 'acceptance'
  | 'mix'
  | 'share'
  | 'coin';

export interface KeyholdersView {
  /** The poll's id. */
  readonly poll: string;
  readonly holders: readonly {
    readonly name: string;
    readonly role: 'trustee' | 'mixer' | 'registrar';
    /** The key in words, for comparing by another way. */
    readonly words: string;
    readonly did: readonly HolderStep[];
    /** What is awaited from them now. */
    readonly due?: HolderStep;
  }[];
  readonly threshold: number;
  /** What went wrong, in a sentence: a complaint and how it is judged. */
  readonly trouble?: string;
}
