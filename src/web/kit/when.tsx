import type { ReactNode } from 'react';
import { dayWords, momentWords } from './figures.ts';

/** A local date: `24 Nov 2026`. */
export function DayText({
  day,
  weekday = false,
}: {
  readonly day: string;
  readonly weekday?: boolean;
}): ReactNode {
  return (
    <time dateTime={day} className="figures">
      {dayWords(day, { withWeekday: weekday })}
    </time>
  );
}

/** A moment in the zone that matters to the reader, named: the client's for a client's work. Its title has the moment in UTC. */
export function MomentText({ moment, zone }: { readonly moment: string; readonly zone: string }): ReactNode {
  return (
    <time dateTime={moment} title={moment} className="figures">
      {momentWords(moment, zone)}
    </time>
  );
}
