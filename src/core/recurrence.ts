import { parseDay, type Day } from './day.ts';
import { note, shown } from './reading.ts';
import type { Fault } from './refusal.ts';

/** When something happens again, by RFC 5545, 3.3.10. A list that is empty is a part that the rule does not have. */
export interface Recurrence {
  /** What its periods are; it chooses among the days and times of each. */
  readonly frequency: Frequency;
  /** Every so many periods: 1 is each of them. */
  readonly interval: number;
  /** So many occurrences in all. */
  readonly count: number | undefined;
  readonly until: Until | undefined;
  /** 1 to 12. */
  readonly months: readonly number[];
  /** 1 to 53, or -53 to -1 from the end of the year. */
  readonly weekNumbers: readonly number[];
  /** 1 to 366, or -366 to -1 from the end of the year. */
  readonly yearDays: readonly number[];
  /** 1 to 31, or -31 to -1 from the end of the month. */
  readonly monthDays: readonly number[];
  readonly weekdays: readonly NthWeekday[];
  readonly hours: readonly number[];
  readonly minutes: readonly number[];
  /** 0 to 59. A leap second, 60, is read as 59: no clock of ours shows one. */
  readonly seconds: readonly number[];
  /** Which of a period's occurrences are meant: 1 is its first, -1 its last. */
  readonly positions: readonly number[];
  /** The weekday on which weeks begin, 0 for Monday to 6 for Sunday. */
  readonly weekStart: number;
}

export type Frequency = (typeof frequencies)[number];

/** A weekday, 0 for Monday to 6 for Sunday: the first (1), the last (-1) and so on of a month or a year, or each (0). */
export interface NthWeekday {
  readonly weekday: number;
  readonly nth: number;
}

/** The last that can be an occurrence: a day to its end, or a second of a day, on the clock of the rule's zone or in UTC. */
export interface Until {
  readonly day: Day;
  readonly second: number | undefined;
  readonly isUtc: boolean;
}

/** From the longest on. */
export const frequencies = [
  'YEARLY',
  'MONTHLY',
  'WEEKLY',
  'DAILY',
  'HOURLY',
  'MINUTELY',
  'SECONDLY',
] as const;

const weekdayCodes = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

/**
 * Reads a rule as RFC 5545 writes it, in any case of letters, its parts in any order; a semicolon at the end, which some calendars send,
 * means nothing. UNTIL may be a date, a local time or one in UTC, whatever the rule starts with.
 *
 * Refused, each fault with its part and the way out: parts that are unknown, stand twice or are not what they must be; no FREQ; COUNT
 * beside UNTIL; BYWEEKNO, BYYEARDAY, BYMONTHDAY and numbers in BYDAY with a FREQ for which RFC 5545 rules them out; BYSETPOS alone.
 * Example: `FREQ=MONTHLY;BYDAY=-1FR` has the weekdays `[{ weekday: 4, nth: -1 }]` and the interval 1.
 */
export function readRecurrence(value: unknown, path: string, faults: Fault[]): Recurrence | undefined {
  if (typeof value !== 'string')
    return note(faults, path, `must be a rule such as "FREQ=MONTHLY;BYDAY=-1FR", not ${shown(value)}`);
  const faultsBefore = faults.length;
  const parts = new Parts(value, (message) => note(faults, path, message));
  const frequency = parts.one('FREQ', frequencyOf, `one of ${frequencies.join(', ')}`);
  if (frequency === undefined && !parts.has('FREQ'))
    note(faults, path, `FREQ is missing; it is one of ${frequencies.join(', ')}`);
  const rule = {
    interval: parts.one('INTERVAL', positive, positiveForm) ?? 1,
    count: parts.one('COUNT', positive, positiveForm),
    until: parts.one('UNTIL', untilOf, 'a date or a time such as 20261231 or 20261231T170000Z'),
    months: parts.numbers('BYMONTH', 1, 12),
    weekNumbers: parts.fromEitherEnd('BYWEEKNO', 53),
    yearDays: parts.fromEitherEnd('BYYEARDAY', 366),
    monthDays: parts.fromEitherEnd('BYMONTHDAY', 31),
    weekdays: parts.many(
      'BYDAY',
      nthWeekdayOf,
      'weekdays such as MO, or such as -1FR with 1 to 53 before it',
    ),
    hours: parts.numbers('BYHOUR', 0, 23),
    minutes: parts.numbers('BYMINUTE', 0, 59),
    seconds: parts.numbers('BYSECOND', 0, 60).map((second) => Math.min(second, 59)),
    positions: parts.fromEitherEnd('BYSETPOS', 366),
    weekStart: parts.one('WKST', weekdayOf, `one of ${weekdayCodes.join(', ')}`) ?? 0,
  };
  parts.refuseOthers();
  if (frequency !== undefined)
    for (const message of collisions({ frequency, ...rule })) note(faults, path, message);
  return frequency === undefined || faults.length > faultsBefore ? undefined : { frequency, ...rule };
}

/** The parts of a rule by name, each read at most once. */
class Parts {
  readonly #texts = new Map<string, string>();
  readonly #known = new Set<string>();
  readonly #fault: (message: string) => undefined;

