/**
 * A rule book told in plain words, each rule with the citation it rests on: for officers who must know
 * what the book makes them do, and for whoever checks that the data says what the rules say.
 */
import { findRule } from '@hustings/count';
import type {
  ContestProcedure,
  MotionProcedure,
  PollRules,
  Procedure,
  Question,
  ResultPolicy,
  RuleBook,
  Span,
  Timetable,
} from '@hustings/rulebook';
import { count, list, moment, number } from '@hustings/server/words';
import { conditionWords } from './condition-words.ts';
import { Lines } from './lines.ts';

export function ruleBookWords(book: RuleBook): string {
  const lines = new Lines(book);
  lines.say(`${book.title} (${book.organisation})`);
  lines.say(`${book.id}, version ${book.version}: ${inForce(book)}`);
  lines.say(book.standing === 'model' ? `A model to start from. ${book.summary}` : book.summary);
  for (const procedure of book.procedures) {
    lines.head(procedure.name, procedure.clause);
    if (procedure.kind === 'motion') tellMotion(lines, procedure);
    else tellContest(lines, procedure);
    tellPoll(lines, procedure);
  }
  if (book.questions.length > 0) {
    lines.head('What the book leaves to be ruled on');
    for (const question of book.questions)
      lines.rule(questionWords(lines, question), question.clause);
  }
  tellElectorates(lines, book);
  if (book.gaps.length > 0) {
    lines.head('What is not known');
    for (const gap of book.gaps) lines.rule(gap);
  }
  lines.head('Clauses');
  for (const clause of book.clauses) lines.rule(`${clause.citation}: ${clause.text}`);
  lines.head('Sources');
  for (const source of book.sources)
    lines.rule(
      `${source.title}${source.url === undefined ? '' : `, ${source.url}`}${basis(source.basis)}`,
    );
  return lines.text();
}

function inForce({ inForce: { from, until } }: RuleBook): string {
  const since = `in force from ${moment(from, 'UTC')}`;
  return until === undefined ? since : `${since} to ${moment(until, 'UTC')}`;
}

function basis(of: 'read' | 'memory' | 'model'): string {
  return of === 'memory' ? ' (from memory, not read again)' : '';
}

// ------------------------------------------------------------------------------------- procedures

function tellMotion(lines: Lines, motion: MotionProcedure): void {
  const { tabling, decision, quorum, immunity } = motion;
  lines.rule(
    `Tabled by ${count(tabling.movers, 'member')} of ${lines.body(tabling.body)}.`,
    tabling.clause,
  );
  const { for: yes, against, abstain } = motion.options;
  lines.rule(`On the paper: ${list([yes, against, ...(abstain === undefined ? [] : [abstain])])}.`);
  const share = `${decision.share.numerator}/${decision.share.denominator}`;
  lines.rule(
    `Carried by ${decision.reach === 'more-than' ? 'more than' : 'at least'} ${share} of ${MOTION_BASE[decision.of]}.`,
    decision.clause,
  );
  if (quorum !== undefined)
    lines.rule(
      `Fails unless at least ${quorum.share.numerator}/${quorum.share.denominator} of the roll return a ${quorum.counts === 'valid' ? 'valid ' : ''}paper.`,
      quorum.clause,
    );
  lines.rule(motion.effect.text, motion.effect.clause);
  if (immunity !== undefined)
    lines.rule(
      `After one that is not carried, no other for ${spanWords(immunity.span)}.`,
      immunity.clause,
    );
}

const MOTION_BASE: Readonly<Record<MotionProcedure['decision']['of'], string>> = {
  'for-and-against': 'the votes for and against',
  'valid-papers': 'the valid papers',
  'all-papers': 'all papers, spoilt ones included',
  electorate: 'the roll',
};

