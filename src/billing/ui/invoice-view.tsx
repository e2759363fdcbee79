import { useState, type ReactNode } from 'react';
import { clientsApi } from '../../clients/api.ts';
import type { Client } from '../../clients/client.ts';
import { finance } from '../../people/access.ts';
import { useAnswer } from '../../web/kit/data.ts';
import { Dialog } from '../../web/kit/dialog.tsx';
import { momentWords, monthWords } from '../../web/kit/figures.ts';
import { useCommands } from '../../web/kit/keys.ts';
import { useGo } from '../../web/kit/link.tsx';
import { Loaded } from '../../web/kit/loaded.tsx';
import { useMay, useMe } from '../../web/kit/me.tsx';
import { PageHeader } from '../../web/kit/page-header.tsx';
import type { Adjustment } from '../adjustment.ts';
import type { Invoice } from '../invoice.ts';
import { adjustmentApi } from '../adjustment-api.ts';
import { invoiceApi } from '../invoice-api.ts';
import { AdjustmentForm } from './adjustment-form.tsx';
import { AdjustmentsPanel } from './adjustments-panel.tsx';
import { CheckPanel } from './check-panel.tsx';
import { useExplained } from './explained.ts';
import type { Leads } from './figure-tree.tsx';
import { InvoiceSheet } from './invoice-sheet.tsx';
import styles from './invoice-view.module.css';
import { useLineDisputes } from './line-disputes.tsx';
import { SavePanel } from './save-panel.tsx';

interface Props {
  /** The number of the invoice, or its id. */
  readonly invoice: string;
  /** Where invoices are for this reader: `/app/invoices`. */
  readonly at: string;
  readonly leadsOf: (invoice: Invoice, adjustments: readonly Adjustment[]) => Leads;
  /** Where else to look, at the side. */
  readonly Around?: (invoice: Invoice) => ReactNode;
}

/** An issued invoice, for staff and for the client alike: the paper, whether it computes, and what was set right since. */
export function InvoiceView({ invoice: key, ...rest }: Props): ReactNode {
  const invoice = useAnswer(invoiceApi.getInvoice, { params: { invoice: key } });
  return (
    <Loaded answer={invoice} lines={8} whole>
      {(invoice) => <OfClient invoice={invoice} {...rest} />}
    </Loaded>
  );
}

type Shown = Omit<Props, 'invoice'> & { readonly invoice: Invoice };

function OfClient(props: Shown): ReactNode {
  const client = useAnswer(clientsApi.getClient, { params: { client: props.invoice.clientId } });
  return (
    <Loaded answer={client} lines={8}>
      {(client) => <Whole client={client} {...props} />}
    </Loaded>
  );
}

function Whole({ invoice, client, at, leadsOf, Around }: Shown & { readonly client: Client }): ReactNode {
  const { provider } = useMe();
  const mayAdjust = useMay(finance);
  const [adjusting, setAdjusting] = useState(false);
  const { number, kind, clientId, clientName, month } = invoice;
  const answer = useAnswer(invoiceApi.explainInvoice, { params: { invoice: number } });
  const all = useAnswer(adjustmentApi.listAdjustments, { params: { client: clientId } });
  const adjustments = (all.data ?? []).filter(({ invoiceId }) => invoiceId === invoice.id);
  const explained = useExplained(answer, client.timeZone, leadsOf(invoice, all.data ?? []));
  const beside = useLineDisputes(invoice, client.timeZone);
  const compute = (): void => void explained.computeAgain(invoice);
  const adjust = (): void => setAdjusting(true);
  const openAll = {
    label: explained.isAllOpen ? 'Close all figures' : 'Open all figures',
    keys: 'o',
    run: explained.toggleAll,
  };
  useSiblings(invoice, at);
  useCommands([
    { label: 'Compute again', keys: 'r', run: compute },
    ...(mayAdjust ? [{ label: 'Credit or charge', keys: 'c', run: adjust }] : []),
  ]);
  return (
    <>
      <PageHeader title={number} crumbs={[{ label: 'Invoices', to: at }]} actions={[openAll]}>
        <p className={styles['of']}>
          {clientName}, {kind === 'month' ? monthWords(month) : 'adjustments'}
        </p>
      </PageHeader>
      <div className={styles['page']}>
        <InvoiceSheet
          paper={{
            ...invoice,
            month: kind === 'month' ? month : null,
            taxed: invoice,
            issued: momentWords(invoice.issuedAt, client.timeZone),
            state:
              adjustments.length > 0
                ? { tone: 'info', words: 'adjusted since' }
                : { tone: 'ok', words: 'issued' },
            from: provider.name,
            client: clientName,
          }}
          explained={explained}
          beside={beside}
        />
        <aside className={styles['aside']} aria-label="About this invoice">
          <CheckPanel checked={explained.checked} busy={explained.isComputing} onCompute={compute} />
          <AdjustmentsPanel
            invoice={invoice}
            adjustments={adjustments}
            timeZone={client.timeZone}
            at={at}
            {...(mayAdjust ? { onAdjust: adjust } : {})}
          />
          <SavePanel invoice={invoice} />
          {Around && <Around {...invoice} />}
        </aside>
      </div>
      <Dialog
        open={adjusting}
        title={`Credit or charge ${clientName} for ${number}`}
        onClose={() => setAdjusting(false)}
        wide
      >
        <AdjustmentForm
          invoice={invoice}
          onDone={() => setAdjusting(false)}
          onCancel={() => setAdjusting(false)}
        />
      </Dialog>
    </>
  );
}

/** `[` and `]` go to the client's invoice before and after. */
function useSiblings({ id, clientId }: Invoice, at: string): void {
  const go = useGo();
  const listed = useAnswer(invoiceApi.listInvoices, { query: { client: clientId, limit: 500 } });
  const ofClient = listed.data?.items ?? [];
  const here = ofClient.findIndex((one) => one.id === id);
  const to = (by: number) => (): void => {
    const next = here === -1 ? undefined : ofClient[here + by];
    if (next) go(`${at}/${next.number}`);
  };
  useCommands([
    { label: 'Invoice of the month before', keys: '[', run: to(1) },
    { label: 'Invoice of the month after', keys: ']', run: to(-1) },
  ]);
}
