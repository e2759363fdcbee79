import { beforeEach, expect, test } from 'vitest';
import { base, seeding } from '../../test/hours.ts';
import { useWorld } from '../../test/world.ts';
import { billingApi } from '../billing/api.ts';
import { parseMonth } from '../core/month.ts';
import { closedCoursesOf, closuresIn, keepRatios, pastMonthsOf } from './course-store.ts';
import { courseJob } from './jobs.ts';

const world = useWorld();
const seed = seeding(world);
const november = parseMonth('2026-11')!;
const december = parseMonth('2026-12')!;
const visit = () => courseJob.run(world.database, world.providerId, new AbortController().signal);

beforeEach(() => {
  world.clock.now = Temporal.Instant.from('2027-01-04T15:00:00Z');
});

/** Ten hours a month; business days are of nine hours, and Thanksgiving is none. */
async function closed(
  months: Readonly<Record<string, readonly (readonly [start: string, minutes: number])[]>>,
) {
  const client = await seed.client('Closed');
  const { id: contract } = await seed.contract(client, {
    start: '2026-11-01',
    end: '2027-11-01',
    packages: [{ ...base, hours: 10, to: '2027-11-01' }],
  });
  for (const [month, work] of Object.entries(months)) {
    for (const [start, minutes] of work) await seed.entry({ client, start, minutes });
    await world.as('frank')(billingApi.closeMonth, { params: { contract, month } });
  }
  return client;
}

test('a closed month is kept as what was still to come at each stage against what was foreseen, overage included', async () => {
  await closed({
    '2026-11': [
      ['2026-11-02T15:00:00Z', 90],
      ['2026-11-16T14:00:00Z', 240],
      ['2026-11-30T15:00:00Z', 330],
    ],
    '2026-12': [['2026-12-31T15:00:00Z', 330]],
  });
  const courseOf = async (month: typeof november) =>
    world.doing('ines', async ({ db, providerId }) => {
      const [found] = await closedCoursesOf(db, providerId, await closuresIn(db, providerId, month));
      return found?.course;
    });
  // Twenty business days, so that each mark is the end of one; the second entry begins when the eleventh does.
  expect(await courseOf(november)).toEqual({
    minutesUsual: 600,
    businessMinutes: 20 * 540,
    minutesUsed: 660,
    minutesUsedAt: [0, ...Array.from({ length: 10 }, () => 90), ...Array.from({ length: 9 }, () => 330)],
  });
  expect(await courseOf(december)).toMatchObject({ minutesUsual: 660, minutesUsed: 330 });

  expect(await visit()).toEqual({ more: false });
  const at = (mark: number) =>
    world.doing('ines', ({ db, providerId }) => pastMonthsOf(db, providerId, mark, november, december));
  // At the beginning 600 were foreseen and 660 came; half way (90 + 300) ÷ 20 days × 10 days are 195, and 570 came.
  expect(await at(0)).toEqual([{ month: november, ratios: [11_000] }]);
  expect(await at(10)).toEqual([{ month: november, ratios: [29_231] }]);
});

test('what is kept stays as it is at the next visit, and another provider sees none of it', async () => {
  const rows = () =>
    world.owner.query('select * from month_course where provider_id = $1 order by closure_id', [
      world.providerId,
    ]);
  await closed({ '2026-11': [] });
  await visit();
  const { rows: kept } = await rows();
  await visit();
  // Another server that had the same closure in hand at the same time.
  await world.database.maintain(world.providerId, (db) =>
    keepRatios(db, world.providerId, [
      { closure: kept[0].closure_id, month: november, ratios: Array.from({ length: 20 }, () => 1) },
    ]),
  );
  expect((await rows()).rows).toEqual(kept);
  expect(
    await world.doing('olga', ({ db, providerId }) => pastMonthsOf(db, providerId, 0, november, december)),
  ).toEqual([]);
});
