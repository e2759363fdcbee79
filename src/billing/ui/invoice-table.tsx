import { useMemo, type ReactNode } from 'react';
import type { Response } from '../../core/route.ts';
import type { Answer } from '../../web/kit/data.ts';
import { DataTable, type Column } from '../../web/kit/data-table.tsx';
import { dayIn, dayWords, monthWords } from '../../web/kit/figures.ts';
import type { InvoiceSummary } from '../invoice.ts';
import type { invoiceApi } from '../invoice-api.ts';
import { Amount } from './amount.tsx';

interface Props {
  readonly answer: Answer<Response<typeof invoiceApi.listInvoices>>;
  /** Where invoices are for this reader: `/app/invoices`. */
  readonly at: string;
  readonly timeZone: string;
  /** Whether the reader has to be told whose they are. */
  readonly clients: boolean;
  readonly empty: ReactNode;
}

/** Issued invoices, newest first. */
export function InvoiceTable({ answer, at, timeZone, clients, empty }: Props): ReactNode {
  const columns = useMemo(() => columnsFor(timeZone, clients), [timeZone, clients]);
  return (
    <DataTable
      label="Invoices"
      answer={answer}
      rowsOf={itemsOf}
      columns={columns}
      idOf={({ id }) => id}
      to={({ number }) => `${at}/${number}`}
      empty={empty}
    />
  );
}

const itemsOf = ({ items }: Response<typeof invoiceApi.listInvoices>): readonly InvoiceSummary[] => items;

const columnsFor = (timeZone: string, clients: boolean): readonly Column<InvoiceSummary>[] => [
  { head: 'Number', cell: ({ number }) => number, sortBy: ({ number }) => number, width: '18%' },
  ...(clients
    ? [
        {
          head: 'Client',
          cell: ({ clientName }: InvoiceSummary) => clientName,
          sortBy: ({ clientName }: InvoiceSummary) => clientName,
        },
      ]
    : []),
  {
    head: 'Month',
    cell: ({ kind, month }) => (kind === 'month' ? monthWords(month) : 'Adjustments'),
    sortBy: ({ month }) => month,
  },
  {
    head: 'Issued',
    onPhone: 'left-out',
    cell: ({ issuedAt }) => dayWords(dayIn(issuedAt, timeZone)),
    sortBy: ({ issuedAt }) => issuedAt,
  },
  {
    head: 'To pay',
    figures: true,
    cell: ({ gross, currency }) => <Amount amount={gross} currency={currency} />,
    sortBy: ({ gross }) => Number(gross),
  },
];
