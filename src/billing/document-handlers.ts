import { theClient } from '../clients/handlers.ts';
import type { FileOut } from '../core/file.ts';
import { monthFrom } from '../core/month.ts';
import type { Handlers } from '../core/route.ts';
import { theMonthHours } from '../hours/handlers.ts';
import type { Context } from '../people/context.ts';
import { accountingCsv } from './accounting-csv.ts';
import * as adjustments from './adjustment-store.ts';
import type { documentApi } from './document-api.ts';
import { wholeInvoice } from './invoice-handlers.ts';
import { invoicePdf } from './invoice-document.ts';
import { feesBilledFor, listInvoices } from './invoice-store.ts';
import type { Invoice } from './invoice.ts';

// What writes the files is loaded once it is asked for, so that a server that writes none is small and starts at once.
export const documentHandlers: Handlers<typeof documentApi, Context> = {
  async saveInvoice(context, { params, query }) {
    const invoice = await wholeInvoice(context, params.invoice);
    const { number } = invoice;
    if (query.format === 'pdf') return file(`${number}.pdf`, 'application/pdf', await invoicePdf(invoice));
    if (query.format === 'json')
      return file(`${number}.json`, 'application/json', bytes(JSON.stringify(invoice, null, 2)));
    const { structuredInvoice } = await import('./ubl-document.ts');
    const written = structuredInvoice(invoice, await givenBackOn(context, invoice));
    return file(`${number}.xml`, 'application/xml', bytes(written));
  },

  async saveAccounting(context, { params, query }) {
    const { db, providerId } = context;
    const summaries = await listInvoices(db, providerId, { month: params.month }, invoicesMax, null);
    const invoices: Invoice[] = [];
    for (const { id } of summaries.toReversed()) invoices.push(await wholeInvoice(context, { id }));
    return file(
      `invoices-${params.month}-${query.format}.csv`,
      'text/csv',
      bytes(accountingCsv(query.format, invoices)),
    );
  },

  async saveHours(context, { params, query }) {
    const { code } = await theClient(context, params.client);
    const { hoursWorkbook } = await import('./hours-document.ts');
    const hours = await theMonthHours(context, params, query.contract);
    return file(`hours-${code}-${params.month}.xlsx`, workbookType, await hoursWorkbook(hours));
  },
};

const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
/** As many invoices as a month of the largest provider has. */
const invoicesMax = 10_000;

const file = (name: string, mediaType: string, content: Uint8Array): FileOut => ({
  name,
  mediaType,
  content,
});
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** The numbers of the earlier invoices that lines of this one are about, each once: those adjusted, and those whose fee is given back. */
async function givenBackOn(
  { db, providerId }: Context,
  { contractId, month, lines }: Invoice,
): Promise<string[]> {
  const made = lines.flatMap(({ adjustment }) => (adjustment === null ? [] : [adjustment]));
  const adjusted = await adjustments.findAdjustments(db, providerId, made);
  const billed = await feesBilledFor(db, providerId, [contractId], monthFrom(month));
  const isGivenBack = (id: string): boolean =>
    lines.some((line) => line.package === id && line.month === month && line.amount.startsWith('-'));
  return [
    ...new Set([
      ...[...adjusted.values()].map(({ invoiceNumber }) => invoiceNumber),
      ...(billed.get(contractId) ?? []).filter((fee) => isGivenBack(fee.package)).map((fee) => fee.number),
    ]),
  ].sort();
}