function tellContest(lines: Lines, contest: ContestProcedure): void {
  const offices = list(contest.offices.map((id) => lines.office(id)));
  lines.rule(
    contest.seats === 1
      ? `Fills ${offices}.`
      : `Fills ${count(contest.seats, 'seat')} of ${offices}.`,
  );
  for (const trigger of contest.triggers)
    lines.rule(`Called when: ${trigger.name}.`, trigger.clause);
  const { nomination } = contest;
  for (const gate of nomination.gates) {
    lines.rule(
      `${gate.name}: nominations from ${lines.stage(contest, gate.opens)} to ${lines.stage(contest, gate.closes)}.`,
      gate.clause,
    );
    for (const [text, clause] of conditionWords(lines, contest, gate.condition))
      lines.rule(`Needed: ${text}.`, clause);
  }
  const { perNominator, selfNomination, consent, withdrawal, statement, incumbent } = nomination;
  if (perNominator !== undefined)
    lines.rule(
      `Each may nominate ${count(perNominator.most, 'candidate')} at a time${perNominator.switching ? ', and may change' : ', and may not change'}.`,
      perNominator.clause,
    );
  lines.rule(
    `Nominating oneself ${selfNomination.allowed ? 'counts' : 'does not count'}.`,
    selfNomination.clause,
  );
  if (consent !== undefined)
    lines.rule(`A candidate must agree by ${lines.stage(contest, consent.until)}.`, consent.clause);
  lines.rule(
    `A candidate may withdraw until ${lines.stage(contest, withdrawal.until)}.`,
    withdrawal.clause,
  );
  if (statement !== undefined)
    lines.rule(
      `A statement of at most ${count(statement.words, 'word')}, by ${lines.stage(contest, statement.until)}.`,
      statement.clause,
    );
  lines.rule(`The holder of the office ${INCUMBENT[incumbent.kind]}.`, incumbent.clause);
  lines.rule(paperWords(contest), contest.paper.clause);
  lines.rule(
    contest.uncontested.kind === 'elected-unopposed'
      ? 'Without more candidates than seats, they are elected without a poll.'
      : 'Without more candidates than seats, there is a poll all the same.',
    contest.uncontested.clause,
  );
  tellCount(lines, contest);
}

const INCUMBENT: Readonly<Record<ContestProcedure['nomination']['incumbent']['kind'], string>> = {
  automatic: 'is on the paper without nominations',
  'by-papers': 'is nominated like anyone else',
  barred: 'may not stand',
  'by-ruling': 'is on the paper or not as is ruled: the book does not say',
};

function paperWords({ paper }: ContestProcedure): string {
  const most = paper.most === undefined ? 'as many as one likes' : `up to ${number(paper.most)}`;
  const how =
    paper.kind === 'ranked' ? `Candidates are ranked, ${most}` : 'One candidate is chosen';
  const order = paper.order === 'by-name' ? 'by name' : 'in the order of nomination';
  const reopen =
    paper.reopen === undefined ? '' : `; “${paper.reopen.name}” stands like a candidate`;
  return `${how}; on the paper ${order}${reopen}.`;
}

function tellCount(lines: Lines, { count: rules }: ContestProcedure): void {
  const title = findRule(rules.rule)?.title ?? rules.rule;
  const majority =
    rules.majorityOf === 'all-papers'
      ? ' A majority is of all papers, exhausted ones included.'
      : '';
  lines.rule(`Counted by: ${title}.${majority}`, rules.clause);
  if (rules.ties.length === 0) lines.rule('The book does not say how a tie is broken.');
  for (const tie of rules.ties) lines.rule(`A tie: ${TIES[tie.step]}.`, tie.clause);
}

const TIES: Readonly<Record<ContestProcedure['count']['ties'][number]['step'], string>> = {
  backwards: 'the latest earlier round that tells them apart',
  'backwards-all': 'the latest earlier round in which all of them differ',
  forwards: 'the first round that tells them apart',
  'forwards-all': 'the first round in which all of them differ',
  lot: 'a lot, drawn from the public coin',
};

// ---------------------------------------------------------------------- what both kinds have

