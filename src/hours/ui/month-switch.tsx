import { ActionIcon } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { formatMonth, monthsLater, parseMonth } from '../../core/month.ts';
import { monthWords } from '../../web/kit/figures.ts';
import { useCommands } from '../../web/kit/keys.ts';
import styles from './month-switch.module.css';

interface Props {
  readonly month: string;
  readonly onMonth: (month: string) => void;
}

/** The month that is looked at, with the one before and the one after at hand; `[` and `]` do the same. */
export function MonthSwitch({ month, onMonth }: Props): ReactNode {
  const go = (by: number): void => onMonth(shifted(month, by));
  useCommands([
    { label: 'Month before', keys: '[', run: () => go(-1) },
    { label: 'Month after', keys: ']', run: () => go(1) },
  ]);
  return (
    <div className={styles['switch']}>
      <ActionIcon size={32} aria-label="Month before" onClick={() => go(-1)}>
        <IconChevronLeft size={18} aria-hidden />
      </ActionIcon>
      <span aria-live="polite" className={styles['month']}>
        {monthWords(month)}
      </span>
      <ActionIcon size={32} aria-label="Month after" onClick={() => go(1)}>
        <IconChevronRight size={18} aria-hidden />
      </ActionIcon>
    </div>
  );
}

function shifted(month: string, by: number): string {
  const parsed = parseMonth(month);
  return parsed === undefined ? month : formatMonth(monthsLater(parsed, by));
}
