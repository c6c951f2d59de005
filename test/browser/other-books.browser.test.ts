/** Door 3 under the other two rule books: a motion of confidence to its result, Labour's book to its first nominations. */
import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { button, expectSound, heading, link, openHouse, PATIENCE, words } from './harness.ts';
import {
  act,
  begin,
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
import { receiptShown } from './voting.ts';

const house = openHouse({ keepTabs: true });
let officer: Page;

beforeAll(async () => {
  officer = await signInAsOfficer(house);
});

async function importRoll(desk: string, which: string, rows: readonly string[]): Promise<void> {
  await officer.goto(`${desk}/roll/${which}`);
  await officer.locator('input[type=file]').setInputFiles({
    name: `${which}.csv`,
    mimeType: 'text/csv',
    buffer: Buffer.from(`${rows.join('\n')}\n`),
  });
  await button(officer, 'Read the file').click();
  await button(officer, /^Take (these|this)/).click();
  await officer.waitForURL(`**${desk}`);
}

test(
  'a motion of no confidence is tabled by three members, voted on and carried',
  async () => {
    const desk = await begin(officer, /confidence/i, 'Harbour Society', 'Confidence in the chair');
    const contest = desk.replace('/officer', '');
    await importRoll(desk, 'all-members', [
      'name,email',
      ...['Ann Lee', 'Bob Ray', 'Cy Dent', 'Di Marsh'].map(
        (name) => `${name},${name.split(' ')[0]?.toLowerCase()}@example.org`,
      ),
    ]);
    await openForm(officer, desk, 'motion-tabled');
    await expectSound(officer);
    await send(officer, {
      text: 'That we have no confidence in the chair.',
      movers: 'Ann Lee\nEve Nobody',
    });
    await officer.getByText('“Eve Nobody” is not on the imported roll').first().waitFor();
    await expectSound(officer);
    await send(officer, { movers: 'Ann Lee\nbob@example.org\nCy Dent' });
    await nextStep(officer, desk, 'timetable-set', {
      'at-poll-opens': inLondon(inHours(1)),
      'at-poll-closes': inLondon(inHours(2)),
      reason: 'It is urgent.',
    });
    await nextStep(officer, desk, 'freeze');
    await house.moveClock(inHours(1));
    await nextStep(officer, desk, 'prepare');
    await act(officer, desk, 'poll-opened');
    await nextStep(officer, desk, 'vote-links');
    for (const [who, choice] of [
      ['ann', 'For'],
      ['bob', 'For'],
      ['cy', 'Against'],
      ['di', 'Abstain'],
    ] as const) {
      const phone = await house.visitor('phone');
      await phone.goto(await mailedLink(officer, `${who}@example.org`, 'vote'));
      const option = phone
        .locator('.row')
        .getByRole('button', { name: new RegExp(`^${choice}`, 'i') });
      await option.tap();
      expect(await option.getAttribute('aria-pressed')).toBe('true');
      if (who === 'ann') await expectSound(phone);
      await button(phone, 'Go on to check').tap();
      await heading(phone, 'Check your vote').waitFor();
      if (who === 'ann') await expectSound(phone);
      await button(phone, 'Cast my vote').tap();
      await receiptShown(phone);
      await phone.context().close();
    }
    // All have voted, so the rules let it be closed before its hour.
    await nextStep(officer, desk, 'finish');
    await officer.goto(`${contest}/result`);
    await heading(officer, /carried/).waitFor();
    expect(await words(officer)).toMatch(/2 for, 1 against/);
    await expectSound(officer);
    await officer.goto(contest);
    await expectSound(officer);
  },
  6 * PATIENCE,
);

test(
  'under Labour’s book the desk asks for what a challenge needs, and an MP nominates',
  async () => {
    const desk = await begin(officer, /Labour Party/, 'Labour Party', 'Leadership 2016');
    await nextStep(officer, desk, 'contest-called', {
      trigger: 'challenge',
      office: 'leader',
      holder: 'Jeremy Corbyn',
      because: 'A challenger seeks nominations.',
    });
    await openForm(officer, desk, 'timetable-set');
    await expectSound(officer);
    const stages = await officer.locator('main input[type=datetime-local]').all();
    for (const [i, stage] of stages.entries()) await stage.fill(inLondon(inHours(3 + i)));
    await send(officer, { reason: 'Decided by the National Executive Committee.' });
    await heading(officer, 'Leadership 2016').waitFor();
    const electorates = ['Members', 'Registered supporters', 'Affiliated supporters'];
    await officer.goto(desk);
    const rolls = await officer
      .locator('main a[href*="/roll/"]')
      .evaluateAll((links) =>
        links.map((one) => one.getAttribute('href')?.split('/').at(-1) ?? ''),
      );
    const [mps = '', all = ''] = rolls.toSorted(
      (a, b) => Number(/mp/i.test(b)) - Number(/mp/i.test(a)),
    );
    await importRoll(desk, all, [
      'name,email,section',
      ...electorates.map((section, i) => `Person ${i},p${i}@example.org,${section}`),
    ]);
    await importRoll(desk, mps, [
      'name,email,body',
      ...['Owen Smith', 'Angela Eagle', 'Alan One', 'Barbara Two', 'Clive Three'].map(
        (name, i) => `${name},mp${i}@example.org,MPs and MEPs of the party`,
      ),
    ]);
    await openForm(officer, desk, 'body-sized');
    await expectSound(officer);
    await send(officer, { body: 'plp-eplp', size: '5', source: 'The party’s list.' });
    await openForm(officer, desk, 'ruling-made');
    await expectSound(officer);
    await send(officer, {
      question: 'incumbent-nominations',
      body: 'nec',
      effect: 'automatic/leadership-1',
      decision: 'The leader is on the ballot without nominations.',
      reason: 'The rules ask nominations of challengers only.',
      basis: 'Chapter 4, clause II.2.B(ii), and counsel’s advice.',
      vote: '18 14 0',
    });
    await heading(officer, 'Leadership 2016').waitFor();
    await house.moveClock(inHours(3));
    await act(officer, desk, 'nominations-opened');
    await officer.goto(desk);
    for (const form of await officer.locator('form[action$="/sign-in-links"]').all()) {
      if ((await form.count()) > 0) {
        await form.getByRole('button').click();
        await officer.goto(desk);
      }
    }
    const mp = await signInAsMember(house, officer, 'mp2@example.org');
    await memberAct(mp, 'nomination-made', { candidate: 'new', name: 'Owen Smith' });
    await expectSound(mp);
    const contest = desk.replace('/officer', '');
    await officer.goto(contest);
    const told = await words(officer);
    // A fifth of five MPs and MEPs is one.
    expect(told).toContain('20% of the 5 MPs and MEPs');
    expect(told).toContain('Jeremy Corbyn');
    await expectSound(officer);
    await link(officer, /Go to the returning officer/).click();
    await expectSound(officer);
  },
  6 * PATIENCE,
);
