/**
 * Room on the record: an entry has at most 65,535 bytes, and a result goes into one. A poll whose
 * result might not is not prepared, since after the vote nobody could shorten it.
 */
import { err, ok, type Result } from '@hustings/base';
import { type Act, type Manifest, type Outcome, type RuleBook, readAct } from '@hustings/rulebook';
import { declarationText } from '../declaration.ts';
import type { Docket } from '../docket.ts';
import { encodeEvent, LARGEST_LEAF } from '../entry.ts';
import { type Refusal, refusal } from '../errors.ts';
import { OFFICER } from './conduct.ts';

const SIGNATURE = '0'.repeat(128);
/** Times, numbers of entries and whatever else is a few bytes longer in the end. */
const SLACK = 200;

export function roomForResult(
  book: RuleBook,
  docket: Docket,
  manifest: Manifest,
): Result<void, Refusal> {
  const procedure = docket.procedureOf(manifest.matter, book);
  if (procedure?.kind !== 'contest') return ok(undefined);
  const { matter, poll, organisation } = manifest;
  const outcome = longestOutcome(manifest, procedure.results.sections === 'published');
  const title = docket.titleOf(matter, book);
  const text = declarationText({ book, organisation, title, outcome, manifest });
  const act: Act = { kind: 'result-declared', matter, poll, outcome, text };
  const at = manifest.closes;
  const isReadable = readAct(act).ok;
  const entry = { seq: Number.MAX_SAFE_INTEGER, at, by: OFFICER, act };
  if (isReadable && encodeEvent(entry, SIGNATURE).length + SLACK <= LARGEST_LEAF)
    return ok(undefined);
  return err(
    refusal(
      'poll/result-too-long',
      `${manifest.options.length} candidates in ${manifest.pools.length} sections make a result that is too long for the record: shorten names, or publish the result for fewer sections.`,
    ),
  );
}

/** Every candidate in the first round and the last, every section alone, every figure as long as can be. */
function longestOutcome(manifest: Manifest, isPublished: boolean): Outcome {
  const { options, pools } = manifest;
  const { form } = manifest;
  const most =
    manifest.roll.sections.reduce((sum, s) => sum + s.size, 0) *
    (form.kind === 'scores' ? form.highest : 1);
  const lines = (percent: string) =>
    options.map(({ id }) => ({ candidate: id, votes: most, percent }));
  return {
    kind: 'elected',
    elected: options.map(({ id, name }) => ({ id, name })),
    firstPreferences: lines('100.000000'),
    final: lines('100.000001'),
    sections: isPublished
      ? pools.map(({ id }) => ({
          section: id,
          electorate: most,
          cast: most,
          valid: most,
          spoilt: most,
        }))
      : [],
    bySection: isPublished
      ? pools.map(({ id }) => ({
          section: id,
          votes: Object.fromEntries(options.map((o) => [o.id, most])),
        }))
      : [],
    electorate: most,
    valid: most,
    spoilt: most,
    turnout: '100.000000',
    margin: -most,
  };
}
