import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { TechnologyGroupId } from '../clients/client.ts';
import { orderOf } from '../contracts/contract-draft.ts';
import type { Offer } from '../contracts/eligibility.ts';
import { guidePriceBook } from '../contracts/guide-price-book.ts';
import { PackageDraft } from '../contracts/package.ts';
import { known } from '../core/id.ts';
import { comparisonOf } from './comparison.ts';
import { canonical, logOf } from './event-log.ts';
import { allBreaches, breachesSince, onLastDay, pricedOption, type OfferedOption } from './quote-rules.ts';
import { stateOf, type KeptQuote } from './quote.ts';

const [network, security] = ['network', 'security'].map((id) => TechnologyGroupId.parse(id));
const now = Temporal.Instant.from('2026-11-16T15:00:00Z');
const client = { code: 'LAKE', currency: 'USD', timeZone: 'America/Chicago' };
const base = (hoursPerMonth: number) =>
  PackageDraft.parse({ scope: 'standard', technologyGroups: [network], hoursPerMonth });
const more = PackageDraft.parse({
  scope: 'cse',
  technologyGroup: security,
  hoursPerMonth: 10,
  availabilityAcknowledged: true,
});

/** An option from 1 December for a year, offered until a day. */
function option(
  name: string,
  packages: readonly PackageDraft[],
  { validUntil = '2026-11-24', start = '2026-12-01', end = '2027-12-01', ...changes }: Said = {},
): OfferedOption {
  const calendar = known<'calendar'>('00000000-0000-7000-8000-000000000001');
  const draft = { start, end, calendar, packages: [...packages] };
  const offer: Offer = {
    order: orderOf(draft, client, now),
    client: { deviceCount: 120 },
    services: [{ kind: 'help-desk', from: '2025-01-01', to: null }],
    book: {
      ...guidePriceBook('USD', '2026-01-01', [network!, security!]),
      id: known('00000000-0000-7000-8000-000000000002'),
    },
    technologyGroups: [network!, security!],
    contracts: [],
    calendarKnown: true,
    numberTaken: false,
    today: '2026-11-16',
    isSupervisor: false,
    ...changes,
  };
  return { name, words: '', offer: onLastDay(offer, validUntil) };
}
type Said = Partial<Offer> & { validUntil?: string; start?: string; end?: string };

const broken = (validUntil: string, options: OfferedOption[], today = '2026-11-16') =>
  allBreaches({ validUntil, options }, today).map(({ rule, path }) => `${rule.code} ${path}`);

