/**
 * An example of every page and of its states: what the pictures show, what the accessibility checker
 * walks over, and the shortest way to see what a view means.
 */
import {
  renderAct,
  renderBooth,
  renderBox,
  renderCheck,
  renderContacts,
  renderElectors,
  renderEnter,
  renderError,
  renderHome,
  renderLost,
  renderMail,
  renderMy,
  renderNewProceeding,
  renderOfficer,
  renderOfficerProceeding,
  renderOutbox,
  renderPoll,
  renderPractice,
  renderProceeding,
  renderProgress,
  renderResult,
  renderRollImport,
  renderRollPreview,
  renderRuleBook,
  renderRules,
  renderScreen,
  renderSecondDevice,
  renderStaff,
  renderVerify,
} from '../pages/index.ts';
import type { ScreenView } from '../views.ts';
import { boothView } from './booth.ts';
import { boothSteps } from './booth-steps.tsx';
import {
  club,
  confidencePoll,
  frame,
  labour,
  labourNominations,
  leaderPoll,
  memberFrame,
  officerFrame,
  recordOf,
  separatedTrust,
  simpleTrust,
  society,
  timeline,
  wardenPoll,
} from './common.ts';
import {
  contactsView,
  electorsView,
  newProceedingView,
  rollImportView,
  rollPreviewView,
  staffView,
  tasksView,
} from './officer.ts';
import { labourResult, rounds, roundsResult, stagesResult } from './results.ts';
import { ruleBookView, rulesView } from './rules.ts';
import { verifierStates } from './verifier-states.tsx';

const HASH = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';

/** Name of the example → whole document. */
const screenAt = (step: number): ScreenView => ({
  frame,
  proceeding: club,
  declared: rounds,
  step,
  href: '/p/rowers-2026/result/screen',
  leaveHref: '/p/rowers-2026/result',
});

