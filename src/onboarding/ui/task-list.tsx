import { Button, Textarea, TextInput } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { lead, workers } from '../../people/access.ts';
import { useAct } from '../../web/kit/data.ts';
import { Dialog } from '../../web/kit/dialog.tsx';
import { dayWords } from '../../web/kit/figures.ts';
import { Form, useActForm } from '../../web/kit/form.tsx';
import { useMay, useMe } from '../../web/kit/me.tsx';
import { ReasonDialog } from '../../web/kit/reason-dialog.tsx';
import { RefusalNotice } from '../../web/kit/refusal-notice.tsx';
import { StatePill } from '../../web/kit/state-pill.tsx';
import { onboardingsApi } from '../api.ts';
import { isLate, type Task } from '../task.ts';
import styles from './onboarding.module.css';
import { refreshed } from './refreshed.ts';
import { TaskDialog } from './task-dialog.tsx';
import { ownerWords } from './words.ts';

interface Props {
  readonly tasks: readonly Task[];
  readonly client: string;
  readonly today: string;
}

/** Tasks by the day they are due. Staff end any of them, people of a client those of the client. */
export function TaskList({ tasks, client, today }: Props): ReactNode {
  const [asked, setAsked] = useState<{ readonly task: Task; readonly what: 'done' | 'drop' | 'edit' } | null>(
    null,
  );
  const complete = useAct(onboardingsApi.completeOnboardingTask, {
    refreshes: refreshed,
    done: ({ title }) => `${title}: done.`,
  });
  const mayDrop = useMay(lead);
  const mayEdit = useMay(workers);
  const isOfClient = useMe().person.clientId !== null;
  const close = (): void => setAsked(null);
  if (tasks.length === 0) return <p className={`note ${styles['part']}`}>There are no tasks.</p>;
  return (
    <>
      <RefusalNotice error={complete.refused} />
      <ul className={styles['list']}>
        {tasks.map((task) => (
          <li key={task.id}>
            <div className={styles['words']}>
              {task.title}
              <p className="note">
                {ownerWords[task.owner]}
                {task.who ? `, ${task.who.name}` : ''}, due {dayWords(task.dueDay)}
              </p>
              {task.end && <Ended end={task.end} />}
            </div>
            <span className={styles['acts']}>
              {task.end ? (
                <StatePill tone={task.end.outcome === 'done' ? 'ok' : 'neutral'}>
                  {task.end.outcome}
                </StatePill>
              ) : (
                <>
                  {isLate(task, today) && <StatePill tone="warn">late</StatePill>}
                  {(!isOfClient || task.owner === 'client') && (
                    <Button
                      size="compact-sm"
                      variant="default"
                      aria-label={`Done: ${task.title}`}
                      onClick={() =>
                        task.evidence === ''
                          ? void complete.act({ params: { task: task.id }, body: {} })
                          : setAsked({ task, what: 'done' })
                      }
                    >
                      Done
                    </Button>
                  )}
                  {mayEdit && (
                    <Button
                      size="compact-sm"
                      variant="subtle"
                      aria-label={`Edit: ${task.title}`}
                      onClick={() => setAsked({ task, what: 'edit' })}
                    >
                      Edit
                    </Button>
                  )}
                  {mayDrop && (
                    <Button
                      size="compact-sm"
                      variant="subtle"
                      aria-label={`Drop: ${task.title}`}
                      onClick={() => setAsked({ task, what: 'drop' })}
                    >
                      Drop
                    </Button>
                  )}
                </>
              )}
            </span>
          </li>
        ))}
      </ul>
      {asked?.what === 'done' && <DoneDialog task={asked.task} onClose={close} />}
      {asked?.what === 'edit' && (
        <TaskDialog client={client} before={asked.task} phase={asked.task.phase} onClose={close} />
      )}
      {asked?.what === 'drop' && (
        <ReasonDialog
          title={`Drop “${asked.task.title}”`}
          act="Drop the task"
          label="Why it is not to be done"
          route={onboardingsApi.dropOnboardingTask}
          request={(reason) => ({ params: { task: asked.task.id }, body: { reason } })}
          refreshes={refreshed}
          done={({ title }) => `${title}: dropped.`}
          onClose={close}
        />
      )}
    </>
  );
}

function Ended({ end }: { readonly end: NonNullable<Task['end']> }): ReactNode {
  return (
    <p className="note">
      {end.byName}
      {end.words === '' ? '' : `: ${end.words}`}{' '}
      {end.link !== '' && (
        <a href={end.link} target="_blank" rel="noreferrer">
          {end.link}
        </a>
      )}
    </p>
  );
}

/** Asks for what shows that a task was done. */
function DoneDialog({ task, onClose }: { readonly task: Task; readonly onClose: () => void }): ReactNode {
  const form = useActForm({
    initial: { words: '', link: '' },
    route: onboardingsApi.completeOnboardingTask,
    request: (body: { words: string; link: string }) => ({ params: { task: task.id }, body }),
    refreshes: refreshed,
    done: ({ title }) => `${title}: done.`,
    next: onClose,
  });
  return (
    <Dialog open title={`“${task.title}” is done`} onClose={onClose}>
      <Form form={form} act="Say that it is done" onCancel={onClose}>
        <Textarea
          label={task.evidence}
          autosize
          minRows={2}
          data-autofocus
          {...form.form.getInputProps('words')}
          name="words"
        />
        <TextInput
          label="Link"
          description="In place of words, or with them"
          {...form.form.getInputProps('link')}
          name="link"
        />
      </Form>
    </Dialog>
  );
}
