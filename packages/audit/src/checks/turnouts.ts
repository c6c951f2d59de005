/** Printed turnouts: of which papers and of which roll, and whether they were rounded twice. */
import { exact, type Ratio } from '@hustings/count';
import type { Ballot, PrintedTurnout, Published } from '../published.ts';
import type { Figure } from '../read/tree.ts';
import { type Check, decimalText, failed, held, shown } from './check.ts';

interface Papers {
  readonly name: string;
  readonly value: Ratio;
  readonly figures: readonly Figure[];
}

export function turnoutChecks(published: Published): readonly Check[] {
  return published.ballots.flatMap((ballot) =>
    ballot.turnout.flatMap((printed) => turnoutCheck(ballot, printed)),
  );
}

function turnoutCheck(ballot: Ballot, printed: PrintedTurnout): readonly Check[] {
  const section = ballot.sections.find((s) => s.id === printed.section);
  const roll = printed.section === undefined ? ballot.papers.electorate : section?.electorate;
  if (roll === undefined || roll.value.n === 0n) return [];
  const papers =
    printed.section === undefined ? wholePapers(ballot) : sectionPapers(ballot, printed.section);
  if (papers.length === 0) return [];
  const of = (value: Ratio): Ratio =>
    exact.divide(exact.multiply(value, exact.whole(100)), roll.value);
  const { figure } = printed;
  const name = [ballot.name, section?.name].filter(Boolean).join(', ');
  const where = name === '' ? 'Turnout' : `Turnout, ${name}`;
  const texts = papers.map((p) => decimalText(of(p.value), figure.decimals));
  const right = texts.findIndex((text) => exact.equal(exact.fromText(text), figure.value));
  if (right >= 0) {
    const by = papers[right] as Papers;
    return [
      held('audit/turnout', `${where}: ${figure.text} is ${by.name} of ${shown(roll.text)}.`, [
        figure,
        roll,
        ...by.figures,
      ]),
    ];
  }
  const [first] = papers as [Papers];
  const exactText = decimalText(of(first.value), figure.decimals + 3);
  const twice = papers.find((p) => isRoundedTwice(of(p.value), figure));
  const why = twice === undefined ? '' : ': it was rounded twice, to more places first';
  const list = [...new Set(papers.map((p, i) => `${texts[i]} of ${p.name}`))].join(', ');
  return [
    failed(
      'audit/turnout',
      `${where}: ${figure.text} is printed, and ${shown(decimalText(first.value, 0))} of ${shown(roll.text)} is ${exactText}${why}${papers.length > 1 ? ` (${list})` : ''}.`,
      [figure, roll, ...first.figures],
      new Map([[figure.path, texts[0] as string]]),
    ),
  ];
}

/** Rounded to one or two places more first, and then again. */
function isRoundedTwice(value: Ratio, printed: Figure): boolean {
  return [1, 2, 3].some((more) => {
    const once = exact.fromText(decimalText(value, printed.decimals + more));
    return exact.equal(exact.fromText(decimalText(once, printed.decimals)), printed.value);
  });
}

/** The usual first: all papers that came. */
function wholePapers(ballot: Ballot): readonly Papers[] {
  const { papers, rounds } = ballot;
  const first = rounds[0];
  const votes = first === undefined || first.unit !== 'votes' ? [] : [...first.totals.values()];
  const abstentions = papers.abstentions ?? (first?.others[0] as Figure | undefined);
  const valid = papers.valid === undefined ? votes : [papers.valid];
  return distinct([
    sum('all papers returned', [papers.returned]),
    sum('valid and spoilt papers', [...valid, papers.spoilt]),
    sum('valid and spoilt papers and abstentions', [...valid, papers.spoilt, abstentions]),
    sum('valid papers and abstentions', [...valid, abstentions]),
    sum('papers admitted', [papers.admitted]),
    sum('valid papers', valid),
    sum('votes for candidates', votes),
  ]);
}

function sectionPapers(ballot: Ballot, id: string): readonly Papers[] {
  const section = ballot.sections.find((s) => s.id === id);
  const votes = [...(ballot.rounds[0]?.bySection.get(id)?.values() ?? [])];
  return distinct([
    sum('papers returned', [section?.returned]),
    sum('valid and spoilt papers', [...votes, section?.spoilt]),
    sum('votes for candidates', votes),
  ]);
}

function sum(name: string, all: readonly (Figure | undefined)[]): Papers | undefined {
  if (all.length === 0 || all.some((f) => f === undefined)) return undefined;
  const figures = all.flatMap((f) => f ?? []);
  return { name, value: exact.sum(figures.map((f) => f.value)), figures };
}

function distinct(all: readonly (Papers | undefined)[]): readonly Papers[] {
  const out: Papers[] = [];
  for (const one of all)
    if (one !== undefined && !out.some((p) => exact.equal(p.value, one.value))) out.push(one);
  return out;
}
