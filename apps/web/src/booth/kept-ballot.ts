/**
 * A sealed ballot between the press of "Cast my vote" and its receipt. Kept for this tab, so that a
 * lost answer or a reload leads to the very same bytes being sent again, never to a second vote.
 * It holds no choice that anyone could read and no code.
 */
import type { SealedPaper } from './sealing.ts';

export interface KeptBallots {
  load(): SealedPaper | undefined;
  save(sealed: SealedPaper): void;
  drop(): void;
}

type Shelf = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

export function keptBallots(
  shelf: Shelf | undefined,
  proceeding: string,
  poll: string,
): KeptBallots {
  const key = `hustings/sealed/${proceeding}/${poll}`;
  return {
    load() {
      const text = attempt(() => shelf?.getItem(key) ?? undefined);
      return text === undefined ? undefined : attempt(() => readSealed(JSON.parse(text)));
    },
    save(sealed) {
      // These and nothing else: what a second device reads the ballot with must never be stored.
      const { ballot, tracker, code } = sealed;
      attempt(() => shelf?.setItem(key, JSON.stringify({ ballot, tracker, code })));
    },
    drop() {
      attempt(() => shelf?.removeItem(key));
    },
  };
}

function readSealed(value: unknown): SealedPaper | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { ballot, tracker, code } = value as Partial<Record<keyof SealedPaper, unknown>>;
  if (typeof ballot !== 'string' || typeof tracker !== 'string' || typeof code !== 'string')
    return undefined;
  return { ballot, tracker, code };
}

/** Browsers throw where storage is switched off; voting works without, but for a reload in mid-cast. */
function attempt<T>(what: () => T): T | undefined {
  try {
    return what();
  } catch {
    return undefined;
  }
}
