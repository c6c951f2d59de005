/** Every page, by who it is for. */
import type { FastifyInstance } from 'fastify';
import { addContactPages } from './contact-pages.ts';
import type { Context } from './context.ts';
import { addElectorPages } from './elector-pages.ts';
import { addLanguage } from './language.ts';
import { addLostLinkPage } from './lost-link-page.ts';
import { addMemberPages } from './member-pages.ts';
import { addNewContestPages } from './new-contest-pages.ts';
import { addOfficerActs } from './officer-acts.ts';
import { addOfficerPages } from './officer-pages.ts';
import { addOfficerWork } from './officer-work.ts';
import { addOutboxPages } from './outbox-pages.ts';
import { addPracticePages } from './practice-pages.ts';
import { addPublicPages } from './public-pages.ts';
import { addRecordFiles } from './record-files.ts';
import { addRollPages } from './roll-pages.ts';
import { addRulePages } from './rule-pages.ts';
import { addSigningIn } from './signing-in.ts';
import { addStaffPages } from './staff-pages.ts';

export function addPages(app: FastifyInstance, context: Context): void {
  addPublicPages(app, context);
  addLanguage(app);
  addRecordFiles(app, context);
  addRulePages(app, context);
  addPracticePages(app, context);
  addSigningIn(app, context);
  addOfficerPages(app, context);
  addNewContestPages(app, context);
  addOfficerActs(app, context);
  addOfficerWork(app, context);
  addOutboxPages(app, context);
  addRollPages(app, context);
  addElectorPages(app, context);
  addContactPages(app, context);
  addStaffPages(app, context);
  addLostLinkPage(app, context);
  addMemberPages(app, context);
}
