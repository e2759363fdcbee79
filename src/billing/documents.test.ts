import readXlsx from 'read-excel-file/node';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { brokenRules, invoiceIn } from '../../test/einvoice-rules.ts';
import { leavesOf, writtenByAnother } from '../../test/einvoice-schema.ts';
import { base, seeding, type SeededContract } from '../../test/hours.ts';
import { codeOf } from '../../test/timesheet.ts';
import { useWorld, type Name } from '../../test/world.ts';
import type { ContractId } from '../contracts/contract.ts';
import type { Request } from '../core/route.ts';
import type { ClientId } from '../people/person.ts';
import { billingApi } from './api.ts';

const world = useWorld();
const seed = seeding(world);

const american = {
  version: 0,
  legalName: 'Northwind Managed Services LLC',
  street: '220 West Kinzie Street',
  city: 'Chicago',
  subdivision: 'IL',
  postcode: '60654',
  country: 'US',
  registrationNumber: 'IL-07318842',
  taxRegistration: '36-4471820',
  electronicScheme: '9959',
  electronicAddress: '364471820',
  contactEmail: 'billing@northwind.example',
  account: '000123456789',
  bic: 'CHASUS33',
};
const irish = {
  version: 0,
  street: '1 Merrion Row',
  city: 'Dublin',
  postcode: 'D02 AB12',
  country: 'IE',
  vatNumber: 'IE 6388047V',
  electronicScheme: '9935',
  electronicAddress: 'IE6388047V',
  purchaseOrder: 'PO <118> & "more"',
};

beforeAll(async () => {
  await world.as('frank')(billingApi.changeInvoicing, { body: american });
});
beforeEach(() => {
  world.clock.now = Temporal.Instant.from('2026-12-02T15:00:00Z');
});

let made = 0;
const agreed = async (said: SeededContract = {}, whose?: ClientId) => {
  const client = whose ?? (await seed.client(`Sent ${++made}`));
  const contract = await seed.contract(client, {
    start: '2026-11-01',
    end: '2027-03-01',
    packages: [{ ...base, hours: 1, fee: 10_001 }],
    ...said,
  });
  return { client, ...contract };
};
/** 100 minutes in business hours, each time on another day, because nobody works twice at once. */
const work = (client: ClientId, subject = 'Firewall review') => {
  const day = [3, 4, 5, 6, 9, 10, 12, 13, 16, 17, 18, 19][worked++];
  return seed.entry({
    client,
    subject,
    start: `2026-11-${String(day).padStart(2, '0')}T15:00:00Z`,
    minutes: 100,
  });
};
let worked = 0;
const taxed = async (client: ClientId, ...said: Request<typeof billingApi.addTax>['body'][]) => {
  const taxes = [];
  for (const body of said)
    taxes.push(
      await world.as('frank')(billingApi.addTax, { body: { ...body, name: `${body.name} ${++made}` } }),
    );
  await world.as('frank')(billingApi.setTaxTreatment, {
    params: { client },
    body: { from: '2026-11-01', tax: taxes[0]!.id, expenseTax: taxes[1]?.id ?? null },
  });
};
const known = (client: ClientId, body: object = irish) =>
  world.as('frank')(billingApi.changeClientInvoicing, { params: { client }, body: { version: 0, ...body } });
const close = async (contract: ContractId, month = '2026-11') =>
  (await world.as('frank')(billingApi.closeMonth, { params: { contract, month } })).invoice.number;
const save = (invoice: string, format: 'pdf' | 'ubl' | 'json', who: Name = 'frank') =>
  world.as(who)(billingApi.saveInvoice, { params: { invoice }, query: { format } });
const textOf = ({ content }: { content: Uint8Array }) => new TextDecoder().decode(content);

/** The structured invoice, held to the rules and to another maker of them. */
const valid = async (invoice: string): Promise<string[]> => {
  const xml = textOf(await save(invoice, 'ubl'));
  expect(brokenRules(invoiceIn(xml))).toEqual([]);
  expect(leavesOf(await writtenByAnother(xml))).toEqual(leavesOf(xml));
  return leavesOf(xml);
};

