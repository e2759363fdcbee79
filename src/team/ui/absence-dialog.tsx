import { Select, Switch, Textarea, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { peopleApi } from '../../people/api.ts';
import { supervisor } from '../../people/access.ts';
import { PersonId } from '../../people/person.ts';
import { useAnswer } from '../../web/kit/data.ts';
import { DayInput } from '../../web/kit/day-input.tsx';
import { daysAfter } from '../../web/kit/days.ts';
import { Dialog } from '../../web/kit/dialog.tsx';
import { Form, useActForm } from '../../web/kit/form.tsx';
import { useMay, useMe } from '../../web/kit/me.tsx';
import { absenceReasons } from '../absence.ts';
import { teamApi } from '../api.ts';
import { absenceRefreshes } from './absence-refreshes.ts';
import { awayWords, reasonWords } from './absence-words.ts';
import styles from './absences.module.css';
import { LeftWithoutList } from './left-without.tsx';

interface Values extends Record<string, unknown> {
  personId: string;
  from: string;
  last: string;
  isPart: boolean;
  partFrom: string;
  partTo: string;
  reason: string;
  note: string;
}

/** Says that the reader, or as a supervisor somebody else, is away; shows at once whom that leaves without anybody. */
export function AbsenceDialog({
  today,
  onClose,
}: {
  readonly today: string;
  readonly onClose: () => void;
}): ReactNode {
  const { person } = useMe();
  const entersForOthers = useMay(supervisor);
  const people = useAnswer(peopleApi.listPeople, { query: { limit: 500 } }, { when: entersForOthers });
  const initial: Values = {
    personId: person.id,
    from: today,
    last: today,
    isPart: false,
    partFrom: '13:00',
    partTo: '17:00',
    reason: 'leave',
    note: '',
  };
  const form = useActForm({
    initial,
    route: teamApi.enterAbsence,
    request: ({ personId, from, last, isPart, partFrom, partTo, reason, note }: Values) => ({
      body: {
        personId: PersonId.parse(personId),
        from,
        to: daysAfter(isPart ? from : last, 1),
        part: isPart ? { from: partFrom, to: partTo } : null,
        reason: absenceReasons.find((one) => one === reason) ?? 'other',
        note,
      },
    }),
    refreshes: absenceRefreshes,
    fieldOf: (path) =>
      ({ '/to': 'last', '/part/from': 'partFrom', '/part/to': 'partTo' })[path] ?? path.split('/')[1] ?? '',
    done: (absence) => `${absence.personName} is away ${awayWords(absence)}.`,
    next: onClose,
  });
  const { values, getInputProps } = form.form;
  const ours = (people.data?.items ?? []).filter(({ clientId, active }) => clientId === null && active);
  const name = ours.find(({ id }) => id === values.personId)?.name ?? person.name;
  return (
    <Dialog open title="Enter an absence" onClose={onClose}>
      <Form
        form={form}
        act={values.personId === person.id ? 'Enter my absence' : `Enter the absence of ${name}`}
        onCancel={onClose}
      >
        {entersForOthers && (
          <Select
            label="Who"
            data={ours.map(({ id, name }) => ({ value: id, label: name }))}
            searchable
            allowDeselect={false}
            {...getInputProps('personId')}
            name="personId"
          />
        )}
        <div className={styles['pair']}>
          <DayInput label="First day away" {...getInputProps('from')} name="from" />
          {!values.isPart && (
            <DayInput label="Last day away" minDate={values.from} {...getInputProps('last')} name="last" />
          )}
        </div>
        <Switch
          label="Only a part of that day"
          {...getInputProps('isPart', { type: 'checkbox' })}
          name="isPart"
        />
        {values.isPart && (
          <div className={styles['pair']}>
            <TextInput label="Away from" placeholder="13:00" {...getInputProps('partFrom')} name="partFrom" />
            <TextInput label="Back at" placeholder="17:00" {...getInputProps('partTo')} name="partTo" />
          </div>
        )}
        <Select
          label="Why"
          description="For you and supervisors; everybody else reads that you are away"
          data={absenceReasons.map((reason) => ({ value: reason, label: reasonWords[reason] }))}
          allowDeselect={false}
          {...getInputProps('reason')}
          name="reason"
        />
        <Textarea label="Note" autosize minRows={1} {...getInputProps('note')} name="note" />
        <LeftWithoutList
          person={PersonId.parse(values.personId)}
          from={values.from}
          to={daysAfter(values.isPart ? values.from : values.last, 1)}
        />
      </Form>
    </Dialog>
  );
}