describe('a quote on paper', () => {
  test('breaks no rule where each option could be ordered on its last day', () => {
    expect(broken('2026-11-24', [option('Lean', [base(20)]), option('Full', [base(30), more])])).toEqual([]);
  });

  test('tells every rule at once, of the whole and of each option with its place', () => {
    const options = [
      option('Lean', [base(25)], { validUntil: '2026-12-02' }),
      option('lean', [base(30), more], { validUntil: '2026-12-02' }),
    ];
    expect(broken('2026-12-02', options, '2026-12-03')).toEqual([
      'quote.until-passed /validUntil',
      'quote.until-after-start /validUntil',
      'quote.until-after-start /validUntil',
      'quote.option-twice /options/1/name',
      'contract.base-off-step /options/0/contract/packages/0/hoursPerMonth',
      'contract.notice-too-short /options/1/contract/packages/1/from',
    ]);
  });

  test('offers supplements no longer than their notice allows', () => {
    const full = (validUntil: string) => [option('Full', [base(30), more], { validUntil })];
    expect(broken('2026-11-24', full('2026-11-24'))).toEqual([]);
    expect(broken('2026-11-25', full('2026-11-25'))).toEqual([
      'contract.notice-too-short /options/0/contract/packages/1/from',
    ]);
  });

  test('prices the month, the first month by its days and the whole term as they are rated', () => {
    const inPart = option('Full', [base(30)], { start: '2026-11-16', end: '2027-11-16' });
    expect(pricedOption(inPart)).toMatchObject({
      tier: { name: 'Silver' },
      feeMonthly: '4950.00',
      firstMonth: { month: '2026-11', daysActive: 15, daysOfMonth: 30, fee: '2475.00' },
      feeTerm: '59400.00',
    });
  });

  test('puts its options side by side and says where they differ', () => {
    const options = [option('Lean', [base(20)]), option('Full', [base(30), more])].map(pricedOption);
    const rows = comparisonOf(options, {
      technologyGroup: (id) => (id === network ? 'Network' : 'Security'),
      calendar: () => 'Office hours',
    });
    expect(
      rows.map(({ about, values, differs }) => [about, ...values, differs ? '≠' : '='].join(' | ')),
    ).toEqual([
      'Hours a month | 20 h | 40 h | ≠',
      'Fee of a month | 3,300.00 USD | 6,600.00 USD | ≠',
      'First month | 3,300.00 USD: December 2026 | 6,600.00 USD: December 2026 | ≠',
      'Whole term | 39,600.00 USD | 79,200.00 USD | ≠',
      'Term | 1 December 2026 to 30 November 2027 | 1 December 2026 to 30 November 2027 | =',
      'Base package | 20 h, CSDM and CSE (Network) | 30 h, CSDM and CSE (Network) | ≠',
      'Tier | Bronze | Silver | ≠',
      'Supplements | none | 10 h, CSE (Security) | ≠',
      'Business hours | Office hours | Office hours | =',
      'Overage | 175.00 USD an hour | 175.00 USD an hour | =',
      'Incremental time | 175.00 USD an hour | 175.00 USD an hour | =',
      'After hours | 262.50 USD an hour, apart from the packages | 262.50 USD an hour, apart from the packages | =',
      'Months in part | by calendar days | by calendar days | =',
      'Counting | to the minute | to the minute | =',
      'Invoices | once a month is over | once a month is over | =',
    ]);
  });

  test.each<[string, Partial<Offer>, string[]]>([
    ['nothing else', {}, []],
    [
      'another contract',
      { contracts: [{ number: 'K-1', start: '2027-01-01', end: '2028-01-01' }] },
      ['contract.overlap'],
    ],
    ['the service was ended', { services: [] }, ['contract.not-eligible']],
    ['more devices than the tier is for', { client: { deviceCount: 250 } }, ['contract.too-many-devices']],
    ['the number was taken', { numberTaken: true }, ['contract.number-taken']],
  ])('is asked again when it is accepted: %s', (_, since, codes) => {
    const lean = option('Lean', [base(20)]);
    const { book: _book, ...offer } = { ...lean.offer, ...since };
    expect(breachesSince(offer, pricedOption(lean)).map(({ rule }) => rule.code)).toEqual(codes);
  });

  test('expires on the day after its last, unless it ended before', () => {
    const by = { by: known<'person'>('ines'), byName: 'Ines', at: '2026-11-16T15:00:00Z' };
    const sent = {
      validUntil: '2026-11-30',
      sent: { ...by, documentHash: 'd0c', availabilityAcknowledged: false },
      outcome: null,
    };
    expect(['2026-11-30', '2026-12-01'].map((today) => stateOf(sent, today))).toEqual(['sent', 'expired']);
    expect(stateOf({ ...sent, sent: null }, '2026-11-30')).toBe('drafted');
  });
});

describe('the log of a quote', () => {
  const hash = (text: string) => createHash('sha256').update(text).digest('hex');

  test('is canonical, and each event seals the one before', () => {
    const by = { by: known<'person'>('ines'), byName: 'Ines', at: '2026-11-16T15:00:00Z' };
    const quote: Pick<KeptQuote, 'number' | 'clientName' | 'drafted' | 'validUntil' | 'options' | 'words'> & {
      sent: NonNullable<KeptQuote['sent']>;
    } = {
      number: 'Q-LAKE-1',
      clientName: 'Lakeside',
      drafted: by,
      validUntil: '2026-11-24',
      options: [],
      words: '',
      sent: { ...by, documentHash: 'd0c', availabilityAcknowledged: false },
    };
    const { events } = logOf(
      quote,
      'Fieldstone',
      {
        by: { id: 'lena', name: 'Lena' },
        at: '2026-11-17T15:00:00Z',
        option: 'Lean',
        contract: 'K-1',
        signedName: 'Lena Hoffmann',
        authority: 'client-executive',
        session: null,
        address: null,
      },
      hash,
    );
    expect(events.map(({ act }) => act)).toEqual(['drafted', 'sent', 'accepted']);
    for (const [index, { hash: sealed, ...event }] of events.entries()) {
      expect(event.before).toBe(events[index - 1]?.hash ?? '0'.repeat(64));
      expect(sealed).toBe(hash(canonical(event)));
    }
    expect(canonical({ b: 1, a: [{ d: null, c: undefined }] })).toBe('{"a":[{"d":null}],"b":1}');
  });
});
