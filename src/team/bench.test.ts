import { randomUUIDv7 } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { designate, useTeam } from '../../test/team.ts';
import { useWorld } from '../../test/world.ts';
import { TechnologyGroupId } from '../clients/client.ts';
import { contractsApi } from '../contracts/api.ts';
import { guidePriceBook } from '../contracts/guide-price-book.ts';
import { known } from '../core/id.ts';
import { teamApi } from './api.ts';

const world = useWorld();
useTeam(world);
const calendar = known<'calendar'>(randomUUIDv7());
const [network, security] = ['network', 'security'].map((id) => TechnologyGroupId.parse(id));

const signed = (client: typeof world.lakeside, hoursPerMonth: number) =>
  world.as('sofia')(contractsApi.createContract, {
    params: { client },
    body: {
      start: '2026-01-01',
      end: '2027-07-01',
      timeZone: 'America/Chicago',
      calendar,
      packages: [{ scope: 'standard', technologyGroups: [network!], hoursPerMonth }],
    },
  });
type Part = { hoursPerMonth: number; technologyGroups: TechnologyGroupId[] };
const drafted = (contract: Awaited<ReturnType<typeof signed>>, part: Part) =>
  world.as('ines')(contractsApi.draftChange, {
    params: { contract: contract.id },
    body: { reason: 'More work', parts: [{ kind: 'supplement', scope: 'cse', ...part }] },
  });
const bench = async (changeRequest: Awaited<ReturnType<typeof drafted>>['id']) => {
  const { day, places } = await world.as('sofia')(teamApi.showBench, { params: { changeRequest } });
  return {
    day,
    places: places.map(({ role, technologyGroup, minutesBefore, minutesAfter, people }) => [
      `${role} ${technologyGroup}: ${minutesBefore} to ${minutesAfter}`,
      ...people.map(
        (one) =>
          `${one.name}, ${one.clients} clients: ${one.minutesBefore} to ${one.minutesAfter} of ${one.minutesWorking}`,
      ),
    ]),
  };
};

describe('the bench of a change', () => {
  let lakeside: Awaited<ReturnType<typeof signed>>;
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
      body: guidePriceBook('USD', '2026-01-01', [network!, security!]),
    });
    lakeside = await signed(world.lakeside, 40);
    await signed(world.harbor, 60);
  });

  test('shows who holds the place, all that is committed of their month, and what they can work in it', async () => {
    const { id } = await drafted(lakeside, { hoursPerMonth: 10, technologyGroups: [network!] });
    // December 2026 has 23 working days of 540 minutes. Lakeside's 40 hours: 20 of the CSDM, 10 each of Marek and Priya; Priya alone is
    // CSE of network for Harbor, half of whose 60 hours is the CSDM's.
    expect(await bench(id)).toEqual({
      day: '2026-12-01',
      places: [
        [
          'cse network: 1200 to 1800',
          'Marek, 1 clients: 600 to 900 of 12420',
          'Priya, 2 clients: 2400 to 2700 of 12420',
        ],
      ],
    });
  });

  test('of another base package shows the CSDM and every technology it gives more hours to', async () => {
    const { id } = await world.as('ines')(contractsApi.draftChange, {
      params: { contract: lakeside.id },
      body: {
        reason: 'Security as well',
        parts: [
          { kind: 'base', scope: 'standard', technologyGroups: [network!, security!], hoursPerMonth: 60 },
        ],
      },
    });
    // The CSDM has 20 hours before and after, so stands in no row.
    expect((await bench(id)).places).toEqual([
      ['cse security: 0 to 1200', 'Priya, 2 clients: 2400 to 3600 of 12420'],
    ]);
  });

  test('shows a place without anybody, and counts no deputy', async () => {
    const { id } = await world.as('ines')(contractsApi.draftChange, {
      params: {
        contract: (
          await world.as('ines')(contractsApi.listClientContracts, { params: { client: world.harbor } })
        )[0]!.id,
      },
      body: {
        reason: 'Security',
        parts: [{ kind: 'supplement', scope: 'cse', technologyGroups: [security!], hoursPerMonth: 10 }],
      },
    });
    expect((await bench(id)).places).toEqual([['cse security: 0 to 600']]);
    await designate(world, world.harbor, 'marek', 'cse', 'security', '2026-01-01');
    await world.owner.query(
      `update designation set deputy = true where provider_id = $1 and client_id = $2 and person_id = $3`,
      [world.providerId, world.harbor, world.people.marek.id],
    );
    expect((await bench(id)).places).toEqual([['cse security: 0 to 600']]);
  });

  test('is not shown of a change that was withdrawn', async () => {
    const { id } = await drafted(lakeside, { hoursPerMonth: 10, technologyGroups: [network!] });
    await world.as('ines')(contractsApi.withdrawChange, {
      params: { changeRequest: id },
      body: { reason: 'Not needed' },
    });
    await expect(bench(id)).rejects.toMatchObject({ body: { code: 'change-request.ended' } });
  });
});
