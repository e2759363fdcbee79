import { z } from 'zod';
import { ContactId } from '../clients/contact.ts';
import { idOf, type Id } from '../core/id.ts';
import { refusal } from '../core/refusal.ts';
import { Moment, Month } from '../core/shape.ts';
import { ClientId } from '../people/person.ts';
import { overageWords } from './forecast-words.ts';
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
  readonly standing: CapStanding | null;
}

/**
 * The levels that a month has reached, those of its hours from the lowest up. Percent are of hours used, rounded down. A cap that is near
 * is always told, because the client set it.
 *
 * Example: 50, 80 and 100 chosen, 17 of 20 h used: `used-50` and `used-80`.
 */
export function reachedLevels(levels: AlertLevels, watched: Watched): Reached[] {
  const { rated, pace, forecast, standing } = watched;
  const month = monthInWords(rated.month.month);
  const waiting =
    pace.minutesWaiting > 0 ? `, ${durationInWords(pace.minutesWaiting)} of it not approved yet` : '';
  const used = `${durationInWords(pace.minutesUsed)} of ${durationInWords(pace.minutesAllotted)}${waiting}`;
  const found: Reached[] = levels.percents
    .filter((percent) => pace.minutesAllotted > 0 && pace.percentUsed >= percent)
    .map((percent) => ({
      level: `used-${percent}`,
      words: `${percent}% of the hours of ${month} are used: ${used}.`,
    }));
  const foreseen = foreseenLevel(forecast);
  if (foreseen && levels[foreseen.level === 'overage-foreseen' ? 'overageForeseen' : 'hoursExpiring'])
    found.push(foreseen);
  if (standing?.isNear)
    found.push({ level: 'cap-near', words: `The cap of ${month} is near. ${standing.words}` });
  return found;
}

/**
 * Which of the two levels that are foreseen, and may pass again, holds of a month, or null: never both, because hours that are about to
 * expire are those that even the upper edge of the band leaves. The amount that overage comes to changes daily and is no part of the words.
 */
export function foreseenLevel(forecast: Forecast): Foreseen | null {
  if (forecast.kind === 'band' && forecast.overageFrom.upper !== null)
    return { level: 'overage-foreseen', words: overageWords(forecast) };
  return forecast.expiring && { level: 'hours-expiring', words: forecast.expiring.words };
}

type Foreseen = Reached & { readonly level: 'overage-foreseen' | 'hours-expiring' };

/** Whether an alert tells what is foreseen: it is shown as it holds now, and left out while it does not. */
export const isForeseen = ({ level }: Pick<Alert, 'level'>): boolean =>
  level === 'overage-foreseen' || level === 'hours-expiring';

/** Alerts by their clients, each client's and the clients themselves with what is most serious first, then newest first as they are given. */
export function bySeriousness(alerts: readonly Alert[]): (readonly [Alert, ...Alert[]])[] {
  const ofClients = [...Map.groupBy(alerts, ({ clientId }) => clientId).values()].flatMap((ofClient) => {
    const [first, ...others] = ofClient.toSorted((a, b) => seriousness(a) - seriousness(b));
    return first ? [[first, ...others] as const] : [];
  });
  return ofClients.toSorted(([a], [b]) => seriousness(a) - seriousness(b));
}

/** What must be acted on before what is foreseen, that before what has come; of that, the higher percent first. */
function seriousness({ level }: Pick<Alert, 'level'>): number {
  const place = ['cap-near', 'overage-foreseen', 'hours-expiring'].indexOf(level);
  return place >= 0 ? place : 1000 - Number(level.slice('used-'.length));
}
