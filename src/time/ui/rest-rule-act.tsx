import { NumberInput } from '@mantine/core';
import '@mantine/core/styles/NumberInput.css';
import { useState, type ReactNode } from 'react';
import { useAnswer } from '../../web/kit/data.ts';
import { Dialog } from '../../web/kit/dialog.tsx';
import { Form, useActForm } from '../../web/kit/form.tsx';
import { timeApi } from '../api.ts';
import type { RestRule } from '../booking-rest.ts';
import styles from './asked-list.module.css';

/** How much rest people should have beside after-hours work, and a way to set it. */
export function RestRuleAct(): ReactNode {
  const rule = useAnswer(timeApi.showRestRule, {});
  const [setting, setSetting] = useState(false);
  if (!rule.data) return null;
  return (
    <>
      <button type="button" className={styles['ask']} onClick={() => setSetting(true)}>
        Rest of {rule.data.hoursMin} h at least
      </button>
      {setting && <RestRuleDialog rule={rule.data} onClose={() => setSetting(false)} />}
    </>
  );
}

function RestRuleDialog({
  rule,
  onClose,
}: {
  readonly rule: RestRule;
  readonly onClose: () => void;
}): ReactNode {
  const form = useActForm({
    initial: { hoursMin: rule.hoursMin },
    route: timeApi.changeRestRule,
    request: ({ hoursMin }: { hoursMin: number }) => ({ body: { hoursMin } }),
    refreshes: [timeApi.showRestRule, timeApi.weighBooking],
    done: ({ hoursMin }) => `Less than ${hoursMin} h of rest is warned of.`,
    next: onClose,
  });
  return (
    <Dialog open title="Rest beside after-hours work" onClose={onClose}>
      <Form form={form} act="Save the rest" onCancel={onClose}>
        <NumberInput
          label="Hours of rest at least"
          description="Before or after the work, whichever is longer. Less is a warning; you still decide."
          data-autofocus
          min={0}
          max={24}
          {...form.form.getInputProps('hoursMin')}
          name="hoursMin"
        />
      </Form>
    </Dialog>
  );
}
