import { Button } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import type { Response } from '../../core/route.ts';
import { supervisor } from '../../people/access.ts';
import { Choice } from '../../web/kit/choice.tsx';
import { useAct, useAnswer } from '../../web/kit/data.ts';
import { DayInput } from '../../web/kit/day-input.tsx';
import { daysAfter, lastDayOf } from '../../web/kit/days.ts';
import { ConfirmDialog, Dialog } from '../../web/kit/dialog.tsx';
import { EmptyState } from '../../web/kit/empty-state.tsx';
import { dayWords } from '../../web/kit/figures.ts';
import { Form, useActForm } from '../../web/kit/form.tsx';
import { Loaded } from '../../web/kit/loaded.tsx';
import { useMay, useMe } from '../../web/kit/me.tsx';
import { useToday } from '../../web/kit/now.ts';
import { PageHeader } from '../../web/kit/page-header.tsx';
import { Panel } from '../../web/kit/panel.tsx';
import { StatePill } from '../../web/kit/state-pill.tsx';
import { useUrlState } from '../../web/kit/url-state.ts';
import type { Absence } from '../absence.ts';
import { teamApi } from '../api.ts';
import { AbsenceDialog } from './absence-dialog.tsx';
import { absenceRefreshes } from './absence-refreshes.ts';
import { awayWords, reasonWords } from './absence-words.ts';
import styles from './absences.module.css';
import { LeftWithoutList } from './left-without.tsx';
import { StandInsPanel } from './stand-ins-panel.tsx';

/** When the reader is away, or everybody: what is to come first, and below it what was. */
export function AbsencesPage(): ReactNode {
  const { person } = useMe();
  const today = useToday(person.timeZone);
  const settlesAll = useMay(supervisor);
  const [whose, setWhose] = useUrlState('whose', settlesAll ? 'all' : 'mine');
  const [entering, setEntering] = useState(false);
  const absences = useAnswer(teamApi.listAbsences, {
    query: whose === 'mine' ? { person: person.id, limit: 500 } : { limit: 500 },
  });
  const enter = { label: 'Enter an absence', keys: 'n', primary: true, run: () => setEntering(true) };
  return (
    <>
      <PageHeader title={whose === 'mine' ? 'My absences' : 'Absences'} actions={[enter]} />
      <div className={styles['stack']}>
        <StandInsPanel />
        <Panel
          title="To come, and now"
          flush
          acts={
            <Choice
              label="Whose absences"
              value={whose}
              onChange={setWhose}
              choices={{ mine: 'Mine', all: 'Everybody’s' }}
            />
          }
        >
          <Loaded answer={absences}>
            {({ items }) => (
              <AbsenceList
                absences={items.filter((one) => isAhead(one, today)).toReversed()}
                today={today}
                empty={
                  <EmptyState title="Nobody is away" act={enter}>
                    Who is away is taken off what they can work, and clients that nobody looks after meanwhile
                    are called out.
                  </EmptyState>
                }
              />
            )}
          </Loaded>
        </Panel>
        <Past absences={absences.data} today={today} />
      </div>
      {entering && <AbsenceDialog today={today} onClose={() => setEntering(false)} />}
    </>
  );
}

const isAhead = ({ state, to }: Absence, today: string): boolean => state === 'entered' && to > today;

function Past({
  absences,
  today,
}: {
  readonly absences: Response<typeof teamApi.listAbsences> | undefined;
  readonly today: string;
}): ReactNode {
  const past = absences?.items.filter((one) => !isAhead(one, today)) ?? [];
  if (past.length === 0) return null;
  return (
    <Panel title="Over, or cancelled" flush>
      <AbsenceList absences={past} today={today} empty={null} />
    </Panel>
  );
}

interface ListProps {
  readonly absences: readonly Absence[];
  readonly today: string;
  readonly empty: ReactNode;
}

function AbsenceList({ absences, today, empty }: ListProps): ReactNode {
  if (absences.length === 0) return empty;
  return (
    <ul className={styles['list']}>
      {absences.map((absence) => (
        <AbsenceRow key={absence.id} absence={absence} today={today} />
      ))}
    </ul>
  );
}

function AbsenceRow({ absence, today }: { readonly absence: Absence; readonly today: string }): ReactNode {
  const { person } = useMe();
  const settlesAll = useMay(supervisor);
  const [asking, setAsking] = useState<'end' | 'cancel' | null>(null);
  const { personName, personId, from, to, part, reason, note, state, ended } = absence;
  const isOpen = isAhead(absence, today) && (settlesAll || personId === person.id);
  const close = (): void => setAsking(null);
  return (
    <li className={styles['row']}>
      <div className={styles['what']}>
        <p className={styles['line']}>
          <b>{personName}</b>
          {state === 'cancelled' ? <StatePill tone="neutral">cancelled</StatePill> : awayWords(absence)}
        </p>
        <p className={styles['quiet']}>
          {[reason === null ? 'Away' : reasonWords[reason], note].filter(Boolean).join(': ')}
          {ended && `, entered until ${dayWords(lastDayOf(ended.toBefore))}`}
        </p>
        {isAhead(absence, today) && <LeftWithoutList person={personId} from={from} to={to} />}
      </div>
      {isOpen && (
        <div className={styles['acts']}>
          {part === null && daysAfter(from, 1) < to && (
            <Button variant="default" size="compact-sm" onClick={() => setAsking('end')}>
              End earlier<span className="for-reader"> the absence of {personName}</span>
            </Button>
          )}
          <Button variant="default" size="compact-sm" onClick={() => setAsking('cancel')}>
            Cancel<span className="for-reader"> the absence of {personName}</span>
          </Button>
        </div>
      )}
      {asking === 'end' && <EndDialog absence={absence} today={today} onClose={close} />}
      {asking === 'cancel' && <CancelDialog absence={absence} onClose={close} />}
    </li>
  );
}

interface Asked {
  readonly absence: Absence;
  readonly onClose: () => void;
}

function EndDialog({ absence, today, onClose }: Asked & { readonly today: string }): ReactNode {
  const first = daysAfter(absence.from, 1);
  const form = useActForm({
    initial: { to: today > first && today < absence.to ? today : first },
    route: teamApi.endAbsence,
    request: ({ to }: { to: string }) => ({ params: { absence: absence.id }, body: { to } }),
    refreshes: absenceRefreshes,
    done: ({ personName, to }) => `${personName} is back on ${dayWords(to)}.`,
    next: onClose,
  });
  return (
    <Dialog open title={`${absence.personName} is back earlier`} onClose={onClose}>
      <Form form={form} act={`End the absence of ${absence.personName}`} onCancel={onClose}>
        <DayInput
          label="First day back"
          minDate={first}
          maxDate={lastDayOf(absence.to)}
          {...form.form.getInputProps('to')}
          name="to"
        />
      </Form>
    </Dialog>
  );
}

function CancelDialog({ absence, onClose }: Asked): ReactNode {
  const { act, busy, refused } = useAct(teamApi.cancelAbsence, {
    refreshes: absenceRefreshes,
    done: ({ personName }) => `The absence of ${personName} is cancelled.`,
  });
  const cancel = async (): Promise<void> => {
    if (await act({ params: { absence: absence.id } })) onClose();
  };
  return (
    <ConfirmDialog
      open
      title={`Cancel the absence of ${absence.personName}?`}
      act="Cancel the absence"
      onAct={() => void cancel()}
      onClose={onClose}
      busy={busy}
      refused={refused}
    >
      <p>
        {absence.personName} is there after all, {awayWords(absence)}. It stays on record that the absence was
        entered and cancelled.
      </p>
    </ConfirmDialog>
  );
}
