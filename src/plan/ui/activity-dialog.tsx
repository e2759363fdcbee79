import { Button, Checkbox, Group, NumberInput, Select, Textarea, TextInput } from '@mantine/core';
import '@mantine/core/styles/NumberInput.css';
import { useState, type ReactNode } from 'react';
import { Dialog } from '../../web/kit/dialog.tsx';
import { FieldGroup } from '../../web/kit/form.tsx';
import { businessDays } from '../cadence.ts';
import type { CatalogueActivity } from '../catalogue.ts';
import { evidenceKinds, evidenceWords } from '../evidence.ts';
import { owners } from '../owner.ts';
import { triggerNames, triggers } from '../trigger.ts';
import styles from './plan.module.css';
import { businessDayWords, cadenceChoices, ownerWords } from './plan-words.ts';

interface Props {
  readonly activity: CatalogueActivity;
  readonly isNew: boolean;
  readonly onKeep: (activity: CatalogueActivity) => void;
  readonly onLeaveOut: (row: number) => void;
  readonly onClose: () => void;
}

/** A row of the draft; what is wrong with it is told when the version is previewed or published. */
export function ActivityDialog({ activity, isNew, onKeep, onLeaveOut, onClose }: Props): ReactNode {
  const [draft, setDraft] = useState(activity);
  const [checklist, setChecklist] = useState(activity.checklist.join('\n'));
  const set = (said: Partial<CatalogueActivity>): void => setDraft((before) => ({ ...before, ...said }));
  const items = checklist.split('\n').flatMap((item) => (item.trim() === '' ? [] : [item.trim()]));
  return (
    <Dialog open wide title={isNew ? `Row ${draft.row}` : `${draft.row} ${activity.name}`} onClose={onClose}>
      <form
        className="form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          onKeep({ ...draft, checklist: items });
        }}
      >
        <TextInput
          label="Name"
          required
          value={draft.name}
          data-autofocus
          onChange={({ currentTarget }) => set({ name: currentTarget.value })}
        />
        <TextInput
          label="Section"
          value={draft.section}
          onChange={({ currentTarget }) => set({ section: currentTarget.value })}
        />
        <FieldGroup title="Owner">
          {owners.map((owner) => (
            <Checkbox
              key={owner}
              label={ownerWords[owner]}
              checked={draft.owners.includes(owner)}
              onChange={({ currentTarget }) => {
                const isOne = currentTarget.checked;
                set({ owners: owners.filter((one) => (one === owner ? isOne : draft.owners.includes(one))) });
              }}
            />
          ))}
        </FieldGroup>
        <Select
          label="When it comes"
          data={choicesFor(draft.cadence)}
          clearable
          value={draft.cadence}
          onChange={(cadence) =>
            set(cadence === null ? { cadence } : { cadence, trigger: null, timesAYear: 0 })
          }
        />
        <Select
          label="Or what it answers to"
          data={triggerNames.map((value) => ({ value, label: triggers[value].words }))}
          clearable
          value={draft.trigger}
          onChange={(chosen) => {
            const trigger = triggerNames.find((name) => name === chosen) ?? null;
            set(
              trigger === null
                ? { trigger, timesAYear: 0 }
                : { trigger, cadence: null, timesAYear: draft.timesAYear || 12 },
            );
          }}
        />
        {draft.trigger !== null && (
          <NumberInput
            label="Times a year, as is assumed"
            min={0}
            max={366}
            value={draft.timesAYear}
            onChange={(value) => set({ timesAYear: Number(value) })}
          />
        )}
        <Select
          label="A day that is no business day"
          data={businessDays.map((value) => ({ value, label: businessDayWords[value] }))}
          allowDeselect={false}
          value={draft.businessDay}
          onChange={(chosen) => set({ businessDay: businessDays.find((way) => way === chosen) ?? 'stay' })}
        />
        <Select
          label="Evidence"
          data={evidenceKinds.map((value) => ({ value, label: evidenceWords[value] }))}
          clearable
          value={draft.evidence}
          onChange={(chosen) => set({ evidence: evidenceKinds.find((kind) => kind === chosen) ?? null })}
        />
        <TextInput
          label="What shows it, in words"
          value={draft.evidenceWords}
          onChange={({ currentTarget }) => set({ evidenceWords: currentTarget.value })}
        />
        <NumberInput
          label="Estimate for one time, in minutes"
          min={0}
          max={6000}
          step={15}
          value={draft.minutes}
          onChange={(value) => set({ minutes: Number(value) })}
        />
        <Textarea
          label="Checklist, an item a line"
          autosize
          minRows={2}
          value={checklist}
          onChange={({ currentTarget }) => setChecklist(currentTarget.value)}
        />
        <p className={styles['words']}>
          Names, evidence and checklists are followed by all plans from the version’s day; what plans say of
          cadence, owner and estimate stays.
        </p>
        <Group justify="flex-end" gap="sm">
          {!isNew && (
            <Button variant="default" onClick={() => onLeaveOut(draft.row)}>
              Leave row {draft.row} out
            </Button>
          )}
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit">Keep in the draft</Button>
        </Group>
      </form>
    </Dialog>
  );
}

const choicesFor = (cadence: string | null) =>
  cadence === null || cadenceChoices.some(({ value }) => value === cadence)
    ? cadenceChoices
    : [...cadenceChoices, { value: cadence, label: cadence }];
