import { known } from '../core/id.ts';
import type { Db } from '../database/transaction.ts';
import type { ClientId, ProviderId } from '../people/person.ts';
import type { AgreedOverage } from './agreed-overage.ts';
import type { InvoiceId } from './invoice.ts';

/** Keeps with invoices the consents that they cite. */
export async function insertInvoiceConsents(
  db: Db,
  provider: ProviderId,
  consents: readonly (AgreedOverage & { readonly invoice: InvoiceId; readonly client: ClientId })[],
): Promise<void> {
  if (consents.length === 0) return;
  await db
    .insertInto('invoice_consent')
    .values(
      consents.map(({ invoice, client, consent, minutes, by, on }) => ({
        provider_id: provider,
        invoice_id: invoice,
        consent_request_id: consent,
        client_id: client,
        agreed_by: by,
        agreed_on: on,
        minutes,
      })),
    )
    .execute();
}

/** The consents that an invoice cites, the earliest first. */
export async function consentsOfInvoice(
  db: Db,
  provider: ProviderId,
  invoice: InvoiceId,
): Promise<AgreedOverage[]> {
  const rows = await db
    .selectFrom('invoice_consent')
    .select(['consent_request_id', 'minutes', 'agreed_by', 'agreed_on'])
    .where('provider_id', '=', provider)
    .where('invoice_id', '=', invoice)
    .orderBy('agreed_on')
    .orderBy('consent_request_id')
    .execute();
  return rows.map((row) => ({
    consent: known<'consent'>(row.consent_request_id),
    minutes: row.minutes,
    by: row.agreed_by,
    on: row.agreed_on,
  }));
}
