import { ClientInvoicingDraft, ProviderInvoicingDraft } from '../billing/invoicing-details.ts';
import { taxHandlers } from '../billing/tax-handlers.ts';
import { TaxDraft } from '../billing/tax.ts';
import { known } from '../core/id.ts';
import type { Context } from '../people/context.ts';
import type { ClientId } from '../people/person.ts';
import type { ClientPart } from './cast.ts';

/** What the sample provider says of itself on invoices. */
const ofProvider = ProviderInvoicingDraft.parse({
  legalName: 'Fieldstone Managed Services LLC',
  street: '220 West Kinzie Street',
  streetMore: 'Suite 1400',
  city: 'Chicago',
  subdivision: 'IL',
  postcode: '60654',
  country: 'US',
  registrationNumber: 'IL 0731884-2',
  taxRegistration: '36-4471820',
  electronicScheme: '9959',
  electronicAddress: '364471820',
  contactName: 'Frank Osei',
  contactPhone: '+1 312 555 0140',
  contactEmail: 'billing@fieldstone.example',
  account: '000123456789',
  accountName: 'Fieldstone Managed Services LLC',
  bic: 'CHASUS33',
});

const taxes = {
  chicago: { name: 'Sales tax, Chicago', category: 'S', rate: '10.25' },
  ontario: { name: 'HST, Ontario', category: 'S', rate: '13' },
  atCost: { name: 'Passed on at cost', category: 'E', reason: 'Expenses passed on at cost' },
  exempt: {
    name: 'Exempt, tribal health',
    category: 'E',
    reason: 'Exempt: supplied to a tribal health organisation',
  },
  reversed: {
    name: 'Reverse charge',
    category: 'AE',
    reasonCode: 'VATEX-EU-AE',
    reason: 'Reverse charge: the client accounts for the VAT',
  },
} as const;
type TaxName = keyof typeof taxes;

/** Where a client is: street, city, subdivision, postcode, country, and the tax on its invoices where there is any. */
type Place = readonly [
  street: string,
  city: string,
  subdivision: string,
  postcode: string,
  country: string,
  tax?: TaxName,
  expenseTax?: TaxName,
];

const places: Readonly<Record<string, Place>> = {
  LAKE: ['1500 Sheridan Road', 'Evanston', 'IL', '60201', 'US', 'chicago', 'atCost'],
  COPPER: ['4700 Brighton Boulevard', 'Denver', 'CO', '80216', 'US'],
  MAPLE: ['88 Wellesley Street East', 'Toronto', 'ON', 'M4Y 1H1', 'CA', 'ontario'],
  JUNIPER: ['30 Exchange Place', 'New York', 'NY', '10005', 'US'],
  HARBOR: ['14 Leadenhall Street', 'London', '', 'EC3V 1LR', 'GB', 'reversed'],
  SUMMIT: ['820 West Idaho Street', 'Boise', 'ID', '83702', 'US'],
  ORCHARD: ['2100 Fulton Street', 'Fresno', 'CA', '93721', 'US'],
  TIDE: ['400 Harbor Drive', 'Norfolk', 'VA', '23510', 'US'],
  PRAIRIE: ['605 Grand Avenue', 'Des Moines', 'IA', '50309', 'US'],
  SAGE: ['1 Sacaton Way', 'Phoenix', 'AZ', '85004', 'US', 'exempt'],
  BEACON: ['77 Beacon Street', 'Boston', 'MA', '02108', 'US'],
  ALOHA: ['1001 Bishop Street', 'Honolulu', 'HI', '96813', 'US'],
};
const somewhere: Place = ['500 Main Street', 'Springfield', 'IL', '62701', 'US', 'chicago'];

/** Whose invoices have which tax: told once for the provider, then for each client. */
export class Invoicing {
  readonly #finance: Context;
  readonly #ids = new Map<string, string>();

  constructor(finance: Context) {
    this.#finance = finance;
  }

  /** Says who the provider is on invoices, and adds its taxes, with rates from a day on. */
  async begin(from: string): Promise<void> {
    const asked = { params: {}, query: {} };
    await taxHandlers.changeInvoicing(this.#finance, { ...asked, body: { ...ofProvider, version: 0 } });
    for (const [key, said] of Object.entries(taxes)) {
      const body = TaxDraft.parse({ ...said, from: 'rate' in said ? from : null });
      this.#ids.set(key, (await taxHandlers.addTax(this.#finance, { ...asked, body })).id);
    }
  }

  /** Says who a client is on invoices and which tax is on them. */
  async add(id: ClientId, { code, contact }: ClientPart, from: string): Promise<void> {
    const [street, city, subdivision, postcode, country, tax, expenseTax] = places[code] ?? somewhere;
    const asked = { params: { client: id }, query: {} };
    const figures = figuresOf(code);
    const details = ClientInvoicingDraft.parse({
      street,
      city,
      subdivision,
      postcode,
      country,
      ...(country === 'GB'
        ? { vatNumber: `GB${figures}`, electronicScheme: '9932', electronicAddress: `GB${figures}` }
        : { electronicScheme: country === 'CA' ? '0060' : '9959', electronicAddress: figures }),
      contactName: contact,
      contactEmail: `payables@${code.toLowerCase()}.example`,
      buyerReference: `AP-${code}`,
    });
    await taxHandlers.changeClientInvoicing(this.#finance, { ...asked, body: { ...details, version: 0 } });
    if (tax === undefined) return;
    const body = { from, tax: this.#idOf(tax), expenseTax: this.#idOf(expenseTax ?? tax) };
    await taxHandlers.setTaxTreatment(this.#finance, { ...asked, body });
  }

  #idOf(tax: TaxName) {
    return known<'tax'>(this.#ids.get(tax) ?? '');
  }
}

/** Nine figures that are the same for a code each time. */
function figuresOf(code: string): string {
  let number = 7;
  for (let place = 0; place < code.length; place++)
    number = (number * 31 + code.charCodeAt(place)) % 900_000_000;
  return String(100_000_000 + number);
}
