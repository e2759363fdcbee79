import { Button } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import type { Client } from '../../clients/client.ts';
import { lead } from '../../people/access.ts';
import { useAnswer } from '../../web/kit/data.ts';
import { Dialog } from '../../web/kit/dialog.tsx';
import { EmptyState } from '../../web/kit/empty-state.tsx';
import { dayWords } from '../../web/kit/figures.ts';
import { Loaded } from '../../web/kit/loaded.tsx';
import { useMay } from '../../web/kit/me.tsx';
import { useToday } from '../../web/kit/now.ts';
import { Panel } from '../../web/kit/panel.tsx';
import { ReasonDialog } from '../../web/kit/reason-dialog.tsx';
import { meetingsApi } from '../api.ts';
import type { Series } from '../series.ts';
import { kindWords, ruleWords } from './call-words.ts';
import styles from './meetings.module.css';
import { SeriesForm } from './series-form.tsx';

/** When a client is spoken with: its series, those that are over left away. */
export function SeriesPanel({ client }: { readonly client: Client }): ReactNode {
  const series = useAnswer(meetingsApi.listSeries, { params: { client: client.id } });
  const today = useToday(client.timeZone);
  const mayLead = useMay(lead);
  const [open, setOpen] = useState<{ readonly act: 'change' | 'end'; readonly of: Series } | null>(null);
  const close = (): void => setOpen(null);
  return (
    <Panel title="Series" flush>
      <Loaded answer={series}>
        {(found) => {
          const running = found.filter(({ to }) => to === null || to > today);
          if (running.length === 0)
            return (
              <EmptyState title="No series yet">
                A series says when {client.name} is spoken with, and who takes part. Its calls are planned
                half a year ahead.
              </EmptyState>
            );
          return (
            <ul className={styles['list']}>
              {running.map((one) => (
                <li key={one.id}>
                  <div className={styles['words']}>
                    <span className={styles['title']}>{one.title}</span>
                    <p className="note">
                      {kindWords[one.kind]}. {ruleWords(one.rule)}, {one.time} {one.timeZone}, {one.minutes}{' '}
                      min
                      {one.to === null ? '' : `, until ${dayWords(one.to)}`}
                    </p>
                    <p className="note">{one.invitees.map(({ name }) => name).join(', ')}</p>
                  </div>
                  {mayLead && (
                    <span className={styles['acts']}>
                      <Button
                        size="compact-sm"
                        variant="default"
                        onClick={() => setOpen({ act: 'change', of: one })}
                      >
                        Change {one.title}
                      </Button>
                      <Button
                        size="compact-sm"
                        variant="subtle"
                        onClick={() => setOpen({ act: 'end', of: one })}
                      >
                        End {one.title}
                      </Button>
                    </span>
                  )}
                </li>
              ))}
            </ul>
          );
        }}
      </Loaded>
      {open?.act === 'change' && (
        <Dialog open wide title={`Change ${open.of.title} from a day on`} onClose={close}>
          <SeriesForm client={client} before={open.of} onDone={close} />
        </Dialog>
      )}
      {open?.act === 'end' && (
        <ReasonDialog
          title={`End ${open.of.title} today`}
          act={`End ${open.of.title}`}
          label="Why it ends"
          route={meetingsApi.endSeries}
          request={(reason) => ({ params: { series: open.of.id }, body: { from: today, reason } })}
          refreshes={[meetingsApi.listSeries, meetingsApi.listTouchPoints]}
          done={({ title }) => `${title} has ended. Whoever was invited is told.`}
          onClose={close}
        >
          <p>Calls that people were invited to are cancelled, with this reason.</p>
        </ReasonDialog>
      )}
    </Panel>
  );
}
