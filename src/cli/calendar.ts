import { answerQuestion } from '../calendars/question.ts';
import { answerDocuments } from './document.ts';

export const run = (args: readonly string[]): Promise<number> =>
  answerDocuments('calendar', args, answerQuestion);

export const help = `
Counts business minutes between two moments, or finds the first moment at which so many have passed. Hours that daylight
saving skips or repeats count as they passed.

  tandem calendar --ndjson < many > answers  one question a line, one answer a line, in order
  tandem calendar question.json              one question; "-" reads it from standard input

  { "calendar": …, "from": …, "to": … }      answers { "minutes": … }: business minutes from "from" to before "to"
  { "calendar": …, "from": …, "minutes": n } answers { "at": … }: when n (one or more) have passed

A calendar is { "timeZone", "weekly": { "mon": ["08:00-12:00", "13:00-17:00"], … }, "holidays": ["2026-11-26"] }; a weekday
left out is closed, a day's last opening may end at 24:00. Moments are UTC on whole minutes.

Example:

  tandem calendar --ndjson <<'END'
  {"calendar":{"timeZone":"America/Chicago","weekly":{"tue":["08:00-17:00"]}},"from":"2026-11-24T14:00:00Z","to":"2026-11-24T16:30:00Z"}
  {"calendar":{"timeZone":"America/Chicago","weekly":{"tue":["08:00-17:00"]}},"from":"2026-11-24T14:00:00Z","minutes":541}
  END

It prints {"minutes":150} and {"at":"2026-12-01T14:01:00Z"}.

Exit code: 0; 2 and {"errors":[{"path","message"}]} for a question with faults; with --ndjson the errors stand in the
line's place and the exit code is 1 at the end. Empty lines are passed over.
`;
