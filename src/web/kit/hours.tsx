import type { ReactNode } from 'react';
import { hoursFigure, hoursWords } from './figures.ts';

/** Minutes as a figure of hours; a screen reader hears them in words. `unit` writes `h` behind, where no column head says so. */
export function Hours({
  minutes,
  unit = false,
}: {
  readonly minutes: number;
  readonly unit?: boolean;
}): ReactNode {
  return (
    <span className="figures">
      <span aria-hidden>
        {hoursFigure(minutes)}
        {unit && ' h'}
      </span>
      <span className="for-reader">{hoursWords(minutes)}</span>
    </span>
  );
}

/** What is left of a pool, or how far it was passed, in words: `12 h 30 min left`, `1 h 15 min over`. */
export function HoursLeft({ left }: { readonly left: number }): ReactNode {
  return (
    <span className="figures">
      {hoursWords(Math.abs(left))} {left < 0 ? 'over' : 'left'}
    </span>
  );
}
