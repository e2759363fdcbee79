import { create } from 'xmlbuilder2';
import { day, formatDay } from '../core/day.ts';
import { daysOf, monthFrom } from '../core/month.ts';
import type { Buyer, InvoiceTax, Seller } from './invoice-paper.ts';
import { isCreditNote, type Invoice } from './invoice.ts';
import { isIban } from './invoicing-details.ts';
import { requireDetails } from './missing-details.ts';

type Element = Readonly<Record<string, unknown>>;

/**
 * The invoice in UBL 2.1, as EN 16931 and Peppol BIS Billing 3.0 want it; `corrects` are the numbers of earlier invoices that lines of it
 * give back. Time is billed in minutes at a price for 60 of them, so that quantity times price is the amount without a rounded quantity
 * between. A line below zero has a quantity below zero. What is below zero as a whole is a credit note (type 381): every amount is turned
 * round, and no account is named to pay to. Outside the scope of tax neither party is named by a registration for tax. What is missing is
 * refused (`invoice.details-missing`).
 *
 * Example: 40 minutes at 175.00 an hour: quantity 40 MIN, price 175.00 for 60 MIN, line amount 116.67. A credit of 50.00 alone: a credit
 * note with one line of 50.00, quantity 1.
 */
export function structuredInvoice(issued: Invoice, corrects: readonly string[]): string {
  requireDetails(issued);
  const isCredit = isCreditNote(issued);
  const invoice = isCredit ? turnedRound(issued) : issued;
  const { number, issuedOn, dueOn, currency, contractNumber, seller, buyer, taxes, lines } = invoice;
  const name = isCredit ? 'CreditNote' : 'Invoice';
  const amount = (value: string): Element => ({ '@currencyID': currency, '#': value });
  const isOutside = taxes.some(({ category }) => category === 'O');
  const periods = lines.map(({ month }) => periodOf(month));
  return create(
    { version: '1.0', encoding: 'UTF-8', invalidCharReplacement: '' },
    {
      [name]: {
        '@xmlns': `urn:oasis:names:specification:ubl:schema:xsd:${name}-2`,
        '@xmlns:cac': 'urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2',
        '@xmlns:cbc': 'urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2',
        'cbc:CustomizationID': 'urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0',
        'cbc:ProfileID': 'urn:fdc:peppol.eu:2017:poacc:billing:01:1.0',
        'cbc:ID': number,
        'cbc:IssueDate': issuedOn,
        ...(isCredit
          ? { 'cbc:CreditNoteTypeCode': '381' }
          : { 'cbc:DueDate': dueOn, 'cbc:InvoiceTypeCode': '380' }),
        'cbc:DocumentCurrencyCode': currency,
        'cbc:BuyerReference': unlessEmpty(buyer.buyerReference),
        'cac:InvoicePeriod': {
          'cbc:StartDate': periods.map(({ from }) => from).sort()[0],
          'cbc:EndDate': periods
            .map(({ to }) => to)
            .sort()
            .at(-1),
        },
        'cac:OrderReference': within('cbc:ID', buyer.purchaseOrder),
        'cac:BillingReference': corrects.map((earlier) => ({
          'cac:InvoiceDocumentReference': { 'cbc:ID': earlier },
        })),
        'cac:ContractDocumentReference': { 'cbc:ID': contractNumber },
        'cac:AccountingSupplierParty': { 'cac:Party': partyOf(seller, isOutside, seller.taxRegistration) },
        'cac:AccountingCustomerParty': { 'cac:Party': partyOf(buyer, isOutside, '') },
        ...(isCredit
          ? { 'cac:PaymentTerms': { 'cbc:Note': 'Taken off what is to be paid, or paid back.' } }
          : { 'cac:PaymentMeans': paymentMeans(seller, number, currency) }),
        'cac:TaxTotal': {
          'cbc:TaxAmount': amount(invoice.tax),
          'cac:TaxSubtotal': taxes.map((tax) => ({
            'cbc:TaxableAmount': amount(tax.net),
            'cbc:TaxAmount': amount(tax.tax),
            'cac:TaxCategory': {
              ...categoryOf(tax),
              'cbc:TaxExemptionReasonCode': tax.reasonCode,
              'cbc:TaxExemptionReason': tax.reason,
              'cac:TaxScheme': { 'cbc:ID': 'VAT' },
            },
          })),
        },
        'cac:LegalMonetaryTotal': {
          'cbc:LineExtensionAmount': amount(invoice.total),
          'cbc:TaxExclusiveAmount': amount(invoice.total),
          'cbc:TaxInclusiveAmount': amount(invoice.gross),
          'cbc:PayableAmount': amount(invoice.gross),
        },
        [`cac:${name}Line`]: lines.map((line, index) => {
          const period = periods[index];
          const tax = taxes[line.taxGroup - 1];
          return {
            'cbc:ID': line.position,
            ...pricedOf(line, isCredit ? 'cbc:CreditedQuantity' : 'cbc:InvoicedQuantity', amount, {
              'cac:InvoicePeriod': { 'cbc:StartDate': period?.from, 'cbc:EndDate': period?.to },
              'cac:Item': {
                'cbc:Name': line.words,
                'cac:ClassifiedTaxCategory': {
                  ...(tax ? categoryOf(tax) : {}),
                  'cac:TaxScheme': { 'cbc:ID': 'VAT' },
                },
              },
            }),
          };
        }),
      },
    },
  ).end({ prettyPrint: true });
}

