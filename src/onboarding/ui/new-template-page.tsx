import { NumberInput } from '@mantine/core';
import '@mantine/core/styles/NumberInput.css';
import { useCallback, useState, type ReactNode } from 'react';
import { CallRefused } from '../../core/call.ts';
import { useAnswer, type Answer } from '../../web/kit/data.ts';
import { Difference } from '../../web/kit/difference.tsx';
import { Form, useActForm } from '../../web/kit/form.tsx';
import { useGo } from '../../web/kit/link.tsx';
import { Loaded } from '../../web/kit/loaded.tsx';
import { NothingHere } from '../../web/kit/nothing-here.tsx';
import { PageHeader } from '../../web/kit/page-header.tsx';
import { Panel } from '../../web/kit/panel.tsx';
import { onboardingsApi } from '../api.ts';
import { phases, type LengthRule } from '../phase.ts';
import { templateEdited, templatePackages, type Template, type TemplateTask } from '../template.ts';
import styles from './onboarding.module.css';
import { TemplateTaskDialog } from './template-task-dialog.tsx';
import { TemplateTasks } from './template-tasks.tsx';
import { lengthKeys, lengthWords, taskWords, templateWords } from './words.ts';

/** Writes a version of a package's template out of the one in force. */
export function NewTemplatePage({ package: named }: { readonly package: string }): ReactNode {
  const bought = templatePackages.find((one) => one === named);
  const answer = useAnswer(
    onboardingsApi.showOnboardingTemplate,
    { params: { package: bought ?? 'standard' } },
    { when: bought !== undefined },
  );
  if (bought === undefined) return <NothingHere />;
  return (
    <Loaded answer={answer} whole>
      {(inForce) => <Draft inForce={inForce} answer={answer} />}
    </Loaded>
  );
}

const refreshes = [onboardingsApi.showOnboardingTemplate, onboardingsApi.listOnboardingTemplates];

type Values = LengthRule & { tasks: readonly TemplateTask[] };

