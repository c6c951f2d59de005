/** Checking with a second device, and testing the machine. */
export const secondDevice = {
  title: 'Check with a second device',
  lead: 'Another phone or computer can open this ballot and show what it says. If that is not what you chose, tell the returning officer at once.',
  testLead:
    'Another phone or computer can open the test paper too, and show what it says. The test paper is not in the ballot box.',
  buying: 'Keep this code to yourself: whoever sees it can see how you voted.',
  forgotten:
    'Nobody may ask you for it. It is shown on this page only, and is forgotten when you leave it.',
  gone: 'The code with which a second device reads your vote was shown once, and has been forgotten.',
  before:
    'In this poll you can check with a second device what your ballot says. That also means that you could show it to somebody else: nobody may ask you to.',
  show: 'Show the code',
  label: 'QR code with a link for your second device',
  orLink: 'Point the camera of the other device at it, or open this link there:',

  pageTitle: 'What this ballot says',
  pageLead: 'This page opens a sealed ballot with a code from the device that sealed it.',
  noCode:
    'There is no code in this link, or it has been used. Point the camera at the code on the first device again.',
  reading: 'Opening the ballot on this device…',
  fetched:
    'The ballot was taken from the public record, its seal was checked, and it was opened on this device. The code was not sent to the server.',
  testRead:
    'This ballot was a test. It is not in the ballot box. It was opened on this device, and the code was not sent to the server.',
  same: 'Is this what you chose? Then the first device sealed what you told it to. If it is not, tell the returning officer, and vote again from another device if the rules let you.',
  receipt: 'Receipt of this ballot',
  blank: 'The paper was left blank.',
  spoilt: (reason: string): string => `The paper would be counted as spoilt (${reason}).`,
  failed:
    'The code does not open a ballot of this poll. Either it was not read whole, or the first device gave a wrong one: then tell the returning officer.',
  notThere:
    'This ballot is not on the public record. If the first device told you that it was cast, tell the returning officer at once.',
  trouble: 'The record could not be read just now. Check the connection and load this page again.',
  leave: 'Close this page when you have seen it. Nothing of it is kept.',
};

export const machineTest = {
  link: 'Test this device first',
  linkLead:
    'A test paper is sealed just as a vote is, opened again by a second program, and never sent.',
  flag: 'A test. Nothing is cast.',
  lead: 'Mark the paper as you like: this is a test of the device, and nothing is sent.',
  seal: 'Seal and open it',
  sealing: 'Sealing the test paper…',
  reading: 'A second program opens it…',
  same: 'The test went well',
  sameText:
    'Your test paper was sealed for this poll. A second program, which does its sums in another way, checked the seal, opened it and read just what you had marked:',
  sameBlank:
    'Your blank test paper was sealed for this poll, and a second program read it as blank.',
  differs: 'The test failed',
  differsText:
    'A second program did not read what you had marked. Do not vote on this device, and tell the returning officer.',
  readInstead: 'It read:',
  limits:
    'A test shows that this device seals rightly now. A device that means to cheat could still do so later; a second device can check after the vote, where the rules allow it.',
  again: 'Another test',
  toVote: 'To the poll',
};
