import { z } from 'zod';
import type { Buyer, Seller } from './invoice-paper.ts';

/** Somebody as a paper names them: the name, and the lines of the address below it. */
export const Party = z.object({ name: z.string(), lines: z.array(z.string()) });
export type Party = z.output<typeof Party>;

/** What every paper of the provider has of it: its name and address, its colour, and what stands below each page. */
export const Letterhead = z.object({
  format: z.enum(['us-letter', 'a4']),
  colour: z.string(),
  seller: Party,
  footer: z.string(),
});
export type Letterhead = z.output<typeof Letterhead>;

/** What `pdf-page.typ` sets around any paper. */
export interface PdfPage extends Letterhead {
  readonly title: string;
}

/** The letterhead of the provider as papers name it. The page is Letter where it is in the United States or Canada, else A4. */
export const letterheadOf = (seller: Seller): Letterhead => ({
  format: ['US', 'CA'].includes(seller.country) ? 'us-letter' : 'a4',
  colour: seller.colour,
  seller: partyWords(seller),
  footer: [
    seller.legalName,
    seller.registrationNumber && `Registration ${seller.registrationNumber}`,
    seller.vatNumber && `VAT ${seller.vatNumber}`,
    seller.taxRegistration && `Tax registration ${seller.taxRegistration}`,
    seller.contactEmail,
    seller.contactPhone,
  ]
    .filter(Boolean)
    .map((one) => one.replaceAll(' ', '\u00a0'))
    .join('  ·  '),
});

/** A party with its address in the order of its country. Example: "Chicago, IL 60601", "10115 Berlin". */
export const partyWords = (party: Seller | Buyer): Party => {
  const isAmerican = ['US', 'CA', 'AU'].includes(party.country);
  const place = isAmerican
    ? [party.city, [party.subdivision, party.postcode].filter(Boolean).join(' ')].filter(Boolean).join(', ')
    : [party.postcode, party.city].filter(Boolean).join(' ');
  const tax = party.vatNumber && `VAT ${party.vatNumber}`;
  return {
    name: party.legalName,
    lines: [
      party.street,
      party.streetMore,
      place,
      isAmerican ? '' : party.subdivision,
      country(party.country),
      tax,
    ].filter(Boolean),
  };
};

const countryNames = new Intl.DisplayNames('en', { type: 'region' });
const country = (code: string): string => (code === '' ? '' : (countryNames.of(code) ?? code));
