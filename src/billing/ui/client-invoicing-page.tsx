import { Select } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Client } from '../../clients/client.ts';
import { ClientFrame } from '../../clients/ui/client-frame.tsx';
import { finance } from '../../people/access.ts';
import { useAnswer } from '../../web/kit/data.ts';
import { DayInput } from '../../web/kit/day-input.tsx';
import { dayWords } from '../../web/kit/figures.ts';
import { Form, useActForm } from '../../web/kit/form.tsx';
import { Loaded } from '../../web/kit/loaded.tsx';
import { useMay } from '../../web/kit/me.tsx';
import { Facts, Panel } from '../../web/kit/panel.tsx';
import type { ClientInvoicing } from '../invoicing-details.ts';
import { taxApi } from '../tax-api.ts';
import { TaxId, type Tax, type TaxTreatment } from '../tax.ts';
import { PartyFields } from './party-fields.tsx';
import styles from './party-fields.module.css';

/** What stands on a client's invoices about it, and which tax is on them. */
export function ClientInvoicingPage({ client }: { readonly client: string }): ReactNode {
  return (
    <ClientFrame client={client} part="Invoicing">
      {(client) => (
        <div className={styles['narrow']}>
          <TreatmentPanel client={client} />
          <DetailsPanel client={client} />
        </div>
      )}
    </ClientFrame>
  );
}

function TreatmentPanel({ client }: { readonly client: Client }): ReactNode {
  const said = useAnswer(taxApi.listTaxTreatments, { params: { client: client.id } });
  const taxes = useAnswer(taxApi.listTaxes, {});
  const mayChange = useMay(finance);
  return (
    <Panel title="Tax">
      <Loaded answer={said}>
        {(said) => (
          <>
            <p className={styles['words']}>
              {said.length === 0
                ? 'No tax: its invoices say that they are not subject to tax.'
                : said.map(treatmentWords).join(' ')}
            </p>
            {mayChange && (
              <Loaded answer={taxes}>{(taxes) => <TreatmentForm client={client} taxes={taxes} />}</Loaded>
            )}
          </>
        )}
      </Loaded>
    </Panel>
  );
}

const treatmentWords = ({ from, taxName, expenseTaxName }: TaxTreatment): string =>
  `${taxName}${expenseTaxName === taxName ? '' : `, and ${expenseTaxName} on expenses`}, from ${dayWords(from)}.`;

function TreatmentForm({
  client,
  taxes,
}: {
  readonly client: Client;
  readonly taxes: readonly Tax[];
}): ReactNode {
  const form = useActForm({
    initial: { tax: '', expenseTax: '', from: '' },
    route: taxApi.setTaxTreatment,
    request: ({ tax, expenseTax, from }) => ({
      params: { client: client.id },
      body: { from, tax: TaxId.parse(tax), expenseTax: expenseTax ? TaxId.parse(expenseTax) : null },
    }),
    refreshes: [taxApi.listTaxTreatments],
    done: () => `The tax of ${client.name} is set.`,
  });
  const { getInputProps } = form.form;
  const data = taxes.map(({ id, name }) => ({ value: id, label: name }));
  if (taxes.length === 0)
    return <p className={styles['words']}>Add the taxes you charge on the page Invoicing.</p>;
  return (
    <Form form={form} act="Set the tax">
      <div className={styles['fields']}>
        <Select label="Tax" data={data} {...getInputProps('tax')} name="tax" />
        <Select
          label="Tax on expenses"
          placeholder="The same"
          clearable
          data={data}
          {...getInputProps('expenseTax')}
          name="expenseTax"
        />
        <DayInput label="From" {...getInputProps('from')} name="from" />
      </div>
    </Form>
  );
}

function DetailsPanel({ client }: { readonly client: Client }): ReactNode {
  const details = useAnswer(taxApi.showClientInvoicing, { params: { client: client.id } });
  const mayChange = useMay(finance);
  return (
    <Loaded answer={details} lines={12}>
      {(details) =>
        mayChange ? (
          <DetailsForm key={details.version} client={client} details={details} />
        ) : (
          <Panel title={`About ${client.name}, on invoices`}>
            <Facts
              facts={{
                'Legal name': details.legalName || null,
                Address:
                  [details.street, details.city, details.postcode, details.country]
                    .filter(Boolean)
                    .join(', ') || null,
                'VAT number': details.vatNumber || null,
                Reference: details.buyerReference || details.purchaseOrder || null,
              }}
            />
          </Panel>
        )
      }
    </Loaded>
  );
}

function DetailsForm({
  client,
  details,
}: {
  readonly client: Client;
  readonly details: ClientInvoicing;
}): ReactNode {
  const { version, termsDays, ...texts } = details;
  const form = useActForm({
    initial: { ...texts, termsDays: termsDays === null ? '' : String(termsDays) },
    route: taxApi.changeClientInvoicing,
    request: ({ termsDays: days, ...values }) => ({
      params: { client: client.id },
      body: { ...values, termsDays: days === '' ? null : days, version },
    }),
    refreshes: [taxApi.showClientInvoicing],
    done: () => `What stands on the invoices of ${client.name} is saved.`,
    stale: [taxApi.showClientInvoicing],
  });
  return (
    <Panel title={`About ${client.name}, on invoices`}>
      <p className={styles['words']}>
        Holds for invoices issued from now on. Issued ones keep what they have.
      </p>
      <Form form={form} act="Save what stands on invoices">
        <PartyFields
          form={form.form}
          asked={[
            {
              title: 'Reference and terms',
              fields: [
                ['buyerReference', 'Reference', 'By which the client wants to find an invoice'],
                ['purchaseOrder', 'Purchase order'],
                ['termsDays', 'Days to pay', 'As for everybody where this is empty'],
              ],
            },
          ]}
        />
      </Form>
    </Panel>
  );
}
