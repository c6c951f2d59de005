/**
 * The links that electors are sent: to sign in (nominate, stand) and to vote. Made in portions, each
 * with its mails in one transaction, and never twice for the same purpose: a kill half-way leaves
 * some electors with their mail and the rest still to be served.
 */
import { fromUtf8 } from '@hustings/base';
import type { Manifest } from '@hustings/rulebook';
import type { MailBody } from '../mail/letter.ts';
import type { NewMail, Outbox } from '../mail/outbox.ts';
import { invitationMail, signInMail, type VoteLinkMail, voteLinkMail } from '../mail/texts.ts';
import { codePlace } from '../polls/freeze-roll.ts';
import { cardOf } from '../separated/poll-cards.ts';
import { linkRow } from '../session/one-time-links.ts';
import { newToken } from '../session/tokens.ts';
import type { Sealer } from '../store/seal.ts';
import { type Database, transact } from '../store/store.ts';

export interface LinkSetup {
  readonly db: Database;
  readonly sealer: Sealer;
  readonly outbox: Outbox;
  readonly now: () => Date;
  readonly publicUrl: string;
  readonly progress: (done: number, total: number) => void;
}

const AT_ONCE = 200;
/** How long a sign-in link works. */
export const SIGN_IN_HOURS: number = 24 * 60;

export interface Recipient {
  readonly person: string;
  readonly name: string;
  readonly email: string | null;
  readonly code_sealed: Uint8Array | null;
  readonly card_sealed: Uint8Array | null;
}

export interface VoteLinks {
  readonly proceeding: string;
  readonly electorate: string;
  readonly manifest: Manifest;
  readonly closes: string;
  readonly zone: string;
}

export async function sendVoteLinks(setup: LinkSetup, links: VoteLinks): Promise<number> {
  const { manifest, proceeding, electorate } = links;
  const kind = `vote-link/${manifest.poll}`;
  return serve(setup, { proceeding, electorate, kind }, (trx, to) =>
    votingLetter(trx, setup, links, to, voteLinkMail),
  );
}

/**
 * A mail with the voting link of one elector; undefined where there is none any more. In simple mode the link
 * has the voting code; in separated mode a registrar sends the code, and the link has the poll card.
 */
export async function votingLetter(
  trx: Database,
  setup: LinkSetup,
  links: VoteLinks,
  to: Recipient,
  write: typeof voteLinkMail,
): Promise<Omit<NewMail, 'kind'> | undefined> {
  const { manifest, proceeding, electorate } = links;
  const { person } = to;
  const page = `${setup.publicUrl}/p/${proceeding}/vote/${manifest.poll}`;
  const mail = (body: MailBody) => ({ ...body, proceeding, person, address: to.email ?? '' });
  if (manifest.mode === 'separated') {
    const holder = { proceeding, electorate, person };
    const card = await cardOf(trx, setup.sealer, holder, to.card_sealed);
    const writeCard = write === voteLinkMail ? invitationMail : write;
    return mail(writeCard({ ...aboutOf(links, to), href: `${page}#card=${card}` }));
  }
  if (to.code_sealed === null) return undefined;
  const place = codePlace(proceeding, electorate, person);
  const code = fromUtf8(setup.sealer.open(place, to.code_sealed)) ?? '';
  return mail(write({ ...aboutOf(links, to), href: `${page}#${code}` }));
}

function aboutOf({ manifest, closes, zone }: VoteLinks, to: Recipient): Omit<VoteLinkMail, 'href'> {
  const { organisation, question, opens, revote } = manifest;
  return { organisation, name: to.name, question, opens, closes, zone, revote };
}

export interface SignInLinks {
  readonly proceeding: string;
  readonly electorate: string;
  readonly organisation: string;
  readonly title: string;
  readonly zone: string;
}

export async function sendSignInLinks(setup: LinkSetup, links: SignInLinks): Promise<number> {
  const { proceeding, electorate } = links;
  return serve(setup, { proceeding, electorate, kind: 'sign-in' }, async (trx, to) => {
    const token = newToken();
    const row = linkRow(token, {
      purpose: 'member',
      person: to.person,
      now: setup.now(),
      hours: SIGN_IN_HOURS,
    });
    await trx.insertInto('one_time_links').values(row).execute();
    return signInMail({
      organisation: links.organisation,
      name: to.name,
      title: links.title,
      expires: row.expires,
      zone: links.zone,
      href: `${setup.publicUrl}/m/${token}`,
    });
  });
}

/** A round of mails of one kind. */
export interface Round {
  readonly proceeding: string;
  readonly electorate: string;
  readonly kind: string;
  /** Those who were written to since then are left out; left out itself, those who ever were. */
  readonly since?: string;
  readonly isDue?: (to: Recipient & { readonly credential: string | null }) => boolean;
}

/** Writes to everyone of the roll who was not written to yet. Resolves to how many mails there are. */
export async function serve(
  setup: LinkSetup,
  round: Round,
  write: (trx: Database, to: Recipient) => Promise<ReturnType<typeof voteLinkMail> | undefined>,
): Promise<number> {
  const { db, outbox, progress } = setup;
  const { proceeding, electorate, kind, since = '', isDue = () => true } = round;
  const unserved = await db
    .selectFrom('electors')
    .innerJoin('persons', 'persons.id', 'electors.person')
    .select([
      'electors.person',
      'electors.credential',
      'persons.name',
      'persons.email',
      'electors.code_sealed',
      'electors.card_sealed',
    ])
    .where('electors.proceeding', '=', proceeding)
    .where('electors.electorate', '=', electorate)
    .where('persons.forgotten', 'is', null)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('outbox')
            .select('outbox.id')
            .whereRef('outbox.person', '=', 'electors.person')
            .where('outbox.proceeding', '=', proceeding)
            .where('outbox.kind', '=', kind)
            .where('outbox.created', '>', since),
        ),
      ),
    )
    .orderBy('electors.person')
    .execute();
  const recipients = unserved.filter(isDue);
  let written = 0;
  for (let from = 0; from < recipients.length; from += AT_ONCE) {
    await transact(db, async (trx) => {
      const mails: NewMail[] = [];
      for (const to of recipients.slice(from, from + AT_ONCE)) {
        const body = await write(trx, to);
        if (body === undefined) continue;
        mails.push({ ...body, proceeding, person: to.person, kind, address: to.email ?? '' });
      }
      await outbox.put(mails, trx);
      written += mails.length;
    });
    outbox.wake();
    progress(Math.min(from + AT_ONCE, recipients.length), recipients.length);
  }
  return written;
}
