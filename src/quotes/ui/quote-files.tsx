import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { PageLink } from '../../web/kit/link.tsx';
import { Panel } from '../../web/kit/panel.tsx';
import { RefusalNotice } from '../../web/kit/refusal-notice.tsx';
import { useSaving } from '../../web/kit/save-file.ts';
import { quotesApi } from '../api.ts';
import type { QuoteFileKind } from '../quote-file.ts';
import type { Quote } from '../quote.ts';
import styles from './quote-files.module.css';

export const fileWords: Readonly<Record<QuoteFileKind, string>> = {
  document: 'Document',
  certificate: 'Certificate',
  log: 'Event log',
};

/** The files of a quote with the hash of each, to be saved, and the way to the page that verifies them. */
export function QuoteFiles({
  quote,
  verifyAt,
}: {
  readonly quote: Pick<Quote, 'id' | 'files'>;
  readonly verifyAt: string;
}): ReactNode {
  const saving = useSaving(quotesApi.saveQuoteFile);
  if (quote.files.length === 0) return null;
  return (
    <Panel
      title="Files"
      acts={
        <small>
          <PageLink to={verifyAt}>Verify a file</PageLink>
        </small>
      }
      flush
    >
      <ul className={styles['files']}>
        {quote.files.map(({ kind, name, hash }) => (
          <li key={kind}>
            <div>
              <strong>{fileWords[kind]}</strong> <span className="note">{name}</span>
              <p className={styles['hash']}>
                <span className="note">SHA-256</span> <code>{hash}</code>
              </p>
            </div>
            <Button
              variant="default"
              size="compact-sm"
              loading={saving.busy}
              onClick={() => saving.save({ params: { quote: quote.id, file: kind } })}
            >
              Save {fileWords[kind].toLowerCase()}
            </Button>
          </li>
        ))}
      </ul>
      {saving.refused && <RefusalNotice error={saving.refused} />}
    </Panel>
  );
}
