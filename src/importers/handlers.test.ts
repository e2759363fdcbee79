import { describe, expect, test } from 'vitest';
import { csv } from '../../test/csv.ts';
import { useWorld } from '../../test/world.ts';
import { importersApi } from './api.ts';

const world = useWorld();
const sofia = () => world.as('sofia');

describe('reading a file', () => {
  test('a preview says how the file was read and what it would do, and writes nothing', async () => {
    const before = await world.owner.query('select count(*) from fact');
    const { bytes, ...body } = csv(
      'clients',
      'Kürzel;Firma;Spend;Bemerkung\nMAPLE;Möbel Müller;12.500,00;x',
    ).body;
    const latin = Buffer.from(Buffer.from(bytes, 'base64').toString(), 'latin1').toString('base64');
    const answer = await sofia()(importersApi.previewImport, { body: { ...body, bytes: latin } });
    expect(answer).toMatchObject({
      fileHash: expect.stringMatching(/^[0-9a-f]{64}$/),
      mapping: {
        encoding: 'windows-1252',
        delimiter: ';',
        decimal: 'comma',
        dates: null,
        columns: { code: 'Kürzel', name: 'Firma', managedServicesSpend: 'Spend' },
      },
      unusedColumns: ['Bemerkung'],
      questions: [],
      counts: { rows: 1, created: 1, changed: 0, unchanged: 0, refused: 0 },
      rows: [{ row: 2, outcome: 'created', label: 'MAPLE Möbel Müller', changes: [] }],
    });
    expect((await world.owner.query('select count(*) from fact')).rows).toEqual(before.rows);
  });

  test('what a file does not show is asked, no row is read, and nothing is brought in', async () => {
    const file = csv('clients', 'code,company,company name,spend\nMAPLE,Maple,Maple CU,"1,250"');
    const { questions, counts } = await sofia()(importersApi.previewImport, file);
    expect(questions.map(({ about, field, options }) => [about, field, options])).toEqual([
      ['decimal', null, ['point', 'comma']],
    ]);
    expect(counts.rows).toBe(0);
    await expect(sofia()(importersApi.bringIn, file)).rejects.toMatchObject({
      code: 'import.unclear',
      faults: [{ path: '/mapping/decimal' }],
    });
    const told = csv('clients', 'code,company,spend\nMAPLE,Maple,"1,250"', { decimal: 'point' });
    expect((await sofia()(importersApi.previewImport, told)).counts.created).toBe(1);
  });

  test('a column that is missing is asked for with the headers of the file', async () => {
    const { questions } = await sofia()(importersApi.previewImport, csv('clients', 'Nummer\n1'));
    expect(questions).toMatchObject([{ about: 'columns', field: 'code', options: ['Nummer'] }]);
  });

  test.each([
    ['', 'import.empty'],
    ['\0code,name\n', 'import.no-text'],
    ['PK\x03\x04whatever', 'import.no-text'],
    ['code,name\n"MAPLE,1\n', 'import.quotes'],
  ])('%j is refused: %s', async (text, code) => {
    const body = { ...csv('clients', '').body, bytes: Buffer.from(text).toString('base64') };
    await expect(sofia()(importersApi.previewImport, { body })).rejects.toMatchObject({ code });
  });

  test('bytes that are no base64 are refused', async () => {
    const body = { ...csv('clients', '').body, bytes: 'code,name' };
    await expect(sofia()(importersApi.previewImport, { body })).rejects.toMatchObject({
      code: 'import.not-base64',
    });
  });

  test('a file without rows is previewed as such and not brought in', async () => {
    const file = csv('clients', 'code,name');
    expect((await sofia()(importersApi.previewImport, file)).counts.rows).toBe(0);
    await expect(sofia()(importersApi.bringIn, file)).rejects.toMatchObject({ code: 'import.no-rows' });
  });

  test('a preview of many rows shows the first of each kind and counts all', async () => {
    const rows = Array.from(
      { length: 1500 },
      (_, index) => `${index % 3 === 0 ? `?${index}` : `C${index}`},Client ${index}`,
    );
    const {
      counts,
      rows: shown,
      refusals,
    } = await sofia()(importersApi.previewImport, csv('clients', ['code,name', ...rows].join('\n')));
    expect(counts).toMatchObject({ rows: 1500, created: 1000, refused: 500 });
    expect(shown).toHaveLength(200);
    expect(shown.at(-1)).toMatchObject({ row: 301 });
    expect(refusals).toHaveLength(500);
  });
});

