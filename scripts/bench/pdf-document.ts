import { Buyer, Seller } from '../../src/billing/invoice-paper.ts';
import { pdfWords } from '../../src/billing/pdf-words.ts';
import { invoicePdf } from '../../src/billing/invoice-document.ts';
import type { Invoice } from '../../src/billing/invoice.ts';
import { known } from '../../src/core/id.ts';
import type { Bench } from '../bench.ts';

const linesOnIt = 12;
const papers = 20;

/** An invoice of twelve lines, another number each time, so that nothing of the last one is used again. */
const invoiceOf = (nth: number): Invoice => ({
  id: known(`00000000-0000-7000-8000-${String(nth).padStart(12, '0')}`),
  kind: 'month',
  number: `INV-${String(nth).padStart(6, '0')}`,
  clientId: known('00000000-0000-7000-8000-000000000001'),
  clientName: 'Lakeside Clinics',
  contractId: known('00000000-0000-7000-8000-000000000002'),
  contractNumber: 'K-1',
  month: '2026-11',
  issuedAt: '2026-12-02T15:00:00Z',
  issuedOn: '2026-12-02',
  dueOn: '2027-01-01',
  currency: 'USD',
  total: '2100.00',
  tax: '173.25',
  gross: '2273.25',
  seller: Seller.parse({ ...party('Northwind Managed Services'), ...bank }),
  buyer: Buyer.parse({ ...party(`Client ${nth}`), buyerReference: 'AP-1', purchaseOrder: '' }),
  taxes: [
    {
      name: 'Sales tax',
      category: 'S',
      rate: '8.25',
      reasonCode: null,
      reason: null,
      net: '2100.00',
      tax: '173.25',
    },
  ],
  lines: Array.from({ length: linesOnIt }, (_, index) => ({
    position: index + 1,
    kind: 'overage',
    month: '2026-11',
    package: null,
    expense: null,
    adjustment: null,
    minutes: 60,
    rate: '175.00',
    amount: '175.00',
    words: `Overage, 1 h at 175.00 an hour`,
    taxGroup: 1,
    tax: '14.44',
  })),
});

const bank = { taxRegistration: '', account: '000123456789', accountName: '', bic: '', colour: '#1d4f73' };
const party = (legalName: string) => ({
  legalName,
  street: '1 Main Street',
  streetMore: '',
  city: 'Chicago',
  subdivision: 'IL',
  postcode: '60654',
  country: 'US',
  vatNumber: '',
  registrationNumber: '1',
  electronicScheme: '9959',
  electronicAddress: '364471820',
  contactName: '',
  contactPhone: '',
  contactEmail: '',
});

async function msEach(set: (invoice: Invoice) => unknown): Promise<number> {
  const began = performance.now();
  for (let nth = 1; nth <= papers; nth++) await set(invoiceOf(++numbered));
  return (performance.now() - began) / papers;
}
let numbered = 0;

export const bench: Bench = {
  goal: 'PDF',
  what: 'an invoice of twelve lines as a tagged PDF, one after the other in the worker; the floor is its words alone, as JSON',
  unit: 'ms',
  better: 'less',
  target: '300',
  prepare: () => ({
    ours: () => msEach(invoicePdf),
    floor: () => msEach((invoice) => JSON.stringify(pdfWords(invoice))),
  }),
};
