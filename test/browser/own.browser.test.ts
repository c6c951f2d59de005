/** Door 3: a society elects its chair, from the one-time link to a verified result, by its pages alone. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import {
  allWords,
  button,
  expectSound,
  heading,
  link,
  openHouse,
  PATIENCE,
  words,
} from './harness.ts';
import {
  begin,
  fillIn,
  inHours,
  inLondon,
  mailedLink,
  memberAct,
  nextStep,
  openForm,
  send,
  signInAsMember,
  signInAsOfficer,
} from './officer.ts';
import { castVote, receiptShown, receiptsInBox } from './voting.ts';

const house = openHouse({ keepTabs: true });
const run = promisify(execFile);

const TITLE = 'Election of the chair 2026';
const OPENS = inHours(1);
const CLOSES = inHours(2);
const VOTING = inHours(3);
const VOTED = inHours(5);

/** As a membership secretary's spreadsheet has it: semicolons, and some of it wrong. */
const ROLL = `Member No;Name;E-mail;Joined
101;Ann Lee;ann@example.org;2001
102;Bob Ray;bob@example.org;2002
103;Cy Dent;cy@example.org;2003
104;Di Marsh;di@example.org;2004
105;Ed Fox;ed@example.org;2005
106;Fay Hall;fay@example.org;2006
107;Gus Orr;gus@example.org;2007
108;Hal Pike;hal@example.org;2008
109;Zoë Knox;ida@example.org;2009
110;Jo Bell;jo@example.org;2010
111;Kit Lowe;;2011
112;Lou Ames;lou@example.org;2012
102;Bob Ray;bob@example.org;2002
114;;nobody@example.org;2013
115;Max Void;max-at-example.org;2014
`;

let officer: Page;
let ann: Page;
let desk: string;
let contest: string;
let receipt: string;

test('the third door asks for a sign-in link, and says where it is', async () => {
  const stranger = await house.visitor('phone');
  await stranger.goto('/');
  await link(stranger, /^Run your own/).click();
  await heading(stranger, /sign in/i).waitFor();
  expect(await words(stranger)).toContain(
    'Open the link that Hustings printed when it was started',
  );
  await expectSound(stranger);
});

test('the officer signs in with the link and begins a contest under the society’s rule book', async () => {
  officer = await signInAsOfficer(house);
  await expectSound(officer);
  await officer.goto('/officer/new');
  await expectSound(officer);
  // Nothing filled in: the browser itself points at what is needed.
  await button(officer, 'Begin').click();
  expect(new URL(officer.url()).pathname).toBe('/officer/new');
  desk = await begin(officer, /society/i, 'Harbour Society', TITLE);
  contest = desk.replace('/officer', '');
  await expectSound(officer);
  await officer.goto(contest);
  await heading(officer, TITLE).waitFor();
  expect(await words(officer)).not.toContain('this contest is over');
  await expectSound(officer);
});

test('calls it and sets the timetable; dates in the wrong order are refused and kept in the form', async () => {
  await nextStep(officer, desk, 'contest-called', {
    trigger: 'yearly',
    holder: 'Old Chair',
    because: 'The year is over.',
  });
  await openForm(officer, desk, 'timetable-set');
  await expectSound(officer);
  await fillIn(officer, {
    'at-nominations-open': inLondon(CLOSES),
    'at-nominations-close': inLondon(OPENS),
    'at-poll-opens': inLondon(VOTING),
    'at-poll-closes': inLondon(VOTED),
    reason: 'Decided by the committee on 1 March.',
  });
  await send(officer);
  await officer.getByText('There is a problem').waitFor();
  await officer.getByText('cannot fall before').first().waitFor();
  expect(await officer.locator('[name="at-poll-opens"]').inputValue()).toBe(inLondon(VOTING));
  await expectSound(officer);
  await send(officer, {
    'at-nominations-open': inLondon(OPENS),
    'at-nominations-close': inLondon(CLOSES),
  });
  await heading(officer, TITLE).waitFor();
});

test('imports the roll: a file that is none is refused, every bad row is shown with its reason', async () => {
  const step = officer.getByRole('region', { name: 'Next step' });
  await officer.goto(desk);
  await step.locator('a[href*="/roll/"]').click();
  await heading(officer, 'Import the roll').waitFor();
  await expectSound(officer);
  const file = officer.locator('input[type=file]');
  const upload = async (name: string, text: string): Promise<void> => {
    await file.setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
    await button(officer, 'Read the file').click();
  };
  await upload('towns.csv', 'Surname,Town\nLee,Leeds\n');
  await officer.getByText('The file has no column “name”').first().waitFor();
  await expectSound(officer);

  await upload('members.csv', ROLL);
  await heading(officer, 'Look before you take it').waitFor();
  const told = await words(officer);
  expect(told).toContain('12 electors can be taken');
  expect(told).toContain('3 rows are refused');
  for (const [line, reason] of [
    ['14', 'Member number 102 already stands in line 3'],
    ['15', 'The name is missing'],
    ['16', '“max-at-example.org” is not an e-mail address'],
  ] as const)
    expect(
      await officer.getByRole('row').filter({ hasText: reason }).first().innerText(),
    ).toContain(line);
  expect(told).toContain('No e-mail address');
  await expectSound(officer);
  const [refused] = await Promise.all([
    officer.waitForEvent('download'),
    link(officer, /^Download all refused rows/).click(),
  ]);
  expect(refused.suggestedFilename()).toMatch(/\.csv$/);
  await button(officer, 'Take these 12 electors').click();
  await heading(officer, TITLE).waitFor();
  expect(await words(officer)).toContain('12 electors');
});

