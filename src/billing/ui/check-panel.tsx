import { Button } from '@mantine/core';
import { IconCheck, IconEqualNot } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Recomputed } from '../../hours/recompute.ts';
import { thousands } from '../../web/kit/figures.ts';
import { KeyHint } from '../../web/kit/page-header.tsx';
import { Panel } from '../../web/kit/panel.tsx';
import styles from './check-panel.module.css';

/** Whether the figures on the paper follow from what they were made of; computed where the reader is, not where the invoice was made. */
export function CheckPanel({
  checked,
  busy,
  onCompute,
}: {
  readonly checked: Recomputed | null;
  readonly busy: boolean;
  readonly onCompute: () => void;
}): ReactNode {
  return (
    <Panel title="Every figure">
      <div role="status">
        {checked ? <Outcome checked={checked} /> : <p className={styles['words']}>{why}</p>}
      </div>
      <Button
        variant="default"
        fullWidth
        mt="md"
        loading={busy}
        onClick={onCompute}
        rightSection={<KeyHint keys="r" />}
      >
        Compute again
      </Button>
    </Panel>
  );
}

const why =
  'Open a line to see what it was made of, down to the minutes of each entry. Your browser can compute all of it again, by arithmetic of its own.';

function Outcome({ checked: { steps, differences } }: { readonly checked: Recomputed }): ReactNode {
  const isEqual = differences.length === 0;
  const Glyph = isEqual ? IconCheck : IconEqualNot;
  return (
    <div className={styles['outcome']} data-equal={isEqual}>
      <Glyph size={18} stroke={2.5} aria-hidden />
      <p>
        <strong>
          {isEqual
            ? `All ${thousands(steps)} figures are equal.`
            : `${thousands(differences.length)} of ${thousands(steps)} figures ${differences.length === 1 ? 'is' : 'are'} not equal.`}
        </strong>{' '}
        Computed again in this browser, from minutes, days, rates and fees as they were recorded.
      </p>
    </div>
  );
}
