import { Select } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { Dialog } from '../../web/kit/dialog.tsx';
import { rowChoices, type RowChoice } from './row-choices.ts';
import type { WeekRow } from './week-rows.ts';
import type { WorkPlace } from './work-place.ts';

interface Props {
  readonly rows: readonly WeekRow[];
  readonly places: readonly WorkPlace[];
  readonly onPick: (choice: RowChoice) => void;
  readonly onClose: () => void;
}

/** Finds a row by some of its words, or adds one: the first words name the client, the rest is what for. */
export function RowPicker({ rows, places, onPick, onClose }: Props): ReactNode {
  const [typed, setTyped] = useState('');
  const choices = rowChoices(typed, rows, places);
  const there = choices.filter(({ isNew }) => !isNew).map(optionOf);
  const added = choices.filter(({ isNew }) => isNew).map(optionOf);
  return (
    <Dialog open title="Find or add a row" onClose={onClose}>
      <Select
        label="Client, then what for"
        placeholder="lakeside firewall review"
        data-autofocus
        searchable
        defaultDropdownOpened
        selectFirstOptionOnChange
        searchValue={typed}
        onSearchChange={setTyped}
        filter={({ options }) => options}
        maxDropdownHeight={320}
        comboboxProps={{ withinPortal: false, position: 'bottom', middlewares: { flip: false } }}
        nothingFoundMessage="You work for no client of that name"
        data={[
          ...(there.length > 0 ? [{ group: 'In this week', items: there }] : []),
          ...(added.length > 0 ? [{ group: 'New row', items: added }] : []),
        ]}
        value={null}
        onChange={(key) => {
          const choice = choices.find((one) => one.key === key);
          if (choice) onPick(choice);
        }}
        mb={there.length + added.length > 0 ? 320 : 120}
      />
    </Dialog>
  );
}

const optionOf = ({ key, label }: RowChoice): { value: string; label: string } => ({ value: key, label });