export const examples: Readonly<Record<string, () => string>> = {
  ...boothSteps,
  ...verifierStates,
  home: () =>
    renderHome({
      frame,
      replay: { kind: 'ready', href: '/replay' },
      practice: { href: '/practice' },
      own: { href: '/officer' },
      rules: { href: '/rules', books: 42 },
      proceedings: [{ ...club, standing: 'Voting is open until 20 November 2026, 17:00 GMT.' }],
    }),
  'home-building': () =>
    renderHome({
      frame: { ...frame, notice: { tone: 'done', text: 'You have signed out.' } },
      replay: { kind: 'building', href: '/replay', percent: 42 },
      practice: { href: '/practice' },
      own: { href: '/officer' },
      rules: { href: '/rules', books: 42 },
      proceedings: [],
    }),
  progress: () =>
    renderProgress({
      frame,
      proceeding: society,
      title: 'Closing the poll',
      sentence:
        'The papers are being shuffled, opened and counted, each step with a proof that anyone can check.',
      percent: 46,
      steps: [
        { text: 'Close the box', state: 'done', detail: '12 ballots' },
        { text: 'Shuffle the papers', state: 'doing', detail: 'second of two mixers' },
        { text: 'Open them', state: 'waiting' },
        { text: 'Count and declare', state: 'waiting' },
      ],
    }),
  'progress-failed': () =>
    renderProgress({
      frame,
      title: 'The 2016 contest is being put together',
      sentence: 'It takes about a minute, once.',
      percent: 12,
      failure:
        'The disk is full. Make room, then start Hustings again: it goes on where it stopped.',
      steps: [{ text: 'Draw up the roll', state: 'doing' }],
    }),
  proceeding: () =>
    renderProceeding({
      frame,
      proceeding: labour,
      book: { title: 'Labour Party Rule Book', version: '2016', hash: HASH },
      standing: 'Jeremy Corbyn is elected Leader. The contest is over.',
      notes: labourResult.notes,
      next: [],
      polls: [confidencePoll, leaderPoll],
      results: [
        { text: 'Jeremy Corbyn elected Leader, 24 September 2016', href: '/p/labour-2016/result' },
      ],
      timeline,
      nominations: labourNominations,
      trust: separatedTrust,
      record: recordOf(labour, 725),
    }),
  'proceeding-practice': () =>
    renderProceeding({
      frame,
      proceeding: society,
      book: { title: 'A plain society’s yearly election', version: '1', hash: HASH },
      standing: 'Voting is open. Twelve ballots are in the box.',
      notes: ['Practice: the society and its candidates are made up.'],
      next: [
        {
          text: 'The poll closes',
          at: '2026-11-29T17:00:00.000Z',
          clause: { cite: 'Rule 7(2)', text: 'Voting lasts seven days.' },
        },
        { text: 'The papers are counted and the result declared' },
      ],
      polls: [wardenPoll],
      results: [],
      timeline: timeline.slice(0, 1),
      trust: simpleTrust,
      record: recordOf(society, 12),
      close: { action: '/p/practice-7f3k/close', fields: [], submit: 'Close the poll now' },
    }),
  result: () => renderResult(labourResult),
  'result-rounds': () => renderResult(roundsResult),
  'result-stages': () => renderResult(stagesResult),
  poll: () =>
    renderPoll({
      frame,
      proceeding: society,
      poll: wardenPoll,
      form: { kind: 'ranked', candidates: 4, most: 4 },
      options: boothView.options,
      orderNote: 'The order on the paper was drawn by lot.',
      sections: [{ name: 'Members', size: 12 }],
      cast: 11,
      revote: 'last-counts',
      key: { words: 'amber otter cello plum acorn raven tulip delta ivory maple', hex: HASH },
      voteHref: '/p/practice-7f3k/vote/warden',
      testHref: '/p/practice-7f3k/vote/warden/test',
      secondDevice: true,
      boxHref: '/p/practice-7f3k/box',
      checkHref: '/p/practice-7f3k/check',
      trust: simpleTrust,
      close: { action: '/p/practice-7f3k/close', fields: [], submit: 'Close the poll now' },
    }),
  booth: () => renderBooth(boothView),
  'second-device': () =>
    renderSecondDevice({
      frame,
      proceeding: society,
      poll: wardenPoll,
      pollApi: boothView.pollApi,
      trackerApi: boothView.trackerApi,
    }),
  box: () =>
    renderBox({
      frame,
      proceeding: labour,
      poll: leaderPoll,
      polls: [confidencePoll, leaderPoll],
      total: 509,
      rows: [
        'amber-otter-cello-plum-0417',
        'raven-tulip-delta-ivory-9034',
        'maple-acorn-cello-amber-2210',
      ].map((code, i) => ({
        position: i + 1,
        code,
        tracker: `${i}${HASH.slice(1)}`,
        at: `2016-08-22T08:0${i}:00.000Z`,
      })),
      page: 2,
      pages: 6,
      earlierHref: '?page=1',
      laterHref: '?page=3',
      checkHref: '/p/labour-2016/check',
    }),
  'box-empty': () =>
    renderBox({
      frame,
      proceeding: society,
      poll: wardenPoll,
      polls: [wardenPoll],
      total: 0,
      rows: [],
      page: 1,
      pages: 1,
      checkHref: '/p/practice-7f3k/check',
    }),
  check: () =>
    renderCheck({
      frame,
      proceeding: society,
      checkHref: '/p/practice-7f3k/check',
      boxHref: '/p/practice-7f3k/box',
      asked: '',
      answer: { kind: 'nothing-asked' },
    }),
  'check-found': () =>
    renderCheck({
      frame,
      proceeding: society,
      checkHref: '/p/practice-7f3k/check',
      boxHref: '/p/practice-7f3k/box',
      asked: 'amber otter cello plum 0417',
      answer: {
        kind: 'in-the-box',
        poll: wardenPoll,
        code: 'amber-otter-cello-plum-0417',
        tracker: HASH,
        at: '2026-11-22T14:03:22.000Z',
        position: 12,
        total: 12,
        standing: 'counts',
        proof: {
          index: 31,
          leafHash: HASH,
          treeSize: 32,
          rootHash: HASH.split('').reverse().join(''),
          path: [HASH, HASH.replaceAll('0', 'a')],
          checkpoint: `hustings.example/practice-7f3k\n32\nn4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg=\n\n— hustings.example/practice-7f3k Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n`,
          apiHref: `/api/p/practice-7f3k/ballots/${HASH}`,
        },
      },
    }),
  'check-missing': () =>
    renderCheck({
      frame,
      proceeding: society,
      checkHref: '/p/practice-7f3k/check',
      boxHref: '/p/practice-7f3k/box',
      asked: 'amber otter cello plum 0418',
      answer: { kind: 'not-there' },
    }),
  'check-wrong': () =>
    renderCheck({
      frame,
      proceeding: society,
      checkHref: '/p/practice-7f3k/check',
      boxHref: '/p/practice-7f3k/box',
      asked: 'amber otter',
      answer: {
        kind: 'not-a-code',
        message: 'A receipt is four words and four figures, or 64 figures and letters from a to f.',
      },
    }),
  verify: () =>
    renderVerify({
      frame,
      proceeding: labour,
      recordHref: '/p/labour-2016/record.zip',
      size: 1_482_113,
      entries: 961,
      ballots: 725,
      command: 'npx hustings verify record.zip',
    }),
  practice: () =>
    renderPractice({
      frame,
      start: { action: '/practice', fields: [], submit: 'Make my practice poll' },
      society: 'The Society of Lamplighters',
      rollSize: 12,
      cast: 11,
    }),
  'enter-officer': () =>
    renderEnter({
      frame,
      as: 'officer',
      form: { action: '/enter/abc', fields: [], submit: 'Sign in' },
    }),
  'enter-member': () =>
    renderEnter({
      frame,
      as: 'member',
      organisation: 'Weir Bridge Rowing Club',
      name: 'Ada Wren',
      form: { action: '/m/abc', fields: [], submit: 'Sign in' },
    }),
  officer: () =>
    renderOfficer({
      frame: officerFrame,
      newHref: '/officer/new',
      outboxHref: '/officer/outbox',
      caught: 141,
      proceedings: [
        {
          ...club,
          standing: 'Nominations are open.',
          next: {
            text: 'Close nominations',
            by: '2026-11-01T12:00:00.000Z',
            href: '/officer/p/rowers-2026',
          },
        },
      ],
    }),
  'officer-first': () =>
    renderOfficer({
      frame: officerFrame,
      newHref: '/officer/new',
      outboxHref: '/officer/outbox',
      proceedings: [],
    }),
  rules: () => renderRules(rulesView),
  'rule-book': () => renderRuleBook(ruleBookView),
  'new-proceeding': () => renderNewProceeding(newProceedingView),
  tasks: () => renderOfficerProceeding(tasksView),
  'roll-import': () => renderRollImport(rollImportView),
  'roll-import-refused': () =>
    renderRollImport({
      ...rollImportView,
      error: 'The file has no column for the mail address. Its columns are: name, number.',
    }),
  'roll-preview': () => renderRollPreview(rollPreviewView),
  electors: () => renderElectors(electorsView),
  'screen-start': () => renderScreen(screenAt(1)),
  'screen-round': () => renderScreen(screenAt(2)),
  'screen-end': () => renderScreen(screenAt(99)),
  staff: () => renderStaff(staffView),
  contacts: () => renderContacts(contactsView),
  'electors-found': () =>
    renderElectors({
      ...electorsView,
      search: 'nobody',
      filter: 'undelivered',
      total: 0,
      electors: [],
    }),
  lost: () =>
    renderLost({
      frame: memberFrame,
      proceeding: club,
      action: '/p/rowers-2026/lost',
      state: 'missing',
    }),
  'lost-sent': () =>
    renderLost({
      frame: memberFrame,
      proceeding: club,
      action: '/p/rowers-2026/lost',
      state: 'sent',
    }),
  outbox: () =>
    renderOutbox({
      frame: officerFrame,
      caught: true,
      total: 141,
      mails: [
        {
          id: '1',
          to: 'ada@example.org',
          subject: 'Your voting link: Yearly election of the captain',
          at: '2026-11-10T09:00:00.000Z',
          state: 'caught',
          href: '/officer/outbox/1',
        },
        {
          id: '2',
          to: 'bert@example.org',
          subject: 'Your voting link: Yearly election of the captain',
          at: '2026-11-10T09:00:01.000Z',
          state: 'failed',
          problem: 'the address does not exist',
          href: '/officer/outbox/2',
        },
      ],
      laterHref: '?page=2',
    }),
  mail: () =>
    renderMail({
      frame: officerFrame,
      from: 'Weir Bridge Rowing Club <elections@example.org>',
      to: 'ada@example.org',
      subject: 'Your voting link: Yearly election of the captain',
      at: '2026-11-10T09:00:00.000Z',
      state: 'caught',
      text: 'Dear Ada Wren,\n\nVoting for captain is open until 20 November 2026, 17:00 GMT.\n\nYour paper: https://vote.example.org/p/rowers-2026/vote/captain#7KQ2-M4XA-9TZB-C0DE-RW5H\n\nDo not pass this link on: whoever has it can vote for you.',
      back: '/officer/outbox',
    }),
  my: () =>
    renderMy({
      frame: memberFrame,
      name: 'Ada Wren',
      matters: [
        {
          proceeding: club,
          standing: 'Nominations are open until 1 November 2026, 12 noon GMT.',
          roll: { kind: 'on', section: 'Members' },
          may: [
            {
              id: 'nominate',
              text: 'Nominate a candidate',
              href: '/my/rowers-2026/nominate',
              missing: [],
              by: '2026-11-01T12:00:00.000Z',
              clause: { cite: 'Rule 5(1)', text: 'Any two members may nominate a member.' },
            },
            {
              id: 'consent',
              text: 'Accept your nomination as captain',
              missing: [],
              form: { action: '/my/rowers-2026/consent', fields: [], submit: 'I accept' },
            },
          ],
          vote: {
            poll: { ...wardenPoll, question: 'Who shall be captain?' },
            href: '/p/rowers-2026/vote/captain',
            voted: false,
          },
        },
        {
          proceeding: { ...labour, resultHref: '/p/labour-2016/result' },
          standing: 'Voting is open.',
          roll: {
            kind: 'not-on',
            reason: 'You joined on 3 March 2016, after the freeze date of 12 January 2016.',
            clause: { cite: 'NEC decision of 12 July 2016' },
          },
          may: [],
        },
      ],
    }),
  act: () =>
    renderAct({
      frame: memberFrame,
      proceeding: club,
      title: 'Nominate a candidate',
      lead: [
        'You can nominate one member for captain. Your name is not published; the candidate’s is.',
      ],
      clause: { cite: 'Rule 5(1)', text: 'Any two members may nominate a member.' },
      back: { text: 'My votes', href: '/my' },
      form: {
        action: '/my/rowers-2026/nominate',
        submit: 'Nominate',
        warning: 'Until nominations close you may withdraw it; after that it stands.',
        fields: [
          { kind: 'hidden', name: 'matter', value: 'captain' },
          {
            kind: 'text',
            name: 'name',
            label: 'Name of the candidate',
            hint: 'As on the roll',
            autocomplete: 'off',
          },
        ],
      },
    }),
  'act-wrong': () =>
    renderAct({
      frame: officerFrame,
      proceeding: club,
      title: 'Open the poll',
      lead: ['From then on ballots are taken. Nothing about the paper can be changed afterwards.'],
      clause: { cite: 'Rule 7(2)', text: 'Voting lasts seven days.' },
      back: { text: 'Back to the tasks', href: '/officer/p/rowers-2026' },
      facts: [
        { term: 'Candidates', value: 'Noor Haddad, Gwen Price, Chidi Obi, Per Lund' },
        { term: 'Electors', value: '140' },
      ],
      form: {
        action: '/officer/p/rowers-2026/open',
        submit: 'Open the poll',
        fields: [
          {
            kind: 'moment',
            name: 'closes',
            label: 'Voting closes',
            hint: 'UK time',
            value: '2026-11-12T17:00',
            error: 'Voting must last at least seven days: not before 17 November 2026, 09:00 GMT.',
          },
          {
            kind: 'choice',
            name: 'order',
            label: 'Order of the candidates',
            options: [
              { value: 'lot', text: 'By lot', hint: 'From the public coin', checked: true },
              { value: 'name', text: 'By family name' },
            ],
          },
          { kind: 'long', name: 'note', label: 'A note for the record', optional: true, max: 2000 },
          {
            kind: 'check',
            name: 'sure',
            value: 'yes',
            label: 'I have checked the paper with a second person',
          },
        ],
      },
    }),
  'error-not-found': () => renderError({ frame, kind: 'not-found' }),
  'error-link-used': () => renderError({ frame, kind: 'link-used', code: 'link/used' }),
  'error-link-bad': () => renderError({ frame, kind: 'link-bad', code: 'link/unknown' }),
  'error-closed': () =>
    renderError({
      frame,
      kind: 'poll-closed',
      at: '2026-11-29T17:00:00.000Z',
      proceeding: society,
      next: { text: 'Check my vote', href: '/p/practice-7f3k/check' },
    }),
  'error-refused': () =>
    renderError({
      frame: officerFrame,
      kind: 'refused',
      detail: 'Nominations cannot be closed before 1 November 2026, 12 noon.',
      clause: { cite: 'Rule 5(3)', text: 'Nominations stay open for fourteen days.' },
      code: 'act/too-early',
      proceeding: club,
      next: { text: 'Back to the tasks', href: '/officer/p/rowers-2026' },
    }),
  'error-full': () => renderError({ frame, kind: 'full', code: 'store/disk-full' }),
  'error-trouble': () => renderError({ frame, kind: 'trouble', code: '3f9a' }),
};
