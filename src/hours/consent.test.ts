import { beforeAll, beforeEach, expect, test } from 'vitest';
import { base, seeding } from '../../test/hours.ts';
import { codeOf } from '../../test/timesheet.ts';
import { useWorld } from '../../test/world.ts';
import { billingApi } from '../billing/api.ts';
import { clientsApi } from '../clients/api.ts';
import type { ContractId } from '../contracts/contract.ts';
import { known } from '../core/id.ts';
import { mailApi } from '../mail/api.ts';
import { timeApi } from '../time/api.ts';
import { consentApi } from './consent-api.ts';
import { previewsApi } from './preview-api.ts';

const world = useWorld();
const seed = seeding(world);
const lakeside = () => ({ client: world.lakeside });
let contract: ContractId = known('');
let month = '2025-12';

/** Lakeside has an hour a month; what is agreed in the first month holds for those after. */
beforeAll(async () => {
  ({ id: contract } = await seed.contract(world.lakeside, {
    increment: 1,
    packages: [{ ...base, hours: 1 }],
  }));
  await world.owner.query(
    `insert into designation (provider_id, id, client_id, person_id, role, deputy, from_day) values ($1, gen_random_uuid(), $2, $3, 'csdm', false, '2026-01-01')`,
    [world.providerId, world.lakeside, world.people.ines.id],
  );
  world.clock.now = Temporal.Instant.from('2026-01-10T15:00:00Z');
  await world.as('lena')(consentApi.setOverageCap, {
    params: lakeside(),
    body: { from: '2026-01', minutes: 60 },
  });
});
/** Each test has a month of its own, of which the tenth day has come. */
beforeEach(() => {
  month = Temporal.PlainYearMonth.from(month).add({ months: 1 }).toString();
  world.clock.now = Temporal.Instant.from(`${month}-20T15:00:00Z`);
});

/** The last Friday that has come: a business day on which nothing was worked. */
const friday = (): string => {
  const today = Temporal.PlainDate.from(`${month}-20`);
  return today.subtract({ days: (today.dayOfWeek + 2) % 7 || 7 }).toString();
};

/** An entry for each number of minutes, on a business day of its own, all approved. */
async function worked(...minutes: readonly number[]) {
  const ids = [];
  let day = Temporal.PlainDate.from(`${month}-02`);
  for (const of of minutes) {
    while (day.dayOfWeek > 5) day = day.add({ days: 1 });
    ids.push(await seed.entry({ start: `${day.toString()}T15:00:00Z`, minutes: of }));
    day = day.add({ days: 1 });
  }
  return ids;
}
const standing = async () =>
  (await world.as('ines')(consentApi.showOverageCap, { params: { ...lakeside(), month } })).standing;
const ask = (minutes: number) =>
  world.as('marek')(consentApi.askConsent, {
    params: lakeside(),
    body: { month, minutes, reason: 'The firewall has to be replaced' },
  });
const answer = (consent: string, said: 'agreed' | 'declined', who: 'lena' | 'carl' | 'hugo' = 'lena') =>
  world.as(who)(consentApi.answerConsent, {
    params: { consent },
    body: { answer: said },
  });
function monthIsOver() {
  const next = Temporal.PlainYearMonth.from(month).add({ months: 1 }).toString();
  world.clock.now = Temporal.Instant.from(`${next}-02T15:00:00Z`);
}
const close = () => world.as('frank')(billingApi.closeMonth, { params: { contract, month } });
const overageLine = async (invoice: string, who: 'frank' | 'lena') =>
  (await world.as(who)(billingApi.getInvoice, { params: { invoice } })).lines.find(
    ({ kind }) => kind === 'overage',
  )?.words;

test('overage within the cap needs nobody’s consent and cites none, though one was given', async () => {
  await worked(60, 40);
  await answer((await ask(30)).id, 'agreed');
  expect(await standing()).toMatchObject({ minutesCap: 60, minutesOverage: 40, minutesBeyond: 0 });
  monthIsOver();
  const { invoice } = await close();
  expect(await overageLine(invoice.number, 'frank')).toBe('Overage, 40 min at 175.00 an hour');
});

test('overage beyond the cap keeps a month from being closed until the client agrees, and the invoice says who agreed and when', async () => {
  const [, , last] = await worked(60, 60, 30);
  expect(await standing()).toMatchObject({
    minutesOverage: 90,
    minutesBeyond: 30,
    beyond: [{ entry: last, minutes: 30 }],
  });
  const { id, amount } = await ask(30);
  expect(amount).toBe('87.50');
  monthIsOver();
  expect(await codeOf(close())).toBe('close.not-ready');
  const shown = await world.as('frank')(billingApi.getMonthClose, { params: { contract, month } });
  expect(shown).toMatchObject({ missing: [{ kind: 'overage-beyond-cap', minutes: 30 }] });
  await answer(id, 'agreed');
  const { invoice } = await close();
  const words = 'Overage, 1 h 30 min at 175.00 an hour, agreed by Lena on 2 March 2026';
  expect(await overageLine(invoice.number, 'frank')).toBe(words);
  expect(await overageLine(invoice.number, 'lena')).toBe(words);
});

