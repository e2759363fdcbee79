import { Button } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import type { Request } from '../../core/route.ts';
import { hoursWords } from '../../web/kit/figures.ts';
import { lateTimeApi } from '../late-time-api.ts';
import { ReasonDialog } from '../../web/kit/reason-dialog.tsx';
import styles from './late-time.module.css';

interface Props {
  /** What was asked for and refused, because its month is closed. */
  readonly asked: Omit<Request<typeof lateTimeApi.logLateTime>['body'], 'reason'>;
  readonly client: string;
  readonly onDone: () => void;
}

/** Where a closed month refuses time: offers to log it as late time, as it was filled in, with the reason why it comes late. */
export function LateTimeOffer({ asked, client, onDone }: Props): ReactNode {
  const [asking, setAsking] = useState(false);
  const minutes = (Date.parse(asked.endedAt) - Date.parse(asked.startedAt)) / 60_000;
  return (
    <div className={styles['offer']} role="status">
      <p>Late time for {client} is decided on by itself, and billed as the difference.</p>
      <Button variant="default" size="xs" onClick={() => setAsking(true)}>
        Log it as late time
      </Button>
      {asking && (
        <ReasonDialog
          title={`Late time for ${client}`}
          act={`Log ${hoursWords(minutes)} as late time`}
          label="Why it comes late"
          route={lateTimeApi.logLateTime}
          request={(reason) => ({ body: { ...asked, reason } })}
          refreshes={[lateTimeApi.listLateTimeMonths]}
          done={(late) => `${hoursWords(late.minutes)} of late time waits for a decision.`}
          next={onDone}
          onClose={() => setAsking(false)}
        />
      )}
    </div>
  );
}
