/** Which acts are done by a form, and by which. */
import { ceremonyOpened } from '../separated/name-keyholders.ts';
import type { ActForm, ActKind } from './act-form.ts';
import { candidateConsented, candidateWithdrew, statementFiled } from './candidate-forms.ts';
import {
  nominationMade,
  nominationsClosed,
  nominationsOpened,
  nominationWithdrawn,
} from './contest-forms.ts';
import {
  bodySized,
  contestCalled,
  correctionMade,
  motionTabled,
  motionWithdrawn,
  timetableSet,
} from './matter-forms.ts';
import { contestAbandoned, holderRecorded, officeVacated } from './office-forms.ts';
import { declaredUncontested, officeAssumed, pollExtended, pollOpened } from './poll-forms.ts';
import { rulingMade } from './ruling-form.ts';

const FORMS: { readonly [K in ActKind]?: ActForm } = {
  'contest-called': contestCalled,
  'contest-abandoned': contestAbandoned,
  'holder-recorded': holderRecorded,
  'office-vacated': officeVacated,
  'motion-tabled': motionTabled,
  'motion-withdrawn': motionWithdrawn,
  'timetable-set': timetableSet,
  'body-sized': bodySized,
  'ruling-made': rulingMade,
  'correction-made': correctionMade,
  'nominations-opened': nominationsOpened,
  'nomination-made': nominationMade,
  'nomination-withdrawn': nominationWithdrawn,
  'candidate-consented': candidateConsented,
  'candidate-withdrew': candidateWithdrew,
  'statement-filed': statementFiled,
  'nominations-closed': nominationsClosed,
  'ceremony-opened': ceremonyOpened,
  'poll-opened': pollOpened,
  'poll-extended': pollExtended,
  'result-declared': declaredUncontested,
  'office-assumed': officeAssumed,
};

export function formFor(kind: string): ActForm | undefined {
  return Object.hasOwn(FORMS, kind) ? FORMS[kind as ActKind] : undefined;
}
