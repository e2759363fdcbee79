import { Button, Textarea, TextInput } from '@mantine/core';
import { IconCircle, IconCircleCheckFilled } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { lead, workers } from '../../people/access.ts';
import { useAct } from '../../web/kit/data.ts';
import { Dialog } from '../../web/kit/dialog.tsx';
import { dayWords, momentWords } from '../../web/kit/figures.ts';
import { Form, useActForm } from '../../web/kit/form.tsx';
import { useMay, useMe } from '../../web/kit/me.tsx';
import { Panel } from '../../web/kit/panel.tsx';
import { ReasonDialog } from '../../web/kit/reason-dialog.tsx';
import { RefusalNotice } from '../../web/kit/refusal-notice.tsx';
import { StatePill } from '../../web/kit/state-pill.tsx';
import { onboardingsApi } from '../api.ts';
import type { ExitCriterion } from '../criteria.ts';
import type { Onboarding, PhaseStanding } from '../onboarding.ts';
import { phaseWords } from '../phase.ts';
import styles from './onboarding.module.css';
import { TaskDialog } from './task-dialog.tsx';
import { refreshed } from './refreshed.ts';
import { TaskList } from './task-list.tsx';
import { standingOf } from './words.ts';

interface Props {
  readonly onboarding: Onboarding;
  readonly standing: PhaseStanding;
}

/** A phase: what is to be done in it, and what must hold before it is closed. */
export function PhaseLane({ onboarding, standing }: Props): ReactNode {
  const { phase, closed, criteria, tasks, endsOn, reopenings } = standing;
  const [asked, setAsked] = useState<'task' | 'reopen' | null>(null);
  const [stated, setStated] = useState<ExitCriterion | null>(null);
  const mayLead = useMay(lead);
  const mayWork = useMay(workers);
  const { timeZone } = useMe().person;
  const params = { onboarding: onboarding.id, phase };
  const name = phaseWords[phase];
  const close = useAct(onboardingsApi.closePhase, { refreshes: refreshed, done: () => `${name} is closed.` });
  const { tone, words } = standingOf(standing, onboarding.today);
  const holding = criteria.filter(({ holds }) => holds).length;
  return (
    <Panel title={name} acts={<StatePill tone={tone}>{words}</StatePill>} flush>
      <div className={styles['head']}>
        <p className="note">
          {closed
            ? `${closed.byName} closed it, ${momentWords(closed.at, timeZone)}.`
            : `Until ${dayWords(endsOn)}. ${holding} of ${criteria.length} criteria hold.`}
          {reopenings[0] && !closed
            ? ` ${reopenings[0].byName} opened it again: ${reopenings[0].reason}`
            : ''}
        </p>
        <RefusalNotice error={close.refused} />
        {mayWork && (
          <div className={styles['acts']}>
            {mayLead && phase === onboarding.phase && (
              <Button
                size="compact-sm"
                variant={holding === criteria.length ? 'filled' : 'default'}
                loading={close.busy}
                onClick={() => void close.act({ params })}
              >
                Close {name.toLowerCase()}
              </Button>
            )}
            {!closed && (
              <Button
                size="compact-sm"
                variant="subtle"
                aria-label={`Add a task to ${name}`}
                onClick={() => setAsked('task')}
              >
                Add a task
              </Button>
            )}
            {closed && mayLead && (
              <Button size="compact-sm" variant="subtle" onClick={() => setAsked('reopen')}>
                Open {name.toLowerCase()} again
              </Button>
            )}
          </div>
        )}
      </div>
      <h3 className={styles['part']}>Exit criteria</h3>
      <ul className={styles['list']}>
        {criteria.map((criterion) => (
          <li key={criterion.key}>
            <Glyph holds={criterion.holds} />
            <div className={styles['words']}>
              {criterion.title}
              <p className="note">
                {criterion.words}
                {criterion.statement && `, ${criterion.statement.byName}`}
              </p>
              {criterion.statement && criterion.statement.link !== '' && (
                <a href={criterion.statement.link} target="_blank" rel="noreferrer">
                  {criterion.statement.link}
                </a>
              )}
            </div>
            {criterion.waitsFor !== null && mayWork && !closed && (
              <Button
                size="compact-sm"
                variant="subtle"
                aria-label={`State: ${criterion.title}`}
                onClick={() => setStated(criterion)}
              >
                State
              </Button>
            )}
          </li>
        ))}
      </ul>
      <h3 className={styles['part']}>Tasks</h3>
      <TaskList tasks={tasks} client={onboarding.clientId} today={onboarding.today} />
      {asked === 'task' && (
        <TaskDialog
          client={onboarding.clientId}
          phase={phase}
          onboarding={onboarding.id}
          onClose={() => setAsked(null)}
        />
      )}
      {asked === 'reopen' && (
        <ReasonDialog
          title={`Open ${name.toLowerCase()} again?`}
          act={`Open ${name.toLowerCase()} again`}
          label="Why it is opened again"
          route={onboardingsApi.reopenPhase}
          request={(reason) => ({ params, body: { reason } })}
          refreshes={refreshed}
          done={() => `${name} is open again.`}
          onClose={() => setAsked(null)}
        />
      )}
      {stated && (
        <StateDialog onboarding={onboarding.id} criterion={stated} onClose={() => setStated(null)} />
      )}
    </Panel>
  );
}

function Glyph({ holds }: { readonly holds: boolean }): ReactNode {
  const Shape = holds ? IconCircleCheckFilled : IconCircle;
  return (
    <>
      <Shape size={16} aria-hidden className={styles['glyph']} data-holds={holds} />
      <span className="for-reader">{holds ? 'Holds:' : 'Does not hold:'}</span>
    </>
  );
}

interface StateProps {
  readonly onboarding: string;
  readonly criterion: ExitCriterion;
  readonly onClose: () => void;
}

/** States of a criterion that no record shows that it holds, or that it holds no more. */
function StateDialog({ onboarding, criterion, onClose }: StateProps): ReactNode {
  const form = useActForm({
    initial: { words: '', link: '' },
    route: onboardingsApi.stateCriterion,
    request: (body: { words: string; link: string }) => ({
      params: { onboarding, criterion: criterion.key },
      body: { ...body, holds: !criterion.holds },
    }),
    refreshes: refreshed,
    done: () => `${criterion.title}: stated.`,
    next: onClose,
  });
  return (
    <Dialog open title={criterion.title} onClose={onClose}>
      <Form
        form={form}
        act={criterion.holds ? 'State that it holds no more' : 'State that it holds'}
        onCancel={onClose}
      >
        <p className="note">
          Tandem will tick this itself once it has {criterion.waitsFor}. Until then somebody states it, by
          name.
        </p>
        <Textarea
          label={criterion.holds ? 'Why it holds no more' : 'What shows it'}
          autosize
          minRows={2}
          data-autofocus
          {...form.form.getInputProps('words')}
          name="words"
        />
        <TextInput label="Link" {...form.form.getInputProps('link')} name="link" />
      </Form>
    </Dialog>
  );
}
