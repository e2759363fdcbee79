import { randomUUIDv7 } from 'node:crypto';
import { expect, test } from 'vitest';
import { seeding } from '../../test/hours.ts';
import { useWorld } from '../../test/world.ts';
import { TechnologyGroupId } from '../clients/client.ts';
import { contractsApi } from '../contracts/api.ts';
import { known } from '../core/id.ts';
import { changePreviewApi } from './change-preview-api.ts';

const world = useWorld();
const seed = seeding(world);
const network = TechnologyGroupId.parse('network');
const base = (hoursPerMonth: number) => ({
  kind: 'base' as const,
  scope: 'standard' as const,
  technologyGroups: [network],
  hoursPerMonth,
});

test('a change is told month by month by days, before it is drafted and by whoever it is proposed to, and nothing is written', async () => {
  const { id } = await seed.contract(world.lakeside, { end: '2027-03-01' });
  const parts = [base(40)];
  const preview = (changes: object = {}) =>
    world.as('ines')(changePreviewApi.previewChange, {
      params: { contract: id },
      body: { parts, effectiveDay: '2026-12-16', ...changes },
    });
  world.statements.length = 0;
  const told = await preview();
  expect(world.statements.filter((sql) => /insert|update|delete/i.test(sql))).toEqual([]);
  expect(told).toMatchObject({
    broken: [],
    effectiveDay: '2026-12-16',
    currency: 'USD',
    differences: [{ about: 'Base package' }],
    feesBefore: '13200.00',
    feesAfter: '21503.22',
    feesMore: '8303.22',
  });
  expect(
    told.months.map(({ month, minutesBefore, minutesAfter, feeBefore, feeAfter }) =>
      [month, minutesBefore, minutesAfter, feeBefore, feeAfter].join(' '),
    ),
  ).toEqual([
    '2026-11 1200 1200 3300.00 3300.00',
    // 15 and 16 of 31 days: 580.6 and 1,238.7 minutes, 1,596.77 and 3,406.45.
    '2026-12 1200 1820 3300.00 5003.22',
    '2027-01 1200 2400 3300.00 6600.00',
    '2027-02 1200 2400 3300.00 6600.00',
  ]);
  expect(
    told.split?.shares.map(({ hoursPerMonth, days, minutes, fee }) => [hoursPerMonth, days, minutes, fee]),
  ).toEqual([
    [20, 15, 581, '1596.77'],
    [40, 16, 1239, '3406.45'],
  ]);
  expect(await preview({ effectiveDay: '2026-12-01' })).toMatchObject({ split: null });
  const body = { reason: 'More work', parts, effectiveDay: '2026-12-16' };
  const request = await world.as('ines')(contractsApi.draftChange, { params: { contract: id }, body });
  const effect = (who: 'ines' | 'lena') =>
    world.as(who)(changePreviewApi.previewChangeRequest, { params: { changeRequest: request.id } });
  await expect(effect('lena')).rejects.toMatchObject({ code: 'not-found' });
  await world.as('ines')(contractsApi.proposeChange, { params: { changeRequest: request.id } });
  expect(await effect('lena')).toEqual(told);
  await world.as('lena')(contractsApi.agreeToChange, { params: { changeRequest: request.id }, body: {} });
  await world.as('ada')(contractsApi.agreeToChange, { params: { changeRequest: request.id }, body: {} });
  expect(await effect('lena')).toEqual(told);
});

test('a change that cannot be made is told with every rule it breaks', async () => {
  const { id } = await seed.contract(world.harbor, { end: '2027-03-01' });
  const { broken } = await world.as('ines')(changePreviewApi.previewChange, {
    params: { contract: id },
    body: {
      parts: [
        base(35),
        { kind: 'fee', package: known<'package'>(randomUUIDv7()), feeMonthly: '1.001' },
        { kind: 'end', end: '2026-11-01' },
      ],
    },
  });
  expect(broken.map(({ code }) => code)).toEqual(
    expect.arrayContaining([
      'contract.base-off-step',
      'contract.change-unknown-package',
      'contract.amount-unfit',
      'contract.end-passed',
    ]),
  );
});
