import { describe, expect, test } from 'vitest';
import { TechnologyGroupId } from '../clients/client.ts';
import { known } from '../core/id.ts';
import { rows } from '../core/table.ts';
import { ContractDraft, orderOf, priced } from './contract-draft.ts';
import { breachesOfAddition, breachesOfOrder, type Offer } from './eligibility.ts';
import { guidePriceBook } from './guide-price-book.ts';
import { SupplementDraft } from './package.ts';
import { isSupplement } from './supplement.ts';

const groups = ['network', 'security', 'collaboration'].map((id) => TechnologyGroupId.parse(id));
const guide = guidePriceBook('USD', '2026-01-01', groups);
const book = { ...guide, id: known<'price-book'>('0190a5b0-0000-7000-8000-00000000000b') };
const client = { code: 'LAKE', currency: 'USD', timeZone: 'America/Chicago', deviceCount: 120 };
const calendar = '0190a5b0-0000-7000-8000-00000000000c';
const now = Temporal.Instant.from('2026-11-24T15:00:00Z');

/** `standard network,security 30 + cse security 10` as packages; supplements with availability acknowledged. */
const packages = (text: string) =>
  text
    .split('+')
    .map((part) => part.trim().split(' '))
    .filter(([scope]) => scope !== '')
    .map((words) => {
      const [scope = ''] = words;
      const hoursPerMonth = Number(words.at(-1));
      const names = words.length === 3 ? words[1]!.split(',') : [];
      if (scope === 'standard') return { scope, technologyGroups: names, hoursPerMonth };
      if (scope === 'csdm-only') return { scope, hoursPerMonth };
      const supplement = { scope, hoursPerMonth, availabilityAcknowledged: true };
      return scope === 'cse' ? { ...supplement, technologyGroup: names[0] } : supplement;
    });

/** An order from 2027-01-01 for a year, placed on 24 November 2026 by the supervisor, with changes. */
const offer = (draft: object, changes: Partial<Offer> = {}): Offer => ({
  order: orderOf(
    ContractDraft.parse({
      start: '2027-01-01',
      end: '2028-01-01',
      calendar,
      packages: packages('standard network 20'),
      ...draft,
    }),
    client,
    now,
  ),
  client,
  services: [{ kind: 'help-desk', from: '2025-01-01', to: null }],
  book,
  technologyGroups: groups,
  contracts: [],
  calendarKnown: true,
  numberTaken: false,
  today: '2026-11-24',
  isSupervisor: true,
  ...changes,
});

const told = (breaches: ReturnType<typeof breachesOfOrder>) =>
  breaches.map(({ rule, path }) => `${rule.code.replace('contract.', '')} ${path}`);

