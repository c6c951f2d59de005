/**
 * Which column of an uploaded roll means what. Headers are compared without case, accents, spaces and
 * punctuation, so that `E-Mail Address` and `email_address` are one.
 */

export type ColumnMeaning = 'name' | 'first' | 'last' | 'email' | 'member' | 'section' | 'body';

const ALIASES: Readonly<Record<ColumnMeaning, readonly string[]>> = {
  name: ['name', 'fullname', 'membername', 'electorname', 'votername', 'displayname'],
  first: ['firstname', 'first', 'forename', 'forenames', 'givenname', 'givennames'],
  last: ['lastname', 'last', 'surname', 'familyname'],
  email: [
    'email',
    'emailaddress',
    'mail',
    'emails',
    'primaryemail',
    'emailprimary',
    'contactemail',
  ],
  member: [
    'membernumber',
    'memberno',
    'membernr',
    'memberid',
    'membershipnumber',
    'membershipno',
    'membershipid',
    'member',
    'number',
    'no',
    'id',
    'ref',
    'reference',
    'voterid',
    'electornumber',
    'contactid',
    'externalid',
  ],
  section: ['section', 'category', 'class', 'type', 'membertype', 'membershiptype', 'precinct'],
  body: ['body', 'caucus', 'group', 'nominatingbody', 'memberof'],
};

const MEANING: ReadonlyMap<string, ColumnMeaning> = new Map(
  (Object.keys(ALIASES) as ColumnMeaning[]).flatMap((meaning) =>
    ALIASES[meaning].map((alias): [string, ColumnMeaning] => [alias, meaning]),
  ),
);

/** One spelling for headers and for names of sections. */
export function plainKey(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

export function meaningOf(header: string): ColumnMeaning | undefined {
  return MEANING.get(plainKey(header));
}

/** Where each meaning is found; a meaning found twice keeps its first place and is told. */
export function columnsOf(headers: readonly string[]): {
  readonly at: ReadonlyMap<ColumnMeaning, number>;
  readonly twice: readonly string[];
} {
  const at = new Map<ColumnMeaning, number>();
  const twice: string[] = [];
  for (const [i, header] of headers.entries()) {
    const meaning = meaningOf(header);
    if (meaning === undefined) continue;
    if (at.has(meaning)) twice.push(header);
    else at.set(meaning, i);
  }
  return { at, twice };
}
