import { peopleWithAuthority } from '../clients/authority-store.ts';
import { dayFrom, dayInWords } from '../core/day.ts';
import { queueMail } from '../mail/handlers.ts';
import type { Context } from '../people/context.ts';
import { findPerson } from '../people/store.ts';
import type { Quote } from './quote.ts';

/** Tells whoever may sign for the client that a quote is there for them. */
export async function tellSending(
  context: Context,
  { id, clientId, number, options, validUntil, words }: Quote,
): Promise<void> {
  const { db, providerId } = context;
  const until = dayInWords(dayFrom(validUntil));
  for (const { name, email } of await peopleWithAuthority(db, providerId, clientId, 'sign-contract')) {
    await queueMail(context, {
      kind: 'quote-sent',
      key: `quote-sent ${id}`,
      client: clientId,
      to: email,
      subject: `Quote ${number} for your contract, valid until ${until}`,
      text:
        `Hello ${name},\n\nthere is a quote for you with ${options.length === 1 ? 'one option' : `${options.length} options`}: ` +
        `${options.map((option) => option.name).join(', ')}. It is valid until ${until}.\n\n` +
        `${words === '' ? '' : `${words}\n\n`}You can compare, accept or decline it here:`,
      page: `/portal/quotes/${id}`,
    });
  }
}

/** Tells whoever drafted and whoever sent a quote what the client said. */
export async function tellDecision(context: Context, quote: Quote, said: string): Promise<void> {
  const { db, providerId, actor } = context;
  const { id, clientId, clientName, number, drafted, sent } = quote;
  for (const person of new Set([drafted.by, sent?.by ?? drafted.by])) {
    const told = await findPerson(db, providerId, person);
    if (!told) continue;
    await queueMail(context, {
      kind: 'quote-answered',
      key: `quote-answered ${id}`,
      client: clientId,
      to: told.email,
      subject: `${clientName} answered quote ${number}`,
      text: `${actor.name} of ${clientName} ${said}.`,
      page: `/app/clients/${clientId}/quotes/${id}`,
    });
  }
}
