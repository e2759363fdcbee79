import { beforeAll, describe, expect, test } from 'vitest';
import { onSite } from '../../test/on-site.ts';
import { useTeam } from '../../test/team.ts';
import { codeOf } from '../../test/timesheet.ts';
import { useWorld, type Name } from '../../test/world.ts';
import { visitsApi } from './api.ts';
import { beyondEstimate } from './site-visit.ts';

const world = useWorld();
useTeam(world);
const { ask, review, approve, refuse, add, writeOff, setRates } = onSite(world);
beforeAll(setRates);

describe('site visits', () => {
  test('are asked for, reviewed, and approved or refused once', async () => {
    const asked = await ask('marek');
    expect(asked).toMatchObject({
      personName: 'Marek',
      amountExpected: '400.00',
      currency: 'USD',
      decision: { state: 'requested' },
    });
    expect(await codeOf(approve('sofia', asked))).toBe('site-visit.not-reviewed');
    const reviewed = await review('ines', asked);
    expect(reviewed.review).toMatchObject({
      remotely: false,
      words: 'The rack is in their cellar',
      reviewedByName: 'Ines',
      total: '372.00',
      estimate: [
        { kind: 'travel-time', amount: '285.00', minutes: 180, rate: '95.00', unit: 'hour' },
        { kind: 'mileage', amount: '87.00', distance: '120', rate: '0.725', unit: 'mile' },
      ],
    });
    expect((await approve('sofia', asked)).decision).toMatchObject({ state: 'approved', reason: '' });
    expect(await codeOf(refuse('ada', asked))).toBe('site-visit.decided');
    const other = await ask('marek');
    expect((await refuse('sofia', other)).decision).toMatchObject({
      state: 'refused',
      reason: 'Can be done remotely',
    });
  });

  test('are decided by a supervisor of the provider alone', async () => {
    const asked = await ask('marek');
    await review('sofia', asked);
    for (const who of ['marek', 'ines', 'frank', 'lena'] as const)
      expect(await codeOf(approve(who, asked))).toBe('not-allowed');
    expect(await codeOf(approve('olga', asked))).toBe('not-found');
  });

  test('are refused without a review too: a no needs no estimate', async () => {
    expect((await refuse('sofia', await ask('marek'))).decision.state).toBe('refused');
  });

  test('are reviewed once, before they are decided on', async () => {
    const asked = await ask('marek');
    await review('ines', asked);
    expect(await codeOf(review('sofia', asked))).toBe('site-visit.reviewed');
    const refused = await ask('marek');
    await refuse('sofia', refused);
    expect(await codeOf(review('ines', refused))).toBe('site-visit.decided');
  });

  test('reviewed by two at once have one review', async () => {
    const asked = await ask('marek');
    const codes = await Promise.all([codeOf(review('ines', asked)), codeOf(review('sofia', asked))]);
    expect(codes.toSorted()).toEqual(['done', 'site-visit.reviewed']);
  });

  test('are reviewed by the CSDM of the client or a supervisor, and by no CSDM who goes', async () => {
    expect(await codeOf(review('marek', await ask('marek')))).toBe('not-allowed');
    expect(await codeOf(review('ines', await ask('ines')))).toBe('site-visit.not-yours-to-review');
    expect(await codeOf(review('sofia', await ask('sofia')))).toBe('done');
    expect(await codeOf(review('olga', await ask('marek')))).toBe('not-found');
    await world.owner.query('update designation set to_day = $1 where client_id = $2', [
      '2026-11-24',
      world.harbor,
    ]);
    const elsewhere = await ask('priya', { clientId: world.harbor });
    expect(await codeOf(review('ines', elsewhere))).toBe('site-visit.not-yours-to-review');
    await refuse('sofia', elsewhere);
  });

  test.each([
    ['invalid-input', { estimate: [] }],
    ['invalid-input', { words: ' ' }],
    [
      'invalid-input',
      {
        estimate: [
          { kind: 'meals', amount: '1' },
          { kind: 'meals', amount: '2' },
        ],
      },
    ],
    ['expense.measure', { estimate: [{ kind: 'mileage', amount: '80.00' }] }],
    ['amount.decimals', { estimate: [{ kind: 'meals', amount: '1.005' }] }],
  ])('are not reviewed, as %s, with %j', async (code, said) => {
    expect(await codeOf(review('ines', await ask('marek'), said))).toBe(code);
  });

  test('are not estimated by a rate that does not hold on their day', async () => {
    const early = await ask('marek', { day: '2025-12-31' });
    expect(await codeOf(review('ines', early))).toBe('travel-rate.missing');
  });

  test('that wait for a review are told to whoever may give it', async () => {
    const [asked, own, done] = [await ask('marek'), await ask('ines'), await ask('marek')];
    await review('ines', done);
    const waiting = async (who: Name) => {
      const { items } = await world.as(who)(visitsApi.listSiteVisits, {
        query: { toReview: 'mine', limit: 500 },
      });
      return new Set(items.map(({ id }) => id));
    };
    const [mine, all] = [await waiting('ines'), await waiting('sofia')];
    expect([asked, own, done].map(({ id }) => mine.has(id))).toEqual([true, false, false]);
    expect([asked, own, done].map(({ id }) => all.has(id))).toEqual([true, true, false]);
    expect((await waiting('marek')).size).toBe(0);
  });

  test('tell what was spent on them, without what was written off', async () => {
    const visit = await ask('marek');
    await add('marek', { siteVisitId: visit.id });
    await writeOff('frank', await add('marek', { siteVisitId: visit.id, amount: '10.00' }));
    await review('ines', visit, { estimate: [{ kind: 'transport', amount: '60.00' }] });
    await add('marek', { siteVisitId: visit.id, amount: '30.00' });
    const approved = await approve('sofia', visit);
    expect(approved).toMatchObject({ spent: '72.50', review: { total: '60.00' } });
    expect(beyondEstimate(approved)).toBe('12.50');
    expect(beyondEstimate({ ...approved, spent: '60.00' })).toBeNull();
    expect(beyondEstimate({ ...approved, spent: '60.00' }, '0.01')).toBe('0.01');
  });

  test('keep review and estimate as they were, also from the owner of the tables', async () => {
    await review('ines', await ask('marek'));
    for (const table of ['site_visit_review', 'site_visit_estimate', 'travel_rate'])
      for (const change of [`update ${table} set provider_id = provider_id`, `delete from ${table}`])
        await expect(world.owner.query(change)).rejects.toThrow('append-only');
  });

  test('are listed by state, the latest day first', async () => {
    const early = await ask('priya', { clientId: world.harbor, day: '2026-12-01' });
    const late = await ask('priya', { clientId: world.harbor, day: '2026-12-08' });
    const list = async (who: Name) =>
      (
        await world.as(who)(visitsApi.listSiteVisits, {
          query: { state: 'requested', client: world.harbor },
        })
      ).items.map(({ id }) => id);
    expect(await list('ines')).toEqual([late.id, early.id]);
    expect(await list('olga')).toEqual([]);
  });

  test('are listed by person', async () => {
    const { id } = await ask('priya', { clientId: world.harbor, day: '2026-12-15' });
    await ask('marek', { clientId: world.harbor, day: '2026-12-15' });
    const query = { person: world.people.priya.id, client: world.harbor };
    const { items } = await world.as('marek')(visitsApi.listSiteVisits, { query });
    expect(items.map((visit) => visit.personName)).toContain('Priya');
    expect(items.map((visit) => visit.id)).toContain(id);
    expect(items.map((visit) => visit.personName)).not.toContain('Marek');
  });
});

