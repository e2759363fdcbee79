import type { CostDraft } from '../visits/cost.ts';
import type { Role } from '../people/access.ts';
import { works, type ClientPart, type StaffMember } from './cast.ts';
import type { Crowd } from './crowd.ts';
import type { Random } from './random.ts';

/** Time as it was worked in the sample; the loader makes rows of it. */
export interface WorkedTime {
  readonly client: string;
  readonly person: string;
  readonly role: 'csdm' | 'cse';
  readonly group: string | null;
  readonly start: Temporal.ZonedDateTime;
  readonly minutes: number;
  readonly billing: 'service' | 'additional' | 'incremental' | 'goodwill';
  readonly subject: string;
  readonly note: string;
  readonly state: 'draft' | 'submitted' | 'approved';
  /** The booking it was done under, by key. */
  readonly booking: string | null;
}

export interface Booked {
  readonly key: string;
  readonly client: string;
  readonly person: string;
  readonly start: Temporal.ZonedDateTime;
  readonly minutes: number;
  readonly reason: string;
  readonly decision: 'approved' | null;
}

export interface Visit {
  readonly client: string;
  readonly person: string;
  readonly day: Temporal.PlainDate;
  readonly purpose: string;
  readonly state: 'asked' | 'reviewed' | 'approved';
  readonly expenses: readonly (CostDraft & { readonly note: string })[];
}

export interface Story {
  readonly worked: readonly WorkedTime[];
  readonly booked: readonly Booked[];
  readonly visits: readonly Visit[];
}

export interface Setting {
  readonly today: Temporal.PlainDate;
  /** How many months of history before the current one. */
  readonly months: number;
  readonly isHoliday: (client: ClientPart, day: Temporal.PlainDate) => boolean;
}

/** The zone whose business hours a client is served in: the provider's, or London for clients served from there. */
export const servedFrom = (client: ClientPart): string =>
  client.timeZone === 'Europe/London' ? 'Europe/London' : 'America/Chicago';

/** The first day of a client's contract: with the history, or on the 11th three months ago for the one that began mid-month. */
export function contractStart(client: ClientPart, { today, months }: Setting): Temporal.PlainDate {
  const first = today.with({ day: 1 });
  return client.turn === 'began-mid-month'
    ? first.subtract({ months: 3 }).with({ day: 11 })
    : first.subtract({ months });
}

/** The day a client's first supplement begins: with the contract, or on the 16th two months ago. */
export const supplementStart = (client: ClientPart, setting: Setting): Temporal.PlainDate =>
  client.turn === 'supplement-mid-month'
    ? setting.today.with({ day: 1 }).subtract({ months: 2 }).with({ day: 16 })
    : contractStart(client, setting);

/** What everybody did in the history and in the current month up to yesterday; the same for the same seed and day. */
export function storyOf(random: Random, { staff, clients }: Crowd, setting: Setting): Story {
  const diary = new Diary(random);
  const worked: WorkedTime[] = [];
  const booked: Booked[] = [];
  const visits: Visit[] = [];
  const staffByName = new Map(staff.map((member) => [member.name, member]));
  for (const client of clients) {
    for (let back = setting.months; back >= 0; back--) {
      worked.push(...monthOf(random, diary, client, staffByName, setting, back));
    }
    addTurn(random, diary, client, setting, { worked, booked, visits });
  }
  return { worked, booked, visits };
}

function monthOf(
  random: Random,
  diary: Diary,
  client: ClientPart,
  staff: ReadonlyMap<string, StaffMember>,
  setting: Setting,
  back: number,
): WorkedTime[] {
  const first = setting.today.with({ day: 1 }).subtract({ months: back });
  const starts = contractStart(client, setting);
  const days: Temporal.PlainDate[] = [];
  let businessDays = 0;
  for (let day = first; day.month === first.month; day = day.add({ days: 1 })) {
    if (day.dayOfWeek > 5 || setting.isHoliday(client, day)) continue;
    businessDays++;
    if (Temporal.PlainDate.compare(day, starts) >= 0 && Temporal.PlainDate.compare(day, setting.today) < 0)
      days.push(day);
  }
  if (days.length === 0) return [];
  const supplemented =
    Temporal.PlainDate.compare(first, supplementStart(client, setting).with({ day: 1 })) >= 0;
  const supplement = supplemented
    ? Object.values(client.supplements).reduce((hours, more) => hours + more, 0)
    : 0;
  const minutes =
    (client.hours + supplement) * 60 * fill(random, client, back) * (days.length / businessDays);
  return shares(client).flatMap(({ person, role, group, share }) => {
    const member = staff.get(person);
    return member
      ? sessions(random, diary, client, { person, role, group }, days, minutes * share, setting, back)
      : [];
  });
}

