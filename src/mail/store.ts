import type { Db } from '../database/transaction.ts';
import type { ProviderId } from '../people/person.ts';
import { known } from '../core/id.ts';
import { Mail, oneLine, type Delivery, type Letter, type MailId, type Message } from './message.ts';

/** Keeps a mail to be sent; false where one is there under its key. */
export async function insertMail(
  db: Db,
  provider: ProviderId,
  id: MailId,
  message: Message,
  at: string,
): Promise<boolean> {
  const { kind, key, client, to, subject, text, html, page, attachments = [] } = message;
  const inserted = await db
    .insertInto('mail_message')
    .values({
      provider_id: provider,
      id,
      client_id: client,
      kind,
      recipient: to,
      subject: oneLine(subject).slice(0, 300),
      body: text,
      html: html ?? null,
      page: page ?? null,
      dedupe_key: `${key} ${to}`,
      queued_at: at,
    })
    .onConflict((conflict) => conflict.columns(['provider_id', 'dedupe_key']).doNothing())
    .executeTakeFirst();
  if (inserted.numInsertedOrUpdatedRows !== 1n) return false;
  await db
    .insertInto('mail_waiting')
    .values({ provider_id: provider, mail_message_id: id, client_id: client, next_at: at })
    .execute();
  if (attachments.length === 0) return true;
  await db
    .insertInto('mail_attachment')
    .values(
      attachments.map(({ name, mediaType, content }, index) => ({
        provider_id: provider,
        mail_message_id: id,
        position: index + 1,
        client_id: client,
        name: oneLine(name),
        media_type: oneLine(mediaType),
        content: Buffer.from(content),
      })),
    )
    .execute();
  return true;
}

/** A mail whose turn it is, and how often it was tried before. */
export interface Due {
  readonly letter: Letter;
  readonly client: string | null;
  readonly attempts: number;
}

/** The mail that has waited longest of those whose time has come; until the transaction ends it is this server's alone. */
export async function takeDue(db: Db, provider: ProviderId, now: string): Promise<Due | null> {
  const row = await db
    .selectFrom('mail_waiting as w')
    .innerJoin('mail_message as m', (join) =>
      join.onRef('m.provider_id', '=', 'w.provider_id').onRef('m.id', '=', 'w.mail_message_id'),
    )
    .select(['m.id', 'm.client_id', 'm.kind', 'm.recipient', 'm.subject', 'm.body', 'm.html', 'm.page'])
    .select((eb) =>
      eb
        .selectFrom('mail_attempt as a')
        .select((attempt) => attempt.fn.countAll<number>().as('count'))
        .where('a.provider_id', '=', provider)
        .whereRef('a.mail_message_id', '=', 'm.id')
        .as('attempts'),
    )
    .where('w.provider_id', '=', provider)
    .where('m.provider_id', '=', provider)
    .where('w.next_at', '<=', now)
    .orderBy('w.next_at')
    .orderBy('w.mail_message_id')
    .limit(1)
    .forUpdate('w')
    .skipLocked()
    .executeTakeFirst();
  if (!row) return null;
  const attachments = await db
    .selectFrom('mail_attachment')
    .select(['name', 'media_type', 'content'])
    .where('provider_id', '=', provider)
    .where('mail_message_id', '=', row.id)
    .orderBy('position')
    .execute();
  const letter = {
    id: known<'mail'>(row.id),
    kind: row.kind,
    to: row.recipient,
    subject: row.subject,
    text: row.body,
    ...(row.html === null ? {} : { html: row.html }),
    ...(row.page === null ? {} : { page: row.page }),
    attachments: attachments.map(({ name, media_type, content }) => ({
      name,
      mediaType: media_type,
      content,
    })),
  };
  return { letter, client: row.client_id, attempts: row.attempts ?? 0 };
}

/** Notes an attempt. The mail waits until `nextAt`, or no longer where that is null. */
export async function saveAttempt(
  db: Db,
  provider: ProviderId,
  { letter: { id }, client, attempts }: Due,
  { outcome, answer }: Delivery,
  at: string,
  nextAt: string | null,
): Promise<void> {
  await db
    .insertInto('mail_attempt')
    .values({
      provider_id: provider,
      mail_message_id: id,
      nth: attempts + 1,
      client_id: client,
      outcome,
      answer: answer.slice(0, 2000),
      at,
    })
    .execute();
  if (nextAt === null) {
    await db
      .deleteFrom('mail_waiting')
      .where('provider_id', '=', provider)
      .where('mail_message_id', '=', id)
      .execute();
    return;
  }
  await db
    .updateTable('mail_waiting')
    .set({ next_at: nextAt })
    .where('provider_id', '=', provider)
    .where('mail_message_id', '=', id)
    .execute();
}

/** Mail newest first, each with its last attempt; `after` is where the page before ended. */
export async function listMail(
  db: Db,
  provider: ProviderId,
  limit: number,
  after: { readonly queuedAt: string; readonly id: string } | null,
): Promise<Mail[]> {
  const rows = await db
    .selectFrom('mail_message as m')
    .leftJoin('mail_waiting as w', (join) =>
      join.on('w.provider_id', '=', provider).onRef('w.mail_message_id', '=', 'm.id'),
    )
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom('mail_attempt as a')
          .select(['a.nth', 'a.outcome', 'a.answer', 'a.at'])
          .where('a.provider_id', '=', provider)
          .whereRef('a.mail_message_id', '=', 'm.id')
          .orderBy('a.nth', 'desc')
          .limit(1)
          .as('last'),
      (join) => join.onTrue(),
    )
    .select(['m.id', 'm.kind', 'm.client_id', 'm.recipient', 'm.subject', 'm.queued_at', 'w.next_at'])
    .select(['last.nth', 'last.outcome', 'last.answer', 'last.at'])
    .where('m.provider_id', '=', provider)
    .$if(after !== null, (query) =>
      query.where((eb) =>
        eb(eb.refTuple('m.queued_at', 'm.id'), '<', eb.tuple(after?.queuedAt ?? '', after?.id ?? '')),
      ),
    )
    .orderBy('m.queued_at', 'desc')
    .orderBy('m.id', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) =>
    Mail.parse({
      id: row.id,
      kind: row.kind,
      clientId: row.client_id,
      to: row.recipient,
      subject: row.subject,
      queuedAt: row.queued_at,
      state: row.outcome === 'sent' || row.outcome === 'failed' ? row.outcome : 'waiting',
      attempts: row.nth ?? 0,
      answer: row.answer,
      triedAt: row.at,
      nextAt: row.next_at,
    }),
  );
}
