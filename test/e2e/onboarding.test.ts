import { beforeAll, expect, test } from 'vitest';
import { clientsApi } from '../../src/clients/api.ts';
import { onboardingsApi } from '../../src/onboarding/api.ts';
import { accessible, reflows, shots, useBrowser } from '../browser.ts';
import { calls } from '../calls.ts';
import { planning } from '../plan.ts';
import { useWorld } from '../world.ts';

const world = useWorld();
const browser = useBrowser(world);
const { begin: beginSeries, contact } = calls(world);
const { designate, contractFor } = planning(world);

beforeAll(async () => {
  await designate(world.lakeside, 'ines', 'csdm');
  await designate(world.lakeside, 'marek', 'cse', 'network');
  await contractFor(world.lakeside);
  await contact('Carl');
});

test(
  'an onboarding is begun and worked; its criteria tick themselves, the kick-off is closed, and the client does its part in the portal',
  { timeout: 240_000 },
  async () => {
    const page = await browser.as('ines');
    await page.goto(`/app/clients/${world.lakeside}/onboarding`);
    await page.getByText('No onboarding of Lakeside Clinics').waitFor();
    await page.keyboard.press('n');
    const form = page.getByRole('dialog');
    await form.getByLabel('From').fill('16 Nov 2026');
    await form.getByRole('button', { name: 'Begin the onboarding' }).click();
    await page.getByText('The onboarding of Lakeside Clinics has begun.').waitFor();
    const kickOff = page.getByRole('region', { name: 'Kick-off' }).first();
    await kickOff.getByText('No such series runs').waitFor();
    await kickOff.getByRole('button', { name: 'Close kick-off' }).click();
    await kickOff
      .getByText(/No contact may decide anything/)
      .first()
      .waitFor();
    await shots(page, 'onboarding-begun');
    await accessible(page);
    await reflows(page);

    await page.getByRole('button', { name: 'Write the kick-off' }).click();
    for (const part of ['Current state', 'Pain points', 'Perceived gaps', 'Cadence', 'checklists'])
      await page.getByRole('textbox', { name: part }).fill(`What there is to say of ${part}`);
    await page.getByRole('button', { name: 'Save the kick-off' }).click();
    await page.getByText('The kick-off is saved.').waitFor();

    await page.getByRole('button', { name: 'Record a success criterion' }).click();
    await form.getByLabel('What is measured').fill('Uptime');
    await form.getByLabel('Unit').fill('%');
    await form.getByLabel('Baseline').fill('97.2');
    await form.getByLabel('Target').fill('97.2');
    await form.getByLabel('By').fill('31 Mar 2027');
    await form.getByRole('combobox', { name: 'Who answers for it' }).click();
    await page.getByRole('option', { name: 'Ines' }).click();
    await form.getByRole('button', { name: 'Record the success criterion' }).click();
    await form.getByText('write another figure').waitFor();
    await form.getByLabel('Target').fill('99.5');
    await form.getByRole('button', { name: 'Record the success criterion' }).click();
    await page.getByText('Uptime is recorded.').waitFor();
    await page.getByRole('button', { name: 'Measure: Uptime' }).click();
    await form.getByLabel('Value in %').fill('98.35');
    await form.getByRole('button', { name: 'Record the measurement' }).click();
    await page.getByText('50% of the way').waitFor();

    await beginSeries({}, world.lakeside);
    await world.as('ines')(clientsApi.addContact, {
      params: { client: world.lakeside },
      body: { name: 'Dora', email: 'dora@example.com', authority: ['approve-change'] },
    });
    await page.reload();
    await kickOff.getByText('Weekly call', { exact: true }).waitFor();
    await kickOff.getByText('Dora', { exact: true }).waitFor();

    await page.getByRole('button', { name: 'Done: Hold the kick-off' }).click();
    await form.getByRole('button', { name: 'Say that it is done' }).click();
    await form.getByText('give a link: Where its notes are').waitFor();
    await form.getByLabel('Link').fill('https://docs.example.com/kick-off');
    await form.getByRole('button', { name: 'Say that it is done' }).click();
    await page.getByRole('link', { name: 'https://docs.example.com/kick-off' }).waitFor();
    await page.getByRole('button', { name: 'Done: Agree on success criteria' }).click();
    await page.getByText('Agree on success criteria: done.').waitFor();
    const { items } = await world.as('ines')(onboardingsApi.listOnboardings, {});
    const onboarding = items[0]?.id ?? '';
    const { phases } = await world.as('ines')(onboardingsApi.showOnboarding, { params: { onboarding } });
    for (const task of phases[0]?.tasks ?? [])
      if (task.end === null)
        await world.as('ines')(onboardingsApi.completeOnboardingTask, {
          params: { task: task.id },
          body: { words: 'Done' },
        });
    await page.reload();
    await kickOff.getByText('No task is open').waitFor();
    await kickOff.getByRole('button', { name: 'Close kick-off' }).click();
    await kickOff.getByText(/Ines closed it/).waitFor();
    await shots(page, 'onboarding-kick-off-closed');
    await accessible(page);
    await reflows(page);

    await page.goto(`/app/clients/${world.lakeside}`);
    await page
      .getByRole('region', { name: 'Onboarding' })
      .getByText(/Documentation: \d+ days left/)
      .waitFor();
    await page.getByRole('region', { name: 'Success criteria' }).getByText('98.35%').waitFor();
    await shots(page, 'client-in-onboarding');
    await accessible(page);
    await reflows(page);
    await page.goto('/app/onboardings');
    await page.getByRole('link', { name: 'Lakeside Clinics' }).waitFor();
    await shots(page, 'onboardings-running');
    await accessible(page);

    const portal = await browser.as('carl');
    await portal.goto('/portal');
    const tracker = portal.getByRole('region', { name: 'Your way into the service' });
    await tracker.getByText(/^Documentation: \d+ days left/).waitFor();
    await tracker.getByText(/^Yours to do next: Confirm the list of supported devices/).waitFor();
    const firstPanel = portal.locator('main section').first();
    expect(await firstPanel.getAttribute('aria-label')).toBe('Your way into the service');
    await shots(portal, 'portal-overview-in-onboarding');
    await accessible(portal);
    await reflows(portal);
    await tracker.getByRole('link', { name: 'Open the onboarding' }).click();
    const own = portal.getByRole('region', { name: 'Yours to do' });
    await own.getByText('Confirm the list of supported devices').waitFor();
    await portal.getByText('98.35%').waitFor();
    await shots(portal, 'portal-onboarding-running');
    await accessible(portal);
    await reflows(portal);
    expect(await portal.getByRole('button', { name: 'Done: Draw the diagrams' }).count()).toBe(0);
    expect(await portal.getByRole('button', { name: /Close|Drop|Edit|State/ }).count()).toBe(0);
    await own.getByRole('button', { name: 'Done: Confirm the list of supported devices' }).click();
    await portal.getByText('Confirm the list of supported devices: done.').waitFor();
    await expect.poll(() => own.getByText('Confirm the list of supported devices').count()).toBe(0);
  },
);
