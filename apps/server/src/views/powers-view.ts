/** Who has power under a rule book, as its page shows it. */
import { exact } from '@hustings/count';
import {
  type PartyPowers,
  type Path,
  partyName,
  powersOf,
  type RuleBook,
  type Said,
  type WeightedElectorate,
} from '@hustings/rulebook';
import type { PowerLine, PowersView, RuleClauseRef } from '@hustings/web';
import { list } from '../words/index.ts';

export function powersView(book: RuleBook): PowersView {
  const { goals, parties, weighted } = powersOf(book);
  return {
    goals: goals.map(({ id, name, ways }) => ({
      id,
      name,
      ways: ways.map((way) => stepsOf(book, way)),
    })),
    parties: parties
      .map((party) => ({ id: party.id, name: capital(party.name), can: linesOf(book, party) }))
      .filter(({ can }) => can.length > 0),
    weighted: weighted.map(({ electorate, name, blocks }) => ({
      id: electorate,
      name,
      blocks: blocks.map(blockOf),
    })),
  };
}

export function clauseRef(book: RuleBook, id: string): RuleClauseRef {
  return { id, cite: book.clauses.find((c) => c.id === id)?.citation ?? id };
}

function stepsOf(book: RuleBook, way: Path): PowersView['goals'][number]['ways'][number] {
  return way.map(({ who, does, clause }) => ({
    who: capital(partyName(book, who)),
    does,
    clause: clauseRef(book, clause),
  }));
}

function linesOf(book: RuleBook, party: PartyPowers): readonly PowerLine[] {
  const line =
    (kind: PowerLine['kind']) =>
    ({ text, clause }: Said): PowerLine => ({ kind, text, clause: clauseRef(book, clause) });
  return [
    ...party.alone.map(line('alone')),
    ...party.together.map((said) => ({ ...line('together')(said), needs: list(said.with) })),
    ...party.blocks.map(line('not-without')),
    ...party.decides.map(line('decides')),
    ...party.cannot.map(line('cannot')),
  ];
}

function blockOf(
  block: WeightedElectorate['blocks'][number],
): PowersView['weighted'][number]['blocks'][number] {
  return {
    id: block.id,
    name: block.name,
    weight: percent(block.weight),
    banzhaf: percent(block.banzhaf),
    shapleyShubik: percent(block.shapleyShubik),
    ...(block.isDictator ? { note: 'decides-alone' } : block.hasVeto ? { note: 'veto' } : {}),
  };
}

/** "33.3" of "1/3", half up. */
function percent(fraction: string): string {
  const { n, d } = exact.fromText(fraction);
  const tenths = (2000n * n + d) / (2n * d);
  return `${tenths / 10n}.${tenths % 10n}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
