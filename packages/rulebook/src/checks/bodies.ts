/** Who acts alone, and who is counted twice: where words and rules do not agree. */
import type { Body, RuleBook } from '../rule-book.ts';
import { capital, list } from '../words.ts';
import { type BookWarning, warning } from './warning.ts';

export function checkBodies(book: RuleBook): readonly BookWarning[] {
  return [...actsAlone(book), ...countedTwice(book), ...movingBodies(book)];
}

/** Words by which one acts with another, or not without. */
const TOGETHER = /\b(?:with|jointly|joint|together|consult\w*|agree\w*|approv\w*|consent\w*)\b/iu;

interface Actor {
  readonly body: string;
  readonly clause: string;
  readonly pointer: string;
  /** "sets the timetable". */
  readonly does: string;
}

/** The rule names one body, and the words of its clause join another to it. */
function actsAlone(book: RuleBook): readonly BookWarning[] {
  return actorsOf(book).flatMap(({ body, clause, pointer, does }) => {
    const text = book.clauses.find((c) => c.id === clause)?.text ?? '';
    const own = book.bodies.find((b) => b.id === body);
    if (own === undefined) return [];
    const others = book.bodies.filter(
      (b) => b.id !== body && isJoined(own, b, text) && !isPartOf(b, own),
    );
    return others.length === 0
      ? []
      : [
          warning(
            'book/acts-alone',
            pointer,
            `${capital(own.inText)} ${does} alone by this book, and the words of the clause name ${list(others.map((b) => b.inText))} too: “${text}”`,
          ),
        ];
  });
}

/** A sentence names the other with a word of doing it together, or the two with “and”. */
function isJoined(own: Body, other: Body, text: string): boolean {
  return text.split(/[.;]\s/u).some((sentence) => {
    if (!names(other, sentence)) return false;
    if (TOGETHER.test(sentence)) return true;
    const pairs = namesOf(own).flatMap((a) =>
      namesOf(other).flatMap((b) => [
        [a, b],
        [b, a],
      ]),
    );
    return pairs.some(
      ([a, b]) => sentence.includes(`${a} and ${b}`) || sentence.includes(`${a} and the ${b}`),
    );
  });
}

function names(body: Body, text: string): boolean {
  return namesOf(body).some((name) => text.includes(name));
}

function namesOf(body: Body): readonly string[] {
  return [body.name, body.inText.replace(/^the /u, '')];
}

/** "Chairman of the 1922 Committee" does not name a second body "1922 Committee". */
function isPartOf(inner: Body, outer: Body): boolean {
  return outer.name.includes(inner.name);
}

function actorsOf(book: RuleBook): readonly Actor[] {
  return [
    ...book.questions.map((q, i) => ({
      body: q.body,
      clause: q.clause,
      pointer: `/questions/${i}/body`,
      does: `answers “${q.asks}”`,
    })),
    ...book.procedures.flatMap((p, i) => [
      {
        body: p.timetable.setBy,
        clause: p.timetable.clause,
        pointer: `/procedures/${i}/timetable/setBy`,
        does: 'sets the timetable',
      },
      ...(p.poll.extension === undefined
        ? []
        : [
            {
              body: p.poll.extension.body,
              clause: p.poll.extension.clause,
              pointer: `/procedures/${i}/poll/extension/body`,
              does: 'puts the close of the poll off',
            },
          ]),
      ...(p.kind === 'motion'
        ? [
            {
              body: p.tabling.body,
              clause: p.tabling.clause,
              pointer: `/procedures/${i}/tabling/body`,
              does: 'tables the motion',
            },
          ]
        : []),
    ]),
  ];
}

/** Somebody can have a vote in each of several sections. */
function countedTwice(book: RuleBook): readonly BookWarning[] {
  return book.electorates.flatMap((electorate, i) =>
    electorate.person === 'once' || electorate.sections.length < 2
      ? []
      : [
          warning(
            'book/counted-twice',
            `/electorates/${i}/person`,
            `“${electorate.name}”: a person who belongs to several of its sections (${list(electorate.sections.map((s) => s.name))}) votes in each.`,
          ),
        ],
  );
}

/** A share of a body that grows and shrinks, with no day on which it is counted. */
function movingBodies(book: RuleBook): readonly BookWarning[] {
  const text = JSON.stringify(book.demands ?? []) + JSON.stringify(book.procedures);
  if (!text.includes('"asOf":"moving"')) return [];
  return (book.demands ?? []).flatMap((demand, i) =>
    JSON.stringify(demand.condition).includes('"asOf":"moving"')
      ? [
          warning(
            'book/moving-body',
            `/demands/${i}/condition`,
            `“${demand.name}”: the body is counted at whatever moment the demand is looked at, so that what is enough on one day may not be on the next.`,
          ),
        ]
      : [],
  );
}
