import { Button } from '@mantine/core';
import { IconCopy } from '@tabler/icons-react';
import { useId, useRef, type ReactNode } from 'react';
import styles from './copy-field.module.css';
import { toast } from './toast.ts';

interface Props {
  /** What it is: `Link for Nina`. */
  readonly label: string;
  readonly text: string;
  /** As it is shown, where spaces make it easier to read out; what is copied stays as it is. */
  readonly shown?: string;
}

/** Something to take along: shown whole, and copied by one button. */
export function CopyField({ label, text, shown = text }: Props): ReactNode {
  const id = useId();
  const field = useRef<HTMLElement>(null);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      toast(`${label} copied.`);
    } catch {
      // A browser may keep the clipboard to itself; then what is to be copied is marked, one key away.
      if (field.current) getSelection()?.selectAllChildren(field.current);
      toast('Press Ctrl C or ⌘ C to copy what is marked.');
    }
  };
  return (
    <div className={styles['field']}>
      <span id={id} className={styles['label']}>
        {label}
      </span>
      <div className={styles['line']}>
        <code ref={field} aria-labelledby={id} className={styles['text']}>
          {shown}
        </code>
        <Button
          variant="default"
          leftSection={<IconCopy size={16} aria-hidden />}
          onClick={() => void copy()}
          aria-label={`Copy ${label.toLowerCase()}`}
        >
          Copy
        </Button>
      </div>
    </div>
  );
}