describe('what can be sold', () => {
  test.each(
    rows(`
      | packages                                       | devices | breaks                                             |
      | ---------------------------------------------- | ------- | -------------------------------------------------- |
      | csdm-only 20                                   | 120     |                                                    |
      | standard network 20                            | 120     |                                                    |
      | standard network 30                            | 120     |                                                    |
      | standard network,security 30                   | 900     |                                                    |
      | standard network 20 + cse network 10           | 120     |                                                    |
      | standard network 20 + csdm 40                  | 120     |                                                    |
      | csdm-only 20 + cse network 10                  | 120     |                                                    |
      | standard network,network 20                    | 120     |                                                    |
      | cse security 20 + standard security 20         | 120     |                                                    |
      |                                                | 120     | one-base /packages                                 |
      | csdm-only 20 + standard network 20             | 120     | one-base /packages                                 |
      | standard network 30 + standard network 30      | 120     | one-base /packages                                 |
      | cse network 10                                 | 120     | supplement-without-base /packages                  |
      | standard network 10                            | 120     | base-below-minimum /packages/0/hoursPerMonth       |
      | csdm-only 0                                    | 120     | base-below-minimum /packages/0/hoursPerMonth       |
      | standard network 25                            | 120     | base-off-step /packages/0/hoursPerMonth            |
      | standard 20                                    | 120     | no-technology-group /packages/0/technologyGroups   |
      | standard network,plumbing 30                   | 120     | unknown-technology-group /packages/0/technologyGroups/1 |
      | standard network 20                            | 249     |                                                    |
      | standard network 20                            | 250     | too-many-devices /packages/0/hoursPerMonth         |
      | csdm-only 20                                   | 250     | too-many-devices /packages/0/hoursPerMonth         |
      | standard network 30                            | 250     |                                                    |
      | standard network,security 20                   | 120     | too-many-technology-groups /packages/0/hoursPerMonth |
      | standard network 20 + cse security 10          | 120     | too-many-technology-groups /packages/0/hoursPerMonth |
      | standard network 30 + cse security 10          | 120     |                                                    |
      | standard network 30 + cse plumbing 10          | 120     | unknown-technology-group /packages/1/technologyGroup |
      | standard network 30 + cse network 5            | 120     | supplement-off-lot /packages/1/hoursPerMonth       |
      | standard network 30 + cse network 15           | 120     | supplement-off-lot /packages/1/hoursPerMonth       |
      | standard network 30 + csdm 0                   | 120     | supplement-off-lot /packages/1/hoursPerMonth       |`),
  )('$packages for $devices devices breaks: $breaks', ({ packages: text = '', devices, breaks }) => {
    const changes = { client: { deviceCount: Number(devices) } };
    expect(told(breachesOfOrder(offer({ packages: packages(text) }, changes))).join(', ')).toBe(breaks);
  });

  test('a client is eligible while it has a Managed Services or Help Desk service on the first day', () => {
    const withService = (
      kind: 'help-desk' | 'managed-services' | 'managed-security',
      from: string,
      to: string | null,
    ) => told(breachesOfOrder(offer({}, { services: [{ kind, from, to }] })));
    expect(withService('managed-services', '2027-01-01', null)).toEqual([]);
    expect(withService('help-desk', '2025-01-01', '2027-01-02')).toEqual([]);
    expect(withService('help-desk', '2025-01-01', '2027-01-01')).toEqual(['not-eligible /start']);
    expect(withService('help-desk', '2027-01-02', null)).toEqual(['not-eligible /start']);
    expect(withService('managed-security', '2025-01-01', null)).toEqual(['not-eligible /start']);
  });

  test.each(
    rows(`
      | start      | end        | breaks                 |
      | 2027-01-01 | 2027-01-02 |                        |
      | 2027-01-01 | 2027-01-01 | term-reversed /end     |
      | 2027-01-01 | 2026-12-31 | term-reversed /end     |
      | 2026-01-01 | 2026-07-01 |                        |
      | 2026-01-01 | 2026-07-02 | overlap /start         |
      | 2026-06-01 | 2027-03-01 | overlap /start         |
      | 2026-12-31 | 2027-06-01 | overlap /start         |
      | 2026-07-01 | 2026-12-01 | overlap /start         |`),
  )('a contract from $start to $end beside one in the second half of 2026 breaks: $breaks', (row) => {
    const other = { number: 'LAKE-1', start: '2026-07-01', end: '2027-01-01' };
    const { start, end, breaks } = row;
    expect(told(breachesOfOrder(offer({ start, end }, { contracts: [other] }))).join(', ')).toBe(breaks);
  });

  test('the price book is in force on the first day and of the contract’s currency', () => {
    expect(told(breachesOfOrder(offer({}, { book: null })))).toEqual(['no-price-book /start']);
    expect(told(breachesOfOrder(offer({}, { book: { ...book, from: '2027-01-01' } })))).toEqual([]);
    const later = { ...book, from: '2027-01-02' };
    expect(told(breachesOfOrder(offer({}, { book: later })))).toEqual(['no-price-book /priceBook']);
    expect(told(breachesOfOrder(offer({ currency: 'CAD' })))).toEqual(['other-currency /currency']);
  });

  test('agreed amounts can be charged in the currency', () => {
    const [base] = packages('standard network 20');
    const draft = { rates: { overage: '160.005' }, packages: [{ ...base, feeMonthly: '3000.001' }] };
    expect(told(breachesOfOrder(offer(draft)))).toEqual([
      'amount-unfit /rates/overage',
      'amount-unfit /packages/0/feeMonthly',
    ]);
  });

  test('a package that the book does not sell is told as such', () => {
    const lean = { ...book, packages: book.packages.filter(({ scope }) => scope === 'csdm-only') };
    const draft = { packages: packages('standard network 30 + cse network 10 + csdm 10') };
    expect(told(breachesOfOrder(offer(draft, { book: lean })))).toEqual([
      'package-not-sold /packages/0/scope',
      'package-not-sold /packages/1/scope',
      'package-not-sold /packages/2/scope',
    ]);
  });

  test('the calendar is known and the number is free', () => {
    expect(told(breachesOfOrder(offer({}, { calendarKnown: false, numberTaken: true })))).toEqual([
      'number-taken /number',
      'unknown-calendar /calendar',
    ]);
  });

  test('all broken rules are told at once, each with its section and what to do', () => {
    const draft = { end: '2026-01-01', packages: packages('standard network,security 25 + cse plumbing 5') };
    const changes = { services: [], client: { deviceCount: 400 } };
    const breaches = breachesOfOrder(offer(draft, changes));
    expect(breaches.map(({ rule, message }) => [rule.section, message])).toEqual([
      [null, 'The contract starts on 2027-01-01, so it ends on a later day: the first without it.'],
      ['2', 'The client has no active Managed Services or Help Desk service on 2027-01-01.'],
      ['6', 'From 20 hours the package rises in steps of 10, so not 25.'],
      ['6', 'Bronze is for at most 1 technology group, and 3 are in scope. Choose Silver, from 30 hours.'],
      ['6', 'Bronze is for at most 249 devices, and 400 are covered. Choose Silver, from 30 hours.'],
      ['2.1', 'plumbing is none of the technology groups: network, security, collaboration.'],
    ]);
  });
});