/** Faults of lengths stand on their fields, those of tasks on the tasks. */
const fieldOf = (path: string): string => path.replace(/^\/lengths\//, '/').split('/')[1] ?? '';

function Draft({
  inForce,
  answer,
}: {
  readonly inForce: Template;
  readonly answer: Answer<Template>;
}): ReactNode {
  const { package: bought } = inForce;
  const theirs = inForce.published?.id ?? null;
  // What the reader has seen: a version that somebody publishes meanwhile is not replaced before its difference is on the page.
  const [seen, setSeen] = useState(theirs);
  const [edited, setEdited] = useState<{ readonly index: number; readonly task: TemplateTask } | null>(null);
  const go = useGo();
  const initial: Values = { ...inForce.lengths, tasks: inForce.tasks };
  const form = useActForm({
    initial,
    route: onboardingsApi.publishOnboardingTemplate,
    request: ({ tasks, ...lengths }: Values) => ({
      params: { package: bought },
      body: { lengths, tasks: [...tasks], madeFrom: seen },
    }),
    refreshes,
    done: () => 'The template is published.',
    fieldOf,
    stale: refreshes,
    next: () => go(`/app/onboarding-templates?package=${bought}`),
  });
  const { values, errors, getInputProps, setFieldValue, clearErrors } = form.form;
  const { tasks } = values;
  const refused = form.refused instanceof CallRefused ? form.refused : null;
  const late = refused?.code === templateEdited.code && refused.about['version'] === theirs;
  if (late && seen !== theirs) setSeen(theirs);
  const setTasks = (next: readonly TemplateTask[]): void => {
    clearErrors();
    setFieldValue(
      'tasks',
      next.toSorted((a, b) => placeOf(a) - placeOf(b)),
    );
    setEdited(null);
  };
  const open = useCallback(
    (index: number) => {
      const task = tasks[index];
      if (task) setEdited({ index, task });
    },
    [tasks],
  );
  const faultOf = useCallback((index: number) => faultAt(errors, index), [errors]);
  const add = { label: 'Add a task', keys: 'n', run: () => setEdited({ index: tasks.length, task: blank }) };
  return (
    <>
      <PageHeader
        title={`New template: ${templateWords[bought]}`}
        crumbs={[
          { label: 'Onboardings', to: '/app/onboardings' },
          { label: 'Onboarding templates', to: `/app/onboarding-templates?package=${bought}` },
        ]}
        actions={[add]}
      />
      <div className={styles['stack']}>
        <Panel title="How long the phases take">
          <Form
            form={form}
            act="Publish this template"
            instead={
              late && (
                <Difference
                  what="the template"
                  differing={differing(values, inForce, {
                    takeLength: setFieldValue,
                    takeTasks: setTasks,
                  })}
                />
              )
            }
          >
            <div className={styles['fields']}>
              {lengthKeys.map((key) => (
                <NumberInput
                  key={key}
                  label={lengthWords[key].label}
                  suffix={` ${lengthWords[key].unit}`}
                  min={0}
                  allowDecimal={false}
                  {...getInputProps(key)}
                  onChange={(days) => setFieldValue(key, Number(days))}
                  name={key}
                />
              ))}
            </div>
          </Form>
        </Panel>
        <TemplateTasks tasks={tasks} answer={answer} onOpen={open} faultOf={faultOf} />
      </div>
      {edited && (
        <TemplateTaskDialog
          task={edited.task}
          isNew={edited.index === tasks.length}
          onKeep={(task) => setTasks([...tasks.filter((_, index) => index !== edited.index), task])}
          onLeaveOut={() => setTasks(tasks.filter((_, index) => index !== edited.index))}
          onClose={() => setEdited(null)}
        />
      )}
    </>
  );
}

const blank: TemplateTask = {
  phase: 'kick-off',
  title: '',
  owner: 'csdm',
  due: 50,
  evidence: '',
  security: false,
};

/** Tasks stand by phase, then by when in it they are due. */
const placeOf = ({ phase, due }: TemplateTask): number => phases.indexOf(phase) * 1000 + due;

/** The first fault of a task, whichever of its fields it is on. */
const faultAt = (errors: Readonly<Record<string, ReactNode>>, index: number): string | undefined =>
  Object.entries(errors).flatMap(([field, words]) =>
    field.startsWith(`tasks.${index}.`) && typeof words === 'string' ? [words] : [],
  )[0];

interface Taking {
  readonly takeLength: (key: keyof LengthRule, days: number) => void;
  readonly takeTasks: (tasks: readonly TemplateTask[]) => void;
}

/** What the draft has and what somebody published meanwhile: lengths one by one, tasks by their phase and words. */
function differing({ tasks, ...lengths }: Values, theirs: Template, { takeLength, takeTasks }: Taking) {
  const nameOf = ({ phase, title }: TemplateTask): string => `${phase} ${title}`;
  const mine = new Map(tasks.map((task) => [nameOf(task), task]));
  const others = new Map(theirs.tasks.map((task) => [nameOf(task), task]));
  const said = (task: TemplateTask | undefined): string => (task ? taskWords(task) : 'no such task');
  return [
    ...lengthKeys
      .filter((key) => lengths[key] !== theirs.lengths[key])
      .map((key) => ({
        name: lengthWords[key].label,
        mine: lengths[key],
        theirs: theirs.lengths[key],
        takeTheirs: () => takeLength(key, theirs.lengths[key]),
      })),
    ...[...new Map([...mine, ...others])]
      .filter(([name]) => said(mine.get(name)) !== said(others.get(name)))
      .map(([name, { title }]) => {
        const other = others.get(name);
        const rest = tasks.filter((task) => nameOf(task) !== name);
        return {
          name: title,
          mine: said(mine.get(name)),
          theirs: said(other),
          takeTheirs: () => takeTasks(other ? [...rest, other] : rest),
        };
      }),
  ];
}
