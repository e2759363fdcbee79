import { Button, Checkbox, Group, NumberInput, Select, TextInput } from '@mantine/core';
import '@mantine/core/styles/NumberInput.css';
import { useState, type ReactNode } from 'react';
import { Dialog } from '../../web/kit/dialog.tsx';
import { phases, phaseWords } from '../phase.ts';
import { taskOwners, type TemplateTask } from '../template.ts';
import { ownerWords } from './words.ts';

interface Props {
  readonly task: TemplateTask;
  readonly isNew: boolean;
  readonly onKeep: (task: TemplateTask) => void;
  readonly onLeaveOut: () => void;
  readonly onClose: () => void;
}

/** A task of the draft; what is wrong with it is told when the version is published. */
export function TemplateTaskDialog({ task, isNew, onKeep, onLeaveOut, onClose }: Props): ReactNode {
  const [draft, setDraft] = useState(task);
  const set = (said: Partial<TemplateTask>): void => setDraft((before) => ({ ...before, ...said }));
  return (
    <Dialog open title={isNew ? 'New task of the template' : `Edit “${task.title}”`} onClose={onClose}>
      <form
        className="form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          onKeep(draft);
        }}
      >
        <TextInput
          label="What is to be done"
          value={draft.title}
          data-autofocus
          onChange={({ currentTarget }) => set({ title: currentTarget.value })}
        />
        <div className="side-by-side">
          <Select
            label="Phase"
            data={phases.map((phase) => ({ value: phase, label: phaseWords[phase] }))}
            allowDeselect={false}
            value={draft.phase}
            onChange={(chosen) => set({ phase: phases.find((phase) => phase === chosen) ?? draft.phase })}
          />
          <Select
            label="Whose it is"
            data={taskOwners.map((owner) => ({ value: owner, label: ownerWords[owner] }))}
            allowDeselect={false}
            value={draft.owner}
            onChange={(chosen) => set({ owner: taskOwners.find((owner) => owner === chosen) ?? draft.owner })}
          />
        </div>
        <NumberInput
          label="Due, in % of its phase"
          description="0 is its first day, 100 its last"
          min={0}
          max={100}
          value={draft.due}
          onChange={(due) => set({ due: Number(due) })}
        />
        <TextInput
          label="What shows that it was done"
          description="Where it is empty, nothing is asked for"
          value={draft.evidence}
          onChange={({ currentTarget }) => set({ evidence: currentTarget.value })}
        />
        <Checkbox
          label="Only where a security service is bought"
          checked={draft.security}
          onChange={({ currentTarget }) => set({ security: currentTarget.checked })}
        />
        <Group justify="flex-end" gap="sm">
          {!isNew && (
            <Button variant="default" onClick={onLeaveOut}>
              Leave it out
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
