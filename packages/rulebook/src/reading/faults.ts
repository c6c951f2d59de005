/** Faults of a rule book as they are found, and the checks that all lists of ids share. */

export interface RuleBookFault {
  /** RFC 6901 JSON Pointer to the place. */
  readonly pointer: string;
  readonly code: string;
  readonly message: string;
}

export class Faults {
  readonly found: RuleBookFault[] = [];

  add(pointer: string, code: string, message: string): void {
    this.found.push({ pointer, code, message });
  }

  unique(pointer: string, ids: readonly string[]): void {
    const seen = new Set<string>();
    ids.forEach((id, i) => {
      if (seen.has(id))
        this.add(`${pointer}/${i}`, 'book/id-twice', `The id "${id}" stands twice.`);
      seen.add(id);
    });
  }

  known(pointer: string, what: string, id: string, among: readonly string[]): void {
    if (!among.includes(id))
      this.add(pointer, 'book/id-unknown', `There is no ${what} with the id "${id}".`);
  }
}
