/**
 * The figures of a count as a declaration states them: whole votes with their shares, and the exact
 * figure beside them where a vote may be in parts.
 */
import { ok, type Result } from '@hustings/base';
import { percent, percentages } from '@hustings/count';
import type { Outcome, ResultPolicy } from '@hustings/rulebook';
import type { Refusal } from './errors.ts';

export interface LinesAbout {
  /** Of the options, in the order of the paper. */
  readonly ids: readonly string[];
  readonly policy: ResultPolicy['percent'];
  readonly figures: {
    readonly valid: number;
    readonly spoilt: number;
    readonly electorate: number;
  };
  /** Whether one paper may count for several. */
  readonly isMany: boolean;
}

type Line = Extract<Outcome, { readonly kind: 'elected' }>['final'][number];

/** Makes figures by candidate, exact text, into lines of a declaration, in the order of the paper. */
export function declaredLines({ ids, policy, figures, isMany }: LinesAbout): (
  votes: Readonly<Record<string, string>>,
  /** The most that one paper can give a candidate. */
  each?: number,
) => Result<readonly Line[], Refusal> {
  return (votes, each = 1) => {
    // A candidate who is out has no votes, and may be called "constructor".
    const there = ids.filter((id) => Object.hasOwn(votes, id));
    const shares = isMany
      ? ok(sharesOfPapers(votes, policy, figures, each))
      : sharesOf(votes, policy, figures);
    if (!shares.ok) return shares;
    return ok(
      there.map((id) => {
        const text = votes[id] as string;
        const percent = Object.hasOwn(shares.value, id) ? (shares.value[id] ?? '') : '';
        return {
          candidate: id,
          votes: wholePart(text),
          percent,
          ...(isWhole(text) ? {} : { exact: text }),
        };
      }),
    );
  };
}

/** Shares of figures with parts of a vote: of the figures cut after so many decimals. */
const PARTS = 100_000;

function sharesOf(
  votes: Readonly<Record<string, string>>,
  policy: ResultPolicy['percent'],
  figures: LinesAbout['figures'],
): Result<Readonly<Record<string, string>>, Refusal> {
  const by = Object.values(votes).every(isWhole) ? 1 : PARTS;
  return percentages(
    Object.fromEntries(Object.entries(votes).map(([id, text]) => [id, inParts(text, by)])),
    policy,
    {
      valid: figures.valid * by,
      spoilt: figures.spoilt * by,
      electorate: figures.electorate * by,
    },
  );
}

/** Where one paper counts for several: each figure as a share of what the papers could give, on its own. */
function sharesOfPapers(
  votes: Readonly<Record<string, string>>,
  policy: ResultPolicy['percent'],
  figures: LinesAbout['figures'],
  each: number,
): Readonly<Record<string, string>> {
  const papers =
    policy.of === 'cast'
      ? figures.valid + figures.spoilt
      : policy.of === 'electorate'
        ? figures.electorate
        : figures.valid;
  return Object.fromEntries(
    Object.entries(votes).map(([id, text]) => [
      id,
      percent(inParts(text, PARTS), papers * each * PARTS, policy.decimals),
    ]),
  );
}

export function isWhole(text: string): boolean {
  return /^-?\d+$/.test(text);
}

export function wholePart(text: string): number {
  return inParts(text, 1);
}

/** A figure such as `1322.5` or `37/3` in parts of one vote, cut. */
function inParts(text: string, by: number): number {
  const [n = '0', d = '1'] = text.split('/');
  const [units = '0', decimals = ''] = n.split('.');
  const scale = 10n ** BigInt(decimals.length);
  return Number((BigInt(units + decimals) * BigInt(by)) / (BigInt(d) * scale));
}
