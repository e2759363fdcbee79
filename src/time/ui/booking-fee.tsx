import type { ReactNode } from 'react';
import type { ClientId } from '../../people/person.ts';
import { useAnswer } from '../../web/kit/data.ts';
import { hoursWords, moneyFigure } from '../../web/kit/figures.ts';
import { timeApi } from '../api.ts';
import type { BookingFee } from '../booking-fee.ts';
import styles from './booking-fee.module.css';

interface Asked {
  readonly client: ClientId;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly expected: number;
}

/** What after-hours work would cost the client, while it is typed and before it is asked for. */
export function FeePreview({ asked }: { readonly asked: Asked | null }): ReactNode {
  const priced = useAnswer(
    timeApi.priceBooking,
    {
      params: { client: asked?.client ?? '' },
      query: {
        startsAt: asked?.startsAt ?? '',
        endsAt: asked?.endsAt ?? '',
        minutesExpected: asked?.expected ?? 1,
      },
    },
    { when: asked !== null, keeps: true },
  );
  return (
    <p className={styles['preview']} role="status" aria-label="Fee">
      {asked === null ? (
        <span className="quiet">What it costs the client stands here once client and window do.</span>
      ) : (
        <FeeWords fee={priced.data?.fee} refused={priced.error} />
      )}
    </p>
  );
}

function FeeWords({
  fee,
  refused,
}: {
  readonly fee: BookingFee | null | undefined;
  readonly refused: Error | null;
}): ReactNode {
  if (refused) return <span className={styles['refused']}>{refused.message}</span>;
  if (fee === undefined) return <span className="quiet">Working out the fee …</span>;
  if (fee === null) return 'No contract of the client runs then, so no fee is agreed.';
  return (
    <>
      <strong>{feeFigure(fee)}</strong> <span className="quiet">{feeFormula(fee)}</span>
    </>
  );
}

/** Example: "$525.00", or "No fee" for a window inside business hours. */
export const feeFigure = ({ minutesBilled, amount, currency }: BookingFee): string =>
  minutesBilled === 0 ? 'No fee' : moneyFigure(amount, currency);

/** How a fee comes about. Example: "2 h after hours at $262.50 an hour". */
export function feeFormula({ minutesBilled, mode, rate, currency }: BookingFee): string {
  if (minutesBilled === 0) return 'all of it is in the client’s business hours';
  const rated = `${hoursWords(minutesBilled)} after hours at ${moneyFigure(rate, currency)} an hour`;
  return mode === 'separate' ? rated : `${rated} on top of what the pools hold`;
}
