import { describe, expect, test } from 'vitest';
import { TechnologyGroupId } from '../clients/client.ts';
import { known } from '../core/id.ts';
import { rows } from '../core/table.ts';
import type { Contract } from '../contracts/contract.ts';
import type { Package } from '../contracts/package.ts';
import { fitOf, type Load } from './fit.ts';
import { blockedBecause, minutesMonthly, rowsFor, yearAfter } from './plan-row.ts';
import { activities } from './catalogue-template.ts';

const group = (id: string) => TechnologyGroupId.parse(id);

/** `standard 20 network+security`, `cse 10 security`: what it is for, hours, groups. */
const packages = (said: string): Package[] =>
  said.split(', ').map((one) => {
    const [scope = '', hours = '', groups = ''] = one.split(' ');
    const isBase = scope === 'standard' || scope === 'csdm-only';
    return {
      id: known(''),
      kind: isBase ? 'base' : 'supplemental',
      scope: isBase ? (scope === 'standard' ? 'standard' : 'csdm-only') : scope === 'cse' ? 'cse' : 'csdm',
      technologyGroups: groups === '' ? [] : groups.split('+').map(group),
      hoursPerMonth: Number(hours),
      feeMonthly: '0.00',
      feeAgreed: true,
      tier: null,
      from: '2026-01-01',
      to: '2027-01-01',
      orderedOn: null,
      acknowledgedBy: null,
      acknowledgedAt: null,
      follows: null,
      addedBy: null,
      endedBy: null,
    };
  });

const contract = (said: string): Contract => ({
  id: known(''),
  clientId: known(''),
  number: 'K-1',
  priceBookId: known(''),
  calendarId: known(''),
  currency: 'USD',
  timeZone: 'America/Chicago',
  start: '2026-01-01',
  end: '2027-01-01',
  proration: 'calendar-days',
  roundingIncrement: 15,
  afterHours: 'separate',
  invoiceTiming: 'arrears',
  rates: { overage: '175.00', afterHours: '262.50', afterHoursSurcharge: '87.50', incremental: '175.00' },
  laterRates: [],
  packages: packages(said),
});

/** `csdm 600, cse 300, cse network 60`: role, group, minutes. */
const loads = (said: string): Load[] =>
  said.split(', ').map((one) => {
    const words = one.split(' ');
    return {
      role: words[0] === 'csdm' ? 'csdm' : 'cse',
      technologyGroup: words.length === 3 ? group(words[1] ?? '') : null,
      minutes: Number(words.at(-1)),
    };
  });

describe('a plan fits the pools', () => {
  test.each(
    rows<'packages' | 'loads' | 'gap' | 'amount' | 'left' | 'lines'>(`
    | packages                           | loads                         | gap | amount  | left | lines                              |
    | ---------------------------------- | ----------------------------- | --- | ------- | ---- | ---------------------------------- |
    | standard 20 network, csdm 10       | csdm 1300, cse 600            | 100 | 291.67  | 0    | csdm 1300-0 cse 500-100            |
    | standard 20 network                | csdm 600, cse 300             | 0   | 0.00    | 300  | csdm 600-0 cse 300-0               |
    | csdm-only 10                       | csdm 300, cse 60              | 60  | 175.00  | 300  | csdm 300-0 cse 0-60                |
    | standard 10 network, cse 5 security | cse security 400, cse network 100 | 100 | 291.67 | 500 | cse-network 100-0 cse-security 300-100 |
    | standard 10 network, cse 5 security | cse 700, cse security 100    | 0   | 0.00    | 100  | cse-security 100-0 cse 700-0       |
    | standard 1 network                 | csdm 30, csdm 45              | 15  | 43.75   | 0    | csdm 60-15                         |
    `),
  )('$packages against $loads', ({ packages: bought, loads: planned, ...expected }) => {
    const fit = fitOf(loads(planned), contract(bought), '2026-06-01');
    const lines = fit.lines.map(
      ({ role, technologyGroup, covered, gap }) =>
        `${technologyGroup === null ? role : `${role}-${technologyGroup}`} ${covered}-${gap}`,
    );
    expect({
      gap: String(fit.gap),
      amount: fit.gapAmount,
      left: String(fit.left),
      lines: lines.join(' '),
    }).toEqual(expected);
    expect(fit.planned).toBe(fit.covered + fit.gap);
  });
});