describe('a supplement in a contract', () => {
  const supplement = (changes: object, draft: object = {}, more: Partial<Offer> = {}) => {
    const [base, added] = packages('standard network 30 + cse network 10');
    return told(breachesOfOrder(offer({ packages: [base, { ...added, ...changes }], ...draft }, more)));
  };

  test.each(
    rows(`
      | from       | to         | ordered    | breaks                                  |
      | 2027-01-01 | 2028-01-01 | 2026-11-24 |                                         |
      | 2027-12-31 | 2028-01-01 | 2026-11-24 |                                         |
      | 2028-01-01 | 2028-01-01 | 2026-11-24 | supplement-outside-term /packages/1/from |
      | 2026-12-31 | 2028-01-01 | 2026-11-24 | supplement-outside-term /packages/1/from |
      | 2027-01-01 | 2028-01-02 | 2026-11-24 | not-co-termed /packages/1/to            |
      | 2027-01-01 | 2027-12-31 | 2026-11-24 | not-co-termed /packages/1/to            |
      | 2027-01-01 | 2028-01-01 | 2026-11-25 | ordered-ahead /orderedOn                |`),
  )('from $from to $to, ordered on $ordered, breaks: $breaks', ({ from, to, ordered, breaks }) => {
    expect(supplement({ from, to }, { orderedOn: ordered }).join(', ')).toBe(breaks);
  });

  test('needs the notice of the price book, counted from the day of the order', () => {
    const from = '2026-12-01';
    const draft = { start: '2026-06-01', end: '2027-06-01' };
    expect(supplement({ from }, draft)).toEqual([]);
    expect(supplement({ from: '2026-11-30' }, draft)).toEqual(['notice-too-short /packages/1/from']);
    expect(supplement({}, draft)).toEqual(['notice-too-short /packages/1/from']);
    expect(supplement({}, { ...draft, orderedOn: '2026-05-25' })).toEqual([]);
    expect(supplement({ from: '2026-11-25' }, draft, { book: { ...book, noticeDays: 0 } })).toEqual([]);
  });

  test('needs availability to be acknowledged, and by the supervisor', () => {
    const at = 'availability-not-acknowledged /packages/1/availabilityAcknowledged';
    expect(supplement({ availabilityAcknowledged: false })).toEqual([at]);
    expect(supplement({}, {}, { isSupervisor: false })).toEqual([at]);
  });
});

describe('a supplement for a running contract', () => {
  const term = { currency: 'USD', start: '2026-01-01', end: '2027-01-01' };
  const contractOf = (text: string) => ({
    ...term,
    packages: ContractDraft.shape.packages.parse(packages(text)).map((ordered, i) => ({
      ...priced(ordered, book, term),
      id: known<'package'>(`p${i}`),
      feeMonthly: '0.00',
      orderedOn: null,
      acknowledgedBy: null,
      acknowledgedAt: null,
      follows: null,
      addedBy: null,
      endedBy: null,
    })),
  });
  const added = (
    contract: string,
    text: string,
    changes: object = {},
    services: Offer['services'] | null = null,
  ) => {
    const supplement = SupplementDraft.parse({ ...packages(text)[0], from: '2026-12-01', ...changes });
    if (!isSupplement(supplement)) throw new Error('not a supplement');
    return told(
      breachesOfAddition({
        contract: contractOf(contract),
        supplement: { ...supplement, from: supplement.from! },
        orderedOn: '2026-11-24',
        services: services ?? [{ kind: 'help-desk', from: '2025-01-01', to: null }],
        book,
        technologyGroups: groups,
        today: '2026-11-24',
        isSupervisor: true,
      }),
    ).join(', ');
  };

  test.each(
    rows(`
      | contract                              | supplement        | breaks                                        |
      | standard network 20                   | cse network 10    |                                               |
      | standard network 20                   | csdm 20           |                                               |
      | standard network 20                   | cse security 10   | too-many-technology-groups /technologyGroup   |
      | standard network 30                   | cse security 10   |                                               |
      | csdm-only 20                          | cse network 10    |                                               |
      | csdm-only 20 + cse network 10         | cse security 10   | too-many-technology-groups /technologyGroup   |
      | standard network 30                   | cse plumbing 10   | unknown-technology-group /technologyGroup     |
      | standard network 30                   | cse network 15    | supplement-off-lot /hoursPerMonth             |`),
  )('$contract, and $supplement, breaks: $breaks', ({ contract = '', supplement = '', breaks }) => {
    expect(added(contract, supplement)).toBe(breaks);
  });

  test('needs the client to be eligible on its first day', () => {
    const ending = [{ kind: 'help-desk', from: '2025-01-01', to: '2026-12-01' }] as const;
    expect(added('standard network 30', 'cse network 10', {}, ending)).toBe('not-eligible /from');
  });

  test('ends with the contract, begins within it and after its notice', () => {
    expect(added('standard network 30', 'csdm 10', { to: '2027-06-01' })).toBe('not-co-termed /to');
    expect(added('standard network 30', 'csdm 10', { from: '2027-01-01' })).toBe(
      'supplement-outside-term /from',
    );
    expect(added('standard network 30', 'csdm 10', { from: '2026-11-30' })).toBe('notice-too-short /from');
    expect(added('standard network 30', 'csdm 10', { feeMonthly: '1.001' })).toBe('amount-unfit /feeMonthly');
  });
});
