import { beforeEach, describe, expect, test } from 'vitest';
import { base, seeding } from '../../test/hours.ts';
import { codeOf } from '../../test/timesheet.ts';
import { useWorld } from '../../test/world.ts';
import type { ContractId } from '../contracts/contract.ts';
import type { Request } from '../core/route.ts';
import { known } from '../core/id.ts';
import type { ClientId } from '../people/person.ts';
import { billingApi } from './api.ts';

const world = useWorld();
const seed = seeding(world);

beforeEach(() => {
  world.clock.now = Temporal.Instant.from('2026-12-02T15:00:00Z');
});

type Said = Request<typeof billingApi.addTax>['body'];
let taxes = 0;
const tax = (said: Partial<Said>) =>
  world.as('frank')(billingApi.addTax, {
    body: {
      name: `Tax ${++taxes}`,
      category: 'S',
      ...(said.category === undefined || said.category === 'S' ? { rate: '8.25', from: '2026-01-01' } : {}),
      ...said,
    },
  });
const treat = (client: ClientId, body: Request<typeof billingApi.setTaxTreatment>['body']) =>
  world.as('frank')(billingApi.setTaxTreatment, { params: { client }, body });
const close = async (contract: ContractId, month = '2026-11') => {
  const { invoice } = await world.as('frank')(billingApi.closeMonth, { params: { contract, month } });
  return read(invoice.number);
};
const read = (invoice: string) => world.as('frank')(billingApi.getInvoice, { params: { invoice } });

let clients = 0;
const agreed = async () => {
  const client = await seed.client(`Taxed ${++clients}`);
  const { id } = await seed.contract(client, {
    start: '2026-11-01',
    end: '2027-03-01',
    packages: [{ ...base, hours: 1, fee: 10_001 }],
  });
  return { client, id };
};
const blank = { version: 0 };

