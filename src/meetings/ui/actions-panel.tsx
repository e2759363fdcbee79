import { Button, Select, TextInput } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import type { Request } from '../../core/route.ts';
import { workers } from '../../people/access.ts';
import { useAct, useAnswer } from '../../web/kit/data.ts';
import { DayInput } from '../../web/kit/day-input.tsx';
import { Dialog } from '../../web/kit/dialog.tsx';
import { EmptyState } from '../../web/kit/empty-state.tsx';
import { dayWords } from '../../web/kit/figures.ts';
import { Form, useActForm } from '../../web/kit/form.tsx';
import { Loaded } from '../../web/kit/loaded.tsx';
import { useMay, useMe } from '../../web/kit/me.tsx';
import { useToday } from '../../web/kit/now.ts';
import { Panel } from '../../web/kit/panel.tsx';
import { ReasonDialog } from '../../web/kit/reason-dialog.tsx';
import { RefusalNotice } from '../../web/kit/refusal-notice.tsx';
import { StatePill } from '../../web/kit/state-pill.tsx';
import type { Action } from '../action.ts';
import { meetingsApi } from '../api.ts';
import type { InvitedTouchPoint } from '../touch-point.ts';
import { EditActionDialog } from './edit-action-dialog.tsx';
import styles from './meetings.module.css';

interface Props {
  readonly title: string;
  readonly query: NonNullable<Request<typeof meetingsApi.listActions>['query']>;
  /** Whether each is named with its client. */
  readonly ofClients?: boolean;
  readonly acts?: ReactNode;
}

const refreshed = [meetingsApi.listActions, meetingsApi.showAgenda];

/** What people took on, by the day it is due. Staff end any of them, people of a client their own. */
export function ActionsPanel({ title, query, ofClients = false, acts }: Props): ReactNode {
  const actions = useAnswer(meetingsApi.listActions, { query });
  const complete = useAct(meetingsApi.completeAction, {
    refreshes: refreshed,
    done: (action) => `${action.title} is done.`,
  });
  const [dropping, setDropping] = useState<Action | null>(null);
  const [editing, setEditing] = useState<Action['id'] | null>(null);
  const mayChange = useMay(workers);
  const { person } = useMe();
  const today = useToday(person.timeZone);
  const edited = actions.data?.items.find(({ id }) => id === editing);
  return (
    <Panel title={title} acts={acts} flush>
      <RefusalNotice error={complete.refused} />
      <Loaded answer={actions}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title="Nothing is open">
              Actions are noted in a call, and stay open from call to call until they are done.
            </EmptyState>
          ) : (
            <ul className={styles['list']}>
              {items.map((action) => (
                <li key={action.id}>
                  <div className={styles['words']}>
                    <span className={styles['title']}>{action.title}</span>
                    <p className="note">
                      {ofClients ? `${action.clientName}. ` : ''}
                      {action.owner.name}, due {dayWords(action.dueDay)}
                      {action.end ? `. ${action.end.byName}: ${action.end.reason ?? action.end.outcome}` : ''}
                    </p>
                  </div>
                  <span className={styles['acts']}>
                    {action.end ? (
                      <StatePill tone={action.end.outcome === 'done' ? 'ok' : 'neutral'}>
                        {action.end.outcome}
                      </StatePill>
                    ) : (
                      <>
                        {action.dueDay < today && <StatePill tone="warn">overdue</StatePill>}
                        {(person.clientId === null || action.owner.side === 'client') && (
                          <Button
                            size="compact-sm"
                            variant="default"
                            aria-label={`Done: ${action.title}`}
                            onClick={() => void complete.act({ params: { action: action.id }, body: {} })}
                          >
                            Done
                          </Button>
                        )}
                        {mayChange && (
                          <>
                            <Button
                              size="compact-sm"
                              variant="subtle"
                              aria-label={`Edit: ${action.title}`}
                              onClick={() => setEditing(action.id)}
                            >
                              Edit
                            </Button>
                            <Button
                              size="compact-sm"
                              variant="subtle"
                              aria-label={`Drop: ${action.title}`}
                              onClick={() => setDropping(action)}
                            >
                              Drop
                            </Button>
                          </>
                        )}
                      </>
                    )}
                  </span>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      {edited && <EditActionDialog action={edited} onClose={() => setEditing(null)} />}
      {dropping && (
        <ReasonDialog
          title={`Drop “${dropping.title}”`}
          act="Drop the action"
          label="Why it is no longer to be done"
          route={meetingsApi.dropAction}
          request={(reason) => ({ params: { action: dropping.id }, body: { reason } })}
          refreshes={refreshed}
          done={() => 'Dropped; it is carried over no more.'}
          onClose={() => setDropping(null)}
        />
      )}
    </Panel>
  );
}

interface Values extends Record<string, unknown> {
  title: string;
  owner: string | null;
  dueDay: string | null;
}

/** Notes what somebody who was invited takes on. */
export function ActionDialog({
  touchPoint,
  onClose,
}: {
  readonly touchPoint: InvitedTouchPoint;
  readonly onClose: () => void;
}): ReactNode {
  const initial: Values = { title: '', owner: touchPoint.organiserId, dueDay: null };
  const form = useActForm({
    initial,
    route: meetingsApi.addAction,
    request: ({ title, owner, dueDay }: Values) => ({
      params: { touchPoint: touchPoint.id },
      body: {
        title,
        owner: {
          id: owner ?? '',
          side: touchPoint.invitees.find(({ id }) => id === owner)?.side ?? 'provider',
        },
        dueDay: dueDay ?? '',
      },
    }),
    refreshes: refreshed,
    done: ({ owner }) => `${owner.name} takes it on.`,
    next: onClose,
  });
  const { getInputProps } = form.form;
  return (
    <Dialog open title="New action" onClose={onClose}>
      <Form form={form} act="Note the action" onCancel={onClose}>
        <TextInput label="What is to be done" data-autofocus {...getInputProps('title')} name="title" />
        <div className="side-by-side">
          <Select
            label="By whom"
            data={touchPoint.invitees.map(({ id, name }) => ({ value: id, label: name }))}
            allowDeselect={false}
            searchable
            {...getInputProps('owner')}
            name="owner"
          />
          <DayInput label="Until" {...getInputProps('dueDay')} name="dueDay" />
        </div>
      </Form>
    </Dialog>
  );
}
