import type { ReactNode } from 'react';
import { finance } from '../../people/access.ts';
import { useAnswer } from '../../web/kit/data.ts';
import { Form, useActForm } from '../../web/kit/form.tsx';
import { Loaded } from '../../web/kit/loaded.tsx';
import { useMay } from '../../web/kit/me.tsx';
import { PageHeader } from '../../web/kit/page-header.tsx';
import { Facts, Panel } from '../../web/kit/panel.tsx';
import type { ProviderInvoicing } from '../invoicing-details.ts';
import { taxApi } from '../tax-api.ts';
import { PartyFields } from './party-fields.tsx';
import styles from './party-fields.module.css';
import { TaxesPanel } from './taxes-panel.tsx';

/** What stands on every invoice about the provider, and the taxes it charges. */
export function InvoicingPage(): ReactNode {
  const details = useAnswer(taxApi.showInvoicing, {});
  const mayChange = useMay(finance);
  return (
    <>
      <PageHeader title="Invoicing" />
      <div className={styles['narrow']}>
        <TaxesPanel />
        <Loaded answer={details} lines={12}>
          {(details) =>
            mayChange ? <Details key={details.version} details={details} /> : <Said details={details} />
          }
        </Loaded>
      </div>
    </>
  );
}

function Details({ details }: { readonly details: ProviderInvoicing }): ReactNode {
  const { version, termsDays, ...texts } = details;
  const form = useActForm({
    initial: { ...texts, termsDays: String(termsDays) },
    route: taxApi.changeInvoicing,
    request: (values) => ({ body: { ...values, version } }),
    refreshes: [taxApi.showInvoicing],
    done: () => 'What stands on invoices is saved.',
    stale: [taxApi.showInvoicing],
  });
  return (
    <Panel title="About us, on invoices">
      <p className={styles['words']}>
        Holds for invoices issued from now on. Issued ones keep what they have.
      </p>
      <Form form={form} act="Save what stands on invoices">
        <PartyFields
          form={form.form}
          registered={[
            ['taxRegistration', 'Registration for tax', 'Where it is no VAT number, as for sales tax'],
          ]}
          asked={[
            {
              title: 'Payment',
              fields: [
                ['termsDays', 'Days to pay', 'Unless another number is agreed with a client'],
                ['account', 'Account', 'An IBAN, or the number your bank knows it by'],
                ['accountName', 'In the name of', 'The legal name where this is empty'],
                ['bic', 'BIC'],
              ],
            },
            {
              title: 'Look',
              fields: [['colour', 'Colour', 'Of what stands out on the PDF, such as #1d4f73']],
            },
          ]}
        />
      </Form>
    </Panel>
  );
}

function Said({ details }: { readonly details: ProviderInvoicing }): ReactNode {
  const { legalName, street, city, postcode, country, registrationNumber, termsDays } = details;
  return (
    <Panel title="About us, on invoices">
      <Facts
        facts={{
          'Legal name': legalName || null,
          Address: [street, city, postcode, country].filter(Boolean).join(', ') || null,
          'Registration number': registrationNumber || null,
          'Days to pay': String(termsDays),
        }}
      />
    </Panel>
  );
}
