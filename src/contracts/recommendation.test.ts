import { describe, expect, test } from 'vitest';
import { TechnologyGroupId } from '../clients/client.ts';
import { known } from '../core/id.ts';
import { rows } from '../core/table.ts';
import { guidePriceBook } from './guide-price-book.ts';
import { recommend } from './recommendation.ts';

const ids = ['network', 'security', 'collaboration'].map((id) => TechnologyGroupId.parse(id));
const book = { ...guidePriceBook('USD', '2026-01-01', ids), id: known<'price-book'>('') };

describe('recommended hours a month by the guide', () => {
  test.each(
    rows(`
      | spend      | devices | groups | base | tier   | supplements | why                                            |
      | ---------- | ------- | ------ | ---- | ------ | ----------- | ---------------------------------------------- |
      | 0          | 0       | 0      | 20   | Bronze | 0           | CSDM alone                                     |
      | 0.00       | 40      | 1      | 20   | Bronze | 0           | the smallest band                              |
      | 9999.99    | 40      | 1      | 20   | Bronze | 0           | the last cent of the first band                |
      | 10000.00   | 40      | 1      | 20   | Bronze | 0           | the first of the second                        |
      | 23999.50   | 40      | 1      | 20   | Bronze | 0           | between the whole dollars of the guide's table |
      | 24000.00   | 40      | 1      | 30   | Silver | 0           | half-open: a band's first spend is in it       |
      | 31999.99   | 40      | 1      | 30   | Silver | 0           |                                                |
      | 32000.00   | 40      | 1      | 40   | Silver | 0           |                                                |
      | 40000.00   | 40      | 1      | 50   | Silver | 0           |                                                |
      | 50000.00   | 40      | 1      | 60   | Silver | 0           |                                                |
      | 70000.00   | 40      | 1      | 70   | Silver | 0           |                                                |
      | 89999.99   | 40      | 1      | 70   | Silver | 0           |                                                |
      | 90000.00   | 40      | 1      | 80   | Silver | 0           | the last band is open                          |
      | 9000000.00 | 40      | 1      | 80   | Silver | 0           |                                                |
      | 12500.00   | 249     | 1      | 20   | Bronze | 0           | 249 devices are Bronze                         |
      | 12500.00   | 250     | 1      | 30   | Silver | 0           | 250 are not                                    |
      | 12500.00   | 40      | 2      | 30   | Silver | 10          | two technologies are not                       |
      | 12500.00   | 250     | 3      | 30   | Silver | 20          | raised once, for two reasons                   |
      | 33000.00   | 900     | 2      | 40   | Silver | 10          | Silver is raised by nothing                    |`),
  )('$spend a month, $devices devices, $groups groups: $base + $supplements', (row) => {
    const { spend = '', devices, groups, base, tier, supplements } = row;
    const technologyGroups = ids.slice(0, Number(groups));
    const found = recommend(book, { spend, devices: Number(devices), technologyGroups });
    expect(found).toMatchObject({
      baseHours: Number(base),
      tier,
      supplementHours: Number(supplements),
      hours: Number(base) + Number(supplements),
      currency: 'USD',
    });
  });

  test('come with every step that led there, to be read and to be calculated with', () => {
    const { steps } = recommend(book, { spend: '23999.50', devices: 250, technologyGroups: ids });
    expect(steps.map(({ text }) => text)).toEqual([
      'Managed services for 23,999.50 USD a month are in the band of 10,000.00 to below 24,000.00: 20 hours.',
      'Bronze is for at most 1 technology group, and 3 are in scope. Silver begins at 30 hours.',
      'Bronze is for at most 249 devices, and 250 are covered. Silver begins at 30 hours.',
      'security is a further technology group: 10 supplemental hours.',
      'collaboration is a further technology group: 10 supplemental hours.',
    ]);
    expect(steps).toMatchObject([
      { kind: 'band', spendFrom: '10000.00', spendTo: '24000.00', hours: 20 },
      { kind: 'raised', because: 'technology-groups', tier: 'Bronze', limit: 1, found: 3, hours: 30 },
      { kind: 'raised', because: 'devices', tier: 'Bronze', limit: 249, found: 250, hours: 30 },
      { kind: 'supplement', technologyGroup: 'security', hours: 10 },
      { kind: 'supplement', technologyGroup: 'collaboration', hours: 10 },
    ]);
  });

  test('say of the last band that it is open', () => {
    const [step] = recommend(book, { spend: '90000.00', devices: 0, technologyGroups: [] }).steps;
    expect(step).toMatchObject({ spendTo: null });
    expect(step!.text).toBe(
      'Managed services for 90,000.00 USD a month are in the band of 90,000.00 or more: 80 hours.',
    );
  });
});

describe('a book of its own', () => {
  const tiers = [
    { fromHours: 20, name: 'Bronze', technologyGroupsMax: 1, devicesMax: 249 },
    { fromHours: 30, name: 'Silver', technologyGroupsMax: 2, devicesMax: null },
    { fromHours: 50, name: 'Gold', technologyGroupsMax: null, devicesMax: null },
  ];

  test('is passed through tier by tier until one fits', () => {
    const found = recommend({ ...book, tiers }, { spend: '0', devices: 10, technologyGroups: ids });
    expect(found).toMatchObject({ baseHours: 50, tier: 'Gold' });
    expect(found.steps.filter(({ kind }) => kind === 'raised')).toMatchObject([
      { tier: 'Bronze', limit: 1, hours: 30 },
      { tier: 'Silver', limit: 2, hours: 50 },
    ]);
  });

  test('may recommend more supplemental hours, or none', () => {
    const situation = { spend: '0', devices: 10, technologyGroups: ids };
    expect(recommend({ ...book, groupSupplementHours: 20 }, situation).supplementHours).toBe(40);
    expect(recommend({ ...book, groupSupplementHours: 0 }, situation).steps).toHaveLength(2);
  });
});
