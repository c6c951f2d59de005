/** The voting page. */
import { ordinal } from './counted.ts';

export const booth = {
  until: (when: string): string => `Voting is open until ${when}.`,
  needsScript:
    'Voting needs JavaScript, which is switched off or blocked here: your paper is sealed on your own device before it is sent, so that nobody can read it on the way or on this server. Switch JavaScript on, or open your voting link on another device.',
  getting: 'Getting the paper ready…',
  step: (n: number, what: string): string => `Step ${n} of 3: ${what}`,
  stepMark: 'mark your paper',
  stepCheck: 'check',
  stepCast: 'cast',

  codeTitle: 'Your voting code',
  codeLead: 'Type or paste the code from your letter or mail: five groups of four.',
  codeLabel: 'Voting code',
  codeHint:
    'Capitals, spaces and hyphens do not matter. The letter O is read as 0, and I and L as 1.',
  codeButton: 'Go to my paper',
  codeOpening: 'Getting your paper…',
  codeSafe: 'The code stays on this device. It is not sent to the server.',
  codeProblem: {
    empty: 'Type your voting code first.',
    short: (have: number): string =>
      `A code has 20 letters and figures in five groups of four; this one has ${have}.`,
    group: (nth: number, group: string): string =>
      `The ${ordinal(nth)} group, “${group}”, does not have four letters and figures.`,
    symbol: (symbol: string, nth: number): string =>
      `No code has “${symbol}” in it: look at the ${ordinal(nth)} group again.`,
    mistyped:
      'One letter or figure is wrong, or two have changed places. Compare the code with your letter, group by group.',
    unknown:
      'This code is not on the roll of this poll. It may be for another poll, or a newer code may have been sent to you.',
  },

  markRanked: (n: number, most: number): string =>
    most < n
      ? `Press the candidates in the order in which you want them, up to ${most}. Your first press is your first preference.`
      : 'Press the candidates in the order in which you want them. Your first press is your first preference. You need not rank them all.',
  markChoice: 'Press the one that you vote for.',
  markMotion: 'Press the one that you vote for.',
  list: 'The paper',
  again:
    'You have voted in this poll before. If you vote again, the new vote takes the place of the earlier one.',
  staleNote:
    'Somebody has voted with your code since you opened this page. If it was not you, tell the returning officer at once. If you go on, this vote takes the place of that one.',
  mark: (place: number): string => `– not ranked. Make it my ${ordinal(place)} preference`,
  markFull: '– not ranked. All your preferences are used',
  marked: (place: number): string => `– my ${ordinal(place)} preference`,
  up: 'Up',
  down: 'Down',
  remove: 'Remove',
  upLabel: (name: string, place: number): string => `Move ${name} up to ${ordinal(place)}`,
  downLabel: (name: string, place: number): string => `Move ${name} down to ${ordinal(place)}`,
  removeLabel: (name: string): string => `Remove ${name} from my ranking`,
  putInOrder: 'Put in order',
  startAgain: 'Start again',
  state: (ranked: number, total: number): string =>
    ranked === 0
      ? 'You have ranked nobody yet.'
      : ranked === total
        ? `You have ranked all ${total}.`
        : `You have ranked ${ranked} of ${total}; ${total - ranked} unranked.`,
  stateChoice: (name: string | undefined): string =>
    name === undefined ? 'You have not chosen yet.' : `You have chosen: ${name}.`,
  toCheck: 'Go on to check',
  nothingMarked:
    'Your paper is empty. Press at least one name, or leave the paper blank on purpose.',
  blank: 'Leave my paper blank on purpose',
  statements: 'What the candidates say',

  checkTitle: 'Check your vote',
  checkLead: 'Nothing has been cast yet.',
  checkOrder: 'You rank them in this order:',
  checkChoice: 'You vote:',
  checkUnranked: (n: number): string =>
    `You leave ${n === 1 ? 'one' : n} unranked, who can get nothing from your paper:`,
  checkBlank:
    'You leave your paper blank on purpose. You take part, but give no vote to anybody; it will be reported among the spoilt papers as blank.',
  place: (n: number): string => ordinal(n),
  change: 'Change it',
  cast: 'Cast my vote',

  castingTitle: 'Casting your vote',
  sealing: 'Sealing your paper on this device…',
  sending: 'Putting it into the ballot box…',
  stay: 'Please keep this page open.',

  unsentTitle: 'Not confirmed yet',
  unsentText:
    'Your sealed ballot has left this page, but no confirmation came back. It may be in the box or not. Press “Send again”: the very same ballot is sent, so it cannot count twice.',
  unsentResumed:
    'You pressed “Cast my vote” before, and no confirmation came back. Your sealed ballot is kept on this device. Press “Send again”: the very same ballot is sent, so it cannot count twice.',
  unsentOffline: 'This device seems to be offline.',
  sendAgain: 'Send again',

  receiptTitle: 'Your vote is in the ballot box',
  receiptLabel: 'Your receipt',
  receiptTaken: (when: string): string => `Taken on ${when}.`,
  receiptShows: 'It shows that your vote is in the box. Anyone may see it.',
  receiptHides: 'It does not show how you voted, to you or to anybody else.',
  receiptKeep: 'Write it down, copy it, or take a picture of it.',
  receiptCopy: 'Copy the receipt',
  receiptCheck: 'Check my vote',
  receiptNext: 'What happens next',
  receiptCloses: (when: string): string =>
    `The poll closes on ${when}. Then the papers are shuffled, opened and counted in public.`,
  receiptAgain: 'You may vote again with the same code until then; your last vote counts.',
  receiptFirst: 'You cannot vote again in this poll.',
  receiptDone: 'You may close this page now.',
  receiptFull: 'The receipt in full, for experts',
  toContest: 'Back to the contest',
  toBox: 'See it in the ballot box',
  backIgnored: 'Your vote has been cast. Going back does not change it.',

  stopped: {
    closed: {
      title: 'This poll has closed',
      text: 'No more votes can be taken. If you voted before it closed, your vote is in the box.',
    },
    'closed-meanwhile': {
      title: 'The poll closed before your vote came in',
      text: 'Your vote has not been taken. Nothing of it is kept.',
    },
    'not-open': {
      title: 'This poll is not open yet',
      text: 'Your voting link will work when it opens. You need no other.',
    },
    'already-voted': {
      title: 'You have voted already',
      text: 'A vote has been cast with this code, and in this poll the first vote stands. If it was not you, tell the returning officer at once.',
    },
    'wrong-poll': {
      title: 'This paper is for another poll',
      text: 'The poll changed while you were marking your paper. Nothing has been cast. Open your voting link again.',
    },
    'no-card': {
      title: 'Your poll card is missing',
      text: 'In this poll your vote needs two things: the link in the mail that invited you to vote, and your voting code. Open the link in the newest such mail, and type your code there. Nothing has been cast.',
    },
    'card-elsewhere': {
      title: 'This code and this link do not belong together',
      text: 'The voting code and the link in the mail must both be your own, and the ones that you voted with before, if you did. Nothing has been cast. If you are sure that both are yours, tell the returning officer at once.',
    },
    refused: {
      title: 'The ballot box did not take your vote',
      text: 'Nothing has been cast. Open your voting link again. If it happens again, tell the returning officer.',
    },
    unable: {
      title: 'This browser cannot seal a vote',
      text: 'It is too old, or something in it is switched off. Nothing has been cast. Open your voting link in another browser or on another device.',
    },
    mismatch: {
      title: 'The confirmation does not match your ballot',
      text: 'Do not rely on this vote having been taken. Keep this page as it is and tell the returning officer.',
    },
  },
  stoppedCode: (code: string): string => `If you ask for help, give this code: ${code}`,
  stoppedCheck: 'Check whether a vote is in the box',
  stoppedAgain: 'Try again',

  trouble: {
    offline: 'There is no connection. Check it, then try again. Nothing is lost.',
    slow: 'The server did not answer in time. Try again. Nothing is lost.',
    busy: 'There have been too many tries. Wait a minute, then try again.',
    server: 'The server is in trouble. Wait a minute, then try again. Nothing is lost.',
  },

  said: {
    ranked: (name: string, place: number, left: number): string =>
      `${name} is your ${ordinal(place)} preference. ${left} unranked.`,
    already: (name: string, place: number): string =>
      `${name} is your ${ordinal(place)} preference already. Use Up, Down or Remove to change it.`,
    full: (most: number): string => `You have used all ${most} preferences.`,
    removed: (name: string, left: number): string =>
      `${name} is no longer ranked. ${left} unranked.`,
    moved: (name: string, place: number): string =>
      `${name} is now your ${ordinal(place)} preference.`,
    inOrder: 'The list is in the order of your preferences now.',
    paperOrder: 'Nobody is ranked. The list is in the order of the paper.',
    chosen: (name: string): string => `You have chosen ${name}.`,
    copied: 'The receipt has been copied.',
  },
};
