import { z } from 'zod';
import { TechnologyGroupId } from '../clients/client.ts';
import { PageQuery, pageOf } from '../core/page.ts';
import { refusal } from '../core/refusal.ts';
import { Amount, Currency, Day, TimeZone } from '../core/shape.ts';
import { everyone, finance, lead, route, staff } from '../people/access.ts';
import { ClientId } from '../people/person.ts';
import { changeRequestApi } from './change-request-api.ts';
import { ContractDraft, QuotedPackage } from './contract-draft.ts';
import { changeRules } from './change-rules.ts';
import { Contract, ContractId } from './contract.ts';
import { SupplementDraft } from './package.ts';
import { PriceBook, PriceBookDraft, PriceBookHead, PriceBookId } from './price-book.ts';
import { Recommendation } from './recommendation.ts';
import { BrokenRule, rules } from './rule.ts';
import { Terms } from './terms.ts';
import { warningApi } from './warning-api.ts';

export const bookOnThatDay = refusal(
  409,
  'price-book.same-day',
  'Another price book of this currency begins on this day. Books are never edited; let the new one begin on another day.',
);
export const bookGroupUnknown = refusal(
  422,
  'price-book.unknown-technology-group',
  'A price book sells hours for technology groups of the provider.',
);

const ofClient = z.object({ client: ClientId });
const ofContract = z.object({ contract: ContractId });

/** Technology groups in an address: `network,security`. */
const Groups = z
  .string()
  .max(1000)
  .transform((text) => text.split(',').filter((group) => group !== ''))
  .pipe(z.array(TechnologyGroupId).max(20))
  .default([]);

/** What a draft would come to, and every rule it breaks; none means that it can be signed. */
export const ContractCheck = z
  .object({
    broken: z.array(BrokenRule),
    number: z.string(),
    start: Day,
    end: Day,
    currency: Currency,
    timeZone: TimeZone,
    priceBook: PriceBookHead.nullable(),
    terms: Terms.nullable(),
    tier: z.string().nullable(),
    packages: z.array(QuotedPackage),
    /** The fees of a whole month together; null where one is not known. */
    feeMonthly: Amount.nullable(),
  })
  .meta({ id: 'ContractCheck' });

/** What a supplement would come to for a contract that runs, and every rule it breaks; its first day is the book's unless one was named. */
export const SupplementCheck = z
  .object({ broken: z.array(BrokenRule), orderedOn: Day, package: QuotedPackage })
  .meta({ id: 'SupplementCheck' });

