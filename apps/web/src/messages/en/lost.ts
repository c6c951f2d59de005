/** “I did not get my link.” */
export const lost = {
  link: 'I did not get my link',
  title: 'I did not get my link',
  lead: 'Look first in the folders for spam and for advertisements: the subject begins with the name of the organisation.',
  label: 'Your mail address or membership number',
  hint: 'As the organisation knows it. The mail goes to the address on the roll and to no other.',
  missing: 'Write your address or your number.',
  submit: 'Send it again',
  sentTitle: 'If you are on the roll, it is on its way',
  sent: 'A mail goes to the address on the roll within a minute or two. This page says the same to everybody, so that nobody can find out here who is a member.',
  still:
    'Nothing comes? Then the roll has another address for you, or none. Ask the returning officer, who can see whether the mail came back.',
  again: 'Ask once more',
};
