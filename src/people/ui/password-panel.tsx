import { Button, PasswordInput } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { Form, useActForm } from '../../web/kit/form.tsx';
import { useMe } from '../../web/kit/me.tsx';
import { Panel } from '../../web/kit/panel.tsx';
import { peopleApi } from '../api.ts';
import { signInApi } from '../sign-in-api.ts';

/** Changes the reader's own password. */
export function PasswordPanel(): ReactNode {
  const [changing, setChanging] = useState(false);
  return (
    <Panel title="Password">
      {changing ? (
        <PasswordForm onDone={() => setChanging(false)} />
      ) : (
        <Button variant="default" onClick={() => setChanging(true)}>
          Change password
        </Button>
      )}
    </Panel>
  );
}

function PasswordForm({ onDone }: { readonly onDone: () => void }): ReactNode {
  const { email } = useMe().person;
  const form = useActForm({
    initial: { current: '', password: '' },
    route: signInApi.changePassword,
    request: (values) => ({ body: values }),
    refreshes: [peopleApi.listOwnSessions],
    done: () => 'Your password is changed, and your other sessions have ended.',
    next: onDone,
  });
  return (
    <Form form={form} act="Change password" onCancel={onDone} ready>
      {/* Password managers keep the password under the address they find in the form. */}
      <input type="hidden" name="username" autoComplete="username" value={email} />
      <PasswordInput
        label="Your password now"
        autoComplete="current-password"
        {...form.form.getInputProps('current')}
        name="current"
      />
      <PasswordInput
        label="New password"
        description="At least 12 characters. Your other sessions end."
        autoComplete="new-password"
        {...form.form.getInputProps('password')}
        name="password"
      />
    </Form>
  );
}
