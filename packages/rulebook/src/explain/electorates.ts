/** Electorates in words. */
import type { Electorate, Freeze, Section } from '../rule-book.ts';
import { moneyText } from '../thresholds.ts';
import { formatDate, formatSpan } from '../times.ts';
import { count, list, number, ratio } from '../words.ts';
import { type Sentence, said } from './said.ts';

export function explainElectorate(electorate: Electorate): readonly Sentence[] {
  const { units, rolls } = electorate;
  const isWeighed = electorate.sections.some((s) => s.weight !== undefined);
  return [
    ...(electorate.sections.length < 2
      ? []
      : [
          said(
            {
              once: `${electorate.name}: a person votes once, in one section.`,
              'once-per-section': `${electorate.name}: a person votes once in every section it belongs to.`,
              'once-per-membership': `${electorate.name}: a person votes once for every membership that counts.`,
            }[electorate.person],
            electorate.clause,
          ),
        ]),
    ...(isWeighed
      ? [
          said(
            `${electorate.name}: a section’s part is shared by the votes still in the count, so that its turnout does not matter.`,
            electorate.clause,
          ),
        ]
      : []),
    ...electorate.sections.flatMap((section) => explainSection(electorate, section)),
    ...(units === undefined
      ? []
      : [
          said(
            `Each ${units.unit}${units.count === undefined ? '' : ` (${number(units.count)} of them)`} is worth ${count(units.points, 'point')}, shared by its votes still in the count${units.onePerVoteBelow === undefined ? '' : `; one with fewer than ${number(units.onePerVoteBelow)} votes has a point for each`}. Those level in it share its points.`,
            units.clause,
          ),
        ]),
    ...(rolls ?? []).map((roll) =>
      said(`Numbers are given of this roll: ${roll.name}.`, roll.clause),
    ),
  ];
}

function explainSection(electorate: Electorate, section: Section): readonly Sentence[] {
  const { weight, delegation, fee, registration, mode, window } = section;
  const name =
    section.name === electorate.name ? section.name : `${section.name} (${electorate.name})`;
  const found = [
    said(
      `${name}: ${section.qualifications.join(' ')} ${freezeInWords(section.freeze)}`,
      section.clause,
    ),
  ];
  const add = (text: string, clause: string): void => {
    found.push(said(`${section.name}: ${text}`, clause));
  };
  if (weight !== undefined) add(`${ratio(weight)} of the whole.`, weight.clause);
  if (delegation !== undefined) add(`each vote carries ${delegation.carries}.`, delegation.clause);
  if (fee !== undefined) add(`a fee of ${moneyText(fee.amount)}.`, fee.clause);
  if (registration !== undefined)
    add(
      `electors sign up between two dates of the timetable${registration.fee === undefined ? '' : `, for ${moneyText(registration.fee)}`}${registration.declaration === undefined ? '' : `, and declare: ${registration.declaration}`}.`,
      registration.clause,
    );
  if (mode !== undefined)
    add(
      `votes ${list(
        mode.by.map((m) => (m === 'post' ? 'by post' : m)),
        'or',
      )}.`,
      mode.clause,
    );
  if (window !== undefined) add('votes at a time of its own.', window.clause);
  return found;
}

function freezeInWords(freeze: Freeze): string {
  switch (freeze.kind) {
    case 'at-roll':
      return 'Whoever qualifies when the roll is frozen votes.';
    case 'date':
      return `By ${formatDate(freeze.date)}.`;
    case 'stage':
      return freeze.before === undefined
        ? `One must have qualified on the day of “${freeze.stage.replaceAll('-', ' ')}”.`
        : `One must have qualified ${formatSpan(freeze.before)} before “${freeze.stage.replaceAll('-', ' ')}”.`;
    case 'by-ruling':
      return 'The day by which one must have qualified is set by a ruling.';
  }
}
