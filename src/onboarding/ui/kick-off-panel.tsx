import { Button, Textarea } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { CallRefused } from '../../core/call.ts';
import { workers } from '../../people/access.ts';
import { Difference } from '../../web/kit/difference.tsx';
import { Form, useActForm } from '../../web/kit/form.tsx';
import { useMay } from '../../web/kit/me.tsx';
import { Facts, Panel } from '../../web/kit/panel.tsx';
import { onboardingsApi } from '../api.ts';
import { kickOffEdited, kickOffParts, type KickOff, type KickOffPart } from '../kick-off.ts';
import type { Onboarding } from '../onboarding.ts';
import styles from './onboarding.module.css';
import { refreshed } from './refreshed.ts';

const parts: readonly KickOffPart[] = ['currentState', 'painPoints', 'gaps', 'cadence', 'checklists'];

/** What was understood and agreed on at the beginning; those who work write it in its place. */
export function KickOffPanel({ onboarding }: { readonly onboarding: Onboarding }): ReactNode {
  const [writing, setWriting] = useState(false);
  const mayWrite = useMay(workers);
  const { kickOff } = onboarding;
  if (writing)
    return (
      <Panel title="Agreed at the kick-off">
        <KickOffForm onboarding={onboarding} onDone={() => setWriting(false)} />
      </Panel>
    );
  return (
    <Panel
      title="Agreed at the kick-off"
      acts={
        mayWrite && (
          <Button variant="subtle" size="compact-sm" onClick={() => setWriting(true)}>
            Write the kick-off
          </Button>
        )
      }
    >
      <Facts
        facts={{
          [kickOffParts.currentState]: shown(kickOff.currentState),
          [kickOffParts.painPoints]: shown(kickOff.painPoints),
          [kickOffParts.gaps]: shown(kickOff.gaps),
          [kickOffParts.cadence]: shown(kickOff.cadence),
          [kickOffParts.checklists]: shown(kickOff.checklists),
        }}
      />
    </Panel>
  );
}

const shown = (words: string): ReactNode =>
  words === '' ? null : <span className={styles['text']}>{words}</span>;

function KickOffForm({
  onboarding: { id, kickOff },
  onDone,
}: {
  readonly onboarding: Onboarding;
  readonly onDone: () => void;
}): ReactNode {
  const initial = wordsOf(kickOff);
  const form = useActForm({
    initial,
    route: onboardingsApi.writeKickOff,
    request: (values: typeof initial) => ({
      params: { onboarding: id },
      body: { ...values, version: kickOff.version },
    }),
    refreshes: refreshed,
    done: () => 'The kick-off is saved.',
    stale: [onboardingsApi.showOnboarding],
    next: onDone,
  });
  const { values, getInputProps, setFieldValue } = form.form;
  const refused = form.refused instanceof CallRefused ? form.refused : null;
  const late = refused?.code === kickOffEdited.code && refused.about['version'] === kickOff.version;
  const differing = parts
    .filter((part) => values[part] !== kickOff[part])
    .map((part) => ({
      name: kickOffParts[part],
      mine: values[part],
      theirs: kickOff[part],
      takeTheirs: () => setFieldValue(part, kickOff[part]),
    }));
  return (
    <Form
      form={form}
      act="Save the kick-off"
      onCancel={onDone}
      ready
      instead={late && <Difference what="the kick-off" differing={differing} />}
    >
      {parts.map((part) => (
        <Textarea
          key={part}
          label={kickOffParts[part]}
          autosize
          minRows={2}
          {...getInputProps(part)}
          name={part}
        />
      ))}
    </Form>
  );
}

const wordsOf = ({
  currentState,
  painPoints,
  gaps,
  cadence,
  checklists,
}: KickOff): Record<KickOffPart, string> => ({ currentState, painPoints, gaps, cadence, checklists });
