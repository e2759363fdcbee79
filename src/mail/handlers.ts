import { nextCursor, readCursor } from '../core/page.ts';
import type { Handlers } from '../core/route.ts';
import type { Context } from '../people/context.ts';
import type { mailApi } from './api.ts';
import type { MailId, Message } from './message.ts';
import * as store from './store.ts';

/** `sending` says whether a mail server is set. */
export const mailHandlers = (sending: boolean): Handlers<typeof mailApi, Context> => ({
  async listMail({ db, providerId }, { query }) {
    const after = readCursor(query.cursor);
    const mail = await store.listMail(
      db,
      providerId,
      query.limit + 1,
      after && { queuedAt: after[0] ?? '', id: after[1] ?? '' },
    );
    return { ...nextCursor(mail, query.limit, ({ queuedAt, id }) => [queuedAt, id]), sending };
  },
});

/** In whose transaction a mail is queued. */
export type Sender = Pick<Context, 'db' | 'record' | 'providerId' | 'now' | 'newId'>;

/**
 * Queues a mail with the act that makes it: where that is undone, nothing is sent, and where it was queued before under its key, nothing more.
 * It is sent soon after, once there is a mail server. Its id, or null where it was queued before.
 */
export async function queueMail(
  { db, record, providerId, now, newId }: Sender,
  message: Message,
): Promise<MailId | null> {
  const id = newId<'mail'>();
  if (!(await store.insertMail(db, providerId, id, message, now.toString()))) return null;
  record({ act: 'mail.queued', client: message.client, object: id, detail: { kind: message.kind } });
  return id;
}
