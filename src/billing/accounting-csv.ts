import { writeCsv } from '../core/csv.ts';
import type { Invoice } from './invoice.ts';

export const accountingFormats = ['xero', 'quickbooks'] as const;
export type AccountingFormat = (typeof accountingFormats)[number];

/**
 * Invoices as Xero imports sales invoices, or QuickBooks Online imports invoices: a row a line. Each line is one piece at its amount, so
 * that no quantity is rounded on the way; hours stand in the description. The tax of a line is called as we call it, so taxes should have
 * the same names there. Xero needs an account; 200 is its own for sales.
 * Example: 40 minutes at 175.00: quantity 1, price 116.67, "Overage, 40 min at 175.00 an hour".
 */
export const accountingCsv = (format: AccountingFormat, invoices: readonly Invoice[]): string =>
  format === 'xero' ? xero(invoices) : quickBooks(invoices);

const xero = (invoices: readonly Invoice[]): string =>
  writeCsv([
    [
      '*ContactName',
      'EmailAddress',
      'POAddressLine1',
      'POAddressLine2',
      'POCity',
      'PORegion',
      'POPostalCode',
      'POCountry',
      '*InvoiceNumber',
      'Reference',
      '*InvoiceDate',
      '*DueDate',
      '*Description',
      '*Quantity',
      '*UnitAmount',
      '*AccountCode',
      '*TaxType',
      'TaxAmount',
      'Currency',
    ],
    ...invoices.flatMap((invoice) =>
      invoice.lines.map((line) => {
        const { buyer, number, issuedOn, dueOn, currency, taxes } = invoice;
        return [
          buyer.legalName,
          buyer.contactEmail,
          buyer.street,
          buyer.streetMore,
          buyer.city,
          buyer.subdivision,
          buyer.postcode,
          buyer.country,
          number,
          buyer.purchaseOrder || buyer.buyerReference,
          issuedOn,
          dueOn ?? issuedOn,
          line.words,
          '1',
          line.amount,
          '200',
          taxes[line.taxGroup - 1]?.name ?? '',
          line.tax,
          currency,
        ];
      }),
    ),
  ]);

const quickBooks = (invoices: readonly Invoice[]): string =>
  writeCsv([
    [
      '*InvoiceNo',
      '*Customer',
      '*InvoiceDate',
      '*DueDate',
      'Memo',
      'Item(Product/Service)',
      'ItemDescription',
      'ItemQuantity',
      'ItemRate',
      '*ItemAmount',
      '*ItemTaxCode',
      'ItemTaxAmount',
      'Currency',
      'Service Date',
    ],
    ...invoices.flatMap((invoice) =>
      invoice.lines.map((line) => {
        const { buyer, number, issuedOn, dueOn, currency, taxes } = invoice;
        return [
          number,
          buyer.legalName,
          issuedOn,
          dueOn ?? issuedOn,
          buyer.purchaseOrder || buyer.buyerReference,
          items[line.kind],
          line.words,
          '1',
          line.amount,
          line.amount,
          taxes[line.taxGroup - 1]?.name ?? '',
          line.tax,
          currency,
          `${line.month}-01`,
        ];
      }),
    ),
  ]);

const items: Readonly<Record<Invoice['lines'][number]['kind'], string>> = {
  'base-fee': 'Base package',
  'supplemental-fee': 'Supplemental package',
  overage: 'Overage',
  'after-hours': 'After hours',
  'after-hours-surcharge': 'After hours',
  incremental: 'Incremental time',
  expense: 'Expense',
  adjustment: 'Adjustment',
};
