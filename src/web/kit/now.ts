import { useEffect, useState } from 'react';
import { dayIn } from './figures.ts';

const everyMs = 15_000;

/** The present moment by the reader's clock, a quarter of a minute old at most. Only for showing: what counts is the server's clock. */
export function useNow(): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const clock = setInterval(() => setNow(new Date()), everyMs);
    return () => clearInterval(clock);
  }, []);
  return now;
}

/** Today's date in a zone, `2026-11-24`; at midnight there it becomes tomorrow's. */
export const useToday = (timeZone: string): string => dayIn(useNow(), timeZone);
