import type { ReactNode } from 'react';
import { hoursWords } from './figures.ts';
import styles from './bullet-bar.module.css';

interface Props {
  readonly usedMinutes: number;
  readonly poolMinutes: number;
  /** How much would be used by now if the pool were spent evenly over the month's business time; left out where there is no month to pace. */
  readonly paceMinutes?: number;
  /** What to make of it, as the server judges it; a word beside the bar says it too. */
  readonly tone?: 'accent' | 'warn' | 'bad';
  /** Whose hours these are, for a reader who cannot see the row: `Lakeside Clinics`. */
  readonly of: string;
}

/** Hours of a pool in one bar: what is used, where an even pace would be, and what is beyond the pool, which is hatched. */
export function BulletBar(props: Props): ReactNode {
  const { usedMinutes, poolMinutes, paceMinutes, tone = 'accent', of } = props;
  const whole = Math.max(poolMinutes, usedMinutes, 1);
  const at = (minutes: number): string => `${(100 * minutes) / whole}%`;
  const within = Math.min(usedMinutes, poolMinutes);
  return (
    <svg
      role="img"
      aria-label={spoken(of, usedMinutes, poolMinutes, paceMinutes)}
      className={styles['bar']}
      data-tone={tone}
      width="100%"
      height="16"
    >
      <defs>
        <pattern
          id="beyond-pool"
          width="5"
          height="5"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <rect width="2.5" height="5" className={styles['hatch']} />
        </pattern>
      </defs>
      <rect x="0" y="4" width={at(poolMinutes)} height="8" rx="2" className={styles['pool']} />
      <rect x="0" y="4" width={at(within)} height="8" rx="2" className={styles['used']} />
      {usedMinutes > poolMinutes && (
        <rect
          x={at(poolMinutes)}
          y="4"
          width={at(usedMinutes - poolMinutes)}
          height="8"
          fill="url(#beyond-pool)"
          className={styles['beyond']}
        />
      )}
      {paceMinutes !== undefined && (
        <rect x={at(Math.min(paceMinutes, whole))} y="0" width="2" height="16" className={styles['pace']} />
      )}
    </svg>
  );
}

/** What the parts of the bar mean; once below a table of them. */
export function BarLegend(): ReactNode {
  return (
    <p className={styles['legend']}>
      <span data-part="used">used</span>
      <span data-part="pool">left in the package</span>
      <span data-part="beyond">beyond it</span>
      <span data-part="pace">an even pace by now</span>
    </p>
  );
}

function spoken(of: string, used: number, pool: number, pace: number | undefined): string {
  const even = pace === undefined ? '' : `; an even pace would be ${hoursWords(pace)}`;
  const over = used > pool ? `, ${hoursWords(used - pool)} over` : '';
  return `${of}: ${hoursWords(used)} used of ${hoursWords(pool)}${over}${even}`;
}
