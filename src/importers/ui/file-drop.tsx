import { Button, Textarea } from '@mantine/core';
import { IconFileTypeCsv } from '@tabler/icons-react';
import { useEffect, useRef, useState, type DragEvent, type ReactNode } from 'react';
import { Dialog } from '../../web/kit/dialog.tsx';
import { useCommands } from '../../web/kit/keys.ts';
import { KeyHint } from '../../web/kit/page-header.tsx';
import { readChosen, readPasted, type ChosenFile } from './chosen-file.ts';
import styles from './import-page.module.css';

interface Props {
  /** What the file holds, as it goes on in a sentence: `time entries`. */
  readonly holds: string;
  readonly onFile: (file: ChosenFile) => void;
  readonly children: ReactNode;
}

/** Where a file comes in: chosen, dropped, or as rows that are pasted. */
export function FileDrop({ holds, onFile, children }: Props): ReactNode {
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [pasting, setPasting] = useState(false);
  const take = (file: File | undefined): void => {
    if (file) void readChosen(file).then(onFile);
  };
  const choose = (): void => input.current?.click();
  useCommands([
    { label: 'Choose a file', keys: 'o', run: choose },
    { label: 'Paste rows', keys: 'v', run: () => setPasting(true) },
  ]);
  usePastedFile(take, (text) => void readPasted(text).then(onFile));
  const dropped = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files[0]);
  };
  return (
    <div
      className={styles['drop']}
      data-over={over}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={dropped}
    >
      <IconFileTypeCsv size={32} stroke={1.5} aria-hidden className={styles['glyph']} />
      <p className={styles['lead']}>Drop a CSV file of {holds} here</p>
      <div className={styles['acts']}>
        <Button onClick={choose} rightSection={<KeyHint keys="o" quiet />}>
          Choose a file
        </Button>
        <Button variant="default" onClick={() => setPasting(true)} rightSection={<KeyHint keys="v" />}>
          Paste rows
        </Button>
      </div>
      <input
        ref={input}
        type="file"
        accept=".csv,.tsv,.txt,text/csv"
        aria-label={`A file of ${holds}`}
        tabIndex={-1}
        className="for-reader"
        onChange={(event) => {
          take(event.currentTarget.files?.[0]);
          event.currentTarget.value = '';
        }}
      />
      <div className={styles['below']}>{children}</div>
      <PasteDialog
        open={pasting}
        onClose={() => setPasting(false)}
        onRows={(text) => void readPasted(text).then(onFile)}
      />
    </div>
  );
}

interface PasteProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onRows: (text: string) => void;
}

function PasteDialog({ open, onClose, onRows }: PasteProps): ReactNode {
  const [text, setText] = useState('');
  return (
    <Dialog open={open} title="Paste rows" onClose={onClose} wide>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          if (text.trim() !== '') onRows(text);
        }}
      >
        <Textarea
          label="Rows, the first with the names of the columns"
          description="As a spreadsheet or a CSV file has them"
          rows={10}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          classNames={{ input: styles['pasted'] ?? '' }}
          data-autofocus
        />
        <div className={styles['right']}>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" disabled={text.trim() === ''}>
            Preview these rows
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** A file or rows pasted anywhere on the page, except into a field. */
function usePastedFile(onFile: (file: File) => void, onText: (text: string) => void): void {
  const act = useRef({ onFile, onText });
  useEffect(() => {
    act.current = { onFile, onText };
  });
  useEffect(() => {
    const paste = ({ target, clipboardData }: ClipboardEvent): void => {
      if (!clipboardData || (target instanceof Element && target.closest('input, textarea'))) return;
      const [file] = clipboardData.files;
      const text = clipboardData.getData('text/plain');
      if (file) act.current.onFile(file);
      else if (text.trim().includes('\n')) act.current.onText(text);
    };
    document.addEventListener('paste', paste);
    return () => document.removeEventListener('paste', paste);
  }, []);
}
