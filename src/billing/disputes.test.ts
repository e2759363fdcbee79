import { beforeAll, describe, expect, test } from 'vitest';
import { base, seeding } from '../../test/hours.ts';
import { codeOf } from '../../test/timesheet.ts';
import { useTeam } from '../../test/team.ts';
import { useWorld, type Name } from '../../test/world.ts';
import { mailApi } from '../mail/api.ts';
import { billingApi } from './api.ts';
import type { Invoice } from './invoice.ts';

const world = useWorld();
const seed = seeding(world);
useTeam(world);
let contract: Awaited<ReturnType<typeof seed.contract>>;
let invoice: Invoice;

beforeAll(async () => {
  world.clock.now = Temporal.Instant.from('2027-02-03T15:00:00Z');
  contract = await seed.contract(world.lakeside, {
    start: '2026-11-01',
    increment: 1,
    packages: [{ ...base, hours: 1, fee: 16_500 }],
  });
  await seed.entry({ start: '2026-11-03T15:00:00Z', minutes: 100 });
  invoice = await close('2026-11');
});

const close = async (month: string): Promise<Invoice> => {
  const { invoice: made } = await world.as('frank')(billingApi.closeMonth, {
    params: { contract: contract.id, month },
  });
  return world.as('frank')(billingApi.getInvoice, { params: { invoice: made.id } });
};
const open = (who: Name = 'lena', position = 2, reason = 'We did not order this', key?: string) =>
  world.as(who)(
    billingApi.openDispute,
    { params: { invoice: invoice.number }, body: { position, reason } },
    key === undefined ? {} : { idempotencyKey: key },
  );
const reply = (who: Name, dispute: string, words: string) =>
  world.as(who)(billingApi.replyToDispute, { params: { dispute }, body: { words } });
const settle = (who: Name, dispute: string, words: string, amount?: string) =>
  world.as(who)(billingApi.settleDispute, {
    params: { dispute },
    body: { words, ...(amount === undefined ? {} : { amount }) },
  });
const list = (who: Name, query = {}) => world.as(who)(billingApi.listDisputes, { query });
const told = async () =>
  (await world.as('ada')(mailApi.listMail, { query: {} })).items
    .filter(({ kind }) => kind === 'dispute')
    .map(({ to, subject }) => `${to}: ${subject}`)
    .toSorted();
const acts = async (dispute: string) =>
  (
    await world.owner.query<{ act: string }>(`select act from fact where object_id = $1 order by id`, [
      dispute,
    ])
  ).rows.map(({ act }) => act);

describe('a disputed line', () => {
  test('has a thread of both sides and ends in a credit of that line, while the invoice stays as it is', async () => {
    const opened = await open('lena', 2, 'Forty minutes of this were a break');
    expect(opened).toMatchObject({
      position: 2,
      amount: '116.67',
      state: { state: 'open', waitsFor: 'provider' },
    });
    const answered = await reply('ines', opened.id, 'We are looking into it');
    expect(answered.state).toEqual({ state: 'open', waitsFor: 'client' });
    await reply('carl', opened.id, 'Thank you');
    const settled = await settle('frank', opened.id, 'Half of it was a break', '-58.33');
    expect(settled.messages.map(({ side, words }) => `${side}: ${words}`)).toEqual([
      'client: Forty minutes of this were a break',
      'provider: We are looking into it',
      'client: Thank you',
    ]);
    expect(settled.state).toMatchObject({
      state: 'settled',
      words: 'Half of it was a break',
      settledByName: 'Frank',
      adjustment: {
        position: 2,
        amount: '-58.33',
        reason: 'Half of it was a break',
        state: { state: 'waiting' },
      },
    });
    expect(await acts(opened.id)).toEqual([
      'dispute.opened',
      'dispute.replied',
      'dispute.replied',
      'dispute.settled',
    ]);
    expect(await world.as('frank')(billingApi.getInvoice, { params: { invoice: invoice.id } })).toEqual(
      invoice,
    );

    const next = await close('2026-12');
    expect(next.lines.map(({ kind, amount }) => `${kind} ${amount}`)).toContain('adjustment -58.33');
    const [read] = (await list('lena', { invoice: invoice.id })).items;
    expect(read?.state).toMatchObject({
      adjustment: { state: { state: 'billed', invoiceNumber: next.number } },
    });
  });

  test('can be disputed again once settled, by itself, and the old thread is still read', async () => {
    const [first] = (await list('carl', { invoice: invoice.id })).items;
    const again = await open('carl', 2, 'The other half as well');
    expect(again.follows).toBe(first?.id);
    await settle('ines', again.id, 'That half was work, see the ticket');
    const { items } = await list('hugo');
    expect(items).toEqual([]);
    const threads = (await list('lena', { state: 'settled' })).items;
    expect(threads.map(({ messages }) => messages[0]?.words)).toEqual([
      'The other half as well',
      'Forty minutes of this were a break',
    ]);
    expect(threads[0]?.state).toMatchObject({
      adjustment: null,
      words: 'That half was work, see the ticket',
    });
  });

  test('is told to the other side by mail, and never to whoever wrote', async () => {
    const before = await told();
    const { id } = await open('lena', 1, 'Is this ours?');
    const subjects = async () => {
      const all = await told();
      for (const one of before) all.splice(all.indexOf(one), 1);
      return all;
    };
    const opened = 'Lakeside Clinics disputes line 1 of INV-000001';
    expect(await subjects()).toEqual([`frank@example.com: ${opened}`, `ines@example.com: ${opened}`]);
    await reply('sofia', id, 'It is');
    expect(await subjects()).toContain('lena@example.com: Sofia wrote about line 1 of INV-000001');
    await reply('carl', id, 'Let me look');
    expect((await subjects()).filter((one) => one.includes('Carl wrote'))).toEqual([
      'frank@example.com: Carl wrote about line 1 of INV-000001',
      'ines@example.com: Carl wrote about line 1 of INV-000001',
      'sofia@example.com: Carl wrote about line 1 of INV-000001',
    ]);
    await settle('sofia', id, 'It stands');
    expect((await subjects()).filter((one) => one.includes('Settled'))).toEqual([
      'carl@example.com: Settled: line 1 of INV-000001',
      'lena@example.com: Settled: line 1 of INV-000001',
    ]);
  });

  test('is opened once, however often the same is asked for', async () => {
    const key = crypto.randomUUID();
    const first = await open('lena', 1, 'Once more', key);
    expect(await open('lena', 1, 'Once more', key)).toEqual(first);
    await settle('frank', first.id, 'As said');
  });
});

