import { Button } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import type { Response } from '../../core/route.ts';
import { useAnswer } from '../../web/kit/data.ts';
import { useCommands } from '../../web/kit/keys.ts';
import { Loaded } from '../../web/kit/loaded.tsx';
import { KeyHint } from '../../web/kit/page-header.tsx';
import { Panel } from '../../web/kit/panel.tsx';
import { importersApi } from '../api.ts';
import type { ImportKind, Mapping } from '../mapping.ts';
import type { ChosenFile } from './chosen-file.ts';
import { ColumnsPanel } from './columns-panel.tsx';
import styles from './import-page.module.css';
import { MappingPanel } from './mapping-panel.tsx';
import { nothingTold, usePreview, type Told } from './preview.ts';
import { QuestionsPanel } from './questions-panel.tsx';
import { ReadingPanel } from './reading-panel.tsx';
import { RowsPanel } from './rows-panel.tsx';
import { VerdictPanel } from './verdict-panel.tsx';
import { kindWords, sizeWords } from './words.ts';

interface Props {
  readonly kind: ImportKind;
  readonly file: ChosenFile;
  readonly onAnother: () => void;
  readonly onDone: (done: Response<typeof importersApi.bringIn>) => void;
}

/** A file that was chosen: what it would do, how it is read, and its rows. */
export function PreviewedFile({ kind, file, onAnother, onDone }: Props): ReactNode {
  const [told, setTold] = useState<Told>(nothingTold);
  const preview = usePreview(kind, file, told);
  useCommands([{ label: 'Choose another file', keys: 'o', run: onAnother }]);
  const tell = (mapping: Partial<Mapping>): void =>
    setTold({ ...told, mapping: { ...told.mapping, ...mapping } });
  // Mappings that were kept are offered before anything is changed by hand; where there are none, keeping this one comes last.
  const mappings = useAnswer(importersApi.listMappings, {});
  const hasKept = mappings.data?.some((one) => one.kind === kind) ?? false;
  const mappingPanel = (mapping: Mapping): ReactNode => (
    <MappingPanel
      kind={kind}
      mapping={mapping}
      saved={told.saved}
      onSaved={(saved) => setTold({ ...nothingTold, saved })}
    />
  );
  return (
    <>
      <div className={styles['file']}>
        <div>
          <p className={styles['lead']}>{file.name}</p>
          <p className="note">
            {kindWords[kind]}, {sizeWords(file.size)}
          </p>
        </div>
        <Button variant="default" onClick={onAnother} rightSection={<KeyHint keys="o" />}>
          Choose another file
        </Button>
      </div>
      {preview.error ? (
        <Panel title="It cannot be read">
          <Loaded answer={{ ...preview, data: undefined }}>{() => null}</Loaded>
        </Panel>
      ) : (
        <Loaded answer={preview} lines={8}>
          {(answer) => (
            <>
              {answer.questions.length === 0 && (
                <VerdictPanel
                  kind={kind}
                  file={file}
                  told={told}
                  preview={answer}
                  stale={preview.isPlaceholderData}
                  onDone={onDone}
                />
              )}
              <div className={styles['two']}>
                {answer.questions.length === 0 ? (
                  <RowsPanel preview={answer} answer={preview} />
                ) : (
                  <QuestionsPanel questions={answer.questions} told={told.mapping} onTell={tell} />
                )}
                <div className={styles['aside']}>
                  {hasKept && mappingPanel(answer.mapping)}
                  <ReadingPanel mapping={answer.mapping} told={told.mapping} onTell={tell} />
                  <ColumnsPanel
                    kind={kind}
                    mapping={answer.mapping}
                    told={told.mapping}
                    unused={answer.unusedColumns}
                    onTell={tell}
                  />
                  {!hasKept && mappingPanel(answer.mapping)}
                </div>
              </div>
            </>
          )}
        </Loaded>
      )}
    </>
  );
}
