import { z } from 'zod';
import { formatMoney, type Currency, type Money } from '../core/money.ts';
import { SignedAmount } from '../core/shape.ts';
import type { ClientInvoicing, ProviderInvoicing } from './invoicing-details.ts';
import { percentOf, taxCategories, taxOn, untaxed, type Taxed, type TaxGroup } from './tax.ts';

/** A tax on an invoice: the lines of one category and rate together. `rate` is in percent, null outside the scope of tax. */
export const InvoiceTax = z
  .object({
    name: z.string(),
    category: z.enum(taxCategories),
    rate: z.string().nullable(),
    reasonCode: z.string().nullable(),
    reason: z.string().nullable(),
    net: SignedAmount,
    tax: SignedAmount,
  })
  .meta({ id: 'InvoiceTax' });
export type InvoiceTax = z.output<typeof InvoiceTax>;

const party = {
  legalName: z.string(),
  street: z.string(),
  streetMore: z.string(),
  city: z.string(),
  subdivision: z.string(),
  postcode: z.string(),
  country: z.string(),
  vatNumber: z.string(),
  registrationNumber: z.string(),
  electronicScheme: z.string(),
  electronicAddress: z.string(),
  contactName: z.string(),
  contactPhone: z.string(),
  contactEmail: z.string(),
};

/** The provider as an invoice names it. What was not said is empty. */
export const Seller = z
  .object({
    ...party,
    taxRegistration: z.string(),
    account: z.string(),
    accountName: z.string(),
    bic: z.string(),
    colour: z.string(),
  })
  .meta({ id: 'Seller' });
export type Seller = z.output<typeof Seller>;

/** The client as an invoice names it. */
export const Buyer = z
  .object({ ...party, buyerReference: z.string(), purchaseOrder: z.string() })
  .meta({ id: 'Buyer' });
export type Buyer = z.output<typeof Buyer>;

/** What stands on an invoice besides its lines. Days are those of the contract's zone. */
export interface Paper {
  readonly issuedOn: string;
  readonly dueOn: string | null;
  readonly seller: Seller;
  readonly buyer: Buyer;
  readonly taxed: Taxed;
}

/** What is known of both sides: their names, and what is said of them for invoices. */
export interface Parties {
  readonly providerName: string;
  readonly clientName: string;
  readonly provider: ProviderInvoicing;
  readonly client: ClientInvoicing;
}

/**
 * The paper of an invoice that is issued today. Who has no legal name is called as usual; it is due as many days later as was agreed with
 * the client, else as the provider has it for everybody.
 * Example: issued on 2026-12-02 at 30 days: due on 2027-01-01.
 */
export function paperOf(
  parties: Parties,
  issuedOn: string,
  taxed: Taxed,
): Paper & { readonly dueOn: string } {
  const { provider, client } = parties;
  return {
    issuedOn,
    dueOn: daysAfter(issuedOn, client.termsDays ?? provider.termsDays),
    ...namedIn(parties),
    taxed,
  };
}

/** Both sides as a paper of today names them. */
export const namedIn = ({
  providerName,
  clientName,
  provider,
  client,
}: Parties): Pick<Paper, 'seller' | 'buyer'> => ({
  seller: Seller.parse({ ...provider, legalName: provider.legalName || providerName }),
  buyer: Buyer.parse({ ...client, legalName: client.legalName || clientName }),
});

/**
 * A paper with what was said since in place of what was not said at issue, and nothing else: an invoice that lacks an address can be sent
 * once the address is known, and what it was issued with stays. `kept` is null for an invoice from before papers were kept; it has no tax.
 */
export function completed(
  kept: Paper | null,
  parties: Parties,
  issuedOn: string,
  lines: readonly { readonly kind: string; readonly amount: Money }[],
): Paper {
  const now = paperOf(parties, issuedOn, taxOn(lines, untaxed));
  if (!kept) return { ...now, dueOn: parties.provider.version === 0 ? null : now.dueOn };
  return {
    ...kept,
    seller: Seller.parse({ ...now.seller, ...said(kept.seller) }),
    buyer: Buyer.parse({ ...now.buyer, ...said(kept.buyer) }),
  };
}

const said = (fields: Readonly<Record<string, string>>): object =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ''));

const daysAfter = (day: string, days: number): string =>
  Temporal.PlainDate.from(day).add({ days }).toString();

/** A group as it is shown. */
export const invoiceTax = (group: TaxGroup, currency: Currency): InvoiceTax => ({
  name: group.name,
  category: group.category,
  rate: group.category === 'O' ? null : percentOf(group.basisPoints),
  reasonCode: group.reasonCode,
  reason: group.reason,
  net: formatMoney(group.net, currency),
  tax: formatMoney(group.tax, currency),
});
