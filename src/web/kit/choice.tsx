import { SegmentedControl } from '@mantine/core';
import '@mantine/core/styles/FloatingIndicator.css';
import '@mantine/core/styles/SegmentedControl.css';
import type { ReactNode } from 'react';

interface Props {
  /** What is chosen, for a reader who cannot see it: `Whose clients`. */
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Two to four choices and what they are called. */
  readonly choices: Readonly<Record<string, string>>;
}

/** A few choices side by side, one of them taken, for what a list or a chart shows. */
export function Choice({ label, value, onChange, choices }: Props): ReactNode {
  return (
    <SegmentedControl
      size="xs"
      aria-label={label}
      value={value}
      onChange={onChange}
      transitionDuration={0}
      data={Object.entries(choices).map(([value, label]) => ({ value, label }))}
    />
  );
}
