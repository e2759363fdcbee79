import { Textarea, TextInput } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { lead, workers } from '../../people/access.ts';
import { useAct, useAnswer } from '../../web/kit/data.ts';
import { DayInput } from '../../web/kit/day-input.tsx';
import { ConfirmDialog, Dialog } from '../../web/kit/dialog.tsx';
import { dayIn } from '../../web/kit/figures.ts';
import { Form, useActForm } from '../../web/kit/form.tsx';
import { Loaded } from '../../web/kit/loaded.tsx';
import { useMay } from '../../web/kit/me.tsx';
import { useToday } from '../../web/kit/now.ts';
import { PageHeader, type PageAction } from '../../web/kit/page-header.tsx';
import { Panel } from '../../web/kit/panel.tsx';
import { ReasonDialog } from '../../web/kit/reason-dialog.tsx';
import { RefusalNotice } from '../../web/kit/refusal-notice.tsx';
import { StatePill } from '../../web/kit/state-pill.tsx';
import { meetingsApi } from '../api.ts';
import type { InvitedTouchPoint } from '../touch-point.ts';
import { ActionDialog, ActionsPanel } from './actions-panel.tsx';
import { AgendaPanel } from './agenda-panel.tsx';
import { standingTones, whenWords } from './call-words.ts';
import styles from './meetings.module.css';
import { MinutesEditor } from './minutes-editor.tsx';
import { MinutesView } from './minutes-view.tsx';

type Open = 'move' | 'cancel' | 'publish' | 'action' | 'addendum' | null;

/** One call: its agenda before, its minutes during, what both sides have of it after. */
export function TouchPointPage({ touchPoint: id }: { readonly touchPoint: string }): ReactNode {
  const call = useAnswer(meetingsApi.getTouchPoint, { params: { touchPoint: id } });
  return (
    <Loaded answer={call} whole>
      {(found) => <Call key={found.id} call={found} />}
    </Loaded>
  );
}

const refreshes = [meetingsApi.getTouchPoint, meetingsApi.listTouchPoints];

function Call({ call }: { readonly call: InvitedTouchPoint }): ReactNode {
  const { state } = call.standing;
  const [open, setOpen] = useState<Open>(null);
  const close = (): void => setOpen(null);
  const of = { params: { touchPoint: call.id } };
  const prepare = useAct(meetingsApi.prepareTouchPoint, { refreshes, done: () => 'The agenda is prepared.' });
  const begin = useAct(meetingsApi.beginMinutes, {
    refreshes: [...refreshes, meetingsApi.showMinutes],
    done: () => 'The minutes are begun.',
  });
  const [mayWork, mayLead] = [useMay(workers), useMay(lead)];
  const isItsDay = dayIn(call.startsAt, call.timeZone) <= useToday(call.timeZone);
  const isAhead = state === 'planned' || state === 'moved';
  const can = (
    label: string,
    keys: string,
    run: () => void,
    when: boolean,
    primary = false,
  ): readonly PageAction[] => (when ? [{ label, keys, run, ...(primary ? { primary } : {}) }] : []);
  const actions = [
    ...can('Move', 'm', () => setOpen('move'), mayWork && isAhead),
    ...can('Cancel the call', 'c', () => setOpen('cancel'), mayWork && isAhead),
    ...can(
      'Agenda is prepared',
      'r',
      () => void prepare.act(of),
      mayWork && isAhead && !call.prepared,
      !isItsDay,
    ),
    ...can('Begin minutes', 'b', () => void begin.act(of), mayWork && isAhead && isItsDay, true),
    ...can('New action', 'n', () => setOpen('action'), mayWork && state === 'held'),
    ...can('Publish minutes', 'p', () => setOpen('publish'), mayLead && state === 'held', true),
    ...can('Addendum', 'a', () => setOpen('addendum'), mayLead && state === 'published'),
  ];
  return (
    <>
      <PageHeader
        title={call.title}
        crumbs={[
          { label: 'Calls', to: '/app/calls' },
          { label: call.clientName, to: `/app/clients/${call.clientId}/calls` },
        ]}
        actions={actions}
      >
        <CallFacts call={call} />
      </PageHeader>
      <RefusalNotice error={prepare.refused ?? begin.refused} />
      <div className={styles['call']} data-held={!isAhead}>
        <div className={styles['column']}>
          {isAhead && <AgendaPanel touchPoint={call} />}
          <ActionsPanel
            title={isAhead ? 'Open actions' : 'Open actions, those carried over included'}
            query={{ client: call.clientId, state: 'open' }}
          />
          <Invited call={call} />
        </div>
        <div className={styles['column']}>
          {isAhead && (
            <Panel title="Minutes">
              <p className={styles['text']}>
                They are begun on the day of the call, with the agenda as it is then. What is written is saved
                by itself, and {call.clientName} reads it once it is published.
              </p>
            </Panel>
          )}
          {state === 'held' && <Draft call={call} />}
          {state === 'published' && <Published call={call} />}
        </div>
      </div>
      {open === 'move' && <MoveDialog call={call} onClose={close} />}
      {open === 'action' && <ActionDialog touchPoint={call} onClose={close} />}
      {open === 'cancel' && (
        <ReasonDialog
          title={`Cancel ${call.title}`}
          act="Cancel the call"
          label="Why"
          route={meetingsApi.cancelTouchPoint}
          request={(reason) => ({ ...of, body: { reason } })}
          refreshes={refreshes}
          done={() => 'Cancelled; whoever was invited is told.'}
          onClose={close}
        />
      )}
      {open === 'publish' && <PublishDialog call={call} onClose={close} />}
      {open === 'addendum' && <AddendumDialog call={call} onClose={close} />}
    </>
  );
}

