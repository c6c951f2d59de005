/**
 * Every page of the house, each a pure function from its view to a whole HTML document. Built into
 * `dist/server/pages.js`, because Node runs TypeScript but not JSX.
 */

export { LANGUAGES, type Language } from '../languages.ts';
export type * from '../rule-views.ts';
export { moment } from '../text/moments.ts';
export type * from '../views.ts';
export { renderAct } from './act.tsx';
export { renderBooth } from './booth.tsx';
export { renderBox } from './box.tsx';
export { renderCheck } from './check.tsx';
export { renderContacts } from './contacts.tsx';
export { renderElectors } from './electors.tsx';
export { renderEnter } from './enter.tsx';
export { renderError } from './error.tsx';
export { renderHome } from './home.tsx';
export { renderLost } from './lost.tsx';
export { renderMail } from './mail.tsx';
export { renderMy } from './my.tsx';
export { renderNewProceeding } from './new-proceeding.tsx';
export { renderOfficer } from './officer.tsx';
export { renderOfficerProceeding } from './officer-proceeding.tsx';
export { renderOutbox } from './outbox.tsx';
export { renderPoll } from './poll.tsx';
export { renderPractice } from './practice.tsx';
export { renderProceeding } from './proceeding.tsx';
export { renderProgress } from './progress.tsx';
export { renderResult } from './result.tsx';
export { renderRollImport } from './roll-import.tsx';
export { renderRollPreview } from './roll-preview.tsx';
export { renderRuleBook } from './rule-book.tsx';
export { renderRules } from './rules.tsx';
export { renderScreen } from './screen.tsx';
export { renderSecondDevice } from './second-device.tsx';
export { renderStaff } from './staff.tsx';
export { renderVerify } from './verify.tsx';
