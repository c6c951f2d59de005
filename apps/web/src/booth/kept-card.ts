/**
 * The poll card of separated mode, from the link in the mail: kept for this tab, so that a reload, or a ballot
 * that is sent again, still has it. It votes only together with the code, which is never kept.
 */
export interface KeptCard {
  load(): string | undefined;
  save(card: string): void;
}

type Shelf = Pick<Storage, 'getItem' | 'setItem'>;

export function keptCard(shelf: Shelf | undefined, proceeding: string, poll: string): KeptCard {
  const key = `hustings/card/${proceeding}/${poll}`;
  // Browsers throw where storage is switched off: then it lasts as long as the page.
  let here: string | undefined;
  try {
    here = shelf?.getItem(key) ?? undefined;
  } catch {
    here = undefined;
  }
  return {
    load: () => here,
    save(card) {
      here = card;
      try {
        shelf?.setItem(key, card);
      } catch {
        // As above.
      }
    },
  };
}
