import { Checkbox, NativeSelect, Select, TextInput, type SelectProps } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ActForm } from '../../web/kit/form.tsx';
import styles from './entry-fields.module.css';
import { billingIn, placeIn, type EntryValues, type Writing } from './entry-values.ts';
import { billingWords } from './entry-words.ts';
import { ScopeField } from './scope-field.tsx';

interface Props {
  readonly form: ActForm<EntryValues>;
  readonly writing: Writing;
  /** What is said beside a field about it. */
  readonly told: (field: keyof EntryValues) => ReactNode;
  /** Whether what for is the first thing to fill in. */
  readonly startsHere: boolean;
}

/** For whom work was, what for, on which decision and how it is billed, with what each of these asks for besides. */
export function EntryAbout({ form, writing, told, startsHere }: Props): ReactNode {
  const { values, getInputProps } = form.form;
  const place = placeIn(values, writing);
  const billing = billingIn(values, place);
  return (
    <>
      <Select
        className={styles['for'] ?? ''}
        label="For"
        placeholder="Client"
        data={grouped(writing)}
        searchable
        openOnFocus={false}
        allowDeselect={false}
        selectFirstOptionOnChange
        autoSelectOnBlur
        nothingFoundMessage="Nothing you work for is called that"
        onFocus={(event) => event.currentTarget.select()}
        {...getInputProps('place')}
        onChange={(chosen) =>
          form.form.setValues({
            place: chosen,
            scopeDecision: '',
            ...(clientIn(writing, chosen) === place?.client?.id ? {} : { occurrence: '' }),
          })
        }
        error={told('place')}
        name="place"
      />
      <TextInput
        className={styles['what'] ?? ''}
        label="What for"
        placeholder="Firewall review"
        autoComplete="off"
        {...getInputProps('subject')}
        error={told('subject')}
        name="subject"
        {...(startsHere ? { 'data-autofocus': true } : {})}
      />
      <NativeSelect
        label="Billed as"
        {...getInputProps('billing')}
        value={billing}
        onChange={({ currentTarget: { value } }) =>
          form.form.setValues({ billing: value, ...(value === 'goodwill' ? {} : { scopeDecision: '' }) })
        }
        disabled={place?.client === null}
        error={told('billing')}
        name="billing"
        data={Object.entries(billingWords).map(([value, label]) => ({ value, label }))}
      />
      {place?.client && (
        <ScopeField form={form} place={{ ...place, client: place.client }} error={told('scopeDecision')} />
      )}
      {billing === 'additional' && (
        <Checkbox
          className={styles['whole'] ?? ''}
          label="The task is specific and defined, done by one person without project coordination"
          description="Guide, section 2.4. Anything else is referred to Professional Services."
          {...getInputProps('definedTask', { type: 'checkbox' })}
          error={told('definedTask')}
          name="definedTask"
        />
      )}
      {place?.offTeam && (
        <TextInput
          className={styles['whole'] ?? ''}
          label={`Why ${writing.worker.name} works for ${place.client?.name ?? 'them'} without being on the team`}
          description="Your reason stays with the entry"
          {...getInputProps('allowance')}
          error={told('allowance')}
          name="allowance"
        />
      )}
    </>
  );
}

const clientIn = ({ places }: Writing, key: string | null) =>
  places.find((one) => one.key === key)?.client?.id;

/** The places by whether the person is on the team; without headings where all are. */
function grouped({ places }: Writing): NonNullable<SelectProps['data']> {
  const options = (offTeam: boolean): { value: string; label: string }[] =>
    places.filter((place) => place.offTeam === offTeam).map(({ key, label }) => ({ value: key, label }));
  const others = options(true);
  return others.length === 0
    ? options(false)
    : [
        { group: 'On the team', items: options(false) },
        { group: 'Off the team, with your reason', items: others },
      ];
}