describe('the tax on an invoice', () => {
  test('is that of the client’s treatment, on each line and together, beside a total that stays the sum of the lines', async () => {
    const { client, id } = await agreed();
    await seed.entry({ client, start: '2026-11-03T15:00:00Z', minutes: 100 });
    const sales = await tax({ name: 'Sales tax' });
    await treat(client, { from: '2026-11-01', tax: sales.id });
    const month = { params: { contract: id, month: '2026-11' } };
    const preview = await world.as('frank')(billingApi.getMonthClose, month);
    const invoice = await close(id);
    expect(preview).toMatchObject({ total: '231.26', gross: '250.34', taxes: invoice.taxes });
    expect(invoice).toMatchObject({
      total: '231.26',
      tax: '19.08',
      gross: '250.34',
      issuedOn: '2026-12-02',
      dueOn: '2027-01-01',
    });
    expect(invoice.lines.map(({ amount, tax: share, taxGroup }) => `${amount} ${share} ${taxGroup}`)).toEqual(
      ['100.01 8.25 1', '131.25 10.83 1'],
    );
    expect(invoice.taxes).toEqual([
      {
        name: 'Sales tax',
        category: 'S',
        rate: '8.25',
        reasonCode: null,
        reason: null,
        net: '231.26',
        tax: '19.08',
      },
    ]);
    expect(
      (await world.as('frank')(billingApi.explainInvoice, { params: { invoice: invoice.number } })).value,
    ).toBe('231.26');
  });

  test('is none where nothing is set', async () => {
    const { id } = await agreed();
    expect(await close(id)).toMatchObject({
      total: '100.01',
      tax: '0.00',
      gross: '100.01',
      taxes: [{ category: 'O', rate: null, reason: 'Not subject to tax' }],
      seller: { legalName: 'Northwind Managed Services' },
    });
  });

  test('is that of the day of issue, and stays when rate, treatment and addresses change', async () => {
    const { client, id } = await agreed();
    const vat = await tax({ rate: '20' });
    const none = await tax({ category: 'O', reason: 'Moved abroad' });
    await treat(client, { from: '2026-11-01', tax: vat.id });
    await world.as('frank')(billingApi.changeClientInvoicing, {
      params: { client },
      body: { ...blank, city: 'Dublin' },
    });
    const november = await close(id);
    const rate = { rate: '21.5', from: '2026-12-15' };
    expect(
      (await world.as('frank')(billingApi.setTaxRate, { params: { tax: vat.id }, body: rate })).rates,
    ).toEqual([
      { from: '2026-01-01', rate: '20' },
      { from: '2026-12-15', rate: '21.5' },
    ]);
    await treat(client, { from: '2027-02-01', tax: none.id });
    await world.as('frank')(billingApi.changeClientInvoicing, {
      params: { client },
      body: { version: 1, city: 'Cork' },
    });
    expect(await read(november.number)).toEqual(november);
    expect(november).toMatchObject({ tax: '20.00', buyer: { city: 'Dublin' } });
    world.clock.now = Temporal.Instant.from('2027-01-04T15:00:00Z');
    expect((await close(id, '2026-12')).taxes).toMatchObject([{ rate: '21.5', tax: '21.50' }]);
    world.clock.now = Temporal.Instant.from('2027-02-01T15:00:00Z');
    expect(await close(id, '2027-01')).toMatchObject({
      tax: '0.00',
      buyer: { city: 'Cork' },
      taxes: [{ reason: 'Moved abroad' }],
    });
  });

  test('is that of the invoice a credit stands on, and is given back with it', async () => {
    const { client, id } = await agreed();
    const vat = await tax({ rate: '20' });
    await treat(client, { from: '2026-11-01', tax: vat.id });
    const { number } = await close(id);
    await world.as('frank')(billingApi.adjustInvoice, {
      params: { invoice: number },
      body: { amount: '-50.00', reason: 'Agreed' },
    });
    world.clock.now = Temporal.Instant.from('2027-01-04T15:00:00Z');
    const december = await close(id, '2026-12');
    expect(december.lines.map(({ amount, tax: share }) => `${amount} ${share}`)).toEqual([
      '100.01 20.00',
      '-50.00 -10.00',
    ]);
    expect(december).toMatchObject({ total: '50.01', tax: '10.00', gross: '60.01' });
  });

  test('is in the summary of the list, and the client reads it with what was said of both', async () => {
    const { client, id } = await agreed();
    await treat(client, { from: '2026-11-01', tax: (await tax({ rate: '10' })).id });
    const { number } = await close(id);
    const { items } = await world.as('frank')(billingApi.listInvoices, { query: { client } });
    expect(items).toMatchObject([{ number, total: '100.01', tax: '10.00', gross: '110.01' }]);
    const { id: contract } = await seed.contract(world.lakeside, { start: '2026-11-01' });
    const own = await close(contract);
    expect(await world.as('carl')(billingApi.getInvoice, { params: { invoice: own.number } })).toEqual(own);
  });

  test('cannot be altered, taken away or added to, not even by the owner of the tables', async () => {
    const { id } = await agreed();
    const { id: invoice } = await close(id);
    for (const statement of [
      `update invoice_paper set tax = 1 where invoice_id = '${invoice}'`,
      `delete from invoice_tax where invoice_id = '${invoice}'`,
      `update invoice_line_tax set tax = 1 where invoice_id = '${invoice}'`,
    ])
      await expect(world.owner.query(statement)).rejects.toThrow(/append-only/);
  });

  test('of an invoice from before papers were kept is none, and its parties are those of today', async () => {
    const { client, id } = await agreed();
    const { number, id: invoice } = await close(id);
    await world.owner.query(
      `begin; set local session_replication_role = replica; delete from invoice_line_tax where invoice_id = '${invoice}';
       delete from invoice_tax where invoice_id = '${invoice}'; delete from invoice_paper where invoice_id = '${invoice}'; commit`,
    );
    await world.as('frank')(billingApi.changeClientInvoicing, {
      params: { client },
      body: { ...blank, city: 'Galway' },
    });
    expect(await read(number)).toMatchObject({
      tax: '0.00',
      gross: '100.01',
      issuedOn: '2026-12-02',
      buyer: { city: 'Galway' },
      lines: [{ tax: '0.00', taxGroup: 1 }],
      taxes: [{ category: 'O' }],
    });
  });

  test('may come with an address that was not known at issue, and never with another than it had', async () => {
    const { client, id } = await agreed();
    await world.as('frank')(billingApi.changeClientInvoicing, {
      params: { client },
      body: { ...blank, city: 'Dublin' },
    });
    const { number } = await close(id);
    await world.as('frank')(billingApi.changeClientInvoicing, {
      params: { client },
      body: { version: 1, city: 'Cork', country: 'ie' },
    });
    expect((await read(number)).buyer).toMatchObject({ city: 'Dublin', country: 'IE' });
  });
});

