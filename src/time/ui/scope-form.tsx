import { Checkbox, Select, Textarea, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Client } from '../../clients/client.ts';
import { useAnswer } from '../../web/kit/data.ts';
import { Form, useActForm } from '../../web/kit/form.tsx';
import { StatePill } from '../../web/kit/state-pill.tsx';
import { activities } from '../../plan/catalogue-template.ts';
import { timeApi } from '../api.ts';
import type { ScopeDecision } from '../scope-decision.ts';
import type { Scope, ScopeQuestion } from '../scope.ts';
import { clauseWords, scopeWords } from './scope-words.ts';
import styles from './scope-form.module.css';
import type { WorkPlace } from './work-place.ts';

/** Who can be asked, and by whom. */
export type ScopePlace = Pick<WorkPlace, 'key' | 'label' | 'role' | 'technologyGroup'> & {
  readonly client: Client;
};

interface Props {
  readonly places: readonly [ScopePlace, ...ScopePlace[]];
  /** What was asked for, where that is known already. */
  readonly asked?: string;
  readonly onDone: () => void;
  readonly onDecided?: (decision: ScopeDecision) => void;
}

interface Values extends Record<string, unknown> {
  place: string;
  asked: string;
  activity: string | null;
  specificAndDefined: boolean;
  onePerson: boolean;
  needsProjectCoordination: boolean;
  beyondContract: boolean;
  refer: boolean;
  reason: string;
}

/** What a client asks for, and what the service guide makes of it while the answers are given; deciding keeps it. */
export function ScopeForm({ places, asked = '', onDone, onDecided }: Props): ReactNode {
  const initial: Values = {
    place: places[0].key,
    asked,
    activity: null,
    specificAndDefined: true,
    onePerson: true,
    needsProjectCoordination: false,
    beyondContract: false,
    refer: false,
    reason: '',
  };
  const placeIn = ({ place }: Values): ScopePlace => places.find(({ key }) => key === place) ?? places[0];
  const form = useActForm({
    initial,
    route: timeApi.decideScope,
    request: (values: Values) => ({
      params: { client: placeIn(values).client.id },
      body: {
        ...questionIn(values, placeIn(values)),
        asked: values.asked,
        refer: values.refer,
        reason: values.reason,
      },
    }),
    refreshes: [timeApi.listScopeDecisions],
    done: ({ scope }) => `Decided: ${scopeWords[scope.kind].name}.`,
    next: (decision) => {
      onDecided?.(decision);
      onDone();
    },
  });
  const { values, getInputProps } = form.form;
  const place = placeIn(values);
  const found = useAnswer(
    timeApi.checkScope,
    { params: { client: place.client.id }, body: questionIn(values, place) },
    { keeps: true },
  );
  const tick = (name: keyof Values & string, label: string): ReactNode => (
    <Checkbox label={label} {...getInputProps(name, { type: 'checkbox' })} name={name} />
  );
  const mayRefer = found.data?.kind === 'additional' || found.data?.kind === 'incremental';
  return (
    <Form form={form} act="Keep this decision" onCancel={onDone}>
      <TextInput label="What was asked for" {...getInputProps('asked')} name="asked" data-autofocus />
      <Select
        label="By which client, and of whom"
        data={places.map(({ key, label }) => ({ value: key, label }))}
        allowDeselect={false}
        searchable
        {...getInputProps('place')}
        name="place"
      />
      <Select
        label="Row of the responsibility matrix"
        placeholder="None of them: another task"
        data={activities.map(({ row, name }) => ({ value: String(row), label: `${row} ${name}` }))}
        searchable
        clearable
        {...getInputProps('activity')}
        name="activity"
      />
      <div className={styles['answers']}>
        {tick('specificAndDefined', 'It is specific and defined')}
        {tick('onePerson', 'One person can do it')}
        {tick('needsProjectCoordination', 'It needs project coordination')}
        {tick('beyondContract', 'Agreed beyond the contract, by the hour')}
      </div>
      {found.data && <Found scope={found.data} />}
      {mayRefer && tick('refer', 'Refer it to Professional Services all the same')}
      <Textarea
        label="Why"
        description={values.refer ? undefined : 'If there is more to say than the clause'}
        autosize
        {...getInputProps('reason')}
        name="reason"
      />
    </Form>
  );
}

function Found({ scope }: { readonly scope: Scope }): ReactNode {
  const { name, tone, follows } = scopeWords[scope.kind];
  return (
    <div role="status" className={styles['found']}>
      <StatePill tone={tone}>{name}</StatePill>
      <p>{clauseWords(scope)}</p>
      {scope.reasons.length > 0 && <p>{scope.reasons.join(' ')}</p>}
      <p className={styles['quiet']}>{follows}</p>
    </div>
  );
}

const questionIn = (values: Values, place: ScopePlace): ScopeQuestion => ({
  role: place.role,
  technologyGroup: place.technologyGroup,
  activity: values.activity === null ? null : Number(values.activity),
  specificAndDefined: values.specificAndDefined,
  onePerson: values.onePerson,
  needsProjectCoordination: values.needsProjectCoordination,
  beyondContract: values.beyondContract,
});
