/** Sentences of the pages of rule books,  */
export const rules = {
  title: 'Rule books',
  lead: 'A contest is only as fair as the rules that it is held by. Here they are in plain sentences, each with the clause it rests on, what they leave open, and who has power under them.',
  modelsLead:
    'Written for anyone to start from: a society that elects its chair, a motion of confidence.',
  ownLead: 'Put here by those who run this server; contests can be opened under them.',
  realHeading: 'Rules that organisations have had',
  realLead:
    'Parties, unions, foundations and co-operatives, in our own words, with the sources in which they were read. Where a rule was not found, the book says so.',
  schema: 'JSON Schema of all books',
  own: 'Your own rules',
  ownText:
    'Each book can be downloaded as one JSON file and changed. Pick the one nearest to your rules; its page says how to go on.',
};

export const ruleBook = {
  all: 'All rule books',
  model: 'A model for any organisation to start from.',
  version: (version: string): string => `Version ${version}.`,
  contents: 'On this page',
  versions: 'Versions of these rules',
  thisVersion: 'This one',
  said: 'What it says',
  open: 'What it leaves open',
  openLead: 'Found by the checker: what is not settled, and somebody may one day quarrel about.',
  openNone: 'The checker found nothing.',
  gaps: 'Not known, or not written',
  powers: 'Who has power here',
  powersLead:
    'Worked out from the book alone: who can bring something about alone, who can stop it, and who only with others.',
  shortest: 'Shortest way',
  how: 'How',
  otherWays: (n: number): string => (n === 1 ? 'One other way' : `${n} other ways`),
  way: (n: number): string => `Way ${n}`,
  parties: 'Body by body',
  kinds: {
    alone: 'Alone',
    together: 'With others',
    'not-without': 'Not without it',
    decides: 'Decides',
    cannot: 'Cannot',
  },
  needs: (who: string): string => `With ${who}`,
  indices: 'What the weights are worth',
  indicesLead: (name: string): string =>
    `“${name}”: if each section voted as one, how often its vote would turn the result. Weight is what the book gives; the indices of Banzhaf and of Shapley and Shubik are what it comes to when more than half is needed.`,
  indicesSplit:
    'Sections never vote quite as one. The figures say how the weights lie, not how people will vote.',
  section: 'Section',
  weight: 'Weight',
  banzhaf: 'Banzhaf',
  shapleyShubik: 'Shapley–Shubik',
  notes: {
    'decides-alone': 'Decides alone.',
    veto: 'Nothing passes without it.',
  },
  percent: (value: string): string => `${value}%`,
  start: 'Start from this book',
  startSteps: {
    copy: 'Download the copy. It is one JSON file that any text editor opens.',
    change:
      'Change what is different with you: names, numbers, dates, who sets them. Every rule names a clause; change the words of the clause with it, and say in “gaps” what you do not know.',
    check:
      'Check it. Faults are told with their place in the file; for a sound book, what it leaves open.',
    read: 'Read it back in sentences, and see who has power under it.',
    use: 'To hold contests under it, put the file into the folder “rulebooks” in the data folder of your own Hustings server and start that again. From its first contest on leave the file as it is: the record names it by its fingerprint.',
  },
  copy: 'Download a copy to edit',
  exact: 'Download the book as it is',
  schema: 'JSON Schema',
  guide:
    'The guide for writers of rule books is docs/rule-book-guide.md in the source of Hustings; an editor that knows JSON Schema helps while you type.',
  offered: 'A contest can be opened under this book as it is.',
  newContest: 'Open a contest under it',
  clauses: 'Every clause, in our words',
  clausesLead: 'What the sentences above rest on, and where it was read.',
  sources: 'Sources',
  bases: {
    read: 'read',
    memory: 'from memory',
    model: 'our own',
  },
  hash: 'Its fingerprint, by which the record of a contest names it',
};
