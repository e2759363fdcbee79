import { Select } from '@mantine/core';
import { useEffect, useRef, useState, type ReactNode } from 'react';
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
export const RowPicker = ({ rows, places, onPick, onClose }: Props): ReactNode => (
  <Dialog open title="Find or add a row" onClose={onClose}>
    <RowSelect
      there="In this week"
      added="New row"
      nothing="You work for no client of that name"
      choicesOf={(typed) => rowChoices(typed, rows, places)}
      onPick={onPick}
    />
  </Dialog>
);

interface SelectProps {
  /** What rows that are there stand under, and those that would be new. */
  readonly there: string;
  readonly added: string;
  /** What is said where there is nothing to pick. */
  readonly nothing: string;
  readonly choicesOf: (typed: string) => readonly RowChoice[];
  readonly onPick: (choice: RowChoice) => void;
}

/** What some typed words can mean, to pick from by arrow and Enter. */
export function RowSelect({ there, added, nothing, choicesOf, onPick }: SelectProps): ReactNode {
  const [typed, setTyped] = useState('');
  const field = useRef<HTMLInputElement>(null);
  // A dialog looks for what to focus when it opens, which may be before there is anything to pick from.
  useEffect(() => field.current?.focus(), []);
  const choices = choicesOf(typed);
  const known = choices.filter(({ isNew }) => !isNew).map(optionOf);
  const fresh = choices.filter(({ isNew }) => isNew).map(optionOf);
  return (
    <Select
      label="Client, then what for"
      placeholder="lakeside firewall review"
      ref={field}
      data-autofocus
      searchable
      defaultDropdownOpened
      selectFirstOptionOnChange
      searchValue={typed}
      onSearchChange={setTyped}
      filter={({ options }) => options}
      maxDropdownHeight={320}
      comboboxProps={{ withinPortal: false, position: 'bottom', middlewares: { flip: false } }}
      nothingFoundMessage={nothing}
      data={[
        ...(known.length > 0 ? [{ group: there, items: known }] : []),
        ...(fresh.length > 0 ? [{ group: added, items: fresh }] : []),
      ]}
      value={null}
      onChange={(key) => {
        const choice = choices.find((one) => one.key === key);
        if (choice) onPick(choice);
      }}
      mb={roomFor(choices.length, Math.min(known.length, 1) + Math.min(fresh.length, 1))}
    />
  );
}

/** The dialog is as high as what is open in it, in pixels; a line says that there is nothing. */
const roomFor = (choices: number, groups: number): number =>
  24 + (choices > 0 ? choices * 32 + groups * 36 : 32);

const optionOf = ({ key, label }: RowChoice): { value: string; label: string } => ({ value: key, label });