describe('a treatment', () => {
  test('is refused where it stands there already, begins before its rate, or mixes what is outside of scope', async () => {
    const { client } = await agreed();
    const vat = await tax({ from: '2026-06-01' });
    const outside = await tax({ category: 'O', reason: 'Abroad' });
    const exempt = await tax({ category: 'E', reason: 'Passed on at cost' });
    expect(await codeOf(treat(client, { from: '2026-05-31', tax: vat.id }))).toBe(
      'tax-treatment.before-rate',
    );
    expect(await codeOf(treat(client, { from: '2026-06-01', tax: vat.id, expenseTax: outside.id }))).toBe(
      'tax-treatment.mixed',
    );
    expect(await treat(client, { from: '2026-06-01', tax: vat.id, expenseTax: exempt.id })).toMatchObject([
      { from: '2026-06-01', taxName: vat.name, expenseTaxName: exempt.name },
    ]);
    expect(await codeOf(treat(client, { from: '2026-06-01', tax: outside.id }))).toBe(
      'tax-treatment.same-day',
    );
    expect(await codeOf(treat(client, { from: '2026-07-01', tax: known<'tax'>(client) }))).toBe('not-found');
  });

  test('of a tax: a name is taken once, a rate begins on a day once, and only a standard tax has one', async () => {
    const vat = await tax({});
    const outside = await tax({ category: 'O', reason: 'Abroad' });
    const rate = (of: typeof vat, from: string) =>
      world.as('frank')(billingApi.setTaxRate, { params: { tax: of.id }, body: { rate: '9', from } });
    expect(await codeOf(tax({ name: vat.name }))).toBe('tax.name-taken');
    expect(await codeOf(rate(vat, '2026-01-01'))).toBe('tax.rate-same-day');
    expect(await codeOf(rate(outside, '2026-01-01'))).toBe('tax.no-rate');
  });

  test('is set by finance alone', async () => {
    const { client } = await agreed();
    const { id } = await tax({});
    for (const who of ['ines', 'marek', 'sofia', 'lena'] as const)
      expect(
        await codeOf(
          world.as(who)(billingApi.setTaxTreatment, {
            params: { client },
            body: { from: '2026-11-01', tax: id },
          }),
        ),
      ).toBe('not-allowed');
  });
});

describe('what stands on invoices about a party', () => {
  test('is changed by whoever saw the latest version, and each version is kept', async () => {
    const before = await world.as('frank')(billingApi.showInvoicing, {});
    expect(before).toMatchObject({ version: 0, legalName: '', termsDays: 30 });
    const change = (version: number, city: string) =>
      world.as('frank')(billingApi.changeInvoicing, {
        body: { version, city, country: 'us', account: 'ie29 aibk 9311 5212 3456 78' },
      });
    expect(await change(0, 'Chicago')).toMatchObject({
      version: 1,
      city: 'Chicago',
      country: 'US',
      account: 'IE29AIBK93115212345678',
    });
    expect(await codeOf(change(0, 'Boston'))).toBe('invoicing.edited-meanwhile');
    expect(await codeOf(Promise.all([change(1, 'Dallas'), change(1, 'Austin')]))).toBe(
      'invoicing.edited-meanwhile',
    );
    const { rows } = await world.owner.query('select count(*)::int as kept from provider_invoicing');
    expect(rows).toEqual([{ kept: 2 }]);
  });

  test.each([
    ['country', { country: 'UK' }],
    ['vatNumber', { vatNumber: '36-1234567' }],
    ['account', { account: 'IE29AIBK93115212345679' }],
    ['bic', { bic: 'AIBK' }],
    ['colour', { colour: '#ffcc00' }],
    ['contactEmail', { contactEmail: 'accounts' }],
    ['electronicScheme', { electronicAddress: '361234567' }],
    ['electronicScheme', { electronicScheme: '9999', electronicAddress: '1' }],
    ['electronicAddress', { electronicScheme: '0088' }],
    ['electronicAddress', { electronicScheme: '0088', electronicAddress: '7300010000002' }],
    ['electronicAddress', { electronicScheme: '0192', electronicAddress: '987654321' }],
    ['electronicAddress', { electronicScheme: '0208', electronicAddress: '0123456789' }],
    ['electronicAddress', { electronicScheme: '0007', electronicAddress: '2021005488' }],
    ['electronicAddress', { electronicScheme: '0151', electronicAddress: '51824753557' }],
    ['electronicAddress', { electronicScheme: '0184', electronicAddress: '1635670' }],
  ])('is refused with its field where it cannot be: %s of %j', async (field, said) => {
    const asked = world.as('frank')(billingApi.changeInvoicing, { body: { ...blank, ...said } });
    await expect(asked).rejects.toMatchObject({ code: 'invalid-input', faults: [{ path: `/${field}` }] });
  });

  test.each([
    ['0088', '7300010000001'],
    ['0192', '987654325'],
    ['0208', '0202239951'],
    ['0007', '2021005489'],
    ['0151', '51824753556'],
    ['0184', 'DK16356706'],
    ['9959', '361234567'],
  ])('has an electronic address in scheme %s such as %s', async (electronicScheme, electronicAddress) => {
    const { client } = await agreed();
    const body = { ...blank, electronicScheme, electronicAddress };
    expect(
      await world.as('frank')(billingApi.changeClientInvoicing, { params: { client }, body }),
    ).toMatchObject({ electronicAddress });
  });
});