export const contractsApi = {
  ...changeRequestApi,
  ...warningApi,
  listPriceBooks: route({
    method: 'GET',
    path: '/price-books',
    command: 'price-book list',
    summary: 'Lists the price books by currency, the latest first.',
    access: staff,
    out: z.array(PriceBookHead),
  }),
  getPriceBook: route({
    method: 'GET',
    path: '/price-books/{priceBook}',
    command: 'price-book show',
    summary: 'Shows a price book: packages, tiers, bands, rates and terms.',
    access: staff,
    params: z.object({ priceBook: PriceBookId }),
    out: PriceBook,
  }),
  getPriceBookInForce: route({
    method: 'GET',
    path: '/price-book-in-force',
    command: 'price-book in-force',
    summary: 'Shows the price book of a currency that is in force on a day, today unless said.',
    access: staff,
    query: z.object({ currency: Currency, on: Day.optional() }),
    out: PriceBook,
    refusals: [rules.noPriceBook],
  }),
  draftPriceBook: route({
    method: 'GET',
    path: '/price-book-draft',
    command: 'price-book draft',
    summary:
      'Writes out the price book of the service guide in a currency, to change and publish; saves nothing.',
    access: staff,
    query: z.object({ currency: Currency, from: Day }),
    out: PriceBookDraft,
  }),
  publishPriceBook: route({
    method: 'POST',
    path: '/price-books',
    command: 'price-book publish',
    summary:
      'Publishes a price book that is in force from a day on until the next one of its currency; it is never edited, and contracts keep the book they were sold from.',
    access: finance,
    body: PriceBookDraft,
    out: PriceBook,
    status: 201,
    idempotent: true,
    refusals: [bookOnThatDay, bookGroupUnknown],
  }),
  recommendForClient: route({
    method: 'GET',
    path: '/clients/{client}/recommendation',
    command: 'recommendation show',
    summary:
      'Recommends hours a month for a client from its spend, devices and technology groups, by the price book of a day, today unless said.',
    access: staff,
    params: ofClient,
    query: z.object({ on: Day.optional() }),
    out: Recommendation,
    refusals: [rules.noPriceBook],
  }),
  recommend: route({
    method: 'GET',
    path: '/recommendation',
    command: 'recommendation try',
    summary:
      'Recommends hours a month for figures of any client, by the price book of a day, today unless said.',
    access: staff,
    query: z.object({
      currency: Currency,
      spend: Amount,
      devices: z.coerce.number().int().min(0).max(10_000_000),
      technologyGroups: Groups,
      on: Day.optional(),
    }),
    out: Recommendation,
    refusals: [rules.noPriceBook, rules.amountUnfit, rules.unknownGroup],
  }),
  checkContract: route({
    method: 'POST',
    path: '/clients/{client}/contract-check',
    command: 'contract check',
    summary: 'Says what a contract would cost and every rule it would break; saves nothing.',
    access: lead,
    params: ofClient,
    body: ContractDraft,
    out: ContractCheck,
    reads: true,
  }),
  createContract: route({
    method: 'POST',
    path: '/clients/{client}/contracts',
    command: 'contract create',
    summary:
      'Signs a contract with a base package and supplements; every broken rule is told. Supplements are ordered by the supervisor, who thereby acknowledges availability.',
    access: lead,
    params: ofClient,
    body: ContractDraft,
    out: Contract,
    status: 201,
    idempotent: true,
    refusals: Object.values(rules),
  }),
  listClientContracts: route({
    method: 'GET',
    path: '/clients/{client}/contracts',
    command: 'contract history',
    summary: 'Lists the contracts of a client, the latest first.',
    access: everyone,
    params: ofClient,
    out: z.array(Contract),
  }),
  listContracts: route({
    method: 'GET',
    path: '/contracts',
    command: 'contract list',
    summary: 'Lists the contracts that run on a day, today unless said, by their numbers.',
    access: staff,
    query: PageQuery.extend({ on: Day.optional() }),
    out: pageOf(Contract),
  }),
  getContract: route({
    method: 'GET',
    path: '/contracts/{contract}',
    command: 'contract show',
    summary: 'Shows a contract: its term, its packages and its rates.',
    access: everyone,
    params: ofContract,
    out: Contract,
  }),
  checkSupplement: route({
    method: 'POST',
    path: '/contracts/{contract}/package-check',
    command: 'contract check-supplement',
    summary:
      'Says when a supplement for a contract would begin, what it would cost and every rule it would break; saves nothing.',
    access: lead,
    params: ofContract,
    body: SupplementDraft,
    out: SupplementCheck,
    reads: true,
  }),
  addSupplement: route({
    method: 'POST',
    path: '/contracts/{contract}/packages',
    command: 'contract add-supplement',
    summary:
      'Adds a supplemental package to a contract that runs, from the first of the next month unless another day is said, to the contract’s end: a change request of an order that the client placed elsewhere, agreed on the spot. Ordered by the supervisor, who thereby acknowledges availability.',
    access: lead,
    params: ofContract,
    body: SupplementDraft,
    out: Contract,
    status: 201,
    idempotent: true,
    refusals: [
      rules.amountUnfit,
      rules.notEligible,
      rules.notSold,
      rules.unknownGroup,
      rules.tooManyGroups,
      rules.offLot,
      rules.notCoTermed,
      rules.outsideTerm,
      rules.orderedAhead,
      rules.noticeTooShort,
      rules.notAcknowledged,
      ...Object.values(changeRules),
    ],
  }),
};
