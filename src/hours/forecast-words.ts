import { dayFrom, dayInWords } from '../core/day.ts';
import type { Band } from './forecast.ts';
import { durationInWords } from './in-words.ts';

/** How an amount is written: with its code in mail and answers, as everywhere else on screens. */
export type MoneyInWords = (amount: string, currency: string) => string;

type Told = Pick<Band, 'band50' | 'minutesAllotted' | 'minutesOverage' | 'overage' | 'currency' | 'lastDay'>;

/**
 * A band in one sentence. Hours are whole, rounded outwards, so that a band is never told narrower than it is.
 * Example: "Likely 19 to 22 h of 20 h by 30 November 2026; 50% chance of overage, on average 89.25 USD."
 */
export function forecastWords(told: Told, money: MoneyInWords): string {
  const { minutesOverage, overage, currency } = told;
  const amount = money(overage.amount, currency);
  const chance =
    minutesOverage > 0
      ? `overage has begun and comes to ${amount} on average`
      : overage.percent === 0
        ? 'hardly any chance of overage'
        : `${overage.percent}% chance of overage, on average ${amount}`;
  return `Likely ${hoursWords(told)}; ${chance}.`;
}

/** The same of a month in which overage is foreseen, without an amount. Example: "Overage is foreseen: likely 19 to 22 h of 20 h by …; 50% chance." */
export function overageWords(told: Told): string {
  const hours = `likely ${hoursWords(told)}`;
  return told.minutesOverage > 0
    ? `Overage has begun: ${hours}.`
    : `Overage is foreseen: ${hours}; ${told.overage.percent}% chance.`;
}

const hoursWords = ({ band50, minutesAllotted, lastDay }: Told): string =>
  `${hoursRange(band50)} of ${durationInWords(minutesAllotted)} by ${dayInWords(dayFrom(lastDay))}`;

/** A band in whole hours, rounded outwards. Example: 1,140 to 1,262 minutes are "19 to 22 h". */
export function hoursRange({ from, to }: Band['band50']): string {
  const [least, most] = [Math.floor(from / 60), Math.ceil(to / 60)];
  return least === most ? `${most} h` : `${least} to ${most} h`;
}
