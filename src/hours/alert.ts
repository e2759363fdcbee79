import { z } from 'zod';
import { ContactId } from '../clients/contact.ts';
import { idOf, type Id } from '../core/id.ts';
import { refusal } from '../core/refusal.ts';
import { Moment, Month } from '../core/shape.ts';
import { ClientId } from '../people/person.ts';
import type { Forecast } from './forecast.ts';
import { durationInWords, monthInWords } from './in-words.ts';
import type { RatedMonth } from './month-hours.ts';
import type { CapStanding } from './overage-cap.ts';
import type { Pace } from './pace.ts';

export type AlertId = Id<'alert'>;
export const AlertId = idOf('alert');

export const contactUnknown = refusal(
  422,
  'alert.contact-unknown',
  'Contacts of the client who have not left are told by mail.',
);

/** At which levels of its hours a client is told, and who of it by mail. In the app everybody concerned is. */
export const AlertLevels = z
  .object({
    /** Whole percent of the month's hours. */
    percents: z
      .array(z.int().min(1).max(100))
      .max(10)
      .transform((percents) => [...new Set(percents)].sort((a, b) => a - b)),
    /** The 80% band of the forecast goes beyond the packages. */
    overageForeseen: z.boolean(),
    /** A quarter of the hours or more is left in the last days of the month. */
    hoursExpiring: z.boolean(),
    contacts: z.array(ContactId).max(50),
    mailCsdm: z.boolean(),
  })
  .meta({ id: 'AlertLevels' });
export type AlertLevels = z.output<typeof AlertLevels>;

/** What holds until somebody chose: told in the app, and to nobody by mail. */
export const levelsUnlessChosen: AlertLevels = {
  percents: [80, 100],
  overageForeseen: true,
  hoursExpiring: true,
  contacts: [],
  mailCsdm: false,
};

/** That a month of a client has reached a level. */
export const Alert = z
  .object({
    id: AlertId,
    clientId: ClientId,
    clientName: z.string(),
    month: Month,
    level: z.string(),
    words: z.string(),
    reachedAt: Moment,
  })
  .meta({ id: 'Alert' });
export type Alert = z.output<typeof Alert>;

/** A level that is reached, before it is known whether it was told before. */
export interface Reached {
  readonly level: `used-${number}` | 'overage-foreseen' | 'hours-expiring' | 'cap-near';
  readonly words: string;
}

/** What is known of a month that levels are looked for in. */
export interface Watched {
  readonly rated: RatedMonth;
  readonly pace: Pace;
  readonly forecast: Forecast;
  /** In words, while hours are about to expire; null else. */
  readonly expiring: string | null;
  readonly standing: CapStanding | null;
}

/**
 * The levels that a month has reached, those of its hours from the lowest up. Percent are of hours used, rounded down. A cap that is near
 * is always told, because the client set it.
 *
 * Example: 50, 80 and 100 chosen, 17 of 20 h used: `used-50` and `used-80`.
 */
export function reachedLevels(levels: AlertLevels, watched: Watched): Reached[] {
  const { rated, pace, forecast, expiring, standing } = watched;
  const month = monthInWords(rated.month.month);
  const used = `${durationInWords(pace.minutesUsed)} of ${durationInWords(pace.minutesAllotted)}`;
  const found: Reached[] = levels.percents
    .filter((percent) => pace.minutesAllotted > 0 && pace.percentUsed >= percent)
    .map((percent) => ({
      level: `used-${percent}`,
      words: `${percent}% of the hours of ${month} are used: ${used}.`,
    }));
  if (levels.overageForeseen && forecast.kind === 'band' && forecast.overageFrom.upper !== null)
    found.push({ level: 'overage-foreseen', words: `Overage is foreseen in ${month}. ${forecast.words}` });
  if (levels.hoursExpiring && expiring !== null)
    found.push({ level: 'hours-expiring', words: `Hours of ${month} are about to expire: ${expiring}` });
  if (standing?.isNear)
    found.push({ level: 'cap-near', words: `The cap of ${month} is near. ${standing.words}` });
  return found;
}
