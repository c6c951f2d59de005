/** A mail to whoever has just been nominated for the first time, with a link to agree or not. */
import type { Doing } from '../acts/act-form.ts';
import type { Outbox } from '../mail/outbox.ts';
import { nominatedMail } from '../mail/texts.ts';
import { linkRow } from '../session/one-time-links.ts';
import { newToken } from '../session/tokens.ts';
import type { Database } from '../store/store.ts';

export interface TellNominee {
  readonly outbox: Outbox;
  readonly publicUrl: () => string;
}

const LINK_HOURS = 24 * 60;

/** Part of the caller's transaction. */
export async function tellNominee(
  trx: Database,
  { outbox, publicUrl }: TellNominee,
  doing: Doing,
  person: string,
): Promise<void> {
  const known = await trx
    .selectFrom('persons')
    .select(['name', 'email'])
    .where('id', '=', person)
    .executeTakeFirst();
  const contest = doing.state.matters[doing.place.matter ?? ''];
  const procedure = doing.book.procedures.find((p) => p.id === contest?.procedure);
  if (known === undefined || contest === undefined || procedure?.kind !== 'contest') return;
  const stage = procedure.nomination.consent?.until;
  const until = stage === undefined ? undefined : contest.dates[stage];
  const token = newToken();
  const link = { purpose: 'member', person, now: doing.now, hours: LINK_HOURS } as const;
  await trx.insertInto('one_time_links').values(linkRow(token, link)).execute();
  const mail = nominatedMail({
    organisation: doing.docket.opened?.organisation ?? '',
    name: known.name,
    title: doing.docket.titleOf(contest.id, doing.book),
    zone: doing.book.zone,
    href: `${publicUrl()}/m/${token}`,
    ...(until === undefined ? {} : { until }),
  });
  const kind = `nominated/${contest.id}`;
  const address = known.email ?? '';
  await outbox.put([{ ...mail, proceeding: doing.proceeding, person, kind, address }], trx);
}
