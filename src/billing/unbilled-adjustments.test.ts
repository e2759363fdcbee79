import { expect, test } from 'vitest';
import { brokenRules, invoiceIn } from '../../test/einvoice-rules.ts';
import { seeding } from '../../test/hours.ts';
import { codeOf } from '../../test/timesheet.ts';
import { useWorld } from '../../test/world.ts';
import { recompute } from '../hours/recompute.ts';
import type { ClientId } from '../people/person.ts';
import { billingApi } from './api.ts';

const world = useWorld();
const seed = seeding(world);

const at = (moment: string): void => {
  world.clock.now = Temporal.Instant.from(moment);
};
const unbilled = async (who: 'frank' | 'carl' = 'frank') =>
  (await world.as(who)(billingApi.listUnbilledAdjustments, {})).map(
    ({ clientName, amount, currency, count }) => `${clientName} ${amount} ${currency} ${count}`,
  );
const frank: ReturnType<typeof world.as> = (...asked) => world.as('frank')(...asked);
const bill = (client: ClientId, key?: string) =>
  frank(
    billingApi.billAdjustments,
    { params: { client }, body: { currency: 'USD' } },
    key === undefined ? {} : { idempotencyKey: key },
  );

test('a credit that waits with no invoice to come is issued as a credit note of its own, once', async () => {
  const client = await seed.client('Ended');
  const { id: contract } = await seed.contract(client, { start: '2026-11-01', end: '2026-12-16' });
  const close = async (month: string) =>
    (await frank(billingApi.closeMonth, { params: { contract, month } })).invoice.number;
  const credit = (invoice: string, amount: string) =>
    frank(billingApi.adjustInvoice, { params: { invoice }, body: { amount, reason: 'Agreed by telephone' } });
  at('2027-01-04T15:00:00Z');
  const november = await close('2026-11');
  await credit(november, '-50.00');
  expect(await unbilled()).toEqual([]);
  expect(await codeOf(bill(client))).toBe('adjustment.invoice-to-come');

  const december = await close('2026-12');
  expect(await codeOf(bill(client))).toBe('adjustment.none-waiting');
  await credit(november, '-100.00');
  await credit(december, '-20.50');
  expect(await unbilled()).toEqual(['Ended -120.50 USD 2']);

  const tax = await frank(billingApi.addTax, {
    body: { name: 'Sales tax', category: 'S', rate: '10', from: '2026-01-01' },
  });
  await frank(billingApi.setTaxTreatment, {
    params: { client },
    body: { from: '2027-02-01', tax: tax.id },
  });
  await frank(billingApi.changeInvoicing, {
    body: { version: 0, ...place, registrationNumber: '1', taxRegistration: '1' },
  });
  await frank(billingApi.changeClientInvoicing, {
    params: { client },
    body: { version: 0, ...place, buyerReference: 'AP-1' },
  });
  at('2027-02-10T15:00:00Z');
  const issued = await bill(client, 'issued-only-once');
  expect(await bill(client, 'issued-only-once')).toEqual(issued);
  expect(await codeOf(bill(client))).toBe('adjustment.none-waiting');
  expect(await unbilled()).toEqual([]);
  expect(issued).toMatchObject({ kind: 'adjustments', month: '2027-02', total: '-120.50', gross: '-132.55' });
  expect(Number(issued.number.slice(-6))).toBe(Number(december.slice(-6)) + 1);

  const read = await frank(billingApi.getInvoice, { params: { invoice: issued.number } });
  expect(read.lines.map(({ words, amount }) => `${words} ${amount}`)).toEqual([
    `Credit for ${november}: Agreed by telephone -100.00`,
    `Credit for ${december}: Agreed by telephone -20.50`,
  ]);
  const explained = await frank(billingApi.explainInvoice, { params: { invoice: issued.number } });
  expect(explained.label).toBe(`Credit note ${issued.number}, Ended, February 2027, in USD`);
  expect(explained.value).toBe('-120.50');
  expect(recompute(explained).differences).toEqual([]);
  const { content } = await frank(billingApi.saveInvoice, {
    params: { invoice: issued.number },
    query: { format: 'ubl' },
  });
  const xml = new TextDecoder().decode(content);
  expect(brokenRules(invoiceIn(xml))).toEqual([]);
  for (const invoice of [november, december]) expect(xml).toContain(`<cbc:ID>${invoice}</cbc:ID>`);

  // The months stay as they are, and are found by their own invoices.
  const again = await frank(billingApi.closeMonth, { params: { contract, month: '2026-12' } });
  expect(again).toMatchObject({ closedBefore: true, invoice: { number: december } });
  const listed = async (month: string) =>
    (await frank(billingApi.listInvoices, { query: { limit: 10, client, month } })).items.map(
      ({ number }) => number,
    );
  expect([await listed('2026-12'), await listed('2027-02')]).toEqual([[december], [issued.number]]);
});

const place = {
  street: '1 Main Street',
  city: 'Chicago',
  country: 'US',
  electronicScheme: '9959',
  electronicAddress: '364471820',
};
