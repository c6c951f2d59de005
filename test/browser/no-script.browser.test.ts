/** Every page but the booth and the verifier does its work without script, forms included. */
import { expect, test } from 'vitest';
import { button, heading, link, openHouse, PATIENCE, words } from './harness.ts';
import { act, begin, inHours, inLondon, send, signInAsOfficer } from './officer.ts';
import { castVote, practise } from './voting.ts';

const house = openHouse();

test(
  'a reader without script follows a practice poll from its page to its result',
  async () => {
    const { page, contest } = await practise(house);
    const receipt = await castVote(page, ['Carys Penhale']);
    const reader = await house.visitor('no script');
    await reader.goto('/');
    await heading(reader, 'Leadership contests that everyone can check').waitFor();
    await reader.goto(contest);
    await link(reader, 'Look into the ballot box').click();
    await heading(reader, 'The ballot box').waitFor();
    await reader.getByLabel('Find a ballot').fill(receipt);
    await button(reader, 'Find it').click();
    await heading(reader, 'Your vote is in the ballot box').waitFor();
    await reader.locator('summary').first().click();
    await reader.getByText('Signed checkpoint', { exact: true }).waitFor();
    await page.goto(contest);
    await button(page, 'Close the poll and count').click();
    await page.waitForURL('**/result', { timeout: 2 * PATIENCE });
    await reader.goto(`${contest}/result`);
    await heading(reader, /is elected/).waitFor();
    expect(await reader.getByRole('table').count()).toBeGreaterThan(0);
  },
  4 * PATIENCE,
);

test(
  'the owner of a practice poll closes it without script and looks again until it is counted',
  async () => {
    const owner = await house.visitor('no script');
    await owner.goto('/practice');
    await button(owner, 'Start a practice poll').click();
    // The booth itself needs script, and says so and what to do.
    await owner.getByText('Voting needs JavaScript').first().waitFor();
    const contest = /^\/p\/[^/]+/.exec(new URL(owner.url()).pathname)?.[0] ?? '';
    await owner.goto(contest);
    await button(owner, 'Close the poll and count').click();
    for (let looks = 0; !owner.url().endsWith('/result') && looks < 200; looks++) {
      const again = link(owner, 'Look again');
      if ((await again.count()) > 0) await again.click();
    }
    await heading(owner, /is elected/).waitFor();
    await owner.goto(`${contest}/verify`);
    await owner
      .getByText('The verifier runs in your browser and needs JavaScript')
      .first()
      .waitFor();
    await owner
      .getByText(/npx hustings verify/)
      .first()
      .waitFor();
  },
  4 * PATIENCE,
);

test(
  'an officer without script begins a contest, sets dates, imports a roll and sends links',
  async () => {
    const signedIn = await signInAsOfficer(house);
    const officer = await house.visitor('no script');
    await officer.context().addCookies(await signedIn.context().cookies());
    const desk = await begin(officer, /society/i, 'Quiet Society', 'Chair without script');
    await act(officer, desk, 'contest-called', {
      trigger: 'vacancy',
      because: 'The chair resigned.',
    });
    await act(officer, desk, 'timetable-set', {
      'at-nominations-open': inLondon(inHours(1)),
      'at-nominations-close': inLondon(inHours(2)),
      'at-poll-opens': inLondon(inHours(3)),
      'at-poll-closes': inLondon(inHours(4)),
      reason: 'Decided by the committee.',
    });
    await officer.goto(`${desk}/roll/all-members`);
    await officer.locator('input[type=file]').setInputFiles({
      name: 'roll.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from('name,email\nAnn Lee,ann@example.org\nBob Ray,bob@example.org\n'),
    });
    await button(officer, 'Read the file').click();
    await button(officer, 'Take these 2 electors').click();
    await officer.locator('form[action$="/sign-in-links"] button').first().click();
    await officer.goto('/officer/outbox');
    await link(officer, /ann@example\.org/)
      .first()
      .click();
    expect(await words(officer)).toContain('Dear Ann Lee');
    await officer.locator('main a[href*="/m/"]').click();
    const member = await house.visitor('no script');
    await member.goto(officer.url());
    await send(member);
    await heading(member, 'Hello, Ann Lee').waitFor();
  },
  3 * PATIENCE,
);