/** Everything on it with the opposite sign, as a credit note says it. */
const turnedRound = (invoice: Invoice): Invoice => ({
  ...invoice,
  total: opposite(invoice.total),
  tax: opposite(invoice.tax),
  gross: opposite(invoice.gross),
  taxes: invoice.taxes.map((group) => ({ ...group, net: opposite(group.net), tax: opposite(group.tax) })),
  lines: invoice.lines.map((line) => ({
    ...line,
    minutes: line.minutes === null ? null : -line.minutes,
    amount: opposite(line.amount),
  })),
});

/** Example: `-50.00` is `50.00`, and the other way round; `0.00` stays. */
const opposite = (amount: string): string =>
  amount.startsWith('-') ? amount.slice(1) : Number(amount) === 0 ? amount : `-${amount}`;

const unlessEmpty = (text: string): string | null => (text === '' ? null : text);

/** An element around a text; none around nothing, because an empty element is not allowed. */
const within = (name: string, text: string): Element | null => (text === '' ? null : { [name]: text });

/** The first and the last day of a month. */
function periodOf(month: string): { readonly from: string; readonly to: string } {
  const { from, to } = daysOf(monthFrom(month));
  return { from: formatDay(from), to: formatDay(day(to - 1)) };
}

function partyOf(party: Seller | Buyer, isOutside: boolean, taxRegistration: string): Element {
  const schemes = [
    ['VAT', party.vatNumber],
    ['TAX', taxRegistration],
  ].filter(([, number]) => !isOutside && number !== '');
  const contact = {
    ...within('cbc:Name', party.contactName),
    ...within('cbc:Telephone', party.contactPhone),
    ...within('cbc:ElectronicMail', party.contactEmail),
  };
  return {
    'cbc:EndpointID': { '@schemeID': party.electronicScheme, '#': party.electronicAddress },
    'cac:PartyName': { 'cbc:Name': party.legalName },
    'cac:PostalAddress': {
      ...within('cbc:StreetName', party.street),
      ...within('cbc:AdditionalStreetName', party.streetMore),
      ...within('cbc:CityName', party.city),
      ...within('cbc:PostalZone', party.postcode),
      ...within('cbc:CountrySubentity', party.subdivision),
      'cac:Country': { 'cbc:IdentificationCode': party.country },
    },
    'cac:PartyTaxScheme': schemes.map(([scheme, number]) => ({
      'cbc:CompanyID': number,
      'cac:TaxScheme': { 'cbc:ID': scheme },
    })),
    'cac:PartyLegalEntity': {
      'cbc:RegistrationName': party.legalName,
      ...within('cbc:CompanyID', party.registrationNumber),
    },
    'cac:Contact': Object.keys(contact).length > 0 ? contact : null,
  };
}

/** A transfer to the provider's account: within SEPA where it is euros to an IBAN. */
function paymentMeans(
  { account, accountName, bic }: Seller,
  number: string,
  currency: string,
): Element | null {
  if (account === '') return null;
  return {
    'cbc:PaymentMeansCode': currency === 'EUR' && isIban(account) ? '58' : '30',
    'cbc:PaymentID': number,
    'cac:PayeeFinancialAccount': {
      'cbc:ID': account,
      ...within('cbc:Name', accountName),
      'cac:FinancialInstitutionBranch': within('cbc:ID', bic),
    },
  };
}

const categoryOf = ({ category, rate }: InvoiceTax): Element => ({
  'cbc:ID': category,
  'cbc:Percent': rate,
});

/** How much of what at which price: minutes at the price of an hour, else one piece, less than none for a credit. */
function pricedOf(
  { minutes, rate, amount }: Invoice['lines'][number],
  quantity: string,
  inCurrency: (value: string) => Element,
  between: Element,
): Element {
  if (minutes !== null && rate !== null) {
    return {
      [quantity]: { '@unitCode': 'MIN', '#': minutes },
      'cbc:LineExtensionAmount': inCurrency(amount),
      ...between,
      'cac:Price': {
        'cbc:PriceAmount': inCurrency(rate),
        'cbc:BaseQuantity': { '@unitCode': 'MIN', '#': 60 },
      },
    };
  }
  return {
    [quantity]: { '@unitCode': 'C62', '#': amount.startsWith('-') ? -1 : 1 },
    'cbc:LineExtensionAmount': inCurrency(amount),
    ...between,
    'cac:Price': { 'cbc:PriceAmount': inCurrency(amount.replace('-', '')) },
  };
}