describe('a structured invoice', () => {
  const standard = { name: 'Sales tax', category: 'S', rate: '8.25', from: '2026-01-01' } as const;

  test.each([
    ['no tax', []],
    ['a standard tax', [standard]],
    ['a zero rate', [{ name: 'Zero', category: 'Z' }]],
    ['an exemption', [{ name: 'Exempt', category: 'E', reason: 'Services to hospitals' }]],
    [
      'reverse charge',
      [{ name: 'Reverse charge', category: 'AE', reasonCode: 'VATEX-EU-AE', reason: 'Reverse charge' }],
    ],
    ['what is outside scope', [{ name: 'Export', category: 'O', reason: 'Supplied abroad' }]],
  ] as const)('with %s keeps every rule', async (_, taxes) => {
    const { client, id } = await agreed();
    await work(client);
    await known(client);
    if (taxes.length > 0) await taxed(client, ...taxes);
    const leaves = await valid(await close(id));
    expect(leaves).toContain('Invoice/InvoiceLine/Price/BaseQuantity = 60 (unitCode=MIN)');
    expect(leaves).toContain('Invoice/InvoiceLine/InvoicedQuantity = 45 (unitCode=MIN)');
  });

  test('with an earlier one corrected names it, and below zero is a credit note of what it comes to', async () => {
    const { client, id } = await agreed({ end: '2026-12-02' });
    await known(client);
    await taxed(client, standard);
    const november = await close(id);
    await world.as('frank')(billingApi.adjustInvoice, {
      params: { invoice: november },
      body: { amount: '-100.01', reason: 'The month was not served' },
    });
    world.clock.now = Temporal.Instant.from('2027-01-04T15:00:00Z');
    const december = await close(id, '2026-12');
    const leaves = await valid(december);
    for (const leaf of [
      'CreditNoteTypeCode = 381',
      'InvoicePeriod/StartDate = 2026-11-01',
      `BillingReference/InvoiceDocumentReference/ID = ${november}`,
      'PaymentTerms/Note = Taken off what is to be paid, or paid back.',
      'TaxTotal/TaxAmount = 7.98 (currencyID=USD)',
      'LegalMonetaryTotal/PayableAmount = 104.76 (currencyID=USD)',
      'CreditNoteLine/CreditedQuantity = -1 (unitCode=C62)',
      'CreditNoteLine/LineExtensionAmount = -3.23 (currencyID=USD)',
      'CreditNoteLine/CreditedQuantity = 1 (unitCode=C62)',
      'CreditNoteLine/LineExtensionAmount = 100.01 (currencyID=USD)',
    ])
      expect(leaves).toContain(`CreditNote/${leaf}`);
    expect(leaves.filter((leaf) => leaf.includes('PaymentMeans'))).toEqual([]);
    const pdf = new TextDecoder('latin1').decode((await save(december, 'pdf')).content);
    expect(pdf).toContain(`/Title (Credit note ${december})`);
  });

  test('is refused with what is missing and where it is filled in, and can be had once it is', async () => {
    const { client, id } = await agreed();
    await taxed(client, { name: 'Reverse', category: 'AE', reason: 'Reverse charge' });
    const number = await close(id);
    await expect(save(number, 'ubl')).rejects.toMatchObject({
      code: 'invoice.details-missing',
      faults: [
        { path: '/buyer/street' },
        { path: '/buyer/city' },
        { path: '/buyer/country', message: expect.stringContaining('on the page of the client') },
        { path: '/buyer/electronicAddress' },
        { path: '/buyer/vatNumber' },
        { path: '/buyer/buyerReference' },
      ],
    });
    await known(client);
    await valid(number);
  });
});

describe('an invoice as a PDF', () => {
  test('is tagged, titled, in a language, and the same bytes each time', async () => {
    const { client, id } = await agreed();
    await known(client);
    const number = await close(id);
    const pdf = await save(number, 'pdf');
    expect(pdf).toMatchObject({ name: `${number}.pdf`, mediaType: 'application/pdf' });
    const text = new TextDecoder('latin1').decode(pdf.content);
    for (const said of [
      '%PDF-1.7',
      '/StructTreeRoot',
      '/Lang (en)',
      `/Title (Invoice ${number})`,
      '<pdfuaid:part>1',
    ])
      expect(text).toContain(said);
    expect(text).toContain('2026-12-02T15:00:00');
    expect(Buffer.compare((await save(number, 'pdf')).content, pdf.content)).toBe(0);
  });

  test('sets what was typed as it was typed', async () => {
    const { client, id } = await agreed();
    await known(client, { legalName: '#panic("x") $a$ [*b*] \\ // "', city: '#read("/etc/passwd")' });
    expect((await save(await close(id), 'pdf')).content.length).toBeGreaterThan(10_000);
  });
});

