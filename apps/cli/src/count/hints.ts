/** What to do about a count that gives no result. */
import { type CatalogueError, countingRules } from '@hustings/count';
import { nearest } from '../nearest.ts';

export function hintsFor(error: CatalogueError, rule: string): readonly string[] {
  switch (error.code) {
    case 'count/tie-needs-lot':
      return [
        `draw a lot between them, and give the order drawn: --lot ${error.tied.join(',')} (most favoured first)`,
      ];
    case 'count/tie-source-missing':
      return [
        error.step === 'public-coin'
          ? 'give the value that was published: --coin TEXT'
          : 'give the order that was published, of all candidates: --published-order ID,ID…',
      ];
    case 'count/lot-not-an-order':
      return [`those tied are ${error.tied.join(', ')}`];
    case 'count/seats-missing':
      return ['say how many are elected: --seats N'];
    case 'count/seed-missing':
      return ['give the text that was agreed before the count: --seed TEXT'];
    case 'count/seats-not-for-this-rule':
    case 'count/papers-not-for-this-rule':
      return ['hustings count --list-rules says what each rule counts'];
    case 'count/unknown-setting': {
      const meant = nearest(error.setting, error.allowed);
      return [
        ...(meant === undefined ? [] : [`did you mean --set ${meant}=…?`]),
        `hustings count --list-rules --rule ${rule} says what may be set`,
      ];
    }
    case 'count/setting-not-allowed':
      return [`hustings count --list-rules --rule ${rule} says what each value means`];
    case 'count/candidate-unknown':
      return [`the ids are ${error.candidates.join(', ')}`];
    case 'count/one-box-only':
      return [
        `rules that count several files: ${countingRules
          .filter((r) => r.papers === 'sections' || r.papers === 'polls')
          .map((r) => r.name)
          .join(', ')}`,
      ];
    default:
      return [];
  }
}
