import { dayFrom, dayInWords, formatDay } from '../core/day.ts';
import { instant } from '../core/instant.ts';
import type { ConsentId } from '../hours/consent.ts';
import type { RatedMonth } from '../hours/month-hours.ts';
import type { OverageBasis } from '../hours/overage-cap.ts';
import { overageOf } from '../hours/pace.ts';

/** A consent on which overage of an invoice rests. */
export interface AgreedOverage {
  readonly consent: ConsentId;
  readonly minutes: number;
  readonly by: string;
  /** The local day, by the contract's clock. */
  readonly on: string;
}

/**
 * The consents that an invoice cites, the earliest first: those that the client gave for the month, where there is overage beyond its cap,
 * or overage at all where there is no cap. Example: a cap of an hour and 90 minutes of overage cite the consent; 40 minutes do not.
 */
export function agreedFor({ month, statement }: RatedMonth, basis: OverageBasis | null): AgreedOverage[] {
  if (!basis || overageOf(statement).minutes <= (basis.standing?.minutesCap ?? 0)) return [];
  return basis.consents.toReversed().flatMap(({ id, minutes, answer }) => {
    if (answer?.answer !== 'agreed') return [];
    const at = instant(Math.floor(Date.parse(answer.at) / 60_000));
    return [{ consent: id, minutes, by: answer.by, on: formatDay(month.frame.zone.dayAt(at)) }];
  });
}

/** The consents in the words of an invoice. Example: ", agreed by Lena Novak on 18 November 2026". */
export function agreedInWords(agreed: readonly Pick<AgreedOverage, 'by' | 'on'>[]): string {
  const each = [...new Set(agreed.map(({ by, on }) => `by ${by} on ${dayInWords(dayFrom(on))}`))];
  return each.length === 0 ? '' : `, agreed ${each.join(' and ')}`;
}