test('a client saves its own invoices and hours, and what is for accounting is finance’s alone', async () => {
  const { id, client } = await agreed({}, world.lakeside);
  await known(client);
  const number = await close(id);
  for (const who of ['carl', 'lena'] as const) {
    expect(JSON.parse(textOf(await save(number, 'json', who)))).toMatchObject({
      number,
      lines: [{ amount: '100.01' }],
    });
    expect((await save(number, 'ubl', who)).mediaType).toBe('application/xml');
    expect((await save(number, 'pdf', who)).content.length).toBeGreaterThan(10_000);
  }
  for (const who of ['hugo', 'olga'] as const)
    expect(await codeOf(save(number, 'pdf', who))).toBe('not-found');
  const accounting = { params: { month: '2026-11' }, query: { format: 'xero' } } as const;
  for (const who of ['carl', 'ines', 'marek'] as const)
    expect(await codeOf(world.as(who)(billingApi.saveAccounting, accounting))).toBe('not-allowed');
  const hours = { params: { client: world.lakeside, month: '2026-11' } };
  expect((await world.as('carl')(billingApi.saveHours, hours)).name).toBe('hours-LAKE-2026-11.xlsx');
  expect(await codeOf(world.as('hugo')(billingApi.saveHours, hours))).toBe('not-found');
});

test('invoices go to Xero and QuickBooks line by line, and no cell is a formula', async () => {
  const { client, id } = await agreed();
  await work(client);
  await known(client, { ...irish, legalName: '=cmd|calc', purchaseOrder: '', buyerReference: '@ref, 1' });
  await taxed(client, { name: 'VAT', category: 'S', rate: '20', from: '2026-01-01' });
  const number = await close(id);
  const rows = async (format: 'xero' | 'quickbooks') =>
    textOf(
      await world.as('frank')(billingApi.saveAccounting, { params: { month: '2026-11' }, query: { format } }),
    )
      .split('\r\n')
      .filter((row) => row.startsWith('*') || row.includes(`${number},`));
  const xero = await rows('xero');
  expect(xero[0]).toMatch(/^\*ContactName,.*\*InvoiceNumber,Reference,\*InvoiceDate,\*DueDate/);
  expect(xero[1]).toMatch(
    new RegExp(
      `^'=cmd\\|calc,,1 Merrion Row,,Dublin,,D02 AB12,IE,${number},"'@ref, 1",2026-12-02,2027-01-01,"Base package`,
    ),
  );
  expect(xero[2]).toMatch(/"Overage, 45 min at 175.00 an hour",1,131.25,200,VAT \d+,26.25,USD$/);
  expect((await rows('quickbooks'))[2]).toMatch(
    /,Overage,"Overage, 45 min at 175.00 an hour",1,131.25,131.25,VAT \d+,26.25,USD,2026-11-01$/,
  );
});

test('a month’s hours are a workbook with figures to reckon with, and no cell is a formula', async () => {
  const { client } = await agreed();
  await work(client, '=1+1');
  const { content } = await world.as('ines')(billingApi.saveHours, { params: { client, month: '2026-11' } });
  const [entries = [], , statement = []] = (await readXlsx(Buffer.from(content))).map(({ data }) => data);
  expect(entries[0]?.slice(0, 4)).toEqual(['Began (America/Chicago)', 'Who', 'Role', 'What for']);
  // A date to sort and reckon with, and the clock of the contract's zone: 15:00 in UTC.
  expect(JSON.stringify(entries[1]?.[0])).toMatch(/^"2026-11-\d\dT09:00:00.000Z"$/);
  expect(entries[1]?.[3]).toBe("'=1+1");
  expect(entries[1]?.slice(6, 8)).toEqual([100, 105]);
  expect(statement.at(-1)).toEqual(['Total', null, null, 231.26]);
});
