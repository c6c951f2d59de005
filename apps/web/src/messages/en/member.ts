/** The practice ballot, signing in, and a member’s own page. */
import { count } from '../../text/figures.ts';

export const practice = {
  title: 'Try a ballot',
  lead: (society: string): string =>
    `${society} is made up, and so are its candidates. Everything else is real: your paper is encrypted on your device, kept on a public record, mixed, decrypted and counted as in a contest that matters.`,
  steps: [
    'You get a voting code of your own and go to the booth.',
    'You fill in the paper, check, and cast. You get a receipt.',
    'You look for your ballot in the box.',
    'You close the poll and see it mixed, decrypted and counted.',
    'You download the record and verify it in your browser.',
  ] as readonly string[],
  crowd: (roll: number, cast: number): string =>
    `There are ${count(roll)} members on the roll. The server casts ${count(cast)} random papers for the others, so that yours is one among ${count(cast + 1)}.`,
  yours: 'You get a fresh poll to yourself. It is thrown away after some days.',
};

export const enter = {
  officerTitle: 'Sign in as returning officer',
  memberTitle: (name: string | undefined): string => (name ? `Sign in as ${name}` : 'Sign in'),
  text: 'Press the button to sign in on this device. The link then stops working, so nobody else can use it.',
  notYou: 'If this is not you, close this page and do not press the button.',
};

export const my = {
  title: (name: string): string => `Hello, ${name}`,
  none: 'There is nothing for you here at the moment.',
  roll: 'Am I on the roll?',
  onRoll: (section: string): string => `Yes: in the section ${section}.`,
  notOn: 'No.',
  notYet: 'The roll has not been closed yet.',
  vote: 'Vote',
  voteOpen: (when: string): string => `You can vote until ${when}.`,
  voteLink: 'Go to the booth',
  voteCode:
    'You need the voting code that was sent to you. It was sent on its own, so that this sign-in link alone does not let anybody vote for you.',
  voted: 'A vote has been cast with your code.',
  may: 'You may now',
  nothing: 'There is nothing for you to do now.',
};