test('sends the members their links, and opens nominations at their hour and not before', async () => {
  await nextStep(officer, desk, 'sign-in-links');
  expect(await words(officer)).toContain('they are kept in the outbox');
  await officer.goto('/officer/outbox');
  await heading(officer, 'Outbox').waitFor();
  expect(await words(officer)).toContain('12 mails');
  await expectSound(officer);
  await officer.goto(desk);
  const next = officer.getByRole('region', { name: 'Next step' });
  expect(await next.locator('a[href*="nominations-opened"]').count()).toBe(0);
  await house.moveClock(OPENS);
  await nextStep(officer, desk, 'nominations-opened');
});

test('members sign in from their mails and nominate; nobody nominates themselves', async () => {
  const bob = await signInAsMember(house, officer, 'bob@example.org');
  await expectSound(officer); // the mail itself
  await expectSound(bob);
  expect(await words(bob)).toContain('Yes: in the section Members');
  await openForm(bob, '/my', 'nomination-made');
  await expectSound(bob);
  await send(bob, { name: 'Anne Lea' });
  await bob.getByText('“Anne Lea”').first().waitFor();
  await expectSound(bob);
  // The roll's spelling is what will stand on the paper.
  await send(bob, { name: 'ann  lee' });
  const told = await words(bob);
  expect(told).toContain('on the record');
  expect(told).toContain('Ann Lee 1');
  const cy = await signInAsMember(house, officer, 'cy@example.org');
  await memberAct(cy, 'nomination-made', { candidate: 'ann-lee' });
  await expectSound(cy);

  ann = await signInAsMember(house, officer, 'ann@example.org');
  expect(await words(ann)).toContain('You have been nominated: 2 nominations so far.');
  await openForm(ann, '/my', 'nomination-made');
  await send(ann, { candidate: 'ann-lee' });
  await ann.getByText('nobody nominates themselves').first().waitFor();
  await expectSound(ann);
  await memberAct(ann, 'nomination-made', { candidate: 'new', name: 'Di Marsh' });
  // One nominator has no address: the officer records what came on paper.
  await openForm(officer, desk, 'nomination-made');
  await expectSound(officer);
  await send(officer, { candidate: 'di-marsh', nominator: 'Kit Lowe' });
});

test('the officer may follow a member’s mail in the same browser, and stays the officer', async () => {
  const tab = await officer.context().newPage();
  await tab.goto(await mailedLink(officer, 'gus@example.org', 'sign-in'));
  await expectSound(tab);
  await tab.locator('main form button').click();
  await heading(tab, 'Hello, Gus Orr').waitFor();
  await officer.goto(desk);
  await heading(officer, TITLE).waitFor();
  await tab.reload();
  await heading(tab, 'Hello, Gus Orr').waitFor();
  await expectSound(tab);
  await button(tab, 'Sign out').click();
  await heading(tab, 'Leadership contests that everyone can check').waitFor();
  await officer.reload();
  await heading(officer, TITLE).waitFor();
  await tab.close();
});

test('candidates agree to stand and file statements', async () => {
  await openForm(ann, '/my', 'candidate-consented');
  await expectSound(ann);
  await send(ann);
  await memberAct(ann, 'statement-filed', { text: 'I shall mend the roof.\n<b>Really.</b>' });
  const di = await signInAsMember(house, officer, 'di@example.org');
  await memberAct(di, 'candidate-consented');
  await expectSound(di);
  await officer.goto(contest);
  const told = await allWords(officer);
  expect(told).toContain('Ann Lee agreed to stand.');
  expect(told).not.toContain('Bob Ray');
  await expectSound(officer);
});

test(
  'nominations close, the roll is frozen, the paper is made and the poll opened, step by step',
  async () => {
    await house.moveClock(CLOSES);
    await nextStep(officer, desk, 'nominations-closed');
    await nextStep(officer, desk, 'freeze');
    await nextStep(officer, desk, 'prepare');
    await expectSound(officer);
    await house.moveClock(VOTING);
    await officer.goto(desk);
    await openForm(officer, desk, 'poll-opened');
    await expectSound(officer);
    await send(officer);
    await nextStep(officer, desk, 'vote-links');
    await officer.goto(contest);
    await link(officer, 'Election of the chair').first().click();
    await officer.waitForURL('**/polls/*');
    expect(await words(officer)).toContain('Ann Lee');
    await expectSound(officer);
  },
  3 * PATIENCE,
);

