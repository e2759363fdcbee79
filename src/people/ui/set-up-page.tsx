import { PasswordInput, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { Form, useActForm } from '../../web/kit/form.tsx';
import { CurrencyInput, ZoneInput, zoneHere } from '../../web/kit/inputs.tsx';
import { PageHeader } from '../../web/kit/page-header.tsx';
import { setUpApi } from '../sign-in-api.ts';

/** Takes over an empty database by the link that the server printed when it started: the provider, and its first administrator. */
export function SetUpPage(): ReactNode {
  const token = location.hash.slice(1);
  const form = useActForm({
    initial: { provider: '', timeZone: zoneHere(), currency: 'USD', name: '', email: '', password: '' },
    route: setUpApi.setUp,
    request: ({ provider, timeZone, currency, ...rest }) => ({
      body: { token, provider: { name: provider, timeZone, currency }, ...rest },
    }),
    next: () => location.assign('/sign-in'),
  });
  return (
    <>
      <PageHeader title="Set up Tandem" />
      <Form form={form} act="Set up" ready>
        <TextInput
          label="Name of your organisation"
          {...form.form.getInputProps('provider')}
          name="provider"
        />
        <ZoneInput label="Time zone" {...form.form.getInputProps('timeZone')} name="timeZone" />
        <CurrencyInput label="Currency" {...form.form.getInputProps('currency')} name="currency" />
        <TextInput label="Your name" autoComplete="name" {...form.form.getInputProps('name')} name="name" />
        <TextInput
          label="Your e-mail address"
          type="email"
          autoComplete="username"
          {...form.form.getInputProps('email')}
          name="email"
        />
        <PasswordInput
          label="Password"
          description="At least 12 characters; longer is better than odder"
          autoComplete="new-password"
          {...form.form.getInputProps('password')}
          name="password"
        />
      </Form>
    </>
  );
}
