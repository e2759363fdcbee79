import { PasswordInput, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { FieldGroup, Form, useActForm } from '../../web/kit/form.tsx';
import { CurrencyInput, ZoneInput, zoneHere } from '../../web/kit/inputs.tsx';
import { PageHeader } from '../../web/kit/page-header.tsx';
import { setUpApi } from '../sign-in-api.ts';

/** Takes over an empty database by the link that the server printed when it started: the provider, and its first administrator. */
export function SetUpPage(): ReactNode {
  const token = location.hash.slice(1);
  const form = useActForm({
    initial: { organisation: '', timeZone: zoneHere(), currency: 'USD', name: '', email: '', password: '' },
    route: setUpApi.setUp,
    request: ({ organisation, timeZone, currency, ...you }) => ({
      body: { token, provider: { name: organisation, timeZone, currency }, ...you },
    }),
    fieldOf: (path) =>
      path === '/provider/name' ? 'organisation' : path.replace('/provider/', '/').slice(1),
    next: () => location.assign('/sign-in'),
  });
  const field = form.form.getInputProps;
  return (
    <>
      <PageHeader title="Set up Tandem">
        <p className="quiet">
          Nobody uses this server yet. Name your organisation and yourself; you invite everybody else
          afterwards.
        </p>
      </PageHeader>
      <Form form={form} act="Set up and go to sign-in" ready>
        <FieldGroup title="Your organisation">
          <TextInput
            label="Name"
            {...field('organisation')}
            name="organisation"
            autoComplete="organization"
          />
          <ZoneInput
            label="Time zone"
            description="Where your day begins; clients may have their own"
            {...field('timeZone')}
            name="timeZone"
          />
          <CurrencyInput label="Currency" {...field('currency')} name="currency" />
        </FieldGroup>
        <FieldGroup title="You, its first administrator">
          <TextInput label="Name" autoComplete="name" {...field('name')} name="name" />
          <TextInput
            label="E-mail address"
            type="email"
            autoComplete="username"
            {...field('email')}
            name="email"
          />
          <PasswordInput
            label="Password"
            description="At least 12 characters. A few words in a row are easier to keep than signs and digits."
            autoComplete="new-password"
            {...field('password')}
            name="password"
          />
        </FieldGroup>
      </Form>
    </>
  );
}
