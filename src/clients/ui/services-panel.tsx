import { Button, Select } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { lead } from '../../people/access.ts';
import { useAnswer } from '../../web/kit/data.ts';
import { DataTable, type Column } from '../../web/kit/data-table.tsx';
import { DayInput } from '../../web/kit/day-input.tsx';
import { Dialog } from '../../web/kit/dialog.tsx';
import { EmptyState } from '../../web/kit/empty-state.tsx';
import { dayWords } from '../../web/kit/figures.ts';
import { Form, useActForm } from '../../web/kit/form.tsx';
import { useMay } from '../../web/kit/me.tsx';
import { useToday } from '../../web/kit/now.ts';
import { Panel } from '../../web/kit/panel.tsx';
import { StatePill } from '../../web/kit/state-pill.tsx';
import { clientsApi } from '../api.ts';
import type { Client } from '../client.ts';
import { serviceKinds, type PurchasedService, type ServiceKind } from '../purchased-service.ts';
import { serviceWords } from './words.ts';

/** What else the client buys of the provider; Managed Services or Help Desk make it eligible. */
export function ServicesPanel({ client }: { readonly client: Client }): ReactNode {
  const services = useAnswer(clientsApi.listPurchasedServices, { params: { client: client.id } });
  const [adding, setAdding] = useState(false);
  const [ending, setEnding] = useState<PurchasedService | null>(null);
  const mayEdit = useMay(lead);
  const today = useToday(client.timeZone);
  const add = { label: 'Record a service', run: () => setAdding(true) };
  return (
    <Panel
      title="Purchased services"
      acts={
        mayEdit && (
          <Button variant="subtle" size="compact-sm" onClick={add.run}>
            Record a service
          </Button>
        )
      }
      flush
    >
      <DataTable
        label="Purchased services"
        answer={services}
        rowsOf={asTheyAre}
        columns={columnsOn(today, mayEdit ? setEnding : null)}
        idOf={({ id }) => id}
        empty={
          <EmptyState title="No services yet" {...(mayEdit ? { act: add } : {})}>
            Client Service Management supplements Managed Services or Help Desk. Until the client buys one of
            them, it cannot have a contract.
          </EmptyState>
        }
      />
      <Dialog open={adding} title={`A service ${client.name} buys`} onClose={() => setAdding(false)}>
        <ServiceForm client={client} today={today} onDone={() => setAdding(false)} />
      </Dialog>
      <Dialog
        open={ending !== null}
        title={ending ? `End ${serviceWords[ending.kind]}` : ''}
        onClose={() => setEnding(null)}
      >
        {ending && <EndForm service={ending} client={client} today={today} onDone={() => setEnding(null)} />}
      </Dialog>
    </Panel>
  );
}

interface Asked {
  readonly client: Client;
  readonly today: string;
  readonly onDone: () => void;
}

function ServiceForm({ client, today, onDone }: Asked): ReactNode {
  const initial: { kind: ServiceKind; from: string } = { kind: 'managed-services', from: today };
  const form = useActForm({
    initial,
    route: clientsApi.addPurchasedService,
    request: (values) => ({ params: { client: client.id }, body: values }),
    refreshes: [clientsApi.listPurchasedServices],
    done: ({ kind }) => `${serviceWords[kind]} is recorded.`,
    next: onDone,
  });
  const { getInputProps } = form.form;
  return (
    <Form form={form} act={`Record ${serviceWords[form.form.values.kind]}`} onCancel={onDone}>
      <Select
        label="Service"
        data={serviceKinds.map((value) => ({ value, label: serviceWords[value] }))}
        allowDeselect={false}
        {...getInputProps('kind')}
        name="kind"
      />
      <DayInput label="From" description="The first day with it" {...getInputProps('from')} name="from" />
    </Form>
  );
}

function EndForm({
  service,
  client,
  today,
  onDone,
}: Asked & { readonly service: PurchasedService }): ReactNode {
  const form = useActForm({
    initial: { to: today },
    route: clientsApi.endPurchasedService,
    request: (values) => ({ params: { client: client.id, service: service.id }, body: values }),
    refreshes: [clientsApi.listPurchasedServices],
    done: ({ kind }) => `${serviceWords[kind]} has an end.`,
    next: onDone,
  });
  return (
    <Form form={form} act={`End ${serviceWords[service.kind]} for ${client.name}`} onCancel={onDone}>
      <DayInput
        label="First day without it"
        {...form.form.getInputProps('to')}
        name="to"
        minDate={service.from}
      />
    </Form>
  );
}

const asTheyAre = (services: readonly PurchasedService[]): readonly PurchasedService[] => services;

function columnsOn(
  today: string,
  onEnd: ((service: PurchasedService) => void) | null,
): readonly Column<PurchasedService>[] {
  const columns: Column<PurchasedService>[] = [
    {
      head: 'Service',
      cell: ({ kind, from, to }) => (
        <>
          {serviceWords[kind]}
          <small className="note">
            from {dayWords(from)}
            {to && ` until before ${dayWords(to)}`}
          </small>
        </>
      ),
    },
    { head: 'Now', cell: (service) => <Standing service={service} today={today} /> },
  ];
  if (onEnd)
    columns.push({
      head: '',
      cell: (service) =>
        service.to === null && (
          <Button
            variant="subtle"
            color="gray"
            size="compact-sm"
            onClick={() => onEnd(service)}
            aria-label={`End ${serviceWords[service.kind]}`}
          >
            End
          </Button>
        ),
    });
  return columns;
}

function Standing({
  service: { from, to },
  today,
}: {
  readonly service: PurchasedService;
  readonly today: string;
}): ReactNode {
  if (today < from) return <StatePill tone="info">to come</StatePill>;
  if (to !== null && to <= today) return <StatePill tone="neutral">ended</StatePill>;
  return <StatePill tone="ok">active</StatePill>;
}