function tellPoll(lines: Lines, procedure: Procedure): void {
  const { franchise } = procedure;
  lines.rule(`Electors: ${lines.electorate(franchise.electorate)}.`, franchise.clause);
  tellTimetable(lines, procedure.timetable);
  const { poll } = procedure;
  lines.rule(
    poll.revote === 'last-counts'
      ? 'Whoever votes again replaces the earlier ballot.'
      : 'The first ballot stands; voting again changes nothing.',
    poll.clause,
  );
  lines.rule(`Voting closes ${CLOSING[poll.closing.kind]}.`, poll.closing.clause);
  if (poll.extension === undefined) lines.rule('Nobody may extend the voting.');
  else
    lines.rule(
      `The voting may be extended by ${lines.body(poll.extension.body)}.`,
      poll.extension.clause,
    );
  tellResults(lines, procedure.results);
}

const CLOSING: Readonly<Record<PollRules['closing']['kind'], string>> = {
  'at-time': 'at its time, not before',
  'all-voted': 'at its time, or when every elector has voted',
  officer: 'when the returning officer says',
};

function tellTimetable(lines: Lines, timetable: Timetable): void {
  const stages = timetable.stages.map(
    (stage) => `${stage.name}${stage.optional ? ' (if at all)' : ''}`,
  );
  lines.rule(
    `Timetable, set by ${lines.body(timetable.setBy)}: ${stages.join('; ')}.`,
    timetable.clause,
  );
  const name = (id: string) => timetable.stages.find((stage) => stage.id === id)?.name ?? id;
  for (const span of timetable.spans) {
    const limits = [
      ...(span.least === undefined ? [] : [`at least ${spanWords(span.least)}`]),
      ...(span.most === undefined ? [] : [`at most ${spanWords(span.most)}`]),
    ];
    lines.rule(
      `From “${name(span.from)}” to “${name(span.to)}”: ${limits.join(', ')}.`,
      span.clause,
    );
  }
}

function spanWords(span: Span): string {
  return span.count === 1 ? `1 ${span.unit.slice(0, -1)}` : `${span.count} ${span.unit}`;
}

function tellResults(lines: Lines, results: ResultPolicy): void {
  const { percent, turnout } = results;
  lines.rule(
    `Percentages are of ${PERCENT_BASE[percent.of]}, to ${count(percent.decimals, 'decimal')}, ${percent.rounding === 'half-up' ? 'each rounded on its own' : 'rounded so that they add up to 100'}.`,
    percent.clause,
  );
  lines.rule(
    `The turnout counts ${turnout.counts === 'cast' ? 'spoilt papers too' : 'valid papers only'}, to ${count(turnout.decimals, 'decimal')}.`,
    turnout.clause,
  );
  lines.rule(
    `Votes by section are ${results.sections}; fewer than ${number(results.leastPool)} ballots are never opened alone.`,
    results.clause,
  );
}

const PERCENT_BASE: Readonly<Record<ResultPolicy['percent']['of'], string>> = {
  continuing: 'the votes in that round',
  valid: 'all valid papers',
  cast: 'all papers cast',
  electorate: 'the roll',
};

function questionWords(lines: Lines, question: Question): string {
  const review =
    question.review.length === 0
      ? ''
      : `; ${list(question.review.map((id) => lines.body(id)))} may set it aside`;
  return `${question.asks} Ruled on by ${lines.body(question.body)}${review}.`;
}

function tellElectorates(lines: Lines, book: RuleBook): void {
  lines.head('Who votes');
  for (const electorate of book.electorates) {
    const once =
      electorate.person === 'once' || electorate.sections.length < 2
        ? 'one vote each'
        : 'one vote in each section that a person belongs to';
    lines.rule(`${electorate.name}: ${once}.`, electorate.clause);
    for (const section of electorate.sections) {
      const { freeze } = section;
      const asOf =
        freeze.kind === 'at-roll'
          ? 'as they stand when the roll is frozen'
          : freeze.kind === 'date'
            ? `as they stood on ${moment(freeze.date, 'UTC')}`
            : 'as they stood on a date that is ruled on';
      const who = section.qualifications.map((text) => ` ${text}`).join('');
      lines.rule(`${section.name}, ${asOf}.${who}`, section.clause);
    }
  }
}
