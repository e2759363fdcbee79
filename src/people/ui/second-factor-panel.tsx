import { Button, Group, PasswordInput, TextInput } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import type { Response } from '../../core/route.ts';
import { CopyField } from '../../web/kit/copy-field.tsx';
import { Form, useActForm, type ActForm } from '../../web/kit/form.tsx';
import { useMe } from '../../web/kit/me.tsx';
import { Panel } from '../../web/kit/panel.tsx';
import { StatePill } from '../../web/kit/state-pill.tsx';
import { peopleApi } from '../api.ts';
import { signInApi } from '../sign-in-api.ts';
import styles from './own-page.module.css';

type Started = Response<typeof signInApi.startSecondFactor>;
type Step = 'start' | 'renew' | 'remove';

/** The reader's own second factor: set up with an app, its backup codes, and taken away again. Each asks for the password. */
export function SecondFactorPanel(): ReactNode {
  const { secondFactor } = useMe();
  const [step, setStep] = useState<Step | null>(null);
  const [started, setStarted] = useState<Started | null>(null);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const rest = (): void => setStep(null);
  return (
    <Panel
      title="Second factor"
      acts={secondFactor ? <StatePill tone="ok">on</StatePill> : <StatePill tone="neutral">off</StatePill>}
    >
      <div className="form">
        {started && !secondFactor ? (
          <Enrolment started={started} onDone={() => setStarted(null)} onCancel={() => setStarted(null)} />
        ) : (
          <>
            {step === null && (
              <p className={styles['words']}>
                {secondFactor
                  ? 'After your password you are asked for a code of your authenticator app.'
                  : 'With a second factor a stolen password is not enough: after it you are asked for a code that an authenticator app on your phone shows.'}
              </p>
            )}
            {codes && <BackupCodes codes={codes} />}
            {step === null && !secondFactor && (
              <div>
                <Button variant="default" onClick={() => setStep('start')}>
                  Set up a second factor
                </Button>
              </div>
            )}
            {step === null && secondFactor && (
              <Group gap="sm">
                <Button variant="default" onClick={() => setStep('renew')}>
                  Make new backup codes
                </Button>
                <Button variant="default" onClick={() => setStep('remove')}>
                  Remove second factor
                </Button>
              </Group>
            )}
            {step === 'start' && (
              <StartForm
                onCancel={rest}
                onDone={(made) => {
                  setStarted(made);
                  setCodes(null);
                  rest();
                }}
              />
            )}
            {step === 'renew' && (
              <RenewForm
                onCancel={rest}
                onDone={({ backupCodes }) => {
                  setCodes(backupCodes);
                  rest();
                }}
              />
            )}
            {step === 'remove' && (
              <RemoveForm
                onCancel={rest}
                onDone={() => {
                  setCodes(null);
                  rest();
                }}
              />
            )}
          </>
        )}
      </div>
    </Panel>
  );
}

interface Asked<T> {
  readonly onCancel: () => void;
  readonly onDone: (answer: T) => void;
}

function StartForm({ onCancel, onDone }: Asked<Started>): ReactNode {
  const form = useActForm({
    initial: { password: '' },
    route: signInApi.startSecondFactor,
    request: (values) => ({ body: values }),
    next: onDone,
  });
  return (
    <Form form={form} act="Set up" onCancel={onCancel} ready>
      <OwnPassword form={form} />
    </Form>
  );
}

function RenewForm({ onCancel, onDone }: Asked<Response<typeof signInApi.renewBackupCodes>>): ReactNode {
  const form = useActForm({
    initial: { password: '' },
    route: signInApi.renewBackupCodes,
    request: (values) => ({ body: values }),
    done: () => 'The codes you had before no longer work.',
    next: onDone,
  });
  return (
    <Form form={form} act="Make new backup codes" onCancel={onCancel} ready>
      <OwnPassword form={form} />
    </Form>
  );
}

function RemoveForm({ onCancel, onDone }: Asked<unknown>): ReactNode {
  const form = useActForm({
    initial: { password: '' },
    route: signInApi.removeOwnSecondFactor,
    request: (values) => ({ body: values }),
    refreshes: [peopleApi.showSelf],
    done: () => 'You have no second factor any more.',
    next: onDone,
  });
  return (
    <Form form={form} act="Remove second factor" onCancel={onCancel} ready>
      <OwnPassword form={form} />
    </Form>
  );
}

function OwnPassword({ form }: { readonly form: ActForm<{ password: string }> }): ReactNode {
  return (
    <PasswordInput
      label="Your password"
      autoComplete="current-password"
      {...form.form.getInputProps('password')}
      name="password"
    />
  );
}

interface EnrolmentProps {
  readonly started: Started;
  readonly onDone: () => void;
  readonly onCancel: () => void;
}

/** The secret into the app, the backup codes into a safe place, a first code back: only then does the factor hold. */
function Enrolment({ started, onDone, onCancel }: EnrolmentProps): ReactNode {
  const secret = new URL(started.address).searchParams.get('secret') ?? '';
  const form = useActForm({
    initial: { code: '' },
    route: signInApi.confirmSecondFactor,
    request: (values) => ({ body: values }),
    refreshes: [peopleApi.showSelf, peopleApi.listOwnSessions],
    done: () => 'Your second factor is on.',
    next: onDone,
  });
  return (
    <Form form={form} act="Switch it on" onCancel={onCancel}>
      <ol className={styles['steps']}>
        <li className={styles['step']}>
          <h3>1. Add Tandem to your authenticator app</h3>
          <p>
            On the phone itself, <a href={started.address}>open the app with this link</a>. Elsewhere, choose
            in the app to type in a key, and type this one:
          </p>
          <CopyField label="Key" text={secret} shown={secret.replaceAll(/(.{4})(?=.)/g, '$1 ')} />
        </li>
        <li className={styles['step']}>
          <h3>2. Keep the backup codes</h3>
          <BackupCodes codes={started.backupCodes} />
        </li>
        <li className={styles['step']}>
          <h3>3. Show that it works</h3>
          <TextInput
            label="Six digits from the app"
            inputMode="numeric"
            autoComplete="one-time-code"
            maw={220}
            {...form.form.getInputProps('code')}
            name="code"
          />
        </li>
      </ol>
    </Form>
  );
}

function BackupCodes({ codes }: { readonly codes: readonly string[] }): ReactNode {
  return (
    <>
      <p className={styles['words']}>
        Each of them lets you in once, without the app. Keep them where you keep keys: they are shown now and
        never again.
      </p>
      <ul className={styles['codes']} aria-label="Backup codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <div>
        <CopyAll codes={codes} />
      </div>
    </>
  );
}

/** As a file, because what is on the clipboard is soon something else. */
function CopyAll({ codes }: { readonly codes: readonly string[] }): ReactNode {
  const text = `Backup codes for Tandem. Each works once.\n\n${codes.join('\n')}\n`;
  return (
    <Button
      component="a"
      variant="default"
      size="compact-md"
      href={`data:text/plain;charset=utf-8,${encodeURIComponent(text)}`}
      download="tandem-backup-codes.txt"
    >
      Save as a file
    </Button>
  );
}
