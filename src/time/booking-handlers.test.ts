import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { forgetContracts, signContract } from '../../test/contract.ts';
import { useTeam } from '../../test/team.ts';
import { timesheet } from '../../test/timesheet.ts';
import { useWorld, type Name } from '../../test/world.ts';
import { rows } from '../core/table.ts';
import { hoursApi } from '../hours/api.ts';
import { timeApi } from './api.ts';
import type { Booking } from './booking.ts';
import type { Entry } from './entry.ts';

const world = useWorld();
useTeam(world);
const { hour, log, edit, submit, show, approved, codeOf } = timesheet(world);

const at = (clock: string) => `2026-11-24T${clock}Z`;
const now = (clock: string) => void (world.clock.now = Temporal.Instant.from(at(clock)));
/** Tuesday evening from 18:00 to 22:00 in Chicago, which is 00:00 to 04:00 on Wednesday in UTC, asked for at 09:00. */
const evening = {
  startsAt: '2026-11-25T00:00:00Z',
  endsAt: '2026-11-25T04:00:00Z',
  minutesExpected: 120,
  reason: 'The branch is closed then',
};
const book = (who: Name, said: object = {}) =>
  world.as(who)(timeApi.requestBooking, { body: { ...evening, clientId: world.lakeside, ...said } });
const approve = (who: Name, { id }: Booking, reason = '') =>
  world.as(who)(timeApi.approveBooking, { params: { booking: id }, body: { reason } });
const decline = (who: Name, { id }: Booking, said: object = {}) =>
  world.as(who)(timeApi.declineBooking, {
    params: { booking: id },
    body: { reason: 'The upgrade runs then', suggestion: 'Thursday after six', ...said },
  });
const take = (who: Name, { id }: Booking, key?: string) =>
  world.as(who)(
    timeApi.takeSlot,
    { params: { booking: id } },
    key === undefined ? {} : { idempotencyKey: key },
  );
/** The evening after, from 18:00 to 20:00 in Chicago. */
const slot = { startsAt: '2026-11-26T00:00:00Z', endsAt: '2026-11-26T02:00:00Z' };
const night = (from: string, to: string, said: object = {}) =>
  hour('00:00', '01:00', { startedAt: `2026-11-25T${from}:00Z`, endedAt: `2026-11-25T${to}:00Z`, ...said });
const allow = (who: Name, { id }: Entry) =>
  world.as(who)(timeApi.approveAfterHours, { params: { entry: id }, body: { reason: 'The line was down' } });
const writeOff = (who: Name, { id, version }: Entry) =>
  world.as(who)(timeApi.writeOffAfterHours, {
    params: { entry: id },
    body: { reason: 'Nobody asked for it', version },
  });

beforeEach(async () => {
  now('15:00:00');
  await world.owner.query('delete from entry');
  // Decisions are never taken back; only a test starts over.
  await world.owner.query(
    'set session_replication_role = replica; delete from booking_hold; delete from booking_decision; delete from booking',
  );
  await world.owner.query('reset session_replication_role');
});