test(
  'members vote with the links in their mails; one votes again',
  async () => {
    const vote = async (who: string, names: readonly string[]): Promise<string> => {
      const phone = await house.visitor('phone');
      await phone.goto(await mailedLink(officer, `${who}@example.org`, 'vote'));
      await phone.locator('.row').first().waitFor();
      const given = await castVote(phone, names);
      await phone.context().close();
      return given;
    };
    const phone = await house.visitor('phone');
    await phone.goto(await mailedLink(officer, 'ann@example.org', 'vote'));
    await phone.getByText('What the candidates say').waitFor();
    await phone.locator('summary').filter({ hasText: 'Ann Lee' }).tap();
    await phone.getByText('<b>Really.</b>').waitFor();
    await expectSound(phone);
    receipt = await castVote(phone, ['Ann Lee', 'Di Marsh']);
    await expectSound(phone);

    const bob = await vote('bob', ['Ann Lee']);
    const again = await vote('bob', ['Di Marsh', 'Ann Lee']);
    expect(again).not.toBe(bob);
    await vote('cy', ['Di Marsh']);
    await vote('di', ['Di Marsh']);
    const blank = await house.visitor('phone');
    await blank.goto(await mailedLink(officer, 'ed@example.org', 'vote'));
    await button(blank, 'Leave my paper blank on purpose').tap();
    await heading(blank, 'Check your vote').waitFor();
    await expectSound(blank);
    await button(blank, 'Cast my vote').tap();
    await receiptShown(blank);
    expect(await receiptsInBox(officer, contest)).toHaveLength(6);
    await officer.goto(desk);
    expect(await words(officer)).toContain('5 of 12 electors have voted so far.');
  },
  3 * PATIENCE,
);

test('a code of this roll is of no use elsewhere, and the member’s page does not vote', async () => {
  await ann.goto('/my');
  expect(await words(ann)).toContain('A vote has been cast with your code.');
  await expectSound(ann);
  await link(ann, 'Go to the booth').click();
  await heading(ann, 'Your voting code').waitFor();
});

test(
  'at the hour the box is closed, and the officer counts and declares with one press',
  async () => {
    const gus = await house.visitor('phone');
    await gus.goto(await mailedLink(officer, 'gus@example.org', 'vote'));
    await gus.locator('.row').first().waitFor();
    await officer.goto(desk);
    const step = officer.getByRole('region', { name: 'Next step' });
    expect(await step.locator('form[action$="/finish"]').count()).toBe(0);

    await house.moveClock(VOTED);
    await button(gus, /^Ann Lee/).tap();
    await button(gus, 'Go on to check').tap();
    await button(gus, 'Cast my vote').tap();
    await heading(gus, 'The poll closed before your vote came in').waitFor();
    await expectSound(gus);

    await nextStep(officer, desk, 'finish');
    await officer.goto(`${contest}/result`);
    await heading(officer, /^Di Marsh is elected/).waitFor();
    const told = await words(officer);
    expect(told).toMatch(/6 = 5 count \+ 1 replaced/);
    expect(told).toMatch(/5 = 4 valid \+ 1 spoilt/);
    expect(told).toContain('The verifier found nothing wrong.');
    await expectSound(officer);
    await officer.goto(contest);
    expect(await words(officer)).toContain('Di Marsh elected chair.');
    await expectSound(officer);
  },
  4 * PATIENCE,
);

test(
  'anyone finds nothing wrong: in the browser, and with the command on the downloaded record',
  async () => {
    const anyone = await house.visitor('phone');
    await anyone.goto(`${contest}/verify`);
    await button(anyone, 'Download and verify').tap();
    await anyone.getByRole('heading', { name: 'Nothing wrong was found' }).waitFor({
      timeout: 2 * PATIENCE,
    });
    const [zip] = await Promise.all([
      officer.waitForEvent('download'),
      officer.goto(`${contest}/result`).then(() => link(officer, /^The whole record/).click()),
    ]);
    expect(zip.suggestedFilename()).toBe('election-of-the-chair-2026.zip');
    const { stdout } = await run(process.execPath, [
      join(import.meta.dirname, '../../apps/cli/bin/hustings.mjs'),
      'verify',
      '--json',
      await zip.path(),
    ]);
    const { findings, checked } = JSON.parse(stdout);
    expect(findings).toEqual([]);
    expect(checked).toMatchObject({ ballots: 6, papers: 5, polls: 1 });
  },
  4 * PATIENCE,
);

test('the winner takes office, the first voter still finds the ballot, and the desk is done', async () => {
  await nextStep(officer, desk, 'office-assumed', { holder: 'di-marsh' });
  await expectSound(officer);
  await officer.goto(contest);
  expect(await allWords(officer)).toMatch(/Di Marsh (became chair|took office)/);
  await officer.goto(`${contest}/check?tracker=${receipt}`);
  await officer.getByText('It is one of the ballots that were counted.').waitFor();
});

test('signing out ends it: the desk asks for a link again', async () => {
  await officer.goto('/officer');
  await button(officer, 'Sign out').click();
  await heading(officer, 'Leadership contests that everyone can check').waitFor();
  await officer.goto(desk);
  await heading(officer, /sign in/i).waitFor();
});