test('what the client declined stands in the way still; given as goodwill, it does not', async () => {
  const [, last] = await worked(60, 90);
  await answer((await ask(30)).id, 'declined');
  monthIsOver();
  expect(await codeOf(close())).toBe('close.not-ready');
  await world.as('sofia')(timeApi.reclassifyEntry, {
    params: { entry: last ?? '' },
    body: { billing: 'goodwill', reason: 'Our mistake', version: 1 },
  });
  const { invoice } = await close();
  expect(await overageLine(invoice.number, 'frank')).toBeUndefined();
});

test('work that could not wait is billed without consent, with the reason on record', async () => {
  const [, last] = await worked(60, 90);
  const params = { entry: last ?? '' };
  monthIsOver();
  expect(await codeOf(close())).toBe('close.not-ready');
  await world.as('ines')(timeApi.giveEmergency, { params, body: { reason: 'The core switch burned' } });
  const again = world.as('sofia')(timeApi.giveEmergency, { params, body: { reason: 'Again' } });
  expect(await codeOf(again)).toBe('emergency.given-already');
  expect(await standing()).toMatchObject({ minutesEmergency: 90, minutesBeyond: 0 });
  await close();
});

test('an emergency is told with the entry as it is logged', async () => {
  await world.owner.query(
    `insert into designation (provider_id, id, client_id, person_id, role, technology_group_id, deputy, from_day)
     values ($1, gen_random_uuid(), $2, $3, 'cse', 'network', false, '2026-01-01')`,
    [world.providerId, world.lakeside, world.people.marek.id],
  );
  await worked(60, 60);
  const work = {
    role: 'cse' as const,
    technologyGroup: 'network',
    startedAt: `${friday()}T15:00:00Z`,
    endedAt: `${friday()}T16:00:00Z`,
  };
  const [told] = await world.as('marek')(previewsApi.previewEntry, {
    query: { ...work, client: world.lakeside },
  });
  expect(told?.beyondCap).toEqual({
    minutes: 60,
    amount: '175.00',
    words: '1 h at 175.00 an hour, 175.00 USD, are beyond the cap that the client agreed to.',
    isAsked: false,
  });
  const logged = await world.as('marek')(timeApi.logEntry, {
    body: { ...work, clientId: world.lakeside, subject: 'Core switch', emergency: 'It burned' },
  });
  await world.as('marek')(timeApi.submitEntries, { body: { entries: [logged.id] } });
  await world.as('sofia')(timeApi.approveEntries, { body: { entries: [{ id: logged.id, version: 1 }] } });
  expect(await standing()).toMatchObject({ minutesOverage: 120, minutesEmergency: 60, minutesBeyond: 0 });
  monthIsOver();
  await close();
});

test('only who may approve overage answers for a client, once, and nobody of another client', async () => {
  const { id } = await ask(45);
  expect(await codeOf(answer(id, 'agreed', 'carl'))).toBe('consent.no-authority');
  expect(await codeOf(answer(id, 'agreed', 'hugo'))).toBe('not-found');
  expect(await codeOf(ask(10))).toBe('consent.asked-already');
  await world.as('sofia')(clientsApi.addContact, {
    params: lakeside(),
    body: { name: 'Carl', email: 'carl@example.com', authority: ['approve-overage'] },
  });
  expect((await answer(id, 'agreed', 'carl')).answer).toMatchObject({ answer: 'agreed', by: 'Carl' });
  expect(await codeOf(answer(id, 'declined'))).toBe('consent.answered');
  const { items } = await world.as('ada')(mailApi.listMail, {});
  const about = items.filter(({ queuedAt }) => queuedAt === world.clock.now.toString());
  expect(about.map(({ to, kind }) => [kind, to])).toEqual([
    ['consent-answered', 'marek@example.com'],
    ['consent-asked', 'lena@example.com'],
  ]);
  monthIsOver();
  await close();
});

test('in a closed month nobody is asked, and nobody answers', async () => {
  const { id } = await ask(45);
  monthIsOver();
  await close();
  expect(await codeOf(answer(id, 'agreed'))).toBe('month-closed');
  expect(await codeOf(ask(10))).toBe('month-closed');
});

test('the provider sets a cap with the client’s agreement alone, for no month that is past, in money if it likes', async () => {
  const set = (body: object) =>
    world.as('ines')(consentApi.setOverageCap, {
      params: lakeside(),
      body: { from: month, amount: '500.00', ...body },
    });
  expect(await codeOf(set({}))).toBe('overage-cap.not-agreed');
  const agreedWith = 'Lena, by telephone on the 19th';
  expect(await codeOf(set({ agreedWith, from: '2026-01' }))).toBe('overage-cap.too-early');
  expect(await codeOf(set({ agreedWith, amount: '500.001' }))).toBe('overage-cap.decimals');
  await worked(60, 180);
  await set({ agreedWith });
  expect(await standing()).toMatchObject({ minutesCap: 171, minutesOverage: 180, minutesBeyond: 9 });
  await world.as('lena')(consentApi.setOverageCap, { params: lakeside(), body: { from: month } });
  expect(await standing()).toBeNull();
  monthIsOver();
  await close();
});

test('where there is no cap, overage that was agreed to is cited all the same', async () => {
  await worked(60, 30);
  await answer((await ask(30)).id, 'agreed');
  monthIsOver();
  const { invoice } = await close();
  expect(await overageLine(invoice.number, 'lena')).toMatch(/, agreed by Lena on 20 September 2026$/);
});
