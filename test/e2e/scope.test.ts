import { expect, test } from 'vitest';
import { timeApi } from '../../src/time/api.ts';
import { accessible, reflows, shots, useBrowser } from '../browser.ts';
import { base, seeding } from '../hours.ts';
import { useTeam } from '../team.ts';
import { timesheet } from '../timesheet.ts';
import { useWorld } from '../world.ts';

const world = useWorld();
useTeam(world);
const browser = useBrowser(world);
const seed = seeding(world);
const { hour, log, submit, approved } = timesheet(world);

test(
  'an engineer asks whether something is in scope, and the CSDM reads what was decided by which clause',
  { timeout: 120_000 },
  async () => {
    const marek = await browser.as('marek');
    await marek.goto('/app/time');
    await marek.getByText('Book after-hours work').first().waitFor();
    await marek.keyboard.press('i');
    const form = marek.getByRole('dialog');
    await form.getByLabel('What was asked for').fill('Move two racks to the new data center');
    await form.getByText('Other tasks may be accepted').waitFor();
    await shots(marek, 'scope-additional');
    await form.getByLabel('It needs project coordination').check();
    await form.getByText('goes to Professional Services').waitFor();
    await shots(marek, 'scope-form');
    await accessible(marek);
    await reflows(marek);
    await form.getByRole('button', { name: 'Keep this decision' }).click();
    await marek.getByText('Decided: to be referred.').waitFor();
    const { items } = await world.as('ines')(timeApi.listScopeDecisions, {
      params: { client: world.lakeside },
    });
    expect(items[0]).toMatchObject({ decidedByName: 'Marek', scope: { kind: 'refer' } });

    // Time is logged on a decision that is made from its own form.
    await form.waitFor({ state: 'detached' });
    await marek.keyboard.press('n');
    const entry = marek.getByRole('dialog', { name: 'Log time' });
    await entry.getByLabel('Time').fill('8-8:30');
    await entry.getByLabel('What for').fill('Label the cables');
    await entry.getByRole('button', { name: 'Is this in scope?' }).click();
    const anew = marek.getByRole('dialog', { name: 'Is this in scope?' });
    await anew.getByText('Other tasks may be accepted').waitFor();
    await anew.getByRole('button', { name: 'Keep this decision' }).click();
    await anew.waitFor({ state: 'detached' });
    const option = entry.getByRole('option', { name: /^additional: Label the cables/, selected: true });
    await option.waitFor({ state: 'attached' });
    await shots(marek, 'scope-entry');
    await accessible(marek);
    await entry.getByRole('button', { name: 'Log', exact: true }).click();
    await entry.waitFor({ state: 'detached' });
    const logged = await world.as('sofia')(timeApi.listEntries, { query: {} });
    const decided = await world.as('ines')(timeApi.listScopeDecisions, {
      params: { client: world.lakeside },
    });
    expect(logged.items[0]).toMatchObject({
      billing: 'additional',
      scopeDecisionId: decided.items[0]?.id,
    });

    const ines = await browser.as('ines');
    await ines.goto(`/app/clients/${world.lakeside}`);
    await ines.getByText('Move two racks to the new data center').waitFor();
    await shots(ines, 'scope-decisions');
    await accessible(ines);
    await reflows(ines);
  },
);

test(
  'who approves time, and who reads the month, sees who was allowed off the team and why',
  { timeout: 120_000 },
  async () => {
    await seed.contract(world.lakeside, { packages: [{ ...base, hours: 20 }] });
    const guest = (from: string, to: string) =>
      log('sofia', {
        ...hour(from, to, { technologyGroup: 'security', allowance: 'Priya is away until Thursday' }),
        personId: world.people.marek.id,
      });
    await submit('sofia', await guest('12:00', '13:00'));
    await approved(await guest('14:00', '14:45'));
    await seed.entry({ who: 'priya', start: '2026-11-04T15:00:00Z', minutes: 45 });
    const sofia = await browser.as('sofia');
    await sofia.goto('/app/approvals');
    await sofia.getByText('off the team, allowed').waitFor();
    await sofia.getByRole('button', { name: 'Firewall review', exact: true }).click();
    await sofia.getByText('Sofia allowed work off the team: Priya is away until Thursday').waitFor();
    await shots(sofia, 'role-fit-approvals');
    await accessible(sofia);
    await sofia.goto(`/app/clients/${world.lakeside}/hours`);
    await sofia.getByText('off the team, allowed by a supervisor').waitFor();
    await sofia.getByText('no longer designated').first().waitFor();
    await shots(sofia, 'role-fit-month');
    await accessible(sofia);
    await reflows(sofia);
  },
);
