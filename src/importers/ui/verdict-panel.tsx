import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Response } from '../../core/route.ts';
import { queries, useAct, useAnswer } from '../../web/kit/data.ts';
import { dayIn, dayWords, thousands } from '../../web/kit/figures.ts';
import { useCommands } from '../../web/kit/keys.ts';
import { useMe } from '../../web/kit/me.tsx';
import { KeyHint } from '../../web/kit/page-header.tsx';
import { RefusalNotice } from '../../web/kit/refusal-notice.tsx';
import { Strip, StripCell } from '../../web/kit/strip.tsx';
import { importersApi } from '../api.ts';
import type { ImportKind } from '../mapping.ts';
import type { ChosenFile } from './chosen-file.ts';
import styles from './import-page.module.css';
import { bodyOf, type ImportPreview, type Told } from './preview.ts';
import { countWords, rowCountWords } from './words.ts';

interface Props {
  readonly kind: ImportKind;
  readonly file: ChosenFile;
  readonly told: Told;
  readonly preview: ImportPreview;
  /** Something else was told meanwhile, and the server has not answered to it yet. */
  readonly stale: boolean;
  readonly onDone: (done: Response<typeof importersApi.bringIn>) => void;
}

/** What the file comes to, and the one act: all of it or nothing. */
export function VerdictPanel({ kind, file, told, preview, stale, onDone }: Props): ReactNode {
  const { counts } = preview;
  const bringIn = useAct(importersApi.bringIn);
  const writes = counts.created + counts.changed;
  const ready = counts.refused === 0 && writes > 0;
  const act = async (): Promise<void> => {
    if (!ready || stale || bringIn.busy) return;
    const done = await bringIn.act({ body: bodyOf(kind, file, told) });
    if (!done) return;
    onDone(done);
    // What a file brings shows on many pages: hours, approvals, clients, contracts.
    await queries.invalidateQueries();
  };
  useCommands(
    ready ? [{ label: `Import ${countWords(kind, writes)}`, keys: 'i', run: () => void act() }] : [],
  );
  return (
    <div className={styles['verdict']} data-stale={stale}>
      <Strip label="What the file comes to">
        <StripCell title="New" figure={thousands(counts.created)} />
        <StripCell title="Changed" figure={thousands(counts.changed)} />
        <StripCell title="As before" figure={thousands(counts.unchanged)} />
        <StripCell title="Refused" figure={thousands(counts.refused)} />
      </Strip>
      <div className={styles['say']} aria-live="polite">
        <p>
          <Sentence kind={kind} preview={preview} />
        </p>
        {ready && (
          <Button
            onClick={() => void act()}
            loading={bringIn.busy}
            disabled={stale}
            rightSection={<KeyHint keys="i" quiet />}
          >
            Import {countWords(kind, writes)}
          </Button>
        )}
      </div>
      <RefusalNotice error={bringIn.refused} />
    </div>
  );
}

function Sentence({ kind, preview: { counts, fileHash } }: Pick<Props, 'kind' | 'preview'>): ReactNode {
  const before = useImportedBefore(fileHash);
  if (counts.rows === 0) return 'The file has a header and no rows: there is nothing to import.';
  if (counts.refused > 0)
    return `${thousands(counts.refused)} of ${rowCountWords(counts.rows)} ${counts.refused === 1 ? 'is' : 'are'} refused. A file is imported whole or not at all: put them right in the file and choose it again, or change below how it is read.`;
  if (counts.created + counts.changed === 0)
    return `Nothing would change: all of it is there already.${before === '' ? '' : ` This very file was imported on ${before}.`}`;
  return `Nothing is written yet. ${countWords(kind, counts.created + counts.changed)} are imported together, or none of them.`;
}

/** The day on which the very same file was imported; empty where it was not. */
function useImportedBefore(fileHash: string): string {
  const { provider } = useMe();
  const imports = useAnswer(importersApi.listImports, { query: { limit: 10 } });
  const same = imports.data?.items.find((one) => one.fileHash === fileHash);
  return same ? dayWords(dayIn(same.importedAt, provider.timeZone)) : '';
}
