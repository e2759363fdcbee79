import { Button } from '@mantine/core';
import { useRef, useState, type DragEvent, type ReactNode } from 'react';
import { useAct, useAnswer } from '../../web/kit/data.ts';
import { Dialog } from '../../web/kit/dialog.tsx';
import { moneyFigure } from '../../web/kit/figures.ts';
import { Loaded } from '../../web/kit/loaded.tsx';
import { RefusalNotice } from '../../web/kit/refusal-notice.tsx';
import { useSaving } from '../../web/kit/save-file.ts';
import { fileBytesMax } from '../../files/file.ts';
import { visitsApi } from '../api.ts';
import type { Expense, ExpenseId } from '../expense.ts';
import type { Receipt } from '../receipt.ts';
import styles from './visits.module.css';

const refreshes = [visitsApi.listExpenses, visitsApi.getExpense];

interface Props {
  readonly expense: ExpenseId;
  readonly mayChange: boolean;
  readonly onClose: () => void;
}

/** The receipts of an expense: to be looked at and, until it is on an invoice, added and removed. */
export function ReceiptsDialog({ expense: id, mayChange, onClose }: Props): ReactNode {
  const expense = useAnswer(visitsApi.getExpense, { params: { expense: id } });
  return (
    <Dialog open title="Receipts" onClose={onClose}>
      <div className="form">
        <Loaded answer={expense}>{(found) => <OfExpense expense={found} mayChange={mayChange} />}</Loaded>
        <div className={styles['done']}>
          <Button onClick={onClose}>Done</Button>
        </div>
      </div>
    </Dialog>
  );
}

function OfExpense({
  expense,
  mayChange,
}: {
  readonly expense: Expense;
  readonly mayChange: boolean;
}): ReactNode {
  return (
    <>
      <p className={styles['intro']}>
        {moneyFigure(expense.amount, expense.currency)} for {expense.clientName}
        {expense.note !== '' && `: ${expense.note}`}
      </p>
      {expense.receipts.length > 0 && <ReceiptList receipts={expense.receipts} mayRemove={mayChange} />}
      {mayChange && <ReceiptDrop expense={expense.id} />}
    </>
  );
}

/** Files to be saved, each under its name. */
export function ReceiptList({
  receipts,
  mayRemove = false,
}: {
  readonly receipts: readonly Receipt[];
  readonly mayRemove?: boolean;
}): ReactNode {
  const { save, refused } = useSaving(visitsApi.saveReceipt);
  const removal = useAct(visitsApi.removeReceipt, { refreshes, done: ({ name }) => `${name} is removed.` });
  return (
    <>
      <ul className={styles['receipts']}>
        {receipts.map(({ id, name, bytes }) => (
          <li key={id}>
            <button type="button" className="link" onClick={() => save({ params: { receipt: id } })}>
              {name}
            </button>
            <span className={styles['size']}>{sizeWords(bytes)}</span>
            {mayRemove && (
              <button
                type="button"
                className="link"
                onClick={() => void removal.act({ params: { receipt: id } })}
              >
                Remove<span className="for-reader"> {name}</span>
              </button>
            )}
          </li>
        ))}
      </ul>
      <RefusalNotice error={refused ?? removal.refused} />
    </>
  );
}

/** Where receipts come in: dropped or chosen, several at once. What is not taken says why, and the others are kept. */
function ReceiptDrop({ expense }: { readonly expense: ExpenseId }): ReactNode {
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [left, setLeft] = useState<readonly { readonly name: string; readonly why: string }[]>([]);
  const { attempt, busy } = useAct(visitsApi.addReceipt, { refreshes });
  const take = async (files: readonly File[]): Promise<void> => {
    setLeft([]);
    for (const file of files) {
      const why =
        file.size > fileBytesMax
          ? 'At most 10 MB are taken here.'
          : await attempt({
              params: { expense },
              query: { name: file.name },
              body: new Uint8Array(await file.arrayBuffer()),
            }).then(
              () => null,
              (refused: Error) => refused.message,
            );
      if (why !== null) setLeft((before) => [...before, { name: file.name, why }]);
    }
  };
  const dropped = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    void take([...event.dataTransfer.files]);
  };
  return (
    <>
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
        <p>Drop receipts here: PDF or pictures, 10 MB each at most</p>
        <Button variant="default" size="compact-sm" loading={busy} onClick={() => input.current?.click()}>
          Choose files
        </Button>
        <input
          ref={input}
          type="file"
          multiple
          accept=".pdf,.png,.jpg,.jpeg,.webp,.heic,.heif"
          aria-label="Receipt files"
          tabIndex={-1}
          className="for-reader"
          onChange={(event) => {
            void take([...(event.currentTarget.files ?? [])]);
            event.currentTarget.value = '';
          }}
        />
      </div>
      <div role="status" aria-label="Left out">
        {left.map(({ name, why }) => (
          <p key={name} className={styles['left']}>
            {name} is left out. {why}
          </p>
        ))}
      </div>
    </>
  );
}

/** Example: 1843 is "2 kB", 2500000 is "2.5 MB". */
const sizeWords = (bytes: number): string =>
  bytes < 1_000_000 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
