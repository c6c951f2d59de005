/** A manifest against the opening, the roll and the book (spec/acts.md §6, as far as it needs no referee). */
import { canonicalJson } from '@hustings/base';
import { entryPlace, type Findings } from '../findings.ts';
import { at, numberAt, procedureOf, procedureOfBallot, textAt } from './rule-book.ts';
import type { Placed, Poll, Proceeding } from './state.ts';

export function checkManifest(proceeding: Proceeding, poll: Poll, findings: Findings): void {
  if (poll.prepared === undefined) return;
  for (const message of faults(proceeding, poll.prepared))
    findings.wrong('act/refused', entryPlace(poll.prepared.seq), message);
  findings.count('manifests');
}

function* faults(
  { opening, book, rolls, matters }: Proceeding,
  { act }: Placed<'poll-prepared'>,
): Generator<string> {
  const { manifest } = act;
  const { proceeding, organisation, mode } = opening.act;
  if (manifest.poll !== act.poll || manifest.matter !== act.matter)
    yield 'The manifest is of another poll or matter.';
  if (
    manifest.proceeding !== proceeding ||
    manifest.organisation !== organisation ||
    manifest.mode !== mode ||
    canonicalJson(manifest.book) !== canonicalJson(opening.act.book)
  )
    yield 'The manifest is of another proceeding, organisation, mode or book.';
  const roll = rolls.get(manifest.roll.id)?.placed.act;
  if (roll === undefined) yield `There is no roll ${manifest.roll.id}.`;
  else if (canonicalJson(roll.sections) !== canonicalJson(manifest.roll.sections))
    yield 'The sections in the manifest are not those of the roll.';
  const { form, options, pools } = manifest;
  const expected = form.kind === 'motion' ? (form.abstain ? 3 : 2) : form.candidates;
  if (options.length !== expected || new Set(options.map((o) => o.id)).size !== expected)
    yield 'The options are not as many different ones as the form of the paper has.';
  if (form.kind === 'ranked' && (form.most < 1 || form.most > form.candidates))
    yield 'The form asks for no preference, or for more than there are options.';
  const sections = manifest.roll.sections.map((s) => s.id);
  if (
    canonicalJson(pools.flatMap((p) => p.sections).toSorted()) !==
    canonicalJson(sections.toSorted())
  )
    yield 'The pools do not hold each section of the roll once.';
  const matter = matters.get(act.matter);
  const whole = procedureOf(book, matter?.procedure);
  const procedure = procedureOfBallot(whole, manifest.ballot);
  if (matter === undefined || procedure === undefined) {
    yield 'The manifest is of a matter, or a procedure, that there is not.';
    return;
  }
  if (matter.text !== undefined && matter.text !== manifest.question)
    yield 'The question is not the text of the motion.';
  if (numberAt(procedure, 'results', 'leastPool') !== manifest.leastPool)
    yield 'The least pool is not that of the book.';
  if (textAt(procedure, 'poll', 'revote') !== manifest.revote)
    yield 'Whether a later ballot counts is not as the book says.';
  const isOffered = at(procedure, 'poll', 'secondDevice') !== undefined;
  if ((manifest.secondDevice === 'offered') !== isOffered)
    yield 'Whether a second device is offered is not as the book says.';
  const isPublished = textAt(procedure, 'results', 'sections') === 'published';
  const expectedPools = isPublished
    ? sections.map((id) => ({ id, sections: [id] }))
    : [{ id: 'all', sections }];
  if (canonicalJson(pools) !== canonicalJson(expectedPools))
    yield 'The pools are not those that follow from the book.';
  if (textAt(procedure, 'kind') === 'motion' && form.kind === 'motion') {
    const names = ['for', 'against', ...(form.abstain ? ['abstain'] : [])].map((id) => ({
      id,
      name: at(procedure, 'options', id),
    }));
    if (canonicalJson(options) !== canonicalJson(names))
      yield 'The options of the motion are not those of the book.';
  }
  if (roll !== undefined && roll.electorate !== textAt(procedure, 'franchise', 'electorate'))
    yield 'The roll is not of the electorate that votes.';
}
