/** All comparisons of a part that was played. */
import { figureOf } from '@hustings/audit';
import type { Outcome } from '@hustings/rulebook';
import type { Held } from '../play/balloting.ts';
import { contestOf } from '../play/matter.ts';
import { idOf } from '../play/names.ts';
import { countPairs } from '../play/papers.ts';
import { type PlayedPart, sideOf } from '../play/part.ts';
import { contestProcedure, type Setting } from '../play/setting.ts';
import { compareCount } from './compare.ts';
import { compareRules } from './compare-rules.ts';
import { type Compared, figure } from './compared.ts';

export function comparePart(setting: Setting, played: PlayedPart): readonly Compared[] {
  const { course, held, motions } = played;
  const procedure = setting.part.kind === 'contest' ? contestProcedure(setting) : undefined;
  const declared = Object.values(course.state.matters).flatMap((m) => m.declared?.outcome ?? []);
  return [
    ...(procedure === undefined ? [] : compareRules(setting, procedure, course.entries)),
    ...held.flatMap((h) => heldCount(setting, played, h)),
    ...motions.flatMap((m) => [
      ...compareCount({
        ballot: m.series.ballot,
        rounds: m.series.ballot.rounds.slice(m.place, m.place + 1),
        counted: m.counted,
        report: m.report,
        electorate: m.electorate,
        results: m.procedure.results,
        isAbstentionCounted: false,
        isApart: true,
        idOf: (name) => sideOf(name, [...(m.series.ballot.rounds[m.place]?.totals.keys() ?? [])]),
        out: [],
        chosen: m.carried ? ['for'] : [],
        hasPapers: m.place === 0,
        sections: setting.script.sections ?? {},
      }),
      ...outcomeInWords(setting, m.carried),
    ]),
    ...pairs(setting, held),
    ...words(held.at(-1), declared.at(-1)),
    ...electedElsewhere(setting, played),
  ];
}

function heldCount(setting: Setting, { course }: PlayedPart, held: Held): readonly Compared[] {
  const { ballot, series, counted } = held;
  const record = contestOf(course.state)?.progress.held.find((h) => h.poll === held.poll);
  const { decides } = ballot;
  const isApart =
    decides.kind === 'narrows' || (decides.kind === 'chooses' && decides.otherwise !== 'nobody');
  const names = held.field;
  const byRule = setting.contest.root.down('method', 'defaultOption')?.text();
  return compareCount({
    ballot: series.ballot,
    rounds: held.rounds,
    counted,
    report: held.report,
    electorate: held.electorate,
    results: ballot.results,
    isAbstentionCounted: ballot.paper.abstention?.counted === true,
    isApart,
    idOf: (name) =>
      name === byRule
        ? names.at(-1)?.id
        : names.find((n) => n.id === idOf(name) || n.name === name)?.id,
    out: record?.out ?? [],
    chosen: record?.chosen ?? held.report.chosen,
    hasPapers: held.isFirst,
    sections: setting.script.sections ?? {},
  });
}

/** "won: …" means that the motion against the leader was not carried. */
function outcomeInWords(setting: Setting, carried: boolean): readonly Compared[] {
  const text = setting.part.node.at('outcome')?.text();
  if (text === undefined) return [];
  const path = `${setting.part.node.path}/outcome`;
  const drawn = carried ? 'lost' : 'won';
  const printed = /^won/i.test(text) ? 'won' : /^(lost|removed)/i.test(text) ? 'lost' : text;
  return [figure(path, 'outcome', printed, drawn)];
}

/** The table of pairs and who beats everybody, from the papers. */
function pairs(setting: Setting, held: readonly Held[]): readonly Compared[] {
  const printed = setting.contest.published.pairs;
  if (printed === undefined || !setting.part.isWhole) return [];
  const byRule = setting.contest.root.down('method', 'defaultOption')?.text();
  const result = countPairs(printed);
  const found = printed.pairs.map(({ winner, loser, figure: f }) =>
    figure(
      f.path,
      `papers with ${winner} above ${loser}`,
      f.text,
      result === undefined ? undefined : String(result.pairs[idOf(winner)]?.[idOf(loser)] ?? 0),
    ),
  );
  if (printed.winners.length > 0)
    found.push(
      figure(
        '/condorcetWinner',
        'who beats everybody',
        printed.winners.map(idOf).join(', '),
        result?.condorcetWinner ?? '',
      ),
    );
  const [winner] = printed.winners;
  const [chosen] = held.flatMap((h) => h.report.chosen);
  if (winner !== undefined && winner !== byRule)
    found.push(figure('/condorcetWinner', 'who is elected', idOf(winner), chosen));
  if (printed.valid !== undefined) {
    const papers = printed.orders.reduce((sum, o) => sum + Number(o.count.text), 0);
    found.push(figure(printed.valid.path, 'valid papers', printed.valid.text, String(papers)));
  }
  return found;
}

/** Every number in the words of a declaration is one of its figures. */
function words(last: Held | undefined, outcome: Outcome | undefined): readonly Compared[] {
  const printed = last?.series.ballot.declaration;
  if (printed === undefined || outcome?.kind !== 'elected') return [];
  const drawn = new Set([
    String(outcome.electorate),
    String(outcome.valid),
    String(outcome.spoilt),
    String(outcome.valid + outcome.spoilt),
    outcome.turnout,
    String(outcome.margin),
    ...[...outcome.firstPreferences, ...outcome.final].flatMap((l) => [String(l.votes), l.percent]),
  ]);
  return [...printed.text.matchAll(/\d[\d,]*(?:\.\d+)?/g)].flatMap(([text]) => {
    const f = figureOf(printed.path, text.replaceAll(',', ''));
    if (f === undefined) return [];
    return [
      figure(
        printed.path,
        `declaration: ${text}`,
        f.text,
        drawn.has(f.text) ? f.text : 'none of the figures',
      ),
    ];
  });
}

/** Who was elected where no round says so: by the ballot of the members, or without one. */
function electedElsewhere(setting: Setting, { course }: PlayedPart): readonly Compared[] {
  const { elected, node } = setting.part;
  if (elected === undefined || setting.contest.published.pairs !== undefined) return [];
  const contest = contestOf(course.state);
  const outcome = contest?.declared?.outcome;
  const drawn = outcome === undefined || outcome.kind === 'motion' ? undefined : outcome.elected;
  return [
    figure(
      `${node.path}/membersBallot/elected`,
      'who is elected',
      idOf(elected),
      drawn?.map((c) => c.id).join(', '),
    ),
  ];
}
