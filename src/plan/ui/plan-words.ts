import type { Tone } from '../../web/kit/tokens.ts';
import { usual, type BusinessDay } from '../cadence.ts';
import type { OccurrenceState } from '../occurrence.ts';
import type { Owner } from '../owner.ts';
import type { PlannedActivity } from '../plan.ts';
import { triggers } from '../trigger.ts';

export const ownerWords: Readonly<Record<Owner, string>> = { csdm: 'CSDM', cse: 'CSE', client: 'Client' };

export const stateTones: Readonly<Record<OccurrenceState, Tone>> = {
  done: 'ok',
  waived: 'neutral',
  blocked: 'warn',
  overdue: 'bad',
  due: 'info',
  planned: 'neutral',
};

/** The cadences that have a name; any other is shown as its rule. */
export const cadenceChoices = [
  { value: usual.weekly, label: 'Weekly, Friday' },
  { value: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=FR', label: 'Every two weeks, Friday' },
  { value: usual.monthly, label: 'Monthly, last day' },
  { value: 'FREQ=MONTHLY;BYMONTHDAY=10', label: 'Monthly, 10th' },
  { value: 'FREQ=MONTHLY;BYDAY=-1FR', label: 'Monthly, last Friday' },
  { value: usual.quarterly, label: 'Quarterly, last day' },
  { value: usual.semiannual, label: 'Twice a year, last day' },
  { value: 'FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=-1', label: 'Yearly, last day' },
];

export const cadenceWords = (rule: string): string =>
  cadenceChoices.find(({ value }) => value === rule)?.label ?? rule;

export const businessDayWords: Readonly<Record<BusinessDay, string>> = {
  stay: 'stays on its day',
  earlier: 'moves to the business day before',
  later: 'moves to the business day after',
};

/** When a row comes: by its cadence, when its trigger does, or when it is needed. */
export const whenWords = ({ cadence, trigger }: Pick<PlannedActivity, 'cadence' | 'trigger'>): string => {
  if (cadence !== null) return cadenceWords(cadence);
  return trigger === null ? 'When it is needed' : triggers[trigger].words;
};
