import { beforeAll, describe, expect, test } from 'vitest';
import { csv } from '../../../test/csv.ts';
import { useWorld } from '../../../test/world.ts';
import { calendarsApi } from '../../calendars/api.ts';
import { usualWeek } from '../../calendars/business-week.ts';
import { contractsApi } from '../../contracts/api.ts';
import { importersApi } from '../api.ts';

const world = useWorld();

beforeAll(async () => {
  await world.as('ada')(calendarsApi.createCalendar, {
    body: { name: 'Business hours', timeZone: 'America/Chicago', weekly: usualWeek },
  });
  const draft = await world.as('frank')(contractsApi.draftPriceBook, {
    query: { currency: 'USD', from: '2025-01-01' },
  });
  await world.as('frank')(contractsApi.publishPriceBook, { body: draft });
});

const header =
  'number,client,start,end,scope,hours,technologyGroups,fee,orderedOn,available,roundingIncrement,rateOverage';
const file = (rows: string) => csv('contracts', `${header}\n${rows.trim()}`);
const preview = (rows: string) => world.as('sofia')(importersApi.previewImport, file(rows));
const bringIn = (rows: string) => world.as('sofia')(importersApi.bringIn, file(rows));
const contractsOf = (client: 'lakeside' | 'harbor') =>
  world.as('ines')(contractsApi.listClientContracts, { params: { client: world[client] } });

const lakeside = `
  LAKE-2026,LAKE,2026-01-01,2027-01-01,standard,30,network,,,,15,160
  LAKE-2026,LAKE,,,cse,10,Security,1500.00,2025-11-01,yes,,`;

describe('contracts from a file', () => {
  test('rows of one number are the packages of one contract, priced like one that is typed in', async () => {
    expect((await preview(lakeside)).rows.map(({ outcome, label }) => [outcome, label])).toEqual([
      ['created', 'LAKE-2026, Lakeside Clinics: standard, 30 hours a month'],
      ['created', 'LAKE-2026, Lakeside Clinics: cse, 10 hours a month'],
    ]);
    expect(await bringIn(lakeside)).toMatchObject({ created: 2 });
    expect(await contractsOf('lakeside')).toMatchObject([
      {
        number: 'LAKE-2026',
        start: '2026-01-01',
        end: '2027-01-01',
        currency: 'USD',
        timeZone: 'America/Chicago',
        roundingIncrement: 15,
        rates: { overage: '160.00', afterHours: '262.50' },
        packages: [
          { kind: 'base', scope: 'standard', hoursPerMonth: 30, feeMonthly: '4950.00', tier: 'Silver' },
          {
            kind: 'supplemental',
            scope: 'cse',
            technologyGroups: ['security'],
            feeMonthly: '1500.00',
            feeAgreed: true,
            orderedOn: '2025-11-01',
            acknowledgedBy: world.people.sofia.id,
          },
        ],
      },
    ]);
  });

  test('the same file again changes nothing', async () => {
    const once = await contractsOf('lakeside');
    expect(await bringIn(lakeside)).toMatchObject({ created: 0, changed: 0, unchanged: 2 });
    expect(await contractsOf('lakeside')).toEqual(once);
  });

  test('a signed contract is not changed by a file', async () => {
    expect((await preview(lakeside.replace('standard,30', 'standard,40'))).refusals).toMatchObject([
      {
        row: 2,
        field: 'number',
        code: 'import.contract-signed',
        message: expect.stringContaining('has another packages'),
      },
    ]);
    expect((await preview(lakeside.replace('15,160', '15,170'))).refusals).toMatchObject([
      { message: expect.stringContaining('has another rateOverage') },
    ]);
  });

  test('what breaks a rule of what can be sold is refused in its row and column', async () => {
    const { refusals, counts } = await preview(`
      H-1,HARB,2026-01-01,2027-01-01,standard,25,network,,,,,
      H-2,HARB,2027-01-01,2028-01-01,standard,20,network;security,,,,,
      H-3,HARB,2028-01-01,2029-01-01,csdm,10,,,2027-01-01,yes,,
      H-4,HARB,2029-01-01,2028-01-01,csdm-only,20,,,,,,
      H-5,HARB,2024-01-01,2024-06-01,csdm-only,20,,,,,,`);
    expect(counts).toMatchObject({ created: 0, refused: 5 });
    const told = refusals.map(({ row, field, code }) => `${row} ${field} ${code}`);
    expect(told).toContain('2 hours contract.base-off-step');
    expect(told).toContain('3 hours contract.too-many-technology-groups');
    expect(told).toContain('4 scope contract.supplement-without-base');
    expect(told).toContain('5 end contract.term-reversed');
    expect(told).toContain('6 start contract.not-eligible');
  });

  test('terms of one client that overlap are refused, within the file and against what is there', async () => {
    const { refusals } = await preview(`
      H-1,HARB,2026-01-01,2027-01-01,csdm-only,20,,,,,,
      H-2,HARB,2026-12-31,2028-01-01,csdm-only,20,,,,,,
      L-2,LAKE,2026-06-01,2026-07-01,csdm-only,20,,,,,,`);
    expect(refusals.map(({ row, code }) => [row, code])).toEqual([
      [3, 'contract.overlap'],
      [4, 'contract.overlap'],
    ]);
  });

  test('rows of one contract that contradict each other are refused', async () => {
    const { refusals } = await preview(`
      H-1,HARB,2026-01-01,2027-01-01,csdm-only,20,,,,,,
      H-1,LAKE,2026-02-01,,csdm,10,,,2025-11-01,yes,,`);
    expect(refusals.map(({ row, field, code }) => [row, field, code])).toEqual([
      [3, 'client', 'import.contradiction'],
      [3, 'start', 'import.contradiction'],
    ]);
  });

  test.each([
    ['X-1,NOPE,2026-01-01,2027-01-01,csdm-only,20,,,,,,', 'client import.unknown-client'],
    ['X-1,HARB,,2027-01-01,csdm-only,20,,,,,,', 'start import.missing'],
    ['X-1,HARB,2026-01-01,2027-01-01,gold,20,,,,,,', 'scope import.cell'],
    ['X-1,HARB,2026-01-01,2027-01-01,cse,20,,,,,,', 'technologyGroups import.cell'],
    ['X-1,HARB,2026-01-01,2027-01-01,csdm-only,20.5,,,,,,', 'hours import.cell'],
    ['X-1,HARB,2026-01-01,2027-01-01,csdm-only,20,,,,,7,', 'roundingIncrement import.cell'],
  ])('%s: %s', async (row, why) => {
    const { refusals } = await preview(row);
    expect(refusals.map(({ field, code }) => `${field} ${code}`)).toContain(why);
  });

  test('of several calendars, a contract names the one it has', async () => {
    await world.as('ada')(calendarsApi.createCalendar, {
      body: { name: 'Nights', timeZone: 'America/Chicago', weekly: { mon: ['00:00-06:00'] } },
    });
    const row = (calendar: string) =>
      world.as('sofia')(
        importersApi.previewImport,
        csv(
          'contracts',
          `number,client,start,end,scope,hours,calendar
           H-9,HARB,2026-01-01,2027-01-01,csdm-only,20,${calendar}`,
        ),
      );
    expect((await row('')).refusals).toMatchObject([{ field: 'calendar', code: 'import.unknown-calendar' }]);
    expect((await row('Days')).refusals).toMatchObject([{ field: 'calendar' }]);
    expect((await row('Nights')).counts).toMatchObject({ created: 1, refused: 0 });
  });
});
