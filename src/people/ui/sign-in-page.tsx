import { PasswordInput, TextInput } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { CallRefused } from '../../core/call.ts';
import { call } from '../../web/kit/data.ts';
import { Form, useActForm } from '../../web/kit/form.tsx';
import { PageHeader } from '../../web/kit/page-header.tsx';
import { addressAfterSignIn } from '../../web/kit/session.ts';
import { peopleApi } from '../api.ts';
import { homeOf } from '../home.ts';
import { signInApi, startAgain } from '../sign-in-api.ts';
import { SamplePeople } from './sample-people.tsx';

/** The way in: address and password, then a code where the person has a second factor. */
export function SignInPage(): ReactNode {
  const [step, setStep] = useState<'password' | 'code' | 'backup'>('password');
  if (step === 'password') return <PasswordStep onDone={(code) => (code ? setStep('code') : void enter())} />;
  return (
    <CodeStep
      backup={step === 'backup'}
      onOther={() => setStep(step === 'code' ? 'backup' : 'code')}
      onAgain={() => setStep('password')}
    />
  );
}

function PasswordStep({ onDone }: { readonly onDone: (secondFactor: boolean) => void }): ReactNode {
  const form = useActForm({
    initial: { email: '', password: '' },
    route: signInApi.signIn,
    request: (values) => ({ body: values }),
    next: ({ secondFactor }) => onDone(secondFactor),
  });
  return (
    <>
      <PageHeader title="Sign in" />
      <Form form={form} act="Sign in" ready>
        <TextInput
          label="E-mail address"
          type="email"
          autoComplete="username"
          {...form.form.getInputProps('email')}
          name="email"
        />
        <PasswordInput
          label="Password"
          autoComplete="current-password"
          {...form.form.getInputProps('password')}
          name="password"
        />
      </Form>
      <p className="quiet">
        Forgotten your password? An administrator of your organisation can send you a new link.
      </p>
      <SamplePeople onDone={onDone} />
    </>
  );
}

interface CodeProps {
  readonly backup: boolean;
  readonly onOther: () => void;
  readonly onAgain: () => void;
}

function CodeStep({ backup, onOther, onAgain }: CodeProps): ReactNode {
  const form = useActForm({
    initial: { code: '' },
    route: signInApi.giveCode,
    request: (values) => ({ body: values }),
    next: () => void enter(),
  });
  const over = form.refused instanceof CallRefused && form.refused.code === startAgain.code;
  return (
    <>
      <PageHeader title={backup ? 'Use a backup code' : 'Enter your code'} />
      <Form form={form} act="Sign in" ready>
        <TextInput
          key={String(backup)}
          label={backup ? 'Backup code' : 'Six digits from your authenticator app'}
          description={backup ? 'Each of them works once.' : undefined}
          inputMode={backup ? 'text' : 'numeric'}
          autoComplete="one-time-code"
          {...form.form.getInputProps('code')}
          name="code"
        />
      </Form>
      <p className="quiet">
        {!over && (
          <button type="button" className="link" onClick={onOther}>
            {backup ? 'Use the authenticator app' : 'Use a backup code instead'}
          </button>
        )}
        <button type="button" className="link" onClick={onAgain}>
          Start again
        </button>
      </p>
    </>
  );
}

/** Goes to the page that was wanted, or the first page of whoever signed in. A whole load, because the shell is another. */
async function enter(): Promise<void> {
  const { person } = await call(peopleApi.showSelf, {});
  location.assign(addressAfterSignIn(location.search, homeOf(person)));
}
