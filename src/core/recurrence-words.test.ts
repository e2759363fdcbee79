import { expect, test } from 'vitest';
import { recurrenceInWords } from './recurrence-words.ts';
import { readRecurrence } from './recurrence.ts';
import { rows } from './table.ts';

test.each(
  rows<'rule' | 'words'>(`
    | rule                                              | words |
    | FREQ=DAILY                                        | daily |
    | FREQ=WEEKLY;BYDAY=MO,WE,FR                        | weekly on Monday, Wednesday and Friday |
    | FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;COUNT=10          | every 2 weeks on Tuesday 10 times |
    | FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR                   | daily on weekdays |
    | FREQ=MONTHLY;BYDAY=-1FR                           | monthly on the last Friday |
    | FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1     | monthly on the last weekday |
    | FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=1,-2           | every 3 months on the 1st and 2nd to last day |
    | FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=12;COUNT=1      | yearly on the 12th in November once |
    | FREQ=YEARLY;BYMONTH=1,7;BYDAY=2MO;UNTIL=20281231  | yearly on the 2nd Monday in January and July until 31 December 2028 |
    | FREQ=YEARLY;BYWEEKNO=20                           | |
    | FREQ=HOURLY                                       | |
    | FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13               | |
    | FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=1               | |
  `),
)('$rule is "$words"', ({ rule, words }) => {
  const read = readRecurrence(rule, '', []);
  expect((read && recurrenceInWords(read)) ?? '').toBe(words);
});
