import { DateInput, type DateInputProps } from '@mantine/dates';
import '@mantine/dates/styles.css';
import type { ReactNode } from 'react';

/** A local date, typed or chosen; its value is written as on the wire, `2026-11-24`. Only pages that ask for a date fetch it. */
export function DayInput(props: DateInputProps): ReactNode {
  return (
    <DateInput
      placeholder="24 Nov 2026"
      {...props}
      valueFormat="D MMM YYYY"
      firstDayOfWeek={1}
      weekendDays={[]}
      hideOutsideDates
    />
  );
}
