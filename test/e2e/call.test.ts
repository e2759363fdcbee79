import { beforeAll, expect, test } from 'vitest';
import { meetingsApi } from '../../src/meetings/api.ts';
import { accessible, reflows, shots, useBrowser } from '../browser.ts';
import { calls } from '../calls.ts';
import { seeding } from '../hours.ts';
import { useTeam } from '../team.ts';
import { useWorld } from '../world.ts';

const world = useWorld();
useTeam(world);
const browser = useBrowser(world);
const { contact } = calls(world);
beforeAll(async () => {
  await seeding(world).contract(world.lakeside);
  await contact('Carl');
  world.clock.now = Temporal.Instant.from('2026-11-24T14:00:00Z');
});

test(
  'a series is begun; its call is prepared, held and written down, and its client reads the minutes and does its part',
  { timeout: 240_000 },
  async () => {
    const ines = await browser.as('ines');
    await ines.goto(`/app/clients/${world.lakeside}/calls`);
    await ines.getByText('No series yet').waitFor();
    await ines.keyboard.press('n');
    const series = ines.getByRole('dialog');
    await series.getByLabel('Title').fill('Weekly call');
    await series.getByRole('combobox', { name: 'How often' }).click();
    await ines.getByRole('option', { name: 'Every Tuesday', exact: true }).click();
    await series.getByLabel('First day').fill('24 Nov 2026');
    await series.getByLabel('Begins at').fill('09:30');
    await series.getByLabel('Place or link').fill('https://meet.example.com/lake');
    await series.getByLabel('Marek').check();
    await series.getByLabel('Carl').check();
    await series.getByRole('button', { name: 'Begin the series' }).click();
    await ines.getByText('Every Tuesday, 09:30 America/Chicago, 30 min').waitFor();
    await shots(ines, 'client-calls-with-series');

    const carl = await browser.as('carl');
    await carl.goto('/portal/calls');
    await carl.getByRole('button', { name: 'Propose an item' }).click();
    await carl.getByRole('dialog').getByLabel('What it is about').fill('Our audit');
    await carl.getByRole('dialog').getByRole('button', { name: 'Propose an item' }).click();
    await carl.getByText('Our audit').waitFor();
    await shots(carl, 'portal-calls-with-next');

    await ines.getByRole('link', { name: '24 Nov 2026, 09:30 CST, 30 min' }).click();
    await ines.getByText('proposed by Carl').waitFor();
    await ines.keyboard.press('r');
    await ines.getByText('prepared', { exact: true }).waitFor();
    await ines.getByRole('button', { name: 'Move up: Our audit' }).click();
    await ines.getByRole('button', { name: 'Leave out: Hours and forecast' }).click();
    await ines.getByRole('button', { name: 'Leave it out' }).click();
    await ines.getByText('Say why', { exact: true }).waitFor();
    await ines.getByLabel('Why, because it belongs on every agenda').fill('Told by mail');
    await ines.getByRole('button', { name: 'Leave it out' }).click();
    await ines.getByText('Left out: Told by mail').waitFor();
    await shots(ines, 'call-agenda');
    await accessible(ines);
    await reflows(ines);

    await ines.keyboard.press('b');
    await ines.getByLabel('Notes: Our audit').fill('In March, for two weeks');
    await ines.getByLabel('Decisions: Our audit').fill('No changes in that time');
    await ines.getByRole('checkbox', { name: 'Carl' }).check();
    await ines.getByText(/^Saved, version/).waitFor();

    const marek = await browser.as('marek');
    await marek.goto(new URL(ines.url()).pathname);
    await marek.getByLabel('Notes: Our audit').fill('In April');
    await marek.getByText(/^Saved, version/).waitFor();
    await ines.getByLabel('Notes: Our audit').fill('In March, for three weeks');
    await ines.getByText('Somebody else changed these minutes while you were editing').waitFor();
    await shots(ines, 'call-minutes-clash');
    await accessible(ines);
    await ines.getByRole('button', { name: 'Save the minutes' }).click();
    await ines.getByText(/^Saved, version/).waitFor();

    await ines.getByRole('button', { name: 'New action' }).click();
    const action = ines.getByRole('dialog');
    await action.getByLabel('What is to be done').fill('Name an approver');
    await action.getByRole('combobox', { name: 'By whom' }).click();
    await ines.getByRole('option', { name: 'Carl' }).click();
    await action.getByLabel('Until').fill('1 Dec 2026');
    await action.getByRole('button', { name: 'Note the action' }).click();
    await ines.getByText('Carl, due 1 Dec 2026').waitFor();
    await shots(ines, 'call-minutes');
    await reflows(ines);
    await ines.getByRole('button', { name: 'Publish minutes' }).click();
    await ines.getByRole('button', { name: 'Publish the minutes' }).click();
    await ines.getByText('Decided: No changes in that time').waitFor();
    await shots(ines, 'call-published');
    await accessible(ines);

    await ines.getByRole('button', { name: 'Edit: Name an approver' }).click();
    await action.getByLabel('What is to be done').fill('Name two approvers');
    const { items } = await world.as('ines')(meetingsApi.listActions, { query: { state: 'open' } });
    const taken = items.find(({ title }) => title === 'Name an approver');
    if (!taken) throw new Error('the action is open');
    const { id, title, owner, version } = taken;
    await world.as('marek')(meetingsApi.editAction, {
      params: { action: id },
      body: { title, owner, dueDay: '2026-12-04', version },
    });
    const save = action.getByRole('button', { name: 'Save the action' });
    await save.click();
    await action.getByText('Somebody else changed this action while you were editing').waitFor();
    await shots(ines, 'call-action-clash');
    await accessible(ines);
    await action
      .getByRole('listitem')
      .filter({ hasText: 'Until' })
      .getByRole('button', { name: 'Take theirs' })
      .click();
    await save.click();
    await ines.getByText('Name two approvers is saved.').waitFor();
    await ines.getByText('Carl, due 4 Dec 2026').waitFor();
    const published = ines.getByRole('region', { name: 'Minutes' });
    await published.getByText('Name an approver').waitFor();
    expect(await published.getByText('Name two approvers').count()).toBe(0);

    await carl.goto('/portal/calls');
    expect(await carl.getByRole('button', { name: /^(Edit|Drop): / }).count()).toBe(0);
    await carl.getByRole('button', { name: 'Done: Name two approvers' }).click();
    await carl.getByText('Name two approvers is done.').waitFor();
    await carl.getByRole('link', { name: '24 Nov 2026, 09:30 CST, 30 min' }).click();
    await carl.getByText('In March, for three weeks').waitFor();
    await shots(carl, 'portal-call-published');
    await accessible(carl);
    await reflows(carl);

    await carl.goto('/portal/you');
    await carl.getByRole('button', { name: 'Make an address' }).click();
    const address = await carl.locator('code').first().textContent();
    const answer = await carl.request.get(address ?? '');
    expect(answer.headers()['content-type']).toBe('text/calendar; charset=utf-8');
    expect(await answer.text()).toContain('SUMMARY:Lakeside Clinics: Weekly call');
    await carl.getByRole('button', { name: 'Take the address back' }).click();
    await carl.getByText('Your calendar program can subscribe to your calls.').waitFor();
    expect((await carl.request.get(address ?? '')).status()).toBe(404);
  },
);
