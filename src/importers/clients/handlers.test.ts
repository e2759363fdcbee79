import { describe, expect, test } from 'vitest';
import { csv } from '../../../test/csv.ts';
import { hasFixture, readFixture } from '../../../test/fixtures.ts';
import { useWorld } from '../../../test/world.ts';
import { clientsApi } from '../../clients/api.ts';
import { importersApi } from '../api.ts';

const world = useWorld();
const preview = (text: string) => world.as('sofia')(importersApi.previewImport, csv('clients', text));
const bringIn = (text: string) => world.as('sofia')(importersApi.bringIn, csv('clients', text));
const client = async (code: string) => {
  const { items } = await world.as('sofia')(clientsApi.listClients, {});
  return items.find((known) => known.code === code);
};

describe('clients from a file', () => {
  test('a new client gets what the row says, and the provider’s own for the rest', async () => {
    await bringIn(`
      Code,Client Name,Spend,Technologies,Devices
      maple,Maple Credit Union,"12,500.00",Network; unified communications,80`);
    expect(await client('MAPLE')).toMatchObject({
      name: 'Maple Credit Union',
      timeZone: 'America/Chicago',
      currency: 'USD',
      managedServicesSpend: '12500.00',
      deviceCount: 80,
      technologyGroups: ['collaboration', 'network'],
      version: 1,
    });
  });

  test('a client that is there is changed in what the row says and left in the rest', async () => {
    const before = await client('LAKE');
    const file = `
      code,devices,technologyGroups
      LAKE,240,`;
    expect((await preview(file)).rows).toEqual([
      {
        row: 2,
        outcome: 'changed',
        label: 'LAKE Lakeside Clinics',
        changes: [{ field: 'deviceCount', from: '120', to: '240' }],
      },
    ]);
    expect(await client('LAKE')).toEqual(before);
    await bringIn(file);
    expect(await client('LAKE')).toEqual({ ...before, deviceCount: 240, version: 2 });
  });

  test('the same file again changes nothing, and says so', async () => {
    const file = `
      code,name,spend
      HARB,Harbor Freight Lines,25000
      OAK,Oak & Sons,100.5`;
    expect(await bringIn(file)).toMatchObject({ created: 1, changed: 0, unchanged: 1 });
    const once = [await client('OAK'), await client('HARB')];
    expect(await bringIn(file)).toMatchObject({ created: 0, changed: 0, unchanged: 2 });
    expect([await client('OAK'), await client('HARB')]).toEqual(once);
  });

  test('every row that is refused says why, and nothing of the file is brought in', async () => {
    const file = `
      code,name,currency,spend,timeZone,technologyGroups
      ELM,Elm Ltd,USD,1.00,Europe/London,network
      ,Nobody,USD,1.00,Europe/London,network
      FIG,Fig,JPY,1.50,Europe/London,network
      ASH,Ash,USD,1.00,Mars/Olympus,network
      IVY,Ivy,USD,1.00,Europe/London,quantum
      PINE,=cmd(),USD,1.00,Europe/London,network
      elm,Elm again,USD,1.00,Europe/London,network
      YEW,Yew,USD,1.00`;
    const { counts, refusals } = await preview(file);
    expect(counts).toEqual({ rows: 8, created: 1, changed: 0, unchanged: 0, refused: 7 });
    expect(refusals.map(({ row, field, code }) => [row, field, code])).toEqual([
      [3, 'code', 'import.missing'],
      [4, 'managedServicesSpend', 'import.cell'],
      [5, 'timeZone', 'import.cell'],
      [6, 'technologyGroups', 'import.unknown-technology-group'],
      [7, 'name', 'import.cell'],
      [8, 'code', 'import.twice'],
      [9, null, 'import.ragged'],
    ]);
    await expect(bringIn(file)).rejects.toMatchObject({
      code: 'import.rows-refused',
      about: { refused: 7, rows: 8 },
      faults: expect.arrayContaining([expect.objectContaining({ path: '/rows/5/timeZone' })]),
    });
    expect(await client('ELM')).toBeUndefined();
  });

  test('a client of another provider is not touched by a code that both have', async () => {
    await world.as('olga')(importersApi.bringIn, csv('clients', 'code,name\nLAKE,Another Lake'));
    expect(await client('LAKE')).toMatchObject({ name: 'Lakeside Clinics' });
  });

  test('many clients cost no more statements than two', async () => {
    const rows = (count: number, from: string) =>
      `code,name\n${Array.from({ length: count }, (_, index) => `${from}${index},Client ${index}`).join('\n')}`;
    const counted = async (file: string) => {
      const before = world.statements.length;
      await bringIn(file);
      return world.statements.length - before;
    };
    const two = await counted(rows(2, 'TWO'));
    expect(await counted(rows(300, 'MANY'))).toBe(two);
  });
});

const naughty = 'input/blns/blns.json';
describe.skipIf(!hasFixture(naughty))('names that break other programs', () => {
  test('each is refused in its row or kept as it was written', async () => {
    const names: string[] = JSON.parse(readFixture(naughty).toString());
    const quoted = names.map((name, index) => `"N${index}","${name.replaceAll('"', '""')}"`);
    const body = {
      ...csv('clients', '').body,
      bytes: Buffer.from(['code,name', ...quoted].join('\n')).toString('base64'),
    };
    const { counts, refusals } = await world.as('sofia')(importersApi.previewImport, { body });
    expect(counts.rows).toBe(names.length);
    const refused = new Set(refusals.map(({ row }) => row));
    expect(refusals.every(({ field }) => field === 'name')).toBe(true);
    const fit = quoted.filter((_, index) => !refused.has(index + 2));
    expect(fit.length).toBeGreaterThan(names.length * 0.8);
    await world.as('sofia')(importersApi.bringIn, {
      body: { ...body, bytes: Buffer.from(['code,name', ...fit].join('\n')).toString('base64') },
    });
    const kept = await world.owner.query(`select code, name from client where code ~ '^N[0-9]+$'`);
    for (const { code, name } of kept.rows) expect(name).toBe(names[Number(code.slice(1))]!.trim());
  });
});
