import { useState, type ReactNode } from 'react';
import type { Response } from '../../core/route.ts';
import { Choice } from '../../web/kit/choice.tsx';
import { PageHeader } from '../../web/kit/page-header.tsx';
import { Panel } from '../../web/kit/panel.tsx';
import { useUrlState } from '../../web/kit/url-state.ts';
import type { importersApi } from '../api.ts';
import { importKinds } from '../mapping.ts';
import type { ChosenFile } from './chosen-file.ts';
import { FieldsPanel } from './fields-panel.tsx';
import { FileDrop } from './file-drop.tsx';
import styles from './import-page.module.css';
import { PastImportsPanel } from './past-imports-panel.tsx';
import { PreviewedFile } from './previewed-file.tsx';
import { ResultPanel } from './result-panel.tsx';
import { SampleLink } from './sample-link.tsx';
import { kindWords } from './words.ts';

type Import = Response<typeof importersApi.bringIn>;

/** A file of clients, contracts or time from another system: chosen, read, looked at row by row, and imported whole. */
export function ImportPage(): ReactNode {
  const [asked, setKind] = useUrlState('kind', 'entries');
  const [file, setFile] = useState<ChosenFile | null>(null);
  const [done, setDone] = useState<Import | null>(null);
  const kind = importKinds.find((one) => one === asked) ?? 'entries';
  const holds = kindWords[kind].toLowerCase();
  const begin = (next: ChosenFile | null): void => {
    setFile(next);
    setDone(null);
  };
  return (
    <>
      <PageHeader title="Import" />
      <div className={styles['stack']}>
        {done && <ResultPanel done={done} />}
        {file ? (
          <PreviewedFile
            key={`${kind} ${file.id}`}
            kind={kind}
            file={file}
            onAnother={() => begin(null)}
            onDone={(made) => {
              setFile(null);
              setDone(made);
            }}
          />
        ) : (
          <>
            <Panel
              title={done ? 'Import another file' : 'What to import'}
              acts={
                <Choice label="What the file holds" value={kind} onChange={setKind} choices={kindWords} />
              }
            >
              <FileDrop holds={holds} onFile={begin}>
                <p className="quiet">
                  You see what each row would do before anything is written. <SampleLink kind={kind} />
                </p>
              </FileDrop>
            </Panel>
            <PastImportsPanel />
            <FieldsPanel kind={kind} holds={holds} />
          </>
        )}
      </div>
    </>
  );
}
