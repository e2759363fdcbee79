import { randomUUIDv7 } from 'node:crypto';
import { expect, test } from 'vitest';
import { TechnologyGroupId } from '../../src/clients/client.ts';
import { contractsApi } from '../../src/contracts/api.ts';
import { guidePriceBook } from '../../src/contracts/guide-price-book.ts';
import { known } from '../../src/core/id.ts';
import { accessible, reflows, useBrowser } from '../browser.ts';
import { designate } from '../team.ts';
import { useWorld } from '../world.ts';

const world = useWorld();
const browser = useBrowser(world);

test(
  'an engineer enters an absence; the supervisor sees the capacity drop, an alarm, and the arithmetic',
  { timeout: 180_000 },
  async () => {
    await signed();
    await designate(world, world.lakeside, 'ines', 'csdm', null, '2026-01-01');
    await designate(world, world.lakeside, 'marek', 'cse', 'network', '2026-01-01');

    const supervisor = await browser.as('sofia');
    await supervisor.goto('/app/capacity');
    const grid = supervisor.getByRole('grid', { name: 'Capacity by person and week' });
    const week = (person: string) => grid.getByLabel(new RegExp(`^${person}, week of 30 Nov 2026`));
    await week('Marek').waitFor();
    expect(await week('Marek').getAttribute('aria-label')).toContain('of 45 h');
    expect(await supervisor.getByRole('region', { name: 'Team alarms' }).count()).toBe(0);

    const engineer = await browser.as('marek');
    await engineer.goto('/app/absences');
    await engineer.getByText('Nobody is away').waitFor();
    await engineer.keyboard.press('n');
    await engineer.getByLabel('First day away').fill('1 Dec 2026');
    await engineer.getByLabel('Last day away').fill('2 Dec 2026');
    await engineer.getByLabel('Last day away').blur();
    await engineer.getByText('Lakeside Clinics: CSE, Network, 1 Dec 2026 to 2 Dec 2026').waitFor();
    await accessible(engineer);
    await engineer.getByRole('button', { name: 'Enter my absence' }).click();
    await engineer.getByText('Marek is away 1 Dec 2026 to 2 Dec 2026.').waitFor();

    await supervisor.reload();
    await supervisor
      .getByText(
        'Lakeside Clinics will have no CSE of Network from 1 December 2026 to 2 December 2026: Marek is away and nobody stands in.',
      )
      .waitFor();
    await week('Marek').waitFor();
    expect(await week('Marek').getAttribute('aria-label')).toContain('of 27 h');
    await accessible(supervisor);

    await week('Ines').focus();
    await supervisor.keyboard.press('ArrowDown');
    expect(await supervisor.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toMatch(
      /^Marek, week of 30 Nov/,
    );
    await supervisor.keyboard.press('Enter');
    const arithmetic = supervisor.getByRole('dialog', { name: 'Marek, week of 30 Nov 2026' });
    await arithmetic.getByText('1 Dec 2026 to 2 Dec 2026').waitFor();
    expect(await arithmetic.getByRole('row', { name: /^Working time/ }).textContent()).toContain('27:00');
    await accessible(supervisor);
    await supervisor.keyboard.press('Escape');
    await reflows(supervisor);
  },
);

async function signed(): Promise<void> {
  const calendar = known<'calendar'>(randomUUIDv7());
  const network = TechnologyGroupId.parse('network');
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
    params: { client: world.lakeside },
    body: {
      start: '2026-01-01',
      end: '2027-07-01',
      timeZone: 'America/Chicago',
      calendar,
      packages: [{ scope: 'standard', technologyGroups: [network], hoursPerMonth: 40 }],
    },
  });
}