describe('refused is', () => {
  test('a line that the invoice does not have', async () => {
    expect(await codeOf(open('lena', 9))).toBe('adjustment.no-such-line');
  });

  test('a second dispute of a line while one is open, by the handlers and by the database', async () => {
    const { id } = await open();
    expect(await codeOf(open('carl'))).toBe('dispute.open');
    const twice = world.owner.query(
      `insert into dispute (provider_id, id, client_id, invoice_id, position, follows, reason, opened_by, opened_at)
       select provider_id, gen_random_uuid(), client_id, invoice_id, position, $2, reason, opened_by, opened_at from dispute where id = $1`,
      [id, (await world.as('lena')(billingApi.getDispute, { params: { dispute: id } })).follows],
    );
    await expect(twice).rejects.toThrow('dispute_one_open');
    const unsettled = world.owner.query(
      `insert into dispute (provider_id, id, client_id, invoice_id, position, follows, reason, opened_by, opened_at)
       select provider_id, gen_random_uuid(), client_id, invoice_id, position, id, reason, opened_by, opened_at from dispute where id = $1`,
      [id],
    );
    await expect(unsettled).rejects.toThrow('foreign key');
    await settle('frank', id, 'As said before');
  });

  test('a word on a dispute that is settled, and settling it twice', async () => {
    const { id } = await open();
    await settle('frank', id, 'No');
    expect(await codeOf(reply('lena', id, 'But'))).toBe('dispute.settled');
    expect(await codeOf(settle('frank', id, 'Yes', '-1.00'))).toBe('dispute.settled');
  });

  test('an adjustment by whoever is not finance, of nothing, of more than was billed, or of too many decimals; the dispute stays open', async () => {
    const { id } = await open();
    expect(await codeOf(settle('ines', id, 'A credit', '-1.00'))).toBe('dispute.finance-adjusts');
    expect(await codeOf(settle('frank', id, 'Nothing', '0.00'))).toBe('adjustment.nothing');
    expect(await codeOf(settle('frank', id, 'All of it', '-58.35'))).toBe('adjustment.too-large');
    expect(await codeOf(settle('frank', id, 'A bit', '-0.001'))).toBe('adjustment.decimals');
    const { state } = await world.as('frank')(billingApi.getDispute, { params: { dispute: id } });
    expect(state.state).toBe('open');
    await settle('frank', id, 'All that is left', '-58.34');
  });

  test('what is another client’s or another provider’s: it is not there', async () => {
    expect(await codeOf(open('hugo'))).toBe('not-found');
    const { id } = await open();
    for (const who of ['hugo', 'olga'] as const) {
      expect(await codeOf(world.as(who)(billingApi.getDispute, { params: { dispute: id } }))).toBe(
        'not-found',
      );
      expect(await codeOf(reply(who, id, 'Hello'))).toBe('not-found');
      expect((await list(who)).items).toEqual([]);
    }
    expect(await codeOf(settle('olga', id, 'Mine'))).toBe('not-found');
  });

  test('settling by the client, opening by the provider, and writing by an engineer', async () => {
    const { items } = await list('lena', { state: 'open' });
    const id = items[0]?.id ?? '';
    expect(await codeOf(settle('lena', id, 'I am right'))).toBe('not-allowed');
    expect(await codeOf(open('frank'))).toBe('not-allowed');
    expect(await codeOf(reply('marek', id, 'Hm'))).toBe('not-allowed');
  });
});
