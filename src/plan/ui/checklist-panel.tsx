import { Checkbox } from '@mantine/core';
import type { ReactNode } from 'react';
import { useAct } from '../../web/kit/data.ts';
import { momentWords } from '../../web/kit/figures.ts';
import { useMe } from '../../web/kit/me.tsx';
import { Panel } from '../../web/kit/panel.tsx';
import { RefusalNotice } from '../../web/kit/refusal-notice.tsx';
import { plansApi } from '../api.ts';
import type { OccurrenceDetail } from '../occurrence.ts';
import styles from './plan.module.css';

/** What an act on an occurrence makes stale. */
export const occurrenceRefreshes = [
  plansApi.getOccurrence,
  plansApi.listOccurrences,
  plansApi.listDuties,
  plansApi.getCoverage,
  plansApi.getPortfolioCoverage,
  plansApi.getCoverageCell,
] as const;

/** The checklist of an occurrence, ticked in place. */
export function Checklist({ occurrence }: { readonly occurrence: OccurrenceDetail }): ReactNode {
  const { timeZone } = useMe().provider;
  const { act, busy, refused } = useAct(plansApi.tickItem, { refreshes: occurrenceRefreshes });
  return (
    <Panel title="Checklist">
      <div className={styles['checklist']}>
        {occurrence.checklist.map(({ item, tickedBy, tickedAt }) => (
          <Checkbox
            key={item}
            label={item}
            description={tickedAt ? `${tickedBy}, ${momentWords(tickedAt, timeZone)}` : undefined}
            checked={tickedAt !== null}
            disabled={busy || occurrence.end !== null}
            onChange={({ currentTarget }) =>
              void act({
                params: { occurrence: occurrence.id },
                body: { item, ticked: currentTarget.checked },
              })
            }
          />
        ))}
      </div>
      <RefusalNotice error={refused} />
    </Panel>
  );
}
