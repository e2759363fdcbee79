import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useRef, useState, type DragEvent, type ReactNode } from 'react';
import { call } from '../../web/kit/data.ts';
import { momentWords } from '../../web/kit/figures.ts';
import { useCommands } from '../../web/kit/keys.ts';
import { PageLink } from '../../web/kit/link.tsx';
import { KeyHint, PageHeader } from '../../web/kit/page-header.tsx';
import { Panel } from '../../web/kit/panel.tsx';
import { RefusalNotice } from '../../web/kit/refusal-notice.tsx';
import { StatePill } from '../../web/kit/state-pill.tsx';
import { quotesApi } from '../api.ts';
import type { VerifiedFile } from '../quote-file.ts';
import { fileWords } from './quote-files.tsx';
import styles from './verify-view.module.css';

interface Props {
  /** The page of a quote. */
  readonly quoteAt: (found: NonNullable<VerifiedFile['found']>) => string;
}

/** Takes any file and says whether it is, to the letter, one of a quote's. */
export function VerifyView({ quoteAt }: Props): ReactNode {
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const verifying = useMutation({
    mutationFn: async (file: File) => {
      const body = new Uint8Array(await file.arrayBuffer());
      return { name: file.name, verified: await call(quotesApi.verifyFile, { body }) };
    },
  });
  const take = (file: File | undefined): void => {
    if (file) verifying.mutate(file);
  };
  const choose = (): void => input.current?.click();
  useCommands([{ label: 'Choose a file', keys: 'o', run: choose }]);
  return (
    <>
      <PageHeader title="Verify a file" />
      <div className={styles['stack']}>
        <div
          className={styles['drop']}
          data-over={over}
          onDragOver={(event: DragEvent) => {
            event.preventDefault();
            setOver(true);
          }}
          onDragLeave={() => setOver(false)}
          onDrop={(event: DragEvent) => {
            event.preventDefault();
            setOver(false);
            take(event.dataTransfer.files[0]);
          }}
        >
          <p className={styles['lead']}>
            Drop the document, the certificate or the event log of a quote here
          </p>
          <Button onClick={choose} loading={verifying.isPending} rightSection={<KeyHint keys="o" quiet />}>
            Choose a file
          </Button>
          <p className="note">
            Its content is compared with what was kept, letter by letter. The file is not kept.
          </p>
          <input
            ref={input}
            type="file"
            aria-label="A file to verify"
            tabIndex={-1}
            className="for-reader"
            onChange={(event) => {
              take(event.currentTarget.files?.[0]);
              event.currentTarget.value = '';
            }}
          />
        </div>
        <RefusalNotice error={verifying.error} />
        {verifying.data && <Verdict {...verifying.data} quoteAt={quoteAt} />}
      </div>
    </>
  );
}

function Verdict({
  name,
  verified: { hash, found },
  quoteAt,
}: Props & { readonly name: string; readonly verified: VerifiedFile }): ReactNode {
  return (
    <Panel
      title={name}
      acts={found ? <StatePill tone="ok">unchanged</StatePill> : <StatePill tone="bad">not known</StatePill>}
    >
      <div className={styles['verdict']} role="status" aria-label="Verdict">
        {found ? (
          <p>
            This is the {fileWords[found.kind].toLowerCase()} of quote{' '}
            <PageLink to={quoteAt(found)}>{found.number}</PageLink> for {found.clientName},{' '}
            {found.accepted
              ? `accepted by ${found.accepted.byName} on ${momentWords(found.accepted.at, found.timeZone)} (${found.accepted.option}), `
              : 'which was not accepted, '}
            unchanged.
          </p>
        ) : (
          <p>
            No file of ours has this content. If a single letter of a file was changed, it is another file.
          </p>
        )}
        <p>
          <span className="note">SHA-256</span> <code>{hash}</code>
        </p>
      </div>
    </Panel>
  );
}
