import type { Procedure, RuleBook } from '@hustings/rulebook';

const WIDTH = 96;

/** Text in the making, with the look-ups that turn ids of the book into its names. */
export class Lines {
  readonly #book: RuleBook;
  readonly #lines: string[] = [];

  constructor(book: RuleBook) {
    this.#book = book;
  }

  say(text: string): void {
    this.#lines.push(...wrapped(text, '', ''));
  }

  head(text: string, clause?: string): void {
    this.#lines.push('', ...wrapped(text + this.#cited(clause), '', ''), '');
  }

  rule(text: string, clause?: string): void {
    this.#lines.push(...wrapped(text + this.#cited(clause), '- ', '  '));
  }

  text(): string {
    return `${this.#lines.join('\n')}\n`;
  }

  body(id: string): string {
    return this.#book.bodies.find((body) => body.id === id)?.inText ?? id;
  }

  office(id: string): string {
    return this.#book.offices.find((office) => office.id === id)?.inText ?? id;
  }

  electorate(id: string): string {
    return this.#book.electorates.find((electorate) => electorate.id === id)?.name ?? id;
  }

  stage(procedure: Procedure, id: string): string {
    const stage = procedure.timetable.stages.find((one) => one.id === id);
    return `“${stage?.name ?? id}”`;
  }

  trigger(contest: Extract<Procedure, { kind: 'contest' }>, id: string): string {
    return contest.triggers.find((trigger) => trigger.id === id)?.name ?? id;
  }

  #cited(clause: string | undefined): string {
    if (clause === undefined) return '';
    return ` [${this.#book.clauses.find((one) => one.id === clause)?.citation ?? clause}]`;
  }
}

function wrapped(text: string, first: string, then: string): readonly string[] {
  const out: string[] = [];
  let line = first;
  let isEmpty = true;
  for (const word of text.split(' ')) {
    if (!isEmpty && line.length + 1 + word.length > WIDTH) {
      out.push(line);
      line = then;
      isEmpty = true;
    }
    line += isEmpty ? word : ` ${word}`;
    isEmpty = false;
  }
  return [...out, line];
}