  constructor(rule: string, fault: (message: string) => undefined) {
    this.#fault = fault;
    for (const part of rule.toUpperCase().replace(/;$/, '').split(';')) {
      const [, name, text] = /^([A-Z0-9-]+)=(.*)$/.exec(part) ?? [];
      if (name === undefined || text === undefined)
        fault(`${shown(part)} is no part of a rule; one is written NAME=value, with ";" between two`);
      else if (this.#texts.has(name)) fault(`${name} stands twice; keep one`);
      else this.#texts.set(name, text);
    }
  }

  has(name: string): boolean {
    return this.#texts.has(name);
  }

  one<T>(name: string, parse: (text: string) => T | undefined, form: string): T | undefined {
    this.#known.add(name);
    const text = this.#texts.get(name);
    if (text === undefined) return undefined;
    return parse(text) ?? this.#fault(`${name} must be ${form}, not ${shown(text)}`);
  }

  /** What a list with commas holds, in its order; empty where the part is not there. */
  many<T>(name: string, parse: (text: string) => T | undefined, form: string): readonly T[] {
    const parseAll = (text: string): readonly T[] | undefined => {
      const values = text.split(',').map(parse);
      return values.every((value) => value !== undefined) ? values : undefined;
    };
    return this.one(name, parseAll, form) ?? [];
  }

  numbers(name: string, from: number, to: number): readonly number[] {
    return this.many(
      name,
      (text) => (/^\d{1,2}$/.test(text) ? within(Number(text), from, to) : undefined),
      `whole numbers from ${from} to ${to}`,
    );
  }

  fromEitherEnd(name: string, to: number): readonly number[] {
    const form = `whole numbers from 1 to ${to}, or from -${to} to -1, which count from the end`;
    return this.many(name, (text) => signed(text, to), form);
  }

  refuseOthers(): void {
    for (const name of this.#texts.keys())
      if (!this.#known.has(name))
        this.#fault(`${name} is not known here; the parts are ${[...this.#known].join(', ')}`);
  }
}

/** What each part allows alone and RFC 5545 does not allow together. */
function collisions(rule: Recurrence): readonly string[] {
  const { frequency } = rule;
  const isYearly = frequency === 'YEARLY';
  const hasNth = rule.weekdays.some(({ nth }) => nth !== 0);
  const partsBeside = [rule.months, rule.weekNumbers, rule.yearDays, rule.monthDays, rule.weekdays].concat([
    rule.hours,
    rule.minutes,
    rule.seconds,
  ]);
  const found: readonly (string | false)[] = [
    rule.count !== undefined && rule.until !== undefined && 'COUNT and UNTIL exclude each other; keep one',
    rule.weekNumbers.length > 0 && !isYearly && `BYWEEKNO needs FREQ=YEARLY, not ${frequency}`,
    rule.yearDays.length > 0 &&
      ['MONTHLY', 'WEEKLY', 'DAILY'].includes(frequency) &&
      `BYYEARDAY needs FREQ=YEARLY or one shorter than a day, not ${frequency}`,
    rule.monthDays.length > 0 &&
      frequency === 'WEEKLY' &&
      'BYMONTHDAY does not go with FREQ=WEEKLY; use FREQ=MONTHLY or DAILY',
    hasNth &&
      !isYearly &&
      frequency !== 'MONTHLY' &&
      `BYDAY may have numbers only with FREQ=MONTHLY or YEARLY, not ${frequency}; write weekdays alone`,
    hasNth && isYearly && rule.weekNumbers.length > 0 && 'BYDAY must have no numbers beside BYWEEKNO',
    rule.positions.length > 0 &&
      partsBeside.every((part) => part.length === 0) &&
      'BYSETPOS chooses from what another BY part gives; add one, such as BYDAY',
  ];
  return found.filter((message) => message !== false);
}

const frequencyOf = (text: string): Frequency | undefined => frequencies.find((known) => known === text);

const positiveForm = 'a whole number from 1 to 999999999';
const positive = (text: string): number | undefined =>
  /^\d{1,9}$/.test(text) && Number(text) > 0 ? Number(text) : undefined;

const within = (number: number, from: number, to: number): number | undefined =>
  number >= from && number <= to ? number : undefined;

function signed(text: string, to: number): number | undefined {
  if (!/^[+-]?\d{1,3}$/.test(text)) return undefined;
  return within(Math.abs(Number(text)), 1, to) === undefined ? undefined : Number(text);
}

function weekdayOf(text: string): number | undefined {
  const weekday = weekdayCodes.indexOf(text);
  return weekday < 0 ? undefined : weekday;
}

function nthWeekdayOf(text: string): NthWeekday | undefined {
  const weekday = weekdayOf(text.slice(-2));
  const nth = text.length === 2 ? 0 : signed(text.slice(0, -2), 53);
  return weekday === undefined || nth === undefined ? undefined : { weekday, nth };
}

function untilOf(text: string): Until | undefined {
  const [, date = '', hour, minute, second, zone] =
    /^(\d{8})(?:T([01]\d|2[0-3])([0-5]\d)([0-5]\d|60)(Z?))?$/.exec(text) ?? [];
  const day = parseDay(date.replace(/^(....)(..)(..)$/, '$1-$2-$3'));
  if (day === undefined) return undefined;
  return hour === undefined
    ? { day, second: undefined, isUtc: false }
    : {
        day,
        second: Number(hour) * 3600 + Number(minute) * 60 + Math.min(Number(second), 59),
        isUtc: zone === 'Z',
      };
}
