import { randomUUIDv7 } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { useTeam } from '../../test/team.ts';
import { codeOf } from '../../test/timesheet.ts';
import { useWorld } from '../../test/world.ts';
import { TechnologyGroupId } from '../clients/client.ts';
import { contractsApi } from '../contracts/api.ts';
import { guidePriceBook } from '../contracts/guide-price-book.ts';
import { known } from '../core/id.ts';
import { teamApi } from '../team/api.ts';
import { timeApi } from './api.ts';
import { capacityApi } from './capacity-api.ts';

const world = useWorld();
useTeam(world);
const calendar = known<'calendar'>(randomUUIDv7());
const network = TechnologyGroupId.parse('network');

beforeAll(async () => {
  await world.owner.query(
    `insert into calendar (provider_id, id, name, time_zone) values ($1, $2, 'Chicago', 'America/Chicago')`,
    [world.providerId, calendar],
  );
  await world.owner.query(
    'insert into opening select $1, $2, weekday, 480, 1020 from generate_series(1, 5) weekday',
    [world.providerId, calendar],
  );
  await world.as('ada')(contractsApi.publishPriceBook, {
    body: guidePriceBook('USD', '2026-01-01', [network]),
  });
  await world.as('sofia')(contractsApi.createContract, {
    params: { client: world.harbor },
    body: {
      start: '2026-01-01',
      end: '2027-07-01',
      timeZone: 'America/Chicago',
      calendar,
      packages: [{ scope: 'standard', technologyGroups: [network], hoursPerMonth: 70 }],
    },
  });
  await world.as('priya')(teamApi.enterAbsence, {
    body: { from: '2026-12-02', to: '2026-12-04', reason: 'leave' },
  });
  const booking = await world.as('priya')(timeApi.requestBooking, {
    body: {
      clientId: world.harbor,
      startsAt: '2026-12-03T01:00:00Z',
      endsAt: '2026-12-03T05:00:00Z',
      minutesExpected: 120,
      reason: 'A cutover',
    },
  });
  await world.as('sofia')(timeApi.approveBooking, { params: { booking: booking.id }, body: { reason: '' } });
  await world.as('priya')(timeApi.logEntry, {
    body: {
      clientId: world.harbor,
      role: 'cse',
      technologyGroup: network,
      startedAt: '2026-11-23T15:00:00Z',
      endedAt: '2026-11-23T16:30:00Z',
      subject: 'Patch review',
    },
  });
});

test('the supervisor sees everybody who serves clients by week, and who has which skill', async () => {
  const { weeks, people } = await world.as('sofia')(capacityApi.showCapacity, { query: { weeks: 2 } });
  expect(weeks).toEqual(['2026-11-23', '2026-11-30']);
  expect(people.map(({ name, technologyGroups }) => [name, technologyGroups])).toEqual([
    ['Ines', []],
    ['Marek', ['network', 'security']],
    ['Priya', ['network', 'security']],
  ]);
  // 70 hours are 2,100 minutes of the CSDM and 2,100 of network: 100 a day in November (21 days), 2,100 ÷ 23 in December.
  const priya = people.find(({ name }) => name === 'Priya')?.weeks;
  expect(
    priya?.map((week) => [
      week.minutesWorking,
      week.minutesCommitted,
      week.minutesLogged,
      week.minutesBooked,
    ]),
  ).toEqual([
    [2700, 500, 90, 0],
    [1620, 465, 0, 120],
  ]);
  expect(priya?.map(({ minutesLoad, percent, verdict }) => [minutesLoad, percent, verdict])).toEqual([
    [500, 19, 'room'],
    [585, 36, 'room'],
  ]);
});

test('a week opens to its terms with the records behind them', async () => {
  const week = { params: { person: world.people.priya.id }, query: { week: '2026-12-03' } };
  const terms = await world.as('sofia')(capacityApi.explainCapacity, week);
  expect(terms).toMatchObject({
    week: '2026-11-30',
    minutesBusiness: 2700,
    minutesAbsent: 1080,
    absences: [{ from: '2026-12-02', to: '2026-12-04', minutes: 1080 }],
    commitments: [{ clientId: world.harbor, role: 'cse', minutesOfMonth: 2100, minutes: 465 }],
    bookings: [{ clientId: world.harbor, minutes: 120 }],
    minutesPlanned: 0,
  });
});

test('capacity is for supervisors, and of people who serve clients', async () => {
  expect(await codeOf(world.as('ines')(capacityApi.showCapacity, { query: {} }))).toBe('not-allowed');
  const ofFrank = { params: { person: world.people.frank.id }, query: { week: '2026-12-03' } };
  expect(await codeOf(world.as('sofia')(capacityApi.explainCapacity, ofFrank))).toBe('not-found');
});

test('a booking tells that its person is away then', async () => {
  const [booking] = (await world.as('sofia')(timeApi.listBookings, { query: {} })).items;
  const weighed = await world.as('sofia')(timeApi.weighBooking, { params: { booking: booking!.id } });
  expect(weighed.absences).toMatchObject([{ from: '2026-12-02', to: '2026-12-04' }]);
});

test('the bench of a change and the capacity of its month read the same working time', async () => {
  const [contract] = await world.as('sofia')(contractsApi.listClientContracts, {
    params: { client: world.harbor },
  });
  const { id } = await world.as('ines')(contractsApi.draftChange, {
    params: { contract: contract!.id },
    body: {
      reason: 'More work',
      parts: [{ kind: 'supplement', scope: 'cse', technologyGroups: [network], hoursPerMonth: 10 }],
    },
  });
  const { places } = await world.as('sofia')(teamApi.showBench, { params: { changeRequest: id } });
  const [priya] = places[0]!.people;
  // December has 23 business days of 540 minutes, and Priya is away on two.
  expect(priya).toMatchObject({ minutesAbsent: 1080, minutesWorking: 23 * 540 - 1080, minutesBefore: 2100 });
});
