import { Button, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { finance } from '../../people/access.ts';
import { monthWords } from '../../web/kit/figures.ts';
import { useCommands } from '../../web/kit/keys.ts';
import { useMay } from '../../web/kit/me.tsx';
import { Panel } from '../../web/kit/panel.tsx';
import { RefusalNotice } from '../../web/kit/refusal-notice.tsx';
import { useSaving } from '../../web/kit/save-file.ts';
import { documentApi } from '../document-api.ts';
import type { Invoice } from '../invoice.ts';

/** An invoice as a file, and what belongs to it: its hours, and for finance its month for the accountant's program. */
export function SavePanel({ invoice }: { readonly invoice: Invoice }): ReactNode {
  const { number, kind, clientId: client, contractId: contract, month } = invoice;
  const paper = useSaving(documentApi.saveInvoice);
  const hours = useSaving(documentApi.saveHours);
  const accounting = useSaving(documentApi.saveAccounting);
  const save = (format: 'pdf' | 'ubl'): void =>
    paper.save({ params: { invoice: number }, query: { format } });
  const pdf = (): void => save('pdf');
  const mayExport = useMay(finance);
  useCommands([{ label: 'Save as PDF', keys: 's', run: pdf }]);
  const busy = paper.busy || hours.busy || accounting.busy;
  return (
    <Panel title="Save">
      <Stack gap="xs">
        <Button variant="default" size="xs" onClick={pdf} loading={paper.busy}>
          PDF
        </Button>
        <Button variant="default" size="xs" onClick={() => save('ubl')} disabled={busy}>
          Structured invoice (UBL)
        </Button>
        {kind === 'month' && (
          <Button
            variant="default"
            size="xs"
            onClick={() => hours.save({ params: { client, month }, query: { contract } })}
            disabled={busy}
          >
            Hours of {monthWords(month)} (Excel)
          </Button>
        )}
        {mayExport &&
          (['xero', 'quickbooks'] as const).map((format) => (
            <Button
              key={format}
              variant="default"
              size="xs"
              onClick={() => accounting.save({ params: { month }, query: { format } })}
              disabled={busy}
            >
              {monthWords(month)}, for {format === 'xero' ? 'Xero' : 'QuickBooks'}
            </Button>
          ))}
        <RefusalNotice error={paper.refused ?? hours.refused ?? accounting.refused} />
      </Stack>
    </Panel>
  );
}
