/** Ids as people read them: candidates by the names on the record, the rest by the rule book's words. */
import type { Act, Entry, RuleBook } from '@hustings/rulebook';

export interface Names {
  person(id: string): string;
  candidate(id: string): string;
  body(id: string): string;
  office(id: string): string;
  procedure(id: string): string;
  section(id: string): string;
  /** What the poll asks, once that is on the record. */
  poll(id: string): string;
}

/**
 * Names from the book and from the entries; `learn` takes each entry before it is told. What neither
 * names is told by its id, which is made to be readable.
 */
export class NameBook implements Names {
  readonly #book: RuleBook | undefined;
  readonly #candidates = new Map<string, string>();
  readonly #polls = new Map<string, string>();

  constructor(book?: RuleBook, entries: Iterable<Entry> = []) {
    this.#book = book;
    for (const entry of entries) this.learn(entry.act);
  }

  learn(act: Act): void {
    switch (act.kind) {
      case 'nomination-made':
        this.#candidates.set(act.candidate, act.name);
        break;
      case 'contest-called':
        if (act.holder !== undefined) this.#candidates.set(act.holder.id, act.holder.name);
        break;
      case 'ruling-made':
        if (act.effect.kind === 'candidate-automatic')
          this.#candidates.set(act.effect.candidate, act.effect.name);
        break;
      case 'poll-prepared':
        this.#polls.set(act.poll, act.manifest.question);
        for (const { id, name } of act.manifest.options) this.#candidates.set(id, name);
        break;
      default:
    }
  }

  person(id: string): string {
    return this.#candidates.get(id) ?? id;
  }

  candidate(id: string): string {
    return this.#candidates.get(id) ?? id;
  }

  body(id: string): string {
    return this.#book?.bodies.find((body) => body.id === id)?.inText ?? spelt(id);
  }

  office(id: string): string {
    return this.#book?.offices.find((office) => office.id === id)?.name ?? capital(spelt(id));
  }

  procedure(id: string): string {
    return this.#book?.procedures.find((procedure) => procedure.id === id)?.name ?? spelt(id);
  }

  section(id: string): string {
    for (const electorate of this.#book?.electorates ?? [])
      for (const section of electorate.sections) if (section.id === id) return section.name;
    return spelt(id);
  }

  poll(id: string): string {
    return this.#polls.get(id) ?? `the poll ${id}`;
  }
}

function spelt(id: string): string {
  return id.replaceAll('-', ' ');
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
