import { Refused, refusal, type Fault } from '../core/refusal.ts';
import type { Invoice } from './invoice.ts';

export const detailsMissing = refusal(
  409,
  'invoice.details-missing',
  'A structured invoice needs more than is said of the two parties. Fill it in, and ask again.',
);

/**
 * Refuses an invoice that could not be a valid structured one, listing each thing that is missing and where it is filled in.
 * Source: EN 16931 (BR-08, BR-09, BR-16, BR-CO-25, BR-CO-26, BR-S-02, BR-AE-02) and Peppol BIS Billing 3.0 (R003, R010, R020).
 *
 * Example: a client without an electronic address: `/buyer/electronicAddress`, "the client's electronic address and its scheme: on the
 * page of the client, under Invoicing".
 */
export function requireDetails(invoice: Invoice): void {
  const faults = missingOf(invoice);
  if (faults.length > 0)
    throw new Refused(
      detailsMissing,
      `Missing for ${invoice.number}: ${faults.map(({ message }) => message).join('; ')}.`,
      { missing: faults.length },
      faults,
    );
}

const ofProvider = 'on the page Invoicing';
const ofClient = 'on the page of the client, under Invoicing';

function missingOf({ seller, buyer, taxes, lines, total, dueOn }: Invoice): Fault[] {
  const categories = taxes.map(({ category }) => category);
  const isOutside = categories.includes('O');
  const isReversed = categories.includes('AE');
  const isTaxed = categories.some((category) => category !== 'O');
  const isRegistered = seller.vatNumber !== '' || seller.taxRegistration !== '';
  const checks: readonly (readonly [boolean, string, string])[] = [
    ...addressChecks(seller, 'seller', 'the provider’s', ofProvider),
    ...addressChecks(buyer, 'buyer', 'the client’s', ofClient),
    [
      seller.registrationNumber !== '' || (!isOutside && seller.vatNumber !== ''),
      '/seller/registrationNumber',
      `the provider’s registration number: ${ofProvider}`,
    ],
    [
      !isTaxed || isRegistered,
      '/seller/taxRegistration',
      `the provider’s VAT number or registration for tax: ${ofProvider}`,
    ],
    [
      !isReversed || buyer.vatNumber !== '' || buyer.registrationNumber !== '',
      '/buyer/vatNumber',
      `the client’s VAT number, because the tax is reversed: ${ofClient}`,
    ],
    [
      buyer.buyerReference !== '' || buyer.purchaseOrder !== '',
      '/buyer/buyerReference',
      `the client’s reference or purchase order: ${ofClient}`,
    ],
    [dueOn !== null, '/dueOn', `the terms of payment: ${ofProvider}`],
    [lines.length > 0, '/lines', 'a line: nothing was billed, so there is nothing to send'],
    [
      !/\.\d{3}/.test(total),
      '/currency',
      'a currency with two decimals at most, as structured invoices have them: send the PDF',
    ],
  ];
  return checks.flatMap(([there, path, message]) => (there ? [] : [{ path, message }]));
}

const addressChecks = (
  party: Invoice['seller'] | Invoice['buyer'],
  side: string,
  whose: string,
  where: string,
): readonly (readonly [boolean, string, string])[] => [
  [party.street !== '', `/${side}/street`, `${whose} street: ${where}`],
  [party.city !== '', `/${side}/city`, `${whose} city: ${where}`],
  [party.country !== '', `/${side}/country`, `${whose} country: ${where}`],
  [
    party.electronicAddress !== '',
    `/${side}/electronicAddress`,
    `${whose} electronic address and its scheme: ${where}`,
  ],
];
