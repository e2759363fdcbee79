import { describe, expect, test } from 'vitest';
import { planning, refused } from '../../test/plan.ts';
import { useWorld } from '../../test/world.ts';
import { plansApi } from './api.ts';
import { differencesOf, inForce, template, type CatalogueActivity } from './catalogue.ts';

const world = useWorld();
const { planned } = planning(world);

const nth = (index: number): CatalogueActivity => {
  const activity = template.activities[index];
  if (!activity) throw new Error('the template has 53 rows');
  return activity;
};

/** The template with some rows otherwise. */
const activities = (changes: Readonly<Record<number, object>>) =>
  template.activities.map((activity) => ({ ...activity, ...changes[activity.row] }));

describe('the template', () => {
  test('has the 53 rows of the service guide, each with a home or the part of Tandem that it waits for', () => {
    expect(template.activities.map(({ row }) => row)).toEqual(
      Array.from({ length: 53 }, (_, index) => index + 1),
    );
    expect(template.activities.every(({ home }) => home.length > 0)).toBe(true);
    const owned = (owner: 'csdm' | 'cse' | 'client') =>
      template.activities.filter(({ owners }) => owners.includes(owner)).length;
    expect([owned('csdm'), owned('cse'), owned('client')]).toEqual([20, 31, 3]);
  });

  test('demands evidence of everything that comes', () => {
    const comes = template.activities.filter(({ cadence, trigger }) => cadence !== null || trigger !== null);
    expect(comes.filter(({ evidence }) => evidence === null)).toEqual([]);
    expect(comes).toHaveLength(51);
  });
});

describe('differences', () => {
  test('are told by row and field', () => {
    const after = activities({ 5: { minutes: 120, checklist: ['Figures checked'] } }).filter(
      ({ row }) => row !== 53,
    );
    const own = { ...nth(0), row: 54, name: 'Asset disposal' };
    expect(differencesOf(template.activities, [...after, own])).toEqual([
      {
        row: 5,
        name: 'Service execution report',
        kind: 'changed',
        fields: [
          { field: 'minutes', before: '90', after: '120' },
          { field: 'checklist', before: '', after: 'Figures checked' },
        ],
      },
      { row: 53, name: 'Applications outside the work orders', kind: 'left-out', fields: [] },
      { row: 54, name: 'Asset disposal', kind: 'added', fields: [] },
    ]);
  });

  test.each([
    ['2025-12-31', null],
    ['2026-01-01', '2026-01-01'],
    ['2026-02-28', '2026-01-01'],
    ['2026-03-01', '2026-03-01'],
  ])('on %s the version from %s is in force', (day, from) => {
    const versions = [{ from: '2026-03-01' }, { from: null }, { from: '2026-01-01' }];
    expect(inForce(versions, day)?.from).toBe(from);
  });
});

describe('a version', () => {
  const draft = (from: string, changes: Readonly<Record<number, object>> = {}) => ({
    from,
    note: 'New for winter',
    activities: activities(changes),
  });

  test('says before it is published which plans it touches, and how', async () => {
    const { client } = await planned('Touched');
    const preview = await world.as('sofia')(plansApi.previewCatalogue, {
      body: draft('2026-12-01', {
        5: { minutes: 120, evidence: 'file', evidenceWords: 'the report itself' },
      }),
    });
    expect(preview.fromInForce.map(({ row }) => row)).toEqual([5]);
    expect(preview.plans.find(({ clientId }) => clientId === client)).toMatchObject({
      clientName: 'Touched',
      rows: [{ row: 5, follows: ['evidence', 'evidenceWords'], stays: ['minutes'] }],
    });
    const nothing = await world.as('sofia')(plansApi.previewCatalogue, { body: draft('2026-12-01') });
    expect(nothing).toEqual({ fromTemplate: [], fromInForce: [], plans: [] });
  });

  test('is in force from its day; what is due before is as it was', async () => {
    const { client } = await planned('In force');
    const published = await world.as('sofia')(plansApi.publishCatalogue, {
      body: draft('2027-01-01', { 5: { name: 'Report of the month', minutes: 120, evidence: 'file' } }),
    });
    expect(published).toMatchObject({ from: '2027-01-01', publishedByName: 'Sofia' });
    expect(published.activities).toHaveLength(53);
    const { items } = await world.as('ines')(plansApi.listOccurrences, { query: { client, row: 5 } });
    expect(items.slice(0, 3).map(({ name, evidence, minutes }) => [name, evidence, minutes])).toEqual([
      ['Service execution report', 'published-report', 90],
      ['Service execution report', 'published-report', 90],
      ['Report of the month', 'file', 90],
    ]);
    const before = await world.as('ines')(plansApi.getCatalogueInForce, { query: { on: '2026-12-31' } });
    expect(before.id).toBeNull();
    const compared = await world.as('ines')(plansApi.compareCatalogues, {
      query: { before: 'template', after: published.id ?? 'template' },
    });
    expect(compared).toMatchObject([{ row: 5, kind: 'changed' }]);
  });

  test('is never edited, and does not begin in the past', async () => {
    const publish = (from: string) => world.as('sofia')(plansApi.publishCatalogue, { body: draft(from) });
    await publish('2027-03-01');
    await expect(publish('2027-03-01')).rejects.toMatchObject(refused('catalogue.same-day'));
    await expect(publish('2026-11-23')).rejects.toMatchObject(refused('catalogue.past'));
    await expect(
      world.owner.query('update catalogue_activity set minutes = 1 where provider_id = $1', [
        world.providerId,
      ]),
    ).rejects.toThrow('append-only');
    await expect(
      world.owner.query(
        `insert into catalogue_activity select provider_id, catalogue_id, 99, section, name, owners, footnote, area, cadence, business_day,
           trigger, times_a_year, evidence, evidence_words, needs, security_cse, minutes, checklist, home, waits_for, holds_up
         from catalogue_activity where provider_id = $1 and row_number = 1 limit 1`,
        [world.providerId],
      ),
    ).rejects.toThrow('published whole');
  });

  test.each([
    ['cadence', { cadence: 'FREQ=HOURLY' }],
    ['both a cadence and a trigger', { trigger: 'service-requested' }],
    ['a checklist without items', { evidence: 'checklist' }],
  ])('with a wrong %s is refused', async (_, wrong) => {
    await expect(
      world.as('sofia')(plansApi.publishCatalogue, { body: draft('2027-05-01', { 5: wrong }) }),
    ).rejects.toMatchObject(refused('invalid-input'));
  });
});