/** When and where a call is, and how it stands. */
function CallFacts({ call }: { readonly call: InvitedTouchPoint }): ReactNode {
  const { standing, place, prepared } = call;
  return (
    <p className={styles['facts']}>
      <span>{whenWords(call)}</span>
      {place !== '' && <span>{place}</span>}
      <StatePill tone={standingTones[standing.state]}>{standing.state}</StatePill>
      {(standing.state === 'planned' || standing.state === 'moved') && (
        <StatePill tone={prepared ? 'ok' : 'neutral'}>{prepared ? 'prepared' : 'not prepared'}</StatePill>
      )}
      {'reason' in standing && <span className="note">{standing.reason}</span>}
    </p>
  );
}

function Invited({ call }: { readonly call: InvitedTouchPoint }): ReactNode {
  return (
    <Panel title="Invited" flush>
      <ul className={styles['list']}>
        {call.invitees.map(({ id, name, email, side }) => (
          <li key={id}>
            <div className={styles['words']}>
              {name}
              <p className="note">
                {side === 'provider' ? 'of ours' : `of ${call.clientName}`}, {email}
              </p>
            </div>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Draft({ call }: { readonly call: InvitedTouchPoint }): ReactNode {
  const minutes = useAnswer(meetingsApi.showMinutes, { params: { touchPoint: call.id } });
  return (
    <Loaded answer={minutes} lines={8}>
      {(found) => <MinutesEditor touchPoint={call} minutes={found} />}
    </Loaded>
  );
}

function Published({ call }: { readonly call: InvitedTouchPoint }): ReactNode {
  const publication = useAnswer(meetingsApi.readMinutes, { params: { touchPoint: call.id } });
  return (
    <Loaded answer={publication} lines={8}>
      {(found) => <MinutesView publication={found} />}
    </Loaded>
  );
}

interface OfCall {
  readonly call: InvitedTouchPoint;
  readonly onClose: () => void;
}

function PublishDialog({ call, onClose }: OfCall): ReactNode {
  const publish = useAct(meetingsApi.publishMinutes, {
    refreshes: [...refreshes, meetingsApi.readMinutes],
    done: () => 'Published; everybody who was invited is told.',
  });
  const act = async (): Promise<void> => {
    if (await publish.act({ params: { touchPoint: call.id } })) onClose();
  };
  return (
    <ConfirmDialog
      open
      title={`Publish the minutes of ${call.title}?`}
      act="Publish the minutes"
      onAct={() => void act()}
      onClose={onClose}
      busy={publish.busy}
      refused={publish.refused}
    >
      <p>
        {call.clientName} reads them from then on, and everybody who was invited gets a mail. They never
        change again; what is wrong is put right in an addendum.
      </p>
    </ConfirmDialog>
  );
}

function AddendumDialog({ call, onClose }: OfCall): ReactNode {
  const form = useActForm({
    initial: { words: '' },
    route: meetingsApi.addAddendum,
    request: ({ words }: { words: string }) => ({ params: { touchPoint: call.id }, body: { words } }),
    refreshes: [meetingsApi.readMinutes],
    done: () => 'Added; everybody who was invited is told.',
    next: onClose,
  });
  return (
    <Dialog open title="Addendum to the minutes" onClose={onClose}>
      <Form form={form} act="Add to the minutes" onCancel={onClose}>
        <Textarea
          label="What is right"
          autosize
          minRows={3}
          data-autofocus
          {...form.form.getInputProps('words')}
          name="words"
        />
      </Form>
    </Dialog>
  );
}

interface MoveValues extends Record<string, unknown> {
  day: string | null;
  time: string;
  reason: string;
}

function MoveDialog({ call, onClose }: OfCall): ReactNode {
  const initial: MoveValues = { day: dayIn(call.startsAt, call.timeZone), time: '', reason: '' };
  const form = useActForm({
    initial,
    route: meetingsApi.moveTouchPoint,
    request: ({ day, time, reason }: MoveValues) => ({
      params: { touchPoint: call.id },
      body: { day: day ?? '', time, reason },
    }),
    refreshes,
    done: (moved) => `Moved to ${whenWords(moved)}; whoever was invited is told.`,
    next: onClose,
  });
  const { getInputProps } = form.form;
  return (
    <Dialog open title={`Move ${call.title}`} onClose={onClose}>
      <Form form={form} act="Move the call" onCancel={onClose}>
        <div className="side-by-side">
          <DayInput label="Day" {...getInputProps('day')} name="day" />
          <TextInput
            label="Begins at"
            type="time"
            description={`By the clocks of ${call.timeZone}`}
            {...getInputProps('time')}
            name="time"
          />
        </div>
        <Textarea label="Why" autosize minRows={2} {...getInputProps('reason')} name="reason" />
      </Form>
    </Dialog>
  );
}
