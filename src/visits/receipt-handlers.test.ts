import { beforeAll, describe, expect, test } from 'vitest';
import { closeMonth, signContract } from '../../test/contract.ts';
import { onSite } from '../../test/on-site.ts';
import { codeOf } from '../../test/timesheet.ts';
import { useWorld, type Name } from '../../test/world.ts';
import { visitsApi } from './api.ts';
import type { Expense } from './expense.ts';
import type { Receipt } from './receipt.ts';

const world = useWorld();
const { add, addReceipt, edit, remove, removeReceipt, writeOff } = onSite(world);
const pdf = (words = '') => `%PDF-1.7\n${words}`;
const receiptsOf = async ({ id }: Expense, who: Name = 'frank') => {
  const { items } = await world.as(who)(visitsApi.listExpenses, { query: { limit: 500 } });
  return items.find((one) => one.id === id)?.receipts ?? [];
};

describe('receipts', () => {
  test('are added to an expense, shown with it, and saved as they were', async () => {
    const expense = await add('marek');
    const taxi = await addReceipt('marek', expense, 'C:\\taxi.pdf', pdf('taxi'));

    expect(taxi).toMatchObject({ name: 'taxi.pdf', kind: 'pdf', bytes: 13 });
    expect((await receiptsOf(expense)).map(({ name }) => name)).toEqual(['taxi.pdf']);
    const saved = await world.as('frank')(visitsApi.saveReceipt, { params: { receipt: taxi.id } });
    expect(saved).toMatchObject({ name: 'taxi.pdf', mediaType: 'application/pdf' });
    expect(new TextDecoder().decode(saved.content)).toBe(pdf('taxi'));
  });

  test('put the hash of their bytes on record', async () => {
    const receipt = await addReceipt('marek', await add('marek'), 'a.pdf', pdf('hash'));
    const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(pdf('hash')));
    const { rows } = await world.owner.query('select detail from fact where object_id = $1', [receipt.id]);
    expect(rows[0]?.detail).toMatchObject({ name: 'a.pdf', sha256: Buffer.from(digest).toString('hex') });
  });

  test.each([
    ['file.kind', 'a web page', 'hotel.pdf', '<html></html>'],
    ['file.kind', 'figures', 'hotel.csv', 'day;km\n1;2\n'],
    ['invalid-input', 'nothing', 'hotel.pdf', ''],
    ['invalid-input', 'without a name', ' ', pdf()],
    ['too-large', 'more than 10 MB', 'hotel.pdf', pdf('x'.repeat(10 * 1024 * 1024))],
  ])('are refused as %s: %s', async (code, _, name, content) => {
    expect(await codeOf(addReceipt('marek', await add('marek'), name, content))).toBe(code);
  });

  test('are added and removed by whose expense it is or a supervisor, and each is there once', async () => {
    const expense = await add('marek');
    const receipt = await addReceipt('marek', expense, 'a.pdf', pdf('once'));
    expect(await codeOf(addReceipt('marek', expense, 'b.pdf', pdf('once')))).toBe('receipt.there');
    expect(await codeOf(addReceipt('priya', expense, 'b.pdf', pdf('hers')))).toBe('expense.not-yours');
    expect(await codeOf(removeReceipt('priya', receipt))).toBe('expense.not-yours');
    await removeReceipt('sofia', receipt);
    expect(await receiptsOf(expense)).toEqual([]);
    expect(await codeOf(removeReceipt('sofia', receipt))).toBe('not-found');
    expect(await codeOf(addReceipt('marek', expense, 'again.pdf', pdf('once')))).toBe('done');
  });

  test('stay with their client, and go with a deleted expense', async () => {
    const expense = await add('marek');
    const receipt = await addReceipt('marek', expense, 'a.pdf', pdf('stays'));
    expect(await codeOf(edit('marek', expense, { clientId: world.harbor }))).toBe('receipt.stays');
    await remove('marek', expense);
    expect(await codeOf(world.as('frank')(visitsApi.saveReceipt, { params: { receipt: receipt.id } }))).toBe(
      'not-found',
    );
  });

  test('of an expense that was written off stay as they are', async () => {
    const expense = await add('marek');
    const receipt = await addReceipt('marek', expense, 'a.pdf', pdf('written off'));
    await writeOff('frank', expense);
    expect(await codeOf(removeReceipt('marek', receipt))).toBe('expense.written-off');
    expect(await codeOf(addReceipt('marek', expense, 'b.pdf', pdf('late')))).toBe('expense.written-off');
  });

  test('are no business of another provider or of the portal', async () => {
    const { id } = await addReceipt('marek', await add('marek'), 'a.pdf', pdf('ours'));
    const save = (who: Name) => codeOf(world.as(who)(visitsApi.saveReceipt, { params: { receipt: id } }));
    expect([await save('olga'), await save('lena')]).toEqual(['not-found', 'not-allowed']);
  });
});

describe('once the month is closed', () => {
  let expense: Expense;
  let receipt: Receipt;
  beforeAll(async () => {
    expense = await add('marek', { day: '2026-10-20' });
    receipt = await addReceipt('marek', expense, 'october.pdf', pdf('october'));
    await closeMonth(world, await signContract(world, world.lakeside), '2026-10');
  });

  test('an expense says that it is billed', async () => {
    const { items } = await world.as('marek')(visitsApi.listExpenses, {
      query: { from: '2026-10-01', to: '2026-11-01' },
    });
    expect(items).toMatchObject([{ id: expense.id, billed: true, receipts: [{ name: 'october.pdf' }] }]);
    expect((await add('marek')).billed).toBe(false);
  });

  test.each([
    ['expense.on-invoice', 'edited', () => edit('marek', expense, { day: '2026-10-20' })],
    ['expense.on-invoice', 'moved', () => edit('marek', expense, { day: '2026-11-02' })],
    ['expense.on-invoice', 'deleted, not even by a supervisor', () => remove('sofia', expense)],
    ['expense.on-invoice', 'given a receipt', () => addReceipt('marek', expense, 'late.pdf', pdf('late'))],
    ['expense.on-invoice', 'bereft of one', () => removeReceipt('marek', receipt)],
    ['month-closed', 'written off', () => writeOff('frank', expense)],
    ['month-closed', 'joined by another', () => add('marek', { day: '2026-10-20' })],
    [
      'month-closed',
      'joined by one of November',
      async () => edit('marek', await add('marek'), { day: '2026-10-20' }),
    ],
  ])('as %s it is not %s', async (code, _, act) => {
    expect(await codeOf(act())).toBe(code);
  });

  test.each([
    ['update expense set amount = 1 where day = $1'],
    ['delete from expense where day = $1'],
    [
      `insert into expense_write_off select provider_id, id, client_id, 'changed', person_id, now() from expense where day = $1`,
    ],
    ['delete from receipt r using expense x where x.id = r.expense_id and x.day = $1'],
  ])('nor as the owner of the tables: %s', async (statement) => {
    await expect(world.owner.query(statement, ['2026-10-20'])).rejects.toThrow('the month is closed');
  });

  test('nor is anything emptied', async () => {
    for (const table of ['expense', 'receipt'])
      await expect(world.owner.query(`truncate ${table} cascade`)).rejects.toThrow('append-only');
  });
});