describe('travel rates', () => {
  const set = (who: Name, said: object) =>
    world.as(who)(visitsApi.setTravelRate, {
      body: { currency: 'EUR', unit: 'km', rate: '0.30', from: '2026-01-01', ...said },
    });

  test('are set from a day on, and never edited', async () => {
    await set('frank', {});
    expect(await codeOf(set('sofia', { rate: '0.38' }))).toBe('travel-rate.same-day');
    expect(await codeOf(set('sofia', { unit: 'mile', rate: '0.45' }))).toBe('travel-rate.same-day');
    await set('sofia', { rate: '0.38', from: '2026-12-01' });
    const { rates } = await world.as('marek')(visitsApi.listTravelRates, {});
    expect(rates.filter(({ currency }) => currency === 'EUR').map(({ rate, from }) => [rate, from])).toEqual([
      ['0.38', '2026-12-01'],
      ['0.30', '2026-01-01'],
    ]);
    expect((await world.as('olga')(visitsApi.listTravelRates, {})).rates).toEqual([]);
  });

  test.each([
    ['not-allowed', 'marek', {}],
    ['not-allowed', 'ines', {}],
    ['invalid-input', 'frank', { rate: '0' }],
    ['invalid-input', 'frank', { rate: '0.12345' }],
    ['invalid-input', 'frank', { unit: 'furlong' }],
  ] as const)('are refused as %s to %s with %j', async (code, who, said) => {
    expect(await codeOf(set(who, said))).toBe(code);
  });
});
