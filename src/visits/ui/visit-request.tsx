import { Button } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { deciding } from '../../time/ui/decisions.ts';
import styles from '../../time/ui/requests-panel.module.css';
import { useAct } from '../../web/kit/data.ts';
import { dayWords, moneyFigure } from '../../web/kit/figures.ts';
import { useMay } from '../../web/kit/me.tsx';
import { ReasonDialog } from '../../web/kit/reason-dialog.tsx';
import { RefusalNotice } from '../../web/kit/refusal-notice.tsx';
import { StatePill } from '../../web/kit/state-pill.tsx';
import { visitsApi } from '../api.ts';
import type { SiteVisit } from '../site-visit.ts';
import { EstimateTable } from './estimate-table.tsx';
import { ReviewDialog } from './review-dialog.tsx';

/** A visit that waits: for a review by a lead, and then, with the estimate in sight, for the supervisor. */
export function VisitRequest({ visit }: { readonly visit: SiteVisit }): ReactNode {
  const { act, busy, refused } = useAct(visitsApi.approveSiteVisit, {
    refreshes: deciding.refreshes,
    done: ({ personName, clientName }) => `${personName} may visit ${clientName}.`,
  });
  const mayDecide = useMay(visitsApi.approveSiteVisit.access);
  const [doing, setDoing] = useState<'review' | 'refuse' | null>(null);
  const { review } = visit;
  const close = (): void => setDoing(null);
  const whose = <span className="for-reader"> the visit to {visit.clientName}</span>;
  return (
    <li>
      <div className={styles['what']}>
        <p>
          <span className="name">{visit.clientName}</span>, {visit.personName}
        </p>
        <p>
          Site visit on {dayWords(visit.day, { withWeekday: true })}
          {!review && (
            <>
              , {visit.personName} expects {moneyFigure(visit.amountExpected, visit.currency)} of travel.{' '}
              <StatePill tone="info">not reviewed</StatePill>
            </>
          )}
        </p>
        <p className={styles['quiet']}>{visit.purpose}</p>
        {review && (
          <>
            <p>
              <StatePill tone={review.remotely ? 'warn' : 'ok'}>
                {review.remotely ? 'can be done remotely' : 'needs a visit'}
              </StatePill>{' '}
              {review.reviewedByName}: {review.words}
            </p>
            <EstimateTable review={review} currency={visit.currency} />
            <p className={styles['quiet']}>The client pays it on top of the fees.</p>
          </>
        )}
        <RefusalNotice error={refused} />
      </div>
      <div className={styles['acts']}>
        {mayDecide && (
          <Button variant="default" size="compact-sm" onClick={() => setDoing('refuse')}>
            Refuse{whose}
          </Button>
        )}
        {!review && (
          <Button size="compact-sm" onClick={() => setDoing('review')}>
            Review{whose}
          </Button>
        )}
        {mayDecide && review && (
          <Button
            size="compact-sm"
            loading={busy}
            onClick={() => void act({ params: { visit: visit.id }, body: {} })}
          >
            Approve{whose}
          </Button>
        )}
      </div>
      {doing === 'review' && <ReviewDialog visit={visit} onClose={close} />}
      {doing === 'refuse' && (
        <ReasonDialog
          {...deciding}
          title={`Refuse the visit to ${visit.clientName}?`}
          act="Refuse the visit"
          label="Why, and how it can be done remotely"
          route={visitsApi.refuseSiteVisit}
          request={(reason) => ({ params: { visit: visit.id }, body: { reason } })}
          done={({ clientName }) => `The visit to ${clientName} is refused.`}
          onClose={close}
        >
          <p className={styles['quiet']}>What it has cost so far is then on no invoice.</p>
        </ReasonDialog>
      )}
    </li>
  );
}