describe('booking after-hours work', () => {
  test('asks for it, and the supervisor commits to it', async () => {
    const asked = await book('marek');
    expect(asked).toMatchObject({
      personName: 'Marek',
      clientName: 'Lakeside Clinics',
      minutesExpected: 120,
      requestedAt: at('15:00:00'),
      decision: { state: 'requested' },
    });
    expect((await approve('sofia', asked)).decision).toEqual({
      state: 'approved',
      decidedBy: world.people.sofia.id,
      decidedAt: at('15:00:00'),
      reason: '',
      late: false,
    });
  });

  test('or declines it with a reason and offers another time', async () => {
    const asked = await book('marek');
    expect((await decline('ada', asked)).decision).toMatchObject({
      state: 'declined',
      reason: 'The upgrade runs then',
      suggestion: 'Thursday after six',
    });
  });

  test('is decided once', async () => {
    const asked = await book('marek');
    const both = await Promise.allSettled([approve('sofia', asked), decline('ada', asked)]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await codeOf(approve('sofia', asked))).toBe('booking.decided');
    await expect(
      world.owner.query(`update booking_decision set decision = 'approved' where booking_id = $1`, [
        asked.id,
      ]),
    ).rejects.toThrow('append-only');
  });

  test('holds the person’s time: no other window of theirs is approved that overlaps, also at the same moment', async () => {
    const first = await book('marek');
    const second = await book('marek', { startsAt: '2026-11-25T03:00:00Z', endsAt: '2026-11-25T06:00:00Z' });
    const after = await book('marek', { startsAt: '2026-11-25T04:00:00Z', endsAt: '2026-11-25T06:00:00Z' });
    const both = await Promise.allSettled([approve('sofia', first), approve('ada', second)]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const loser = both[0].status === 'fulfilled' ? second : first;
    const winner = loser === first ? second : first;
    await expect(approve('sofia', loser)).rejects.toMatchObject({
      code: 'booking.overlap',
      about: { booking: winner.id, clientName: 'Lakeside Clinics' },
    });
    expect(await codeOf(approve('sofia', after))).toBe(winner === first ? 'done' : 'booking.overlap');
    expect(await codeOf(approve('sofia', await book('priya')))).toBe('done');
  });

  test('is decided by nobody but the supervisor', async () => {
    const asked = await book('marek');
    for (const who of ['marek', 'ines', 'frank', 'lena'] as const)
      expect(await codeOf(approve(who, asked))).toBe('not-allowed');
    expect(await codeOf(approve('olga', asked))).toBe('not-found');
  });

  test('for somebody else is a supervisor’s to ask', async () => {
    expect(await codeOf(book('ines', { personId: world.people.marek.id }))).toBe('entry.not-yours');
    expect(await book('sofia', { personId: world.people.marek.id })).toMatchObject({ personName: 'Marek' });
  });

  test('comes before its window is over, and for a client there is', async () => {
    expect(await codeOf(book('marek', { startsAt: at('13:00:00'), endsAt: at('15:00:00') }))).toBe(
      'booking.too-late',
    );
    expect(await codeOf(book('marek', { minutesExpected: 241 }))).toBe('booking.window');
    expect(await codeOf(book('marek', { clientId: world.foreign }))).toBe('not-found');
  });

  test('is listed by what was decided, the latest window first', async () => {
    const list = async (state: 'requested' | 'approved' | 'declined') =>
      (await world.as('marek')(timeApi.listBookings, { query: { state, client: world.harbor } })).items;
    const first = await book('priya', { clientId: world.harbor });
    const second = await book('priya', {
      clientId: world.harbor,
      startsAt: '2026-11-26T00:00:00Z',
      endsAt: '2026-11-26T04:00:00Z',
    });
    expect((await list('requested')).map(({ id }) => id)).toEqual([second.id, first.id]);
    await approve('sofia', first);
    await decline('sofia', second);
    expect([
      await list('requested'),
      (await list('approved')).length,
      (await list('declined')).length,
    ]).toEqual([[], 1, 1]);
    expect((await world.as('olga')(timeApi.listBookings, {})).items).toEqual([]);
  });
});

describe('another slot that is offered as a booking is declined', () => {
  test('is taken once, with one act, by a booking that follows the declined one', async () => {
    const declined = await decline('sofia', await book('marek'), { slot });
    expect(declined).toMatchObject({ decision: { state: 'declined', slot }, takenAs: null, followsId: null });
    const both = await Promise.all([
      take('marek', declined, 'taken-at-once'),
      take('marek', declined, 'taken-at-once'),
    ]);
    const [taken] = both;
    expect(both[1]).toEqual(taken);
    expect(taken).toMatchObject({
      ...slot,
      followsId: declined.id,
      minutesExpected: 120,
      reason: 'The branch is closed then',
      personName: 'Marek',
      requestedBy: world.people.marek.id,
      decision: { state: 'requested' },
    });
    expect(await codeOf(take('marek', declined))).toBe('booking.slot-taken');
    const shown = await world.as('marek')(timeApi.getBooking, { params: { booking: declined.id } });
    expect(shown.takenAs).toBe(taken.id);
    expect((await approve('sofia', taken)).decision.state).toBe('approved');
  });

  test('fits the work and is still to come, also when it is taken', async () => {
    const asked = await book('marek');
    const short = { ...slot, endsAt: '2026-11-26T01:59:00Z' };
    expect(await codeOf(decline('sofia', asked, { slot: short }))).toBe('booking.window');
    const over = { startsAt: at('12:00:00'), endsAt: at('15:00:00') };
    expect(await codeOf(decline('sofia', asked, { slot: over }))).toBe('booking.too-late');
    const declined = await decline('sofia', asked, { slot });
    world.clock.now = Temporal.Instant.from(slot.endsAt);
    expect(await codeOf(take('marek', declined))).toBe('booking.too-late');
  });

  test('is nobody else’s to take, and only where one was offered', async () => {
    const asked = await book('marek');
    expect(await codeOf(take('marek', asked))).toBe('booking.no-slot');
    expect(await codeOf(take('marek', await decline('sofia', asked)))).toBe('booking.no-slot');
    const offered = await decline('sofia', await book('marek'), { slot });
    expect(await codeOf(take('priya', offered))).toBe('entry.not-yours');
    expect(await codeOf(take('olga', offered))).toBe('not-found');
    expect(await take('sofia', offered)).toMatchObject({ personName: 'Marek' });
  });
});

describe('what a booking costs and the rest it leaves', () => {
  const weigh = ({ id }: Booking, who: Name = 'sofia') =>
    world.as(who)(timeApi.weighBooking, { params: { booking: id } });
  beforeEach(async () => {
    await forgetContracts(world, world.lakeside);
    await signContract(world, world.lakeside);
  });

  test('stand side by side: the fee, the rest before and after, and other bookings of the week', async () => {
    const asked = await book('marek');
    const friday = await book('marek', {
      startsAt: '2026-11-28T00:00:00Z',
      endsAt: '2026-11-28T02:00:00Z',
    });
    await decline('sofia', await book('marek'));
    await book('priya');
    // Tuesday 18:00 to 22:00 in Chicago, between business hours that end at 17:00 and begin at 08:00.
    expect(await weigh(asked)).toMatchObject({
      fee: { amount: '525.00' },
      restBefore: { minutes: 60, edge: '2026-11-24T23:00:00Z', by: 'business-hours' },
      restAfter: { minutes: 600, edge: '2026-11-25T14:00:00Z', by: 'business-hours' },
      hoursMin: 11,
      isRestShort: true,
      sameWeek: [{ id: friday.id }],
    });
    expect(await codeOf(weigh(asked, 'marek'))).toBe('not-allowed');
    expect(await codeOf(weigh(asked, 'olga'))).toBe('not-found');
  });

  test('count another booking once it is approved, and work that was done', async () => {
    const asked = await book('marek', {
      startsAt: '2026-11-29T00:00:00Z',
      endsAt: '2026-11-29T04:00:00Z',
    });
    const dawn = await book('marek', { startsAt: '2026-11-29T10:00:00Z', endsAt: '2026-11-29T12:00:00Z' });
    expect((await weigh(asked)).restAfter).toMatchObject({ by: 'business-hours' });
    await approve('sofia', dawn);
    expect(await weigh(asked)).toMatchObject({
      restBefore: { minutes: 1500, by: 'business-hours' },
      restAfter: { minutes: 360, edge: '2026-11-29T10:00:00Z', by: 'booking' },
      isRestShort: false,
    });
    world.clock.now = Temporal.Instant.from('2026-11-28T23:00:00Z');
    await log(
      'marek',
      hour('21:00', '22:00', { startedAt: '2026-11-28T21:00:00Z', endedAt: '2026-11-28T22:00:00Z' }),
    );
    expect(await weigh(asked)).toMatchObject({
      restBefore: { minutes: 120, by: 'entry' },
      isRestShort: true,
    });
  });

  test('are measured by the provider’s own rule', async () => {
    const asked = await book('marek');
    const rule = (who: Name, hoursMin: number) =>
      world.as(who)(timeApi.changeRestRule, { body: { hoursMin } });
    expect(await world.as('marek')(timeApi.showRestRule, {})).toEqual({ hoursMin: 11 });
    expect(await codeOf(rule('marek', 5))).toBe('not-allowed');
    expect(await codeOf(rule('sofia', 25))).toBe('invalid-input');
    await rule('sofia', 12);
    await rule('sofia', 10);
    expect(await weigh(asked)).toMatchObject({ hoursMin: 10, isRestShort: false });
    await world.owner.query('delete from rest_rule');
  });
});

describe('the fee of after-hours work', () => {
  const priced = (said: object = {}, who: Name = 'marek') =>
    world.as(who)(timeApi.priceBooking, {
      params: { client: world.lakeside },
      query: {
        startsAt: '2026-11-24T22:00:00Z',
        endsAt: '2026-11-25T02:00:00Z',
        minutesExpected: 120,
        ...said,
      },
    });
  beforeEach(() => forgetContracts(world, world.lakeside));

  test('is told before it is asked for, by the contract of the client', async () => {
    await signContract(world, world.lakeside);
    // From 16:00 to 20:00 in Chicago, business hours to 17:00: three hours of it are after hours.
    expect(await priced()).toEqual({
      fee: {
        minutesAfterHours: 180,
        minutesBilled: 120,
        mode: 'separate',
        rate: '262.50',
        amount: '525.00',
        currency: 'USD',
      },
    });
  });

  test('is none where no contract runs, and not told of what cannot be booked', async () => {
    expect(await priced()).toEqual({ fee: null });
    expect(await codeOf(priced({ minutesExpected: 241 }))).toBe('booking.window');
    expect(await codeOf(priced({ startsAt: at('12:00:00'), endsAt: at('15:00:00') }))).toBe(
      'booking.too-late',
    );
    expect(await codeOf(priced({}, 'olga'))).toBe('not-found');
  });
});

describe('after-hours time is approved beforehand', () => {
  test.each(
    rows<'window' | 'approved' | 'worked' | 'counts'>(`
    | window      | approved | worked      | counts |
    | ----------- | -------- | ----------- | ------ |
    | 01:00-05:00 | 00:30:00 | 01:00-05:00 | yes    |
    | 01:00-05:00 | 00:59:59 | 01:00-02:00 | yes    |
    | 01:00-05:00 | 01:00:00 | 01:00-02:00 | no     |
    | 01:00-05:00 | 01:30:00 | 01:00-02:00 | no     |
    | 01:00-05:00 | 01:30:00 | 02:00-03:00 | yes    |
    | 01:00-05:00 | 00:30:00 | 00:59-02:00 | no     |
    | 01:00-05:00 | 00:30:00 | 04:00-05:01 | no     |
    | 01:00-05:00 | never    | 01:00-02:00 | no     |
    | 01:00-05:00 | declined | 01:00-02:00 | no     |
    `),
  )(
    'booked $window, approved $approved, worked $worked: $counts',
    async ({ window, approved: decided, worked, counts }) => {
      const span = (text: string) => text.split('-').map((clock) => `2026-11-25T${clock}:00Z`);
      const [startsAt, endsAt] = span(window);
      now('20:00:00');
      const asked = await book('marek', { startsAt, endsAt, minutesExpected: 1 });
      if (decided === 'declined') await decline('sofia', asked);
      else if (decided !== 'never') {
        world.clock.now = Temporal.Instant.from(`2026-11-25T${decided}Z`);
        await approve('sofia', asked, decided > '01:00' ? 'The mail came late' : '');
      }
      world.clock.now = Temporal.Instant.from('2026-11-25T12:00:00Z');
      const [from = '', to = ''] = worked.split('-');
      const entry = await log('marek', night(from, to));
      expect(entry.afterHoursApproved).toBe(counts === 'yes');
      expect(await show(entry)).toEqual(entry);
    },
  );

  test('a booking that was linked past the rules commits nobody', async () => {
    const asked = await book('marek');
    await approve('sofia', asked);
    world.clock.now = Temporal.Instant.from('2026-11-25T12:00:00Z');
    const entry = await log('marek', night('03:00', '05:00'));
    await world.owner.query('update entry set booking_id = $1', [asked.id]);
    expect(await show(entry)).toMatchObject({ bookingId: asked.id, afterHoursApproved: false });
  });

  test('a late decision needs a reason and is recorded as late', async () => {
    const asked = await book('marek');
    world.clock.now = Temporal.Instant.from('2026-11-25T00:00:00Z');
    await expect(approve('sofia', asked)).rejects.toMatchObject({
      code: 'booking.late-reason',
      faults: [{ path: '/reason' }],
    });
    expect((await approve('sofia', asked, 'Carl called at six')).decision).toMatchObject({
      state: 'approved',
      late: true,
      reason: 'Carl called at six',
    });
  });

  test('work before a late decision stays on no invoice, and says why it was late', async () => {
    await forgetContracts(world, world.lakeside);
    await signContract(world, world.lakeside);
    const asked = await book('marek');
    world.clock.now = Temporal.Instant.from('2026-11-25T00:30:00Z');
    await approve('sofia', asked, 'Carl called at six');
    world.clock.now = Temporal.Instant.from('2026-11-25T12:00:00Z');
    const [early, later, unbooked] = [
      await log('marek', night('00:00', '01:00', { subject: 'Before' })),
      await log('marek', night('01:00', '02:00', { subject: 'After' })),
      await log('marek', night('05:00', '06:00', { subject: 'Unbooked' })),
    ];
    await approved(early, later, unbooked);
    const { exceptions } = await world.as('sofia')(hoursApi.getMonthHours, {
      params: { client: world.lakeside, month: '2026-11' },
    });
    expect(exceptions.map(({ about, reason, why }) => [about, reason, why])).toEqual([
      [
        'Before',
        'after-hours-not-approved',
        'after hours, and its booking was approved only once it had begun (“Carl called at six”)',
      ],
      ['Unbooked', 'after-hours-not-approved', 'after hours without a booking that was approved before'],
    ]);
  });

  test('an edit that leaves the window loses what was committed', async () => {
    const asked = await book('marek');
    await approve('sofia', asked);
    world.clock.now = Temporal.Instant.from('2026-11-25T12:00:00Z');
    const entry = await log('marek', night('00:00', '02:00', { bookingId: asked.id }));
    expect(entry).toMatchObject({ afterHoursApproved: true, bookingId: asked.id });
    expect(await codeOf(edit('marek', entry, night('03:00', '05:00', { bookingId: asked.id })))).toBe(
      'entry.booked-otherwise',
    );
    expect(await edit('marek', entry, night('03:00', '05:00'))).toMatchObject({
      afterHoursApproved: false,
      bookingId: null,
    });
  });
});

describe('after-hours time without a booking', () => {
  test('is approved since by a supervisor with a reason, once, until it is edited', async () => {
    world.clock.now = Temporal.Instant.from('2026-11-26T15:00:00Z');
    const entry = await log('marek', night('05:00', '06:00'));
    expect(entry.afterHoursApproved).toBe(false);
    expect(await codeOf(allow('ines', entry))).toBe('not-allowed');
    expect((await allow('sofia', entry)).afterHoursApproved).toBe(true);
    expect(await codeOf(allow('sofia', entry))).toBe('after-hours.approved-already');
    expect((await edit('marek', entry, night('05:00', '07:00'))).afterHoursApproved).toBe(false);
  });

  test('that is internal is nobody’s to approve', async () => {
    world.clock.now = Temporal.Instant.from('2026-11-26T15:00:00Z');
    const entry = await log('marek', night('05:00', '06:00', { billing: 'internal' }));
    expect(await codeOf(allow('sofia', entry))).toBe('entry.internal-stays');
  });
});

describe('writing after-hours time off', () => {
  beforeAll(() => forgetContracts(world, world.lakeside));

  test('is refused where nothing says what is after hours', async () => {
    const entry = await log('marek', hour('13:00', '14:30'));
    await submit('marek', entry);
    expect(await codeOf(writeOff('sofia', entry))).toBe('after-hours.nothing-left');
  });

  test('makes it goodwill and leaves the business part, each an entry with the same approval', async () => {
    await signContract(world, world.lakeside);
    world.clock.now = Temporal.Instant.from('2026-11-26T15:00:00Z');
    // 07:00 to 19:00 in Chicago.
    const entry = await log(
      'marek',
      hour('13:00', '14:00', { endedAt: '2026-11-25T01:00:00Z', note: 'Long day' }),
    );
    await approved(entry);
    const pieces = await writeOff('sofia', entry);
    expect(pieces.map((piece) => [piece.startedAt.slice(11, 16), piece.minutes, piece.billing])).toEqual([
      ['13:00', 60, 'goodwill'],
      ['14:00', 540, 'service'],
      ['23:00', 120, 'goodwill'],
    ]);
    for (const piece of pieces) {
      expect(piece).toMatchObject({ note: 'Long day', personName: 'Marek', technologyGroup: 'network' });
      expect(piece.approval).toEqual((await show(entry)).approval);
    }
    expect(pieces[0]).toMatchObject({ id: entry.id, version: 2 });
    expect(await codeOf(writeOff('sofia', pieces[1]!))).toBe('after-hours.nothing-left');
    expect(await codeOf(writeOff('sofia', pieces[0]!))).toBe('after-hours.nothing-left');
    expect(await codeOf(writeOff('sofia', entry))).toBe('edited-meanwhile');
    const { rows: settled } = await world.owner.query(
      'select from_billing, to_billing, reason from reclassification order by entry_id',
    );
    expect(settled).toEqual([
      { from_billing: 'service', to_billing: 'goodwill', reason: 'Nobody asked for it' },
      { from_billing: 'service', to_billing: 'goodwill', reason: 'Nobody asked for it' },
    ]);
  });

  test('of an entry that waits leaves all its parts waiting', async () => {
    world.clock.now = Temporal.Instant.from('2026-11-26T15:00:00Z');
    const entry = await log('marek', hour('22:00', '23:00', { endedAt: '2026-11-25T01:00:00Z' }));
    await submit('marek', entry);
    const pieces = await writeOff('ada', entry);
    expect(pieces.map(({ approval, minutes }) => [approval.state, minutes])).toEqual([
      ['submitted', 60],
      ['submitted', 120],
    ]);
    expect(await codeOf(writeOff('ines', pieces[0]!))).toBe('not-allowed');
  });
});
