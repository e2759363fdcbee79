import { expect, test } from 'vitest';
import { teamApi } from '../../src/team/api.ts';
import { accessible, reflows, useBrowser } from '../browser.ts';
import { useWorld } from '../world.ts';

const world = useWorld();
const browser = useBrowser(world);

test(
  'the supervisor closes the gaps of a team, and replaces and ends people',
  { timeout: 180_000 },
  async () => {
    const page = await browser.as('sofia');
    await page.goto(`/app/clients/${world.lakeside}`);
    const team = page.getByLabel('Team', { exact: true });
    await team.getByText('nobody named').first().waitFor();
    await expect.poll(() => team.getByText('nobody named').count()).toBe(3);
    await accessible(page);
    await reflows(page);

    await team.getByRole('button', { name: 'Name somebody' }).first().click();
    await page.getByRole('combobox', { name: 'Who' }).fill('Ines');
    await page.getByRole('option', { name: 'Ines' }).click();
    await page.getByRole('button', { name: 'Name Ines CSDM' }).click();
    await page.getByText('Ines is named from 24 Nov 2026.').waitFor();
    await team.getByRole('button', { name: 'Name somebody' }).first().click();
    await page.getByRole('combobox', { name: 'Who' }).fill('Marek');
    await page.getByRole('option', { name: 'Marek' }).click();
    await page.getByRole('button', { name: 'Name Marek CSE for Network' }).click();
    await page.getByText('Marek is named from 24 Nov 2026.').waitFor();
    await expect.poll(() => team.getByText('nobody named').count()).toBe(1);

    await team.getByRole('button', { name: 'Change CSE, Network' }).click();
    await page.getByRole('menuitem', { name: 'End Marek' }).click();
    await page.getByRole('button', { name: 'End Marek after this day' }).click();
    await page.getByText('Marek holds the place until 24 Nov 2026.').waitFor();
    const members = await world.as('sofia')(teamApi.listTeamHistory, { params: { client: world.lakeside } });
    expect(members.map(({ name, from, to }) => [name, from, to])).toEqual([
      ['Ines', '2026-11-24', null],
      ['Marek', '2026-11-24', '2026-11-25'],
    ]);
  },
);