/**
 * How much of its hours a client uses in a month. The current one goes further apart, so that the paces of its clients differ although some
 * of its time still waits for approval.
 */
function fill(random: Random, client: ClientPart, back: number): number {
  if (client.turn === 'overage' && back === 0) return 1.7;
  if (client.turn === 'overage' && back <= 4) return 1.12 + random.next() * 0.15;
  if (client.turn === 'expiring') return back === 0 ? 0.35 : 0.7 + random.next() * 0.2;
  return back === 0 ? 0.85 + random.next() * 0.45 : 0.76 + random.next() * 0.2;
}

interface Share {
  readonly person: string;
  readonly role: Extract<Role, 'csdm' | 'cse'>;
  readonly group: string | null;
  readonly share: number;
}

function shares(client: ClientPart): Share[] {
  const engineers = client.scope === 'csdm-only' ? [] : Object.entries(client.engineers);
  const csdm: Share = {
    person: client.csdm,
    role: 'csdm',
    group: null,
    share: engineers.length === 0 ? 1 : 0.35,
  };
  return [
    csdm,
    ...engineers.map(([group, person]): Share => ({
      person,
      role: 'cse',
      group,
      share: 0.65 / engineers.length,
    })),
  ];
}

function sessions(
  random: Random,
  diary: Diary,
  client: ClientPart,
  { person, role, group }: Omit<Share, 'share'>,
  days: readonly Temporal.PlainDate[],
  minutesWanted: number,
  { today }: Setting,
  back: number,
): WorkedTime[] {
  const done: WorkedTime[] = [];
  const texts = works[group ?? 'csdm'] ?? [['Service work', '']];
  let left = minutesWanted;
  for (let tries = 0; left >= 20 && tries < 400; tries++) {
    const minutes = Math.min(random.between(5, 24) * 5, Math.max(20, Math.round(left / 5) * 5));
    const day = days[random.between(0, days.length - 1)];
    const start = day && diary.free(person, day, minutes);
    if (!day || start === null || start === undefined) continue;
    const [subject, note] = random.pick([texts[0], ...texts.slice(1)]);
    done.push({
      client: client.code,
      person,
      role,
      group,
      start: day.toZonedDateTime({
        timeZone: servedFrom(client),
        plainTime: Temporal.PlainTime.from({ hour: Math.floor(start / 60), minute: start % 60 }),
      }),
      minutes,
      billing: random.next() < 0.03 ? 'goodwill' : random.next() < 0.05 ? 'additional' : 'service',
      subject,
      note,
      state: back > 0 ? 'approved' : stateOf(random, day, today),
      booking: null,
    });
    left -= minutes;
  }
  return done;
}

/**
 * Older weeks are approved, and most of last week, of which some still waits; what was done this week waits too, and the last two days are
 * being written.
 */
function stateOf(random: Random, day: Temporal.PlainDate, today: Temporal.PlainDate): WorkedTime['state'] {
  const monday = today.subtract({ days: today.dayOfWeek - 1 });
  const isBefore = (limit: Temporal.PlainDate): boolean => Temporal.PlainDate.compare(day, limit) < 0;
  if (isBefore(monday.subtract({ days: 7 }))) return 'approved';
  if (isBefore(monday)) return random.next() < 0.75 ? 'approved' : 'submitted';
  return isBefore(today.subtract({ days: 2 })) ? 'submitted' : 'draft';
}

interface Telling {
  readonly worked: WorkedTime[];
  readonly booked: Booked[];
  readonly visits: Visit[];
}

