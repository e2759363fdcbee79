import { Button } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { CallRefused } from '../../core/call.ts';
import { lead, supervisor } from '../../people/access.ts';
import { useAct } from '../../web/kit/data.ts';
import { dayIn, dayWords, hoursWords } from '../../web/kit/figures.ts';
import { Hours } from '../../web/kit/hours.tsx';
import { useMay } from '../../web/kit/me.tsx';
import { RefusalNotice } from '../../web/kit/refusal-notice.tsx';
import { StatePill } from '../../web/kit/state-pill.tsx';
import { billingWords, spanWords } from '../../time/ui/entry-words.ts';
import { lateTimeApi } from '../late-time-api.ts';
import type { LateTime } from '../late-time.ts';
import { ReasonDialog } from '../../web/kit/reason-dialog.tsx';
import styles from './late-time.module.css';

/** Late time as one line: when, who, what and why it comes late; what waits has its decisions. */
export function LateRow({
  late,
  timeZone,
}: {
  readonly late: LateTime;
  readonly timeZone: string;
}): ReactNode {
  const { subject, personName, standing, minutes, takenAway, corrects } = late;
  return (
    <li>
      <div className={styles['line']}>
        <span className={styles['day']}>
          {dayWords(dayIn(late.startedAt, timeZone), { withWeekday: true, withYear: false })}
          <small className="note">{spanWords(late.startedAt, late.endedAt, timeZone)}</small>
        </span>
        <span className={styles['who']}>{personName}</span>
        <span className={styles['what']}>
          {subject}
          <small className="note">
            {corrects && `${changeWords(late)} `}
            {late.reason}
          </small>
          {late.billing !== 'service' && !takenAway && (
            <StatePill tone="neutral">{billingWords[late.billing].toLowerCase()}</StatePill>
          )}
        </span>
        <span className={styles['hours']}>
          <Hours minutes={takenAway ? 0 - minutes : minutes - (corrects?.minutes ?? 0)} />
        </span>
        {standing.state === 'waiting' ? (
          <Decisions late={late} />
        ) : (
          <span className={styles['acts']}>
            <StatePill tone="ok">approved</StatePill>
          </span>
        )}
      </div>
    </li>
  );
}

/** What a correction makes of what was logged. Example: `30 min instead of 50 min.` */
function changeWords({ takenAway, corrects, minutes, billing }: LateTime): string {
  if (!corrects) return '';
  const was = hoursWords(corrects.minutes);
  if (takenAway) return `${was} taken away.`;
  const time = corrects.minutes === minutes ? was : `${hoursWords(minutes)} instead of ${was}`;
  const as =
    corrects.billing === billing
      ? ''
      : `, ${billingWords[billing].toLowerCase()} instead of ${billingWords[corrects.billing].toLowerCase()}`;
  return `${time}${as}.`;
}

const refreshes = [lateTimeApi.listLateTimeMonths];

function Decisions({ late }: { readonly late: LateTime }): ReactNode {
  const { id, subject, minutes, clientName, corrects } = late;
  const [asking, setAsking] = useState<'reject' | 'after-hours' | null>(null);
  const [mayDecide, mayAllow] = [useMay(lead), useMay(supervisor)];
  const short = corrects ? 'the correction' : hoursWords(minutes);
  const what = corrects ? `the correction of ${subject}` : `${short} for ${clientName}`;
  const told = `${what.charAt(0).toUpperCase()}${what.slice(1)}`;
  const { act, busy, refused } = useAct(lateTimeApi.approveLateTime, {
    refreshes,
    done: () => `${told} is approved.`,
  });
  const isUnbooked = refused instanceof CallRefused && refused.code === 'late-time.held-back' && mayAllow;
  if (!mayDecide)
    return (
      <span className={styles['acts']}>
        <StatePill tone="info">waits</StatePill>
      </span>
    );
  return (
    <>
      <span className={styles['acts']}>
        <Button variant="subtle" color="gray" size="compact-sm" onClick={() => setAsking('reject')}>
          Reject<span className="for-reader"> {subject}</span>
        </Button>
        <Button
          variant="default"
          size="compact-sm"
          loading={busy}
          onClick={() => void act({ params: { lateTime: id }, body: {} })}
        >
          Approve<span className="for-reader"> {subject}</span>
        </Button>
      </span>
      {refused && (
        <div className={styles['refused']}>
          <RefusalNotice error={refused}>
            {isUnbooked && (
              <Button size="compact-sm" variant="default" onClick={() => setAsking('after-hours')}>
                Approve after hours, with a reason
              </Button>
            )}
          </RefusalNotice>
        </div>
      )}
      {asking === 'reject' && (
        <ReasonDialog
          title={`Reject ${what}?`}
          act={`Reject ${short}`}
          label="Why it is rejected"
          route={lateTimeApi.rejectLateTime}
          request={(reason) => ({ params: { lateTime: id }, body: { reason } })}
          refreshes={refreshes}
          done={() => `${told} is rejected.`}
          onClose={() => setAsking(null)}
        />
      )}
      {asking === 'after-hours' && (
        <ReasonDialog
          title={`Approve ${what} after hours?`}
          act={`Approve ${short}`}
          label="Why it may be billed without a booking"
          route={lateTimeApi.approveLateTime}
          named="afterHours"
          request={(afterHours) => ({ params: { lateTime: id }, body: { afterHours } })}
          refreshes={refreshes}
          done={() => `${told} is approved.`}
          onClose={() => setAsking(null)}
        />
      )}
    </>
  );
}
