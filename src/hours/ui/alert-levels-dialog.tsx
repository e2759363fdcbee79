import { Checkbox, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { clientsApi } from '../../clients/api.ts';
import { ContactId } from '../../clients/contact.ts';
import type { Response } from '../../core/route.ts';
import type { ClientId } from '../../people/person.ts';
import { useAnswer } from '../../web/kit/data.ts';
import { Dialog } from '../../web/kit/dialog.tsx';
import { Form, useActForm } from '../../web/kit/form.tsx';
import { Loaded } from '../../web/kit/loaded.tsx';
import { alertsApi } from '../alert-api.ts';

type Levels = Response<typeof alertsApi.showAlertLevels>;

/** Chooses at which levels a client is told, and who of it by mail. */
export function AlertLevelsDialog({
  client,
  onClose,
}: {
  readonly client: ClientId;
  readonly onClose: () => void;
}): ReactNode {
  const levels = useAnswer(alertsApi.showAlertLevels, { params: { client } });
  return (
    <Dialog open title="When to be told" onClose={onClose}>
      <Loaded answer={levels}>
        {(found) => <LevelsForm client={client} levels={found} onClose={onClose} />}
      </Loaded>
    </Dialog>
  );
}

function LevelsForm({
  client,
  levels,
  onClose,
}: {
  readonly client: ClientId;
  readonly levels: Levels;
  readonly onClose: () => void;
}): ReactNode {
  const contacts = useAnswer(clientsApi.listContacts, { params: { client } });
  const form = useActForm({
    initial: { ...levels, percents: levels.percents.join(', '), contacts: levels.contacts.map(String) },
    route: alertsApi.changeAlertLevels,
    request: (values) => ({
      params: { client },
      body: {
        ...values,
        percents: values.percents.split(/[\s,;]+/).flatMap((text) => (text === '' ? [] : [Number(text)])),
        contacts: values.contacts.map((id) => ContactId.parse(id)),
      },
    }),
    refreshes: [alertsApi.showAlertLevels],
    done: () => 'It holds from now on.',
    next: onClose,
  });
  const { getInputProps } = form.form;
  const here = (contacts.data ?? []).filter(({ endedAt }) => endedAt === null);
  return (
    <Form form={form} act="Save the levels" onCancel={onClose}>
      <TextInput
        label="Percent of the hours used"
        description="Such as 50, 80, 100"
        {...getInputProps('percents')}
        name="percents"
      />
      <Checkbox
        label="Overage is foreseen"
        {...getInputProps('overageForeseen', { type: 'checkbox' })}
        name="overageForeseen"
      />
      <Checkbox
        label="Hours are about to expire"
        {...getInputProps('hoursExpiring', { type: 'checkbox' })}
        name="hoursExpiring"
      />
      <Checkbox
        label="Mail to the CSDM"
        {...getInputProps('mailCsdm', { type: 'checkbox' })}
        name="mailCsdm"
      />
      {here.length > 0 && (
        <Checkbox.Group label="Mail to these contacts" {...getInputProps('contacts')}>
          {here.map(({ id, name, email }) => (
            <Checkbox key={id} value={id} label={`${name} (${email})`} mt={4} />
          ))}
        </Checkbox.Group>
      )}
    </Form>
  );
}
