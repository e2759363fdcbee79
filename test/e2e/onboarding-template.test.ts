import { expect, test } from 'vitest';
import { onboardingsApi } from '../../src/onboarding/api.ts';
import { accessible, reflows, shots, useBrowser } from '../browser.ts';
import { useWorld } from '../world.ts';

const world = useWorld();
const browser = useBrowser(world);

test(
  'a supervisor publishes a template; what is refused is told in its place, and what another published meanwhile is seen first',
  { timeout: 240_000 },
  async () => {
    const page = await browser.as('sofia');
    await page.goto('/app/onboardings');
    await page.getByRole('button', { name: 'Templates' }).click();
    await page.getByText('30 days', { exact: true }).first().waitFor();
    await page.getByText('Take the technical baselines').waitFor();
    await page.getByText('CSDM only').click();
    await expect.poll(() => page.getByText('Take the technical baselines').count()).toBe(0);
    await shots(page, 'onboarding-template');
    await accessible(page);
    await reflows(page);

    await page.keyboard.press('n');
    await page.getByRole('heading', { name: 'New template: CSDM only' }).waitFor();
    await page.getByLabel('Documentation, at most').fill('20');
    await page.getByRole('button', { name: 'Add a task' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('What is to be done').fill('Meet at the site');
    await dialog.getByLabel('Due, in % of its phase').fill('30');
    await dialog.getByRole('combobox', { name: 'Whose it is' }).click();
    await page.getByRole('option', { name: 'CSE' }).click();
    await shots(page, 'onboarding-template-task');
    await accessible(page);
    await dialog.getByRole('button', { name: 'Keep in the draft' }).click();
    const publish = page.getByRole('button', { name: 'Publish this template' });
    await publish.click();
    await page.getByText('The most days are no fewer than those of a small environment').waitFor();
    await page.getByLabel('Documentation, at most').fill('50');
    await publish.click();
    const added = page.getByRole('row', { name: /Meet at the site/ });
    await added.getByText('Choose csdm or client').waitFor();
    await page.getByRole('alert').getByText('With CSDM time alone there are no engineers').waitFor();
    await shots(page, 'onboarding-template-refused');
    await accessible(page);
    await reflows(page);
    await added.getByRole('button', { name: 'Meet at the site' }).click();
    await dialog.getByRole('combobox', { name: 'Whose it is' }).click();
    await page.getByRole('option', { name: 'Client' }).click();
    await dialog.getByRole('button', { name: 'Keep in the draft' }).click();

    const of = { params: { package: 'csdm-only' as const } };
    const guide = await world.as('sofia')(onboardingsApi.showOnboardingTemplate, of);
    const [first] = guide.tasks;
    if (!first) throw new Error('the template of the guide has tasks');
    await world.as('ada')(onboardingsApi.publishOnboardingTemplate, {
      ...of,
      body: {
        lengths: { ...guide.lengths, kickOffDays: 21 },
        tasks: [...guide.tasks, { ...first, title: 'Send the welcome letter' }],
      },
    });
    await publish.click();
    const notice = page.getByRole('alert');
    await notice.getByText('Somebody else changed the template while you were editing').waitFor();
    await notice.getByText('Send the welcome letter').waitFor();
    await shots(page, 'onboarding-template-late');
    await accessible(page);
    await notice
      .getByRole('listitem')
      .filter({ hasText: 'Kick-off' })
      .first()
      .getByRole('button', { name: 'Take theirs' })
      .click();
    await notice
      .getByRole('listitem')
      .filter({ hasText: 'Send the welcome letter' })
      .getByRole('button', { name: 'Take theirs' })
      .click();
    await page.getByRole('row', { name: /Send the welcome letter/ }).waitFor();
    await publish.click();
    await page.getByText('The template is published.').waitFor();
    await page.getByText(/Published by Sofia.*begin from now on have it/).waitFor();
    const inForce = await world.as('sofia')(onboardingsApi.showOnboardingTemplate, of);
    expect(inForce.lengths).toMatchObject({ kickOffDays: 21, documentationDaysMost: 50 });
    expect(inForce.tasks.find(({ title }) => title === 'Meet at the site')).toMatchObject({
      owner: 'client',
      due: 30,
    });
    expect(inForce.tasks.map(({ title }) => title)).toContain('Send the welcome letter');
    await page.getByText('Service guide').click();
    await page.getByText('As the service guide has it. Onboardings begin with').waitFor();
    await shots(page, 'onboarding-template-published');

    const reader = await browser.as('ines');
    await reader.goto('/app/onboarding-templates?package=csdm-only');
    await reader.getByText('Meet at the site').waitFor();
    expect(await reader.getByRole('button', { name: 'New version' }).count()).toBe(0);
  },
);
