import { PasswordInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { call } from '../../web/kit/data.ts';
import { Form, useActForm } from '../../web/kit/form.tsx';
import { Loaded } from '../../web/kit/loaded.tsx';
import { PageHeader } from '../../web/kit/page-header.tsx';
import { invitationApi } from '../sign-in-api.ts';

/** Where an invitation's link leads: whom it is for, and the choice of a password. What is secret in it stands behind the #, which no server is sent. */
export function InvitationPage(): ReactNode {
  const token = location.hash.slice(1);
  const invitation = useQuery({
    queryKey: [invitationApi.openInvitation.command, token],
    queryFn: () => call(invitationApi.openInvitation, { body: { token } }),
    retry: false,
  });
  return (
    <>
      <PageHeader title="Welcome to Tandem" />
      <Loaded answer={invitation}>
        {({ name, email, provider }) => (
          <>
            <p>
              {name}, {provider} invites you. You will sign in as <strong className="name">{email}</strong>.
            </p>
            <PasswordForm token={token} email={email} />
          </>
        )}
      </Loaded>
    </>
  );
}

function PasswordForm({ token, email }: { readonly token: string; readonly email: string }): ReactNode {
  const form = useActForm({
    initial: { password: '' },
    route: invitationApi.acceptInvitation,
    request: (values) => ({ body: { token, ...values } }),
    next: () => location.assign('/sign-in'),
  });
  return (
    <Form form={form} act="Choose this password" ready>
      {/* Password managers keep the password under the address they find in the form. */}
      <input type="hidden" name="username" autoComplete="username" value={email} />
      <PasswordInput
        label="Choose a password"
        description="At least 12 characters. A few words in a row are easier to keep than signs and digits."
        autoComplete="new-password"
        {...form.form.getInputProps('password')}
        name="password"
      />
    </Form>
  );
}
