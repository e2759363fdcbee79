import { NumberInput, Select } from '@mantine/core';
import '@mantine/core/styles/NumberInput.css';
import type { ReactNode } from 'react';
import { billings, type Billing } from '../../time/entry.ts';
import { billingWords } from '../../time/ui/entry-words.ts';
import { DayInput } from '../../web/kit/day-input.tsx';
import { dayIn, dayWords, hoursWords } from '../../web/kit/figures.ts';
import type { MonthHours } from '../month-hours.ts';
import type { Draft, DraftKind } from './what-if-draft.ts';
import styles from './what-if.module.css';

/** What a change is called, where it is offered and where it stands. */
export const changeNames: Readonly<Record<DraftKind, string>> = {
  setBaseHours: 'Other base hours',
  addSupplement: 'A supplement',
  deferEntry: 'Defer an entry',
  reclassify: 'Bill an entry otherwise',
  addWork: 'More work',
};

interface Props {
  readonly draft: Draft;
  readonly hours: MonthHours;
  /** Whose hours or work it can be: the CSDM's, or a CSE's of a technology group. */
  readonly works: readonly { readonly value: string; readonly label: string }[];
  /** Why the server refuses a field of this change. */
  readonly refusedAt: (field: string) => string | undefined;
  readonly onChange: (draft: Draft) => void;
}

/** The fields of one change, with why it cannot be at the field that is wrong. */
export function ChangeFields({ draft, hours, works, refusedAt, onChange }: Props): ReactNode {
  const { kind } = draft;
  const set = (values: Partial<Draft>): void => onChange({ ...draft, ...values });
  const ofEntry = kind === 'deferEntry' || kind === 'reclassify';
  return (
    <fieldset className={styles['fields']}>
      <legend>{changeNames[kind]}</legend>
      {ofEntry && (
        <Select
          label="Entry"
          className={styles['wide'] ?? ''}
          placeholder="Choose a piece of work"
          data={entriesOf(hours)}
          value={draft.entry}
          searchable
          nothingFoundMessage="No work of this month reads so"
          error={refusedAt('entry')}
          onChange={(entry) => set({ entry })}
        />
      )}
      {kind === 'reclassify' && (
        <Select
          label="Billed as"
          data={billingChoices}
          value={draft.billing}
          allowDeselect={false}
          error={refusedAt('billing')}
          onChange={(billing) => set({ billing: billing ?? draft.billing })}
        />
      )}
      {!ofEntry && (
        <NumberInput
          label={kind === 'addWork' ? 'Hours of work' : 'Hours a month'}
          className={styles['hours'] ?? ''}
          min={0}
          decimalScale={kind === 'addWork' ? 2 : 0}
          value={draft.hours}
          error={refusedAt('hours') ?? refusedAt('minutes')}
          onChange={(typed) => set({ hours: typed })}
        />
      )}
      {(kind === 'addSupplement' || kind === 'addWork') && (
        <Select
          label="For"
          data={works}
          value={draft.work}
          allowDeselect={false}
          error={refusedAt('technologyGroup')}
          onChange={(work) => set({ work: work ?? draft.work })}
        />
      )}
      {kind === 'addWork' && (
        <DayInput
          label="On"
          value={draft.day}
          error={refusedAt('day')}
          onChange={(day) => set({ day: day ?? '' })}
        />
      )}
    </fieldset>
  );
}

const billingChoices = billings.map((value: Billing) => ({ value, label: billingWords[value] }));

/** Each piece of work of the month once, the newest first. Example: "5 Nov, Priya: Switch upgrade (2 h)". */
function entriesOf({ work, timeZone }: MonthHours) {
  const parts = Map.groupBy(work.toReversed(), ({ entry }) => entry);
  return [...parts].map(([entry, [first, ...rest]]) => {
    const minutes = rest.reduce((sum, part) => sum + part.minutes, first?.minutes ?? 0);
    const day = first ? dayWords(dayIn(first.startedAt, timeZone), { withYear: false }) : '';
    return {
      value: String(entry),
      label: `${day}, ${first?.personName}: ${first?.subject} (${hoursWords(minutes)})`,
    };
  });
}
