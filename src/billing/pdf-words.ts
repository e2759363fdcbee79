import { monthFrom } from '../core/month.ts';
import { isIban } from './invoicing-details.ts';
import { dayFrom, dayInWords } from '../core/day.ts';
import { amountInWords, figure } from '../core/money.ts';
import { durationInWords, monthInWords } from '../hours/in-words.ts';
import type { InvoiceTax } from './invoice-paper.ts';
import { invoiceName, isCreditNote, type Invoice } from './invoice.ts';
import { letterheadOf, partyWords, type Party, type PdfPage } from './letterhead.ts';

/** What `invoice.typ` sets, as words and figures that are printed as they are. */
export interface PdfWords extends PdfPage {
  readonly name: string;
  readonly number: string;
  readonly buyer: Party;
  readonly facts: readonly (readonly [string, string])[];
  readonly pay: string;
  readonly gross: string;
  readonly grossWords: string;
  readonly netHead: string;
  readonly lines: readonly {
    readonly what: string;
    readonly about: string;
    readonly quantity: string;
    readonly price: string;
    readonly tax: string;
    readonly net: string;
  }[];
  readonly sums: readonly (readonly [string, string])[];
  readonly reasons: readonly string[];
  readonly payment: readonly (readonly [string, string])[];
  /** What is said of payment where no account is named. */
  readonly payAsAgreed: string;
  readonly explanation: readonly string[];
}

/**
 * The words of an invoice on paper. Amounts have thousands set apart and a minus for a credit. Below zero it is a credit note, which is
 * not due and asks for no payment.
 * Example: 40 minutes of overage at 175.00: "Overage", "November 2026", "40 min", "175.00 / h", "116.67".
 */
export function pdfWords(invoice: Invoice): PdfWords {
  const { number, seller, buyer, currency, taxes, issuedOn, dueOn, gross, total } = invoice;
  const isCredit = isCreditNote(invoice);
  const name = invoiceName(invoice);
  return {
    ...letterheadOf(seller),
    title: `${name} ${number}`,
    name,
    number,
    buyer: partyWords(buyer),
    facts: stated([
      ['Issued', day(issuedOn)],
      ['Due', dueOn === null || isCredit ? '' : day(dueOn)],
      ['For', invoice.kind === 'month' ? month(invoice.month) : ''],
      ['Contract', invoice.contractNumber],
      ['Your reference', buyer.buyerReference],
      ['Purchase order', buyer.purchaseOrder],
      ['Currency', currency],
    ]),
    pay: isCredit ? inYourFavour : dueOn === null ? 'To pay' : `To pay by ${day(dueOn)}`,
    gross: amountInWords(gross, currency),
    grossWords: isCredit ? inYourFavour : 'To pay',
    netHead: `Net, ${currency}`,
    lines: invoice.lines.map((line) => ({
      ...aboutLine(line),
      ...pricedLine(line),
      tax: rateWords(taxes[line.taxGroup - 1]),
      net: figure(line.amount),
    })),
    sums: [['Net', figure(total)], ...taxes.map((tax): [string, string] => [taxWords(tax), figure(tax.tax)])],
    reasons: taxes.flatMap(({ name, reason }) => (reason === null ? [] : [`${name}: ${reason}.`])),
    payment: stated([
      ['To', seller.accountName || seller.legalName],
      ['Account', grouped(seller.account)],
      ['BIC', seller.bic],
      ['Reference', number],
    ]).filter(() => seller.account !== '' && !isCredit),
    payAsAgreed: isCredit
      ? 'There is nothing to pay. The amount is taken off what is to be paid, or paid back; please name the number of this credit note.'
      : 'Please pay as agreed, and name the number of this invoice.',
    explanation: [
      'Each line opens into the time, the packages and the terms it was made of, down to the minute: in the portal, under Invoices.',
      'Lines are rounded once, half up. Tax is reckoned on the sum of the lines of one rate, and rounded once.',
    ],
  };
}

const stated = (facts: readonly [string, string][]): [string, string][] =>
  facts.filter(([, value]) => value !== '');

const inYourFavour = 'In your favour';

type Line = Invoice['lines'][number];

/** What a line is in few words, and the rest of its words below them. */
function aboutLine({ kind, words, month: of }: Line): { readonly what: string; readonly about: string } {
  switch (kind) {
    case 'base-fee':
    case 'supplemental-fee':
      return { what: words.replace(`, ${month(of)}`, ''), about: month(of) };
    case 'adjustment': {
      const [what = '', ...reason] = words.split(': ');
      return { what, about: reason.join(': ') };
    }
    case 'expense':
      return { what: words, about: month(of) };
    default:
      return { what: words.split(', ')[0] ?? words, about: month(of) };
  }
}

const pricedLine = ({ minutes, rate, amount }: Line): { readonly quantity: string; readonly price: string } =>
  minutes === null || rate === null
    ? { quantity: amount.startsWith('-') ? '−1' : '1', price: figure(amount.replace('-', '')) }
    : { quantity: durationInWords(minutes), price: `${figure(rate)} / h` };

const rateWords = (tax: InvoiceTax | undefined): string => (tax?.rate ? `${tax.rate} %` : '–');

const taxWords = ({ name, rate, net, category }: InvoiceTax): string =>
  category === 'S' ? `${name}, ${rate} % of ${figure(net)}` : `${name} on ${figure(net)}`;

/** An IBAN in groups of four, as it is read out; another number as it is. */
const grouped = (account: string): string =>
  isIban(account) ? account.replaceAll(/(.{4})(?=.)/g, '$1 ') : account;

const day = (text: string): string => dayInWords(dayFrom(text));
const month = (text: string): string => monthInWords(monthFrom(text));
