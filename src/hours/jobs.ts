import { known } from '../core/id.ts';
import type { Job } from '../database/job.ts';
import { closedCoursesOf, closuresWithoutCourse, keepRatios } from './course-store.ts';
import { ratiosOf } from './course.ts';

/** Few enough that a visit takes well under a second. */
const batchMax = 200;

/**
 * Works out how closed months went on, for forecasts, a batch at each visit: after a month was closed, and at the start of a server for those
 * of which nothing is kept. It is derived from what is on the record, so that it is no act of anybody's and leaves no fact.
 */
export const courseJob: Job = {
  name: 'month-course',
  everySeconds: 300,
  after: ['month.closed'],
  run: (database, providerId) =>
    database.maintain(providerId, async (db) => {
      const provider = known<'provider'>(providerId);
      const closures = await closuresWithoutCourse(db, provider, batchMax);
      if (closures.length === 0) return { more: false };
      const courses = await closedCoursesOf(db, provider, closures);
      const kept = courses.map(({ closure, month, course }) => ({
        closure,
        month,
        ratios: ratiosOf(course),
      }));
      await keepRatios(db, provider, kept);
      return { more: closures.length === batchMax };
    }),
};
