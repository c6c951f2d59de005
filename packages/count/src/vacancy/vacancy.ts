/** A seat that falls vacant, and who may take it: what both ways of filling it from the stored papers ask. */
import type { CountError } from '../errors.ts';
import type { Candidate } from '../profile.ts';

export interface Vacancy {
  /** Who was elected and leaves. */
  readonly vacating: string;
  /** Who was not elected, stood at the election, and consents to be considered. */
  readonly contesting: readonly string[];
}

/** Why nobody can be found for it. `elected`: all who were elected, with the one who leaves. */
export function refusalOfVacancy(
  { vacating, contesting }: Vacancy,
  candidates: readonly Candidate[],
  elected: readonly string[],
): CountError | undefined {
  const stood = new Set(candidates.filter((c) => c.withdrawn !== true).map((c) => c.id));
  const refuse = (message: string): CountError => ({ code: 'count/not-a-vacancy', message });
  if (!elected.includes(vacating))
    return refuse(`"${vacating}" was not elected, so that no seat of theirs is vacant.`);
  const wrong = contesting.toSorted().find((id) => !stood.has(id) || elected.includes(id));
  if (wrong !== undefined)
    return refuse(
      stood.has(wrong)
        ? `"${wrong}" was elected, and cannot contest a seat that falls vacant.`
        : `"${wrong}" did not stand at the election whose papers are counted.`,
    );
  return contesting.length === 0
    ? { code: 'count/no-candidates', message: 'Nobody consents to take the vacant seat.' }
    : undefined;
}