describe('what a row takes in a month', () => {
  const weekly = { cadence: 'FREQ=WEEKLY;BYDAY=FR', timesAYear: 0, minutes: 60, from: '2026-01-01' };
  const triggered = { cadence: null, timesAYear: 12, minutes: 45, from: '2026-01-01' };
  test('is its estimate times how often it comes in the year, by twelve', () => {
    expect(minutesMonthly(weekly, '2026-06-01')).toBe(260);
    expect(minutesMonthly(triggered, '2026-06-01')).toBe(45);
  });
  test('of a trigger is what happened once that was counted over 90 days', () => {
    expect(minutesMonthly(triggered, '2026-06-01', { times: 6, days: 91 })).toBe(90);
    expect(minutesMonthly(triggered, '2026-06-01', { times: 6, days: 89 })).toBe(45);
  });
  test.each([
    ['2026-11-24', '2027-11-24'],
    ['2028-02-29', '2029-02-28'],
  ])('a year after %s is %s', (on, after) => {
    expect(yearAfter(on)).toBe(after);
  });
});

describe('a row is blocked', () => {
  const service = (kind: 'managed-security' | 'help-desk', to: string | null = null) => ({
    kind,
    from: '2026-01-01',
    to,
  });
  const cse = (said: { deputy?: boolean; to?: string } = {}) => ({
    role: 'cse' as const,
    technologyGroup: group('security'),
    deputy: said.deputy ?? false,
    from: '2026-01-01',
    to: said.to ?? null,
  });
  const row = { needs: 'managed-security' as const, needsGroup: group('security') };
  test.each([
    ['its service is not bought', [service('help-desk')], [cse()], 'Managed security is not bought.'],
    [
      'its service has ended',
      [service('managed-security', '2026-06-01')],
      [cse()],
      'Managed security is not bought.',
    ],
    ['nobody is designated', [service('managed-security')], [], 'Nobody is designated CSE of security.'],
    [
      'a deputy alone is',
      [service('managed-security')],
      [cse({ deputy: true })],
      'Nobody is designated CSE of security.',
    ],
    [
      'the designation has ended',
      [service('managed-security')],
      [cse({ to: '2026-06-01' })],
      'Nobody is designated CSE of security.',
    ],
    ['never where both are there', [service('managed-security')], [cse()], null],
  ])('%s', (_, services, designations, why) => {
    expect(blockedBecause(row, services, designations, '2026-06-01')).toBe(why);
  });
  test('never where it needs nothing', () => {
    expect(blockedBecause({ needs: null, needsGroup: null }, [], [], '2026-06-01')).toBeNull();
  });
});

describe('the rows that apply', () => {
  const groups = ['network', 'security'].map(group);
  const rowsOf = (said: string, eachGroup: number[] = []) =>
    rowsFor(contract(said), '2026-06-01', activities, groups, eachGroup);
  test('to a CSDM-only package are those of the CSDM and the client', () => {
    const owners = rowsOf('csdm-only 20').map(({ owner }) => owner);
    expect([
      owners.filter((owner) => owner === 'csdm').length,
      owners.filter((owner) => owner === 'client').length,
    ]).toEqual([20, 3]);
    expect(owners).not.toContain('cse');
  });
  test('to CSE time besides are all 53, the two of row 2 apart, those of security for the CSE of security', () => {
    const planned = rowsOf('csdm-only 20, cse 10 network');
    expect(planned).toHaveLength(54);
    expect(
      planned.filter(({ technologyGroup }) => technologyGroup === 'security').map(({ row }) => row),
    ).toEqual([46, 47, 48, 49, 50, 51]);
  });
  test('are planned for each group where that is said, but for those of security', () => {
    const planned = rowsOf('standard 20 network+security', [32, 47]);
    expect(planned.filter(({ row }) => row === 32).map(({ technologyGroup }) => technologyGroup)).toEqual(
      groups,
    );
    expect(planned.filter(({ row }) => row === 47)).toHaveLength(1);
  });
});
