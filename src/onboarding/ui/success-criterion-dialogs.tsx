import { Button, Select, TextInput } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { clientsApi } from '../../clients/api.ts';
import { workers } from '../../people/access.ts';
import { teamApi } from '../../team/api.ts';
import { useAnswer } from '../../web/kit/data.ts';
import { DayInput } from '../../web/kit/day-input.tsx';
import { Dialog } from '../../web/kit/dialog.tsx';
import { EmptyState } from '../../web/kit/empty-state.tsx';
import { dayWords } from '../../web/kit/figures.ts';
import { Form, useActForm } from '../../web/kit/form.tsx';
import { useMay } from '../../web/kit/me.tsx';
import { StatePill } from '../../web/kit/state-pill.tsx';
import { onboardingsApi } from '../api.ts';
import {
  criterionKinds,
  criterionKindWords,
  type Measurement,
  type SuccessCriterion,
} from '../success-criterion.ts';
import styles from './onboarding.module.css';
import { successRefreshed } from './refreshed.ts';

interface Named {
  readonly value: string;
  readonly label: string;
}

interface Values extends Record<string, unknown> {
  kind: string | null;
  name: string;
  unit: string;
  baseline: string;
  target: string;
  targetDay: string | null;
  owner: string | null;
}

const nothing: Values = {
  kind: 'kpi',
  name: '',
  unit: '',
  baseline: '',
  target: '',
  targetDay: null,
  owner: null,
};

/** Records a KPI or a goal: from where to where, until when, and who answers for it. */
export function SuccessCriterionDialog({
  client,
  onClose,
}: {
  readonly client: string;
  readonly onClose: () => void;
}): ReactNode {
  const team = useAnswer(teamApi.listTeam, { params: { client } });
  const contacts = useAnswer(clientsApi.listContacts, { params: { client } });
  const ours = new Map<string, string>((team.data ?? []).map(({ personId, name }) => [personId, name]));
  const theirs = (contacts.data ?? []).filter(({ endedAt }) => endedAt === null);
  const form = useActForm({
    initial: nothing,
    route: onboardingsApi.recordSuccessCriterion,
    request: ({ kind, name, unit, baseline, target, targetDay, owner }: Values) => ({
      params: { client },
      body: {
        kind: criterionKinds.find((one) => one === kind) ?? 'kpi',
        name,
        unit,
        baseline: baseline.trim(),
        target: target.trim(),
        targetDay: targetDay ?? '',
        owner: { side: ours.has(owner ?? '') ? ('provider' as const) : ('client' as const), id: owner ?? '' },
      },
    }),
    refreshes: successRefreshed,
    done: ({ name }) => `${name} is recorded.`,
    next: onClose,
  });
  const { getInputProps } = form.form;
  return (
    <Dialog open title="New success criterion" onClose={onClose}>
      <Form form={form} act="Record the success criterion" onCancel={onClose}>
        <TextInput label="What is measured" data-autofocus {...getInputProps('name')} name="name" />
        <div className="side-by-side">
          <Select
            label="Kind"
            data={criterionKinds.map((kind) => ({ value: kind, label: criterionKindWords[kind] }))}
            allowDeselect={false}
            {...getInputProps('kind')}
            name="kind"
          />
          <TextInput label="Unit" {...getInputProps('unit')} name="unit" />
        </div>
        <div className="side-by-side">
          <TextInput label="Baseline" inputMode="decimal" {...getInputProps('baseline')} name="baseline" />
          <TextInput label="Target" inputMode="decimal" {...getInputProps('target')} name="target" />
        </div>
        <div className="side-by-side">
          <DayInput label="By" {...getInputProps('targetDay')} name="targetDay" />
          <Select
            label="Who answers for it"
            data={[
              ...[...ours].map(([value, label]) => ({ value, label })),
              ...theirs.map(({ id, name }): Named => ({ value: id, label: name })),
            ]}
            searchable
            {...getInputProps('owner')}
            name="owner"
          />
        </div>
      </Form>
    </Dialog>
  );
}

interface MeasurementProps {
  readonly of: SuccessCriterion;
  readonly today: string;
  /** The measurement whose place it takes; null for one more. */
  readonly corrects: Measurement | null;
  readonly onClose: () => void;
}

/** Records what a success criterion came to on a day, or corrects what was recorded. */
export function MeasurementDialog({ of, today, corrects, onClose }: MeasurementProps): ReactNode {
  const initial: { day: string | null; value: string; words: string } = {
    day: corrects?.day ?? today,
    value: corrects?.value ?? '',
    words: '',
  };
  const form = useActForm({
    initial,
    route: corrects ? onboardingsApi.correctMeasurement : onboardingsApi.recordMeasurement,
    request: ({ day, value, words }: typeof initial) => ({
      params: { successCriterion: of.id, measurement: corrects?.id ?? '' },
      body: { day: day ?? '', value: value.trim(), words },
    }),
    refreshes: successRefreshed,
    done: ({ name, current }) => `${name} is at ${current?.value ?? ''} ${of.unit}.`,
    next: onClose,
  });
  const { getInputProps } = form.form;
  return (
    <Dialog open title={corrects ? `Correct ${of.name}` : `Measure ${of.name}`} onClose={onClose}>
      <Form
        form={form}
        act={corrects ? 'Correct the measurement' : 'Record the measurement'}
        onCancel={onClose}
      >
        <div className="side-by-side">
          <TextInput
            label={`Value in ${of.unit}`}
            inputMode="decimal"
            data-autofocus
            {...getInputProps('value')}
            name="value"
          />
          <DayInput label="On" {...getInputProps('day')} name="day" />
        </div>
        <TextInput label="What there is to say" {...getInputProps('words')} name="words" />
      </Form>
    </Dialog>
  );
}

/** Everything that was measured, the latest first; whoever works corrects it. */
export function MeasurementList({ of, today, onClose }: Omit<MeasurementProps, 'corrects'>): ReactNode {
  const [corrects, setCorrects] = useState<Measurement | null>(null);
  const mayCorrect = useMay(workers);
  if (corrects)
    return <MeasurementDialog of={of} today={today} corrects={corrects} onClose={() => setCorrects(null)} />;
  return (
    <Dialog open title={of.name} onClose={onClose}>
      {of.measurements.length === 0 && (
        <EmptyState title="Nothing was measured yet">Its baseline is {of.baseline}.</EmptyState>
      )}
      <ul className={styles['list']}>
        {of.measurements.toReversed().map((one) => (
          <li key={one.id}>
            <div className={styles['words']}>
              {one.value} {of.unit}
              <p className="note">
                {dayWords(one.day)}, {one.byName}
                {one.words === '' ? '' : `: ${one.words}`}
              </p>
            </div>
            {one.corrected ? (
              <StatePill tone="neutral">corrected</StatePill>
            ) : (
              mayCorrect && (
                <Button
                  size="compact-sm"
                  variant="subtle"
                  aria-label={`Correct ${one.value} of ${dayWords(one.day)}`}
                  onClick={() => setCorrects(one)}
                >
                  Correct
                </Button>
              )
            )}
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
