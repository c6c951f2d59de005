import { unwrap } from '@hustings/base';
import { expect, onTestFinished, test } from 'vitest';
import { forgetCodes } from '../src/electors/forget-codes.ts';
import { Outbox } from '../src/mail/outbox.ts';
import { reminderMail, voteLinkMail } from '../src/mail/texts.ts';
import { openStore } from '../src/store/store.ts';
import { folder } from './folder.ts';

const VOTE = {
  organisation: 'Harbour Society',
  name: 'Ann Lee',
  question: 'Who shall be chair?',
  opens: '2026-06-01T08:00:00.000Z',
  closes: '2026-06-20T16:00:00.000Z',
  zone: 'Europe/London',
  revote: 'last-counts',
  href: 'https://vote.example.org/p/x/vote/chair#ABCD-EFGH',
} as const;

test('no mail keeps a voting code: not the first, nor one sent again, nor a reminder, of any poll on the roll', async () => {
  const store = unwrap(await openStore({ dataDir: folder(), lock: true }));
  onTestFinished(() => store.close());
  const { db } = store;
  const now = () => new Date('2026-06-21T00:00:00.000Z');
  const of = { title: 'Chair', organisation: VOTE.organisation, book: 'book', visitor: null };
  await db
    .insertInto('proceedings')
    .values({ id: 'society', kind: 'replay', ...of, created: VOTE.opens })
    .execute();
  const outbox = new Outbox({ db, now, onFault: (fault) => expect.fail(String(fault)) });
  const kinds = [
    'vote-link/chair',
    'vote-link-again/chair',
    'reminder/chair',
    'vote-link/second-round',
    'vote-link/other',
  ];
  await outbox.put(
    kinds.map((kind) => ({
      ...(kind.startsWith('reminder') ? reminderMail(VOTE) : voteLinkMail(VOTE)),
      proceeding: 'society',
      person: null,
      kind,
      address: 'ann@example.org',
    })),
  );
  const withCode = async (): Promise<readonly string[]> => {
    const mails = await db.selectFrom('outbox').select(['kind', 'text', 'html']).execute();
    return mails.filter((m) => `${m.text}${m.html}`.includes('ABCD')).map((m) => m.kind);
  };
  expect(await withCode()).toEqual(kinds);
  await forgetCodes(db, {
    proceeding: 'society',
    electorate: 'members',
    polls: ['chair', 'second-round'],
  });
  expect(await withCode()).toEqual(['vote-link/other']);
});
