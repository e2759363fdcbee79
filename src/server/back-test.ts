import { closedMonthsIn } from '../billing/close-store.ts';
import { known } from '../core/id.ts';
import type { Month } from '../core/month.ts';
import type { Db } from '../database/transaction.ts';
import { backTest, type BackTest } from '../hours/back-test.ts';
import { closedCoursesOf, closuresIn } from '../hours/course-store.ts';
import { marks, ratiosOf } from '../hours/course.ts';

/** Foretells all closed months of a provider from those before them; `tell` hears how many have been read. Nothing kept is relied on. */
export async function backTestAll(
  db: Db,
  providerId: string,
  tell: (done: number, total: number) => void,
): Promise<BackTest> {
  const provider = known<'provider'>(providerId);
  const months = await closedMonthsIn(db, provider);
  const read: { month: Month; ratios: (number | null)[][] }[] = [];
  for (const month of months) {
    const courses = await closedCoursesOf(db, provider, await closuresIn(db, provider, month));
    read.push({ month, ratios: courses.map(({ course }) => ratiosOf(course)) });
    tell(read.length, months.length);
  }
  return backTest(marks, (mark) =>
    read.map(({ month, ratios }) => ({
      month,
      ratios: ratios.map((ofMonth) => ofMonth[mark] ?? null).filter((ratio) => ratio !== null),
    })),
  );
}
