/** A report in words. */
import type { Finding } from './findings.ts';
import type { Report } from './verify.ts';

/** `isClean`: nothing is wrong, whatever was left out. */
export function isClean({ findings }: Report): boolean {
  return findings.every((f) => f.kind !== 'wrong');
}

/** The parts of a report, as sentences. */
export interface Sentences {
  /** Whether it holds. */
  readonly headline: string;
  /** Which record this is, and what was checked. */
  readonly about: readonly string[];
  readonly wrong: readonly string[];
  readonly notChecked: readonly string[];
}

const NO_REFEREE =
  'Whether the rule book allowed each act was not checked: this verifier has no referee.';

/** What is counted, one and many; others stand as they are. */
const NOUNS: Readonly<Record<string, readonly [string, string]>> = {
  entries: ['entry of the log', 'entries of the log'],
  tiles: ['tile of hashes', 'tiles of hashes'],
  signatures: ['signature', 'signatures'],
  blobs: ['file named by its hash', 'files named by their hashes'],
  rolls: ['roll', 'rolls'],
  credentials: ['credential', 'credentials'],
  polls: ['poll', 'polls'],
  manifests: ['manifest', 'manifests'],
  deals: ['deal of a key', 'deals of keys'],
  'sealed shares': ['message of sealed shares', 'messages of sealed shares'],
  keys: ['key of a poll', 'keys of polls'],
  ballots: ['ballot', 'ballots'],
  'proofs of ballots': ['proof of a ballot', 'proofs of ballots'],
  pools: ['pool', 'pools'],
  mixes: ['mix', 'mixes'],
  shares: ['share of a decryption', 'shares of decryptions'],
  'papers opened': ['paper opened again', 'papers opened again'],
  papers: ['paper sorted', 'papers sorted'],
  'shares of the coin': ['share of the public coin', 'shares of the public coin'],
  counts: ['count', 'counts'],
  figures: ['declared figure', 'declared figures'],
  cosignatures: ['cosignature of a witness', 'cosignatures of witnesses'],
};

export function sentencesOf(report: Report): Sentences {
  const { findings, checked, proceeding, size, root } = report;
  const wrong = findings.filter((f) => f.kind === 'wrong');
  const left = findings.filter((f) => f.kind === 'not-checked');
  const which =
    size === undefined || root === undefined
      ? 'There is no log that could be read.'
      : `This is the record of ${proceeding ?? 'a proceeding that is not opened'}, a log of ${size} entries with the root ${root}.`;
  const counted = Object.entries(checked).map(([what, n]) => {
    const [one, many] = NOUNS[what] ?? [what, what];
    return `${n} ${n === 1 ? one : many}`;
  });
  return {
    headline:
      wrong.length === 0
        ? 'Nothing is wrong in what was checked.'
        : `${wrong.length} ${wrong.length === 1 ? 'thing is' : 'things are'} wrong.`,
    about: [which, ...(counted.length === 0 ? [] : [`Checked: ${counted.join(', ')}.`])],
    wrong: wrong.map(sentence),
    notChecked: [...left.map(sentence), NO_REFEREE],
  };
}

/** `Entry 31: The proof of the mix is wrong. (mix/proof-fails)` */
function sentence(finding: Finding): string {
  // Entries, polls and the checkpoint begin a sentence; other places are paths.
  const place = finding.place.replace(/^(entry|poll|checkpoint)\b/, (word) =>
    word.replace(/^./, (c) => c.toUpperCase()),
  );
  return `${place}: ${finding.message}${finding.kind === 'wrong' ? ` (${finding.code})` : ''}`;
}

/** For a terminal. */
export function reportText(report: Report): string {
  const { headline, about, wrong, notChecked } = sentencesOf(report);
  const lines = [
    ...about,
    ...wrong.map((text) => `WRONG        ${text}`),
    ...notChecked.map((text) => `not checked  ${text}`),
    headline,
  ];
  return `${lines.join('\n')}\n`;
}
