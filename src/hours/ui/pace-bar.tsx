import type { ReactNode } from 'react';
import { BulletBar } from '../../web/kit/bullet-bar.tsx';
import type { Pace } from '../pace.ts';

/** A month's hours as a bar: used, the pools together, and where the business time that has passed would be. */
export function PaceBar({ pace, of }: { readonly pace: Pace; readonly of: string }): ReactNode {
  const { minutesUsed, minutesAllotted, businessMinutes, businessMinutesPassed, verdict } = pace;
  const even =
    businessMinutes === 0 ? 0 : Math.round((minutesAllotted * businessMinutesPassed) / businessMinutes);
  return (
    <BulletBar
      usedMinutes={minutesUsed}
      poolMinutes={minutesAllotted}
      paceMinutes={even}
      tone={verdict === 'over' ? 'bad' : verdict === 'ahead' ? 'warn' : 'accent'}
      of={of}
    />
  );
}
