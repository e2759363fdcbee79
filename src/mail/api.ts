import { z } from 'zod';
import { PageQuery, pageOf } from '../core/page.ts';
import { administrator, route } from '../people/access.ts';
import { Mail } from './message.ts';

export const mailApi = {
  listMail: route({
    method: 'GET',
    path: '/mail',
    command: 'mail list',
    summary:
      'Lists mail, newest first: waiting, sent or failed, with what the mail server said; and whether there is one to send by.',
    access: administrator,
    query: PageQuery,
    out: pageOf(Mail).extend({
      /** False where no mail server is set: then mail waits. */
      sending: z.boolean(),
    }),
  }),
};