describe('files that were brought in', () => {
  test('a file is one fact with its counts, and is listed with how it was read', async () => {
    const made = await sofia()(importersApi.bringIn, csv('clients', 'code,name\nFIR,Fir Ltd\nELM,Elm Ltd'));
    const facts = await world.owner.query('select act, detail from fact where object_id = $1', [made.id]);
    expect(facts.rows).toMatchObject([
      {
        act: 'file.imported',
        detail: {
          kind: 'clients',
          fileName: 'clients.csv',
          fileHash: made.fileHash,
          counts: { rows: 2, created: 2, changed: 0, unchanged: 0, refused: 0 },
        },
      },
    ]);
    const { items } = await sofia()(importersApi.listImports, {});
    expect(items[0]).toEqual(made);
    expect(made).toMatchObject({
      created: 2,
      importedBy: world.people.sofia.id,
      importedAt: '2026-11-24T15:00:00Z',
    });
  });

  test('asked again with the same key, a file is brought in once', async () => {
    const file = csv('clients', 'code,name\nBAY,Bay Ltd');
    const once = await sofia()(importersApi.bringIn, file, { idempotencyKey: 'import-bay-1' });
    expect(await sofia()(importersApi.bringIn, file, { idempotencyKey: 'import-bay-1' })).toEqual(once);
    const { items } = await sofia()(importersApi.listImports, {});
    expect(items.filter(({ fileHash }) => fileHash === once.fileHash)).toHaveLength(1);
  });

  test('only supervisors and administrators bring files in, each for their own provider', async () => {
    for (const who of ['ines', 'marek', 'frank', 'lena'] as const) {
      await expect(world.as(who)(importersApi.listImports, {})).rejects.toMatchObject({
        code: 'not-allowed',
      });
    }
    expect((await world.as('olga')(importersApi.listImports, {})).items).toEqual([]);
  });

  test('the columns a file may have are told with an example', async () => {
    const fields = await sofia()(importersApi.listImportFields, { params: { kind: 'entries' } });
    expect(fields.find(({ name }) => name === 'person')).toMatchObject({
      required: true,
      example: 'marek@example.com',
    });
  });
});

describe('mappings kept by name', () => {
  const params = { kind: 'clients', name: 'ConnectWise export' } as const;
  const columns = { code: 'Identifier', name: 'Friendly' };
  const file = (more: object = {}) => ({
    body: {
      ...csv('clients', 'Identifier,Friendly,Size\nBEECH,Beech Ltd,12').body,
      savedMapping: params.name,
      ...more,
    },
  });

  test('a mapping is used by its name, with what is told besides over it', async () => {
    await sofia()(importersApi.saveMapping, { params, body: { columns } });
    expect((await sofia()(importersApi.previewImport, file())).rows).toMatchObject([
      { label: 'BEECH Beech Ltd' },
    ]);
    const { mapping } = await sofia()(
      importersApi.previewImport,
      file({ mapping: { columns: { deviceCount: 'Size' } } }),
    );
    expect(mapping.columns).toEqual({ ...columns, deviceCount: 'Size' });
  });

  test('a mapping saved again is replaced, and one removed is unknown', async () => {
    const again = await sofia()(importersApi.saveMapping, { params, body: { columns, dates: 'day-first' } });
    expect(again.mapping.dates).toBe('day-first');
    const listed = await sofia()(importersApi.listMappings, {});
    expect(listed.map(({ name }) => name)).toEqual([params.name]);
    await sofia()(importersApi.removeMapping, { params });
    await expect(sofia()(importersApi.removeMapping, { params })).rejects.toMatchObject({
      code: 'import.unknown-mapping',
    });
    await expect(sofia()(importersApi.previewImport, file())).rejects.toMatchObject({
      code: 'import.unknown-mapping',
    });
  });
});
