import { z } from 'zod';
import { refusal } from '../core/refusal.ts';
import { electronicAddressFault } from './electronic-address.ts';

export const invoicingChanged = refusal(
  412,
  'invoicing.edited-meanwhile',
  'Somebody else changed this meanwhile. Look at their version, then make your change again.',
);

const text = (max: number) => z.string().trim().max(max).default('');

/** A country by its code of ISO 3166-1, two capital letters; empty where it is not said. */
const Country = z
  .string()
  .trim()
  .toUpperCase()
  .refine(
    (code) => code === '' || countries.has(code),
    'this is not a country; write its code, like US or IE',
  )
  .default('')
  .meta({ examples: ['US'] });

/** A tax number as invoices in Europe name it: the country first (Greece is EL), then the number, without blanks. */
const TaxNumber = z
  .string()
  .transform((said) => said.replaceAll(/[\s.-]/g, '').toUpperCase())
  .refine(
    (said) => said === '' || (/^[A-Z]{2}[0-9A-Z+*]{2,13}$/.test(said) && taxCountries.has(said.slice(0, 2))),
    'a VAT number begins with its country, like IE6388047V; any other registration belongs in its own field',
  )
  .default('')
  .meta({ examples: ['IE6388047V'] });

/** Who a party to an invoice is and where. What is not said is empty. */
const party = {
  legalName: text(200),
  street: text(200),
  streetMore: text(200),
  city: text(100),
  subdivision: text(100),
  postcode: text(20),
  country: Country,
  vatNumber: TaxNumber,
  /** The number under which it is registered. */
  registrationNumber: text(40),
  electronicScheme: text(4),
  electronicAddress: text(100),
  contactName: text(100),
  contactPhone: text(40),
  contactEmail: z
    .string()
    .trim()
    .toLowerCase()
    .max(254)
    .refine((said) => said === '' || z.email().safeParse(said).success, 'this is not an e-mail address')
    .default(''),
};

const termsDays = z.coerce.number().int().min(0).max(365);

/** What stands on invoices about the provider. */
export const ProviderInvoicingDraft = z
  .object({
    ...party,
    /** A registration for tax that is no VAT number, such as one for sales tax. */
    taxRegistration: text(40),
    termsDays: termsDays.default(30),
    /** An IBAN, or the number of an account where there is none. */
    account: z
      .string()
      .transform((said) => said.replaceAll(/\s/g, '').toUpperCase())
      .refine(isAccount, 'this is not an IBAN: its check figures do not fit')
      .default(''),
    accountName: text(100),
    bic: z
      .string()
      .trim()
      .toUpperCase()
      .regex(/^([A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?)?$/, 'a BIC has eight or eleven letters and figures')
      .default(''),
    /** The colour of what stands out on an invoice; dark enough to be read on white. */
    colour: z
      .string()
      .regex(/^#[0-9a-f]{6}$/i, 'a colour is written like #1d4f73')
      .refine(isDark, 'this is too light to be read on white; take a darker one')
      .default('#1d4f73'),
  })
  .superRefine(checkAddress);
export type ProviderInvoicingDraft = z.output<typeof ProviderInvoicingDraft>;

/** What stands on invoices about a client. */
export const ClientInvoicingDraft = z
  .object({
    ...party,
    /** The provider's own unless said. */
    termsDays: termsDays.nullable().default(null),
    /** What the client wants to find an invoice by. */
    buyerReference: text(100),
    purchaseOrder: text(100),
  })
  .superRefine(checkAddress);
export type ClientInvoicingDraft = z.output<typeof ClientInvoicingDraft>;

/** `version` counts changes, 0 before the first. */
export const ProviderInvoicing = ProviderInvoicingDraft.safeExtend({ version: z.int() }).meta({
  id: 'ProviderInvoicing',
});
export type ProviderInvoicing = z.output<typeof ProviderInvoicing>;
export const ClientInvoicing = ClientInvoicingDraft.safeExtend({ version: z.int() }).meta({
  id: 'ClientInvoicing',
});
export type ClientInvoicing = z.output<typeof ClientInvoicing>;

function checkAddress(
  {
    electronicScheme: scheme,
    electronicAddress: address,
  }: { electronicScheme: string; electronicAddress: string },
  context: z.RefinementCtx,
): void {
  const fault = electronicAddressFault({ scheme, address });
  if (fault) context.addIssue({ code: 'custom', path: [fault.field], message: fault.message });
}

/** Two letters and two figures in front make it an IBAN, which then has to be right; anything else is a bank's own number. */
function isAccount(said: string): boolean {
  if (!isIban(said)) return /^[0-9A-Z/-]{0,34}$/.test(said);
  const figures = Array.from(said.slice(4) + said.slice(0, 4), (one) => Number.parseInt(one, 36)).join('');
  return /^[0-9A-Z]{15,34}$/.test(said) && BigInt(figures) % 97n === 1n;
}

/** Whether an account number is meant as an IBAN. */
export const isIban = (account: string): boolean => /^[A-Z]{2}\d{2}/.test(account);

/** At least 4.5 to 1 against white, as text needs it (WCAG 2.2, 1.4.3). */
function isDark(colour: string): boolean {
  const [red = 1, green = 1, blue = 1] = [1, 3, 5].map((place) => {
    const part = Number.parseInt(colour.slice(place, place + 2), 16) / 255;
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05) >= 4.5;
}

const countries = new Set(
  (
    'AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI ' +
    'CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ ' +
    'GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS ' +
    'LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG ' +
    'PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK ' +
    'TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW'
  ).split(' '),
);
const taxCountries = new Set([...countries, 'EL', 'XI']);