function addTurn(random: Random, diary: Diary, client: ClientPart, setting: Setting, telling: Telling): void {
  const first = setting.today.with({ day: 1 });
  const [group = 'network', engineer = client.csdm] = Object.entries(client.engineers)[0] ?? [];
  const evening = (day: Temporal.PlainDate, hour: number) =>
    day.toZonedDateTime({ timeZone: servedFrom(client), plainTime: Temporal.PlainTime.from({ hour }) });
  const time = (start: Temporal.ZonedDateTime, minutes: number, more: Partial<WorkedTime>): WorkedTime => ({
    client: client.code,
    person: engineer,
    role: 'cse',
    group,
    start,
    minutes,
    billing: 'service',
    subject: 'Release and change execution',
    note: 'Done outside business hours so that nobody was disturbed',
    state: 'approved',
    booking: null,
    ...more,
  });
  if (client.turn === 'after-hours') {
    for (const [key, back] of [
      ['cutover', 3],
      ['storage-move', 1],
    ] as const) {
      const start = evening(nthWeekday(first.subtract({ months: back }), 2), 19);
      telling.booked.push({
        key,
        client: client.code,
        person: engineer,
        start,
        minutes: 180,
        reason: 'Storage moved while the shops are closed',
        decision: 'approved',
      });
      telling.worked.push(time(start.add({ minutes: 15 }), 135, { booking: key }));
    }
    telling.worked.push(
      time(evening(nthWeekday(first.subtract({ months: 1 }), 4), 20), 90, {
        note: 'Host failed; restored from the evening backup',
      }),
    );
    telling.booked.push({
      key: 'patches',
      client: client.code,
      person: engineer,
      start: evening(setting.today.add({ days: 3 }), 18),
      minutes: 120,
      reason: 'Patches that need the order system stopped',
      decision: null,
    });
  }
  if (client.turn === 'exceptions') {
    const lastMonth = first.subtract({ months: 1 });
    telling.worked.push(
      time(evening(nthWeekday(lastMonth, 3), 17).add({ minutes: 5 }), 40, {
        note: 'Certificate renewed after closing time',
      }),
      time(evening(nthWeekday(lastMonth, 1), 7), 55, {
        state: 'submitted',
        note: 'Before the branches open',
      }),
    );
    // Nobody sold this client cloud work, so no pool takes it.
    const asked = nthWeekday(lastMonth, 2);
    const free = diary.free('Priya Raman', asked, 20);
    if (free !== null) {
      telling.worked.push(
        time(evening(asked, 0).add({ minutes: free }), 20, {
          person: 'Priya Raman',
          group: 'cloud-server-storage',
          subject: 'Critical patch identification',
          note: 'Asked to look at a hypervisor advisory',
        }),
      );
    }
    telling.visits.push({
      client: client.code,
      person: engineer,
      day: nthWeekday(lastMonth, 2),
      purpose: 'Replace the branch firewall on site',
      state: 'asked',
      expenses: [{ kind: 'transport', amount: '186.40', note: 'Rental car and fuel' }],
    });
  }
  if (client.code === 'TIDE') {
    for (const back of [2, 1]) {
      telling.visits.push({
        client: client.code,
        person: engineer,
        day: nthWeekday(first.subtract({ months: back }), 3),
        purpose: 'Quarterly review at the yard',
        state: 'approved',
        expenses: [
          {
            kind: random.pick(['transport', 'lodging'] as const),
            amount: back === 2 ? '412.37' : '389.10',
            note: 'Two days at the yard',
          },
          { kind: 'mileage', distance: '118.4', note: 'To the yard and back' },
          { kind: 'travel-time', minutes: 150, note: '' },
        ],
      });
    }
    for (const [days, state] of [
      [9, 'reviewed'],
      [16, 'asked'],
    ] as const)
      telling.visits.push({
        client: client.code,
        person: engineer,
        day: setting.today.add({ days }),
        purpose: 'Replace the access points at the yard',
        state,
        expenses: [],
      });
  }
}

/** The Thursday of the nth week of a month. */
function nthWeekday(first: Temporal.PlainDate, nth: number): Temporal.PlainDate {
  return first.add({ days: ((4 - first.dayOfWeek + 7) % 7) + (nth - 1) * 7 });
}

/** Who is busy when, so that nobody works twice at once. Wall-clock minutes of the person's day. */
class Diary {
  readonly #random: Random;
  readonly #busy = new Map<string, [from: number, to: number][]>();

  constructor(random: Random) {
    this.#random = random;
  }

  /** A free start between 08:00 and 17:00 on a day, taken from now on; null where a few looks found none. */
  free(person: string, day: Temporal.PlainDate, minutes: number): number | null {
    const key = `${person} ${day.toString()}`;
    const busy = this.#busy.get(key) ?? [];
    for (let look = 0; look < 6; look++) {
      const start = 480 + this.#random.between(0, Math.floor((540 - minutes) / 5)) * 5;
      if (busy.every(([from, to]) => start >= to || start + minutes <= from)) {
        busy.push([start, start + minutes]);
        this.#busy.set(key, busy);
        return start;
      }
    }
    return null;
  }
}
