import { useState, type ReactNode } from 'react';
import type { PersonId } from '../../people/person.ts';
import type { WorkPlace } from '../../time/ui/work-place.ts';
import { useAct } from '../../web/kit/data.ts';
import { ConfirmDialog, Dialog } from '../../web/kit/dialog.tsx';
import { dayWords, moneyFigure } from '../../web/kit/figures.ts';
import { StatePill } from '../../web/kit/state-pill.tsx';
import type { Tone } from '../../web/kit/tokens.ts';
import { visitsApi } from '../api.ts';
import { measureWords } from '../cost.ts';
import type { Expense } from '../expense.ts';
import type { SiteVisit } from '../site-visit.ts';
import { ExpenseForm } from './expense-form.tsx';
import { expenseWords } from './expense-words.ts';
import { ReceiptsDialog } from './receipts.tsx';
import { changedByExpenses } from './refreshed.ts';
import own from './visits.module.css';

interface Props {
  readonly expense: Expense;
  readonly worker: { readonly id: PersonId; readonly timeZone: string };
  readonly places: readonly WorkPlace[];
  readonly visits: readonly SiteVisit[];
}

/** An expense, where it stands, and what can still be done about it: nothing but looking once it is on an invoice. */
export function ExpenseRow({ expense, worker, places, visits }: Props): ReactNode {
  const [doing, setDoing] = useState<'edit' | 'delete' | 'receipts' | null>(null);
  const { tone, words } = expenseState(expense);
  const amount = moneyFigure(expense.amount, expense.currency);
  const isOpen = !expense.billed && expense.writtenOff === null;
  const measure = measureWords(expense);
  const receipts = expense.receipts.length;
  const close = (): void => setDoing(null);
  const link = (label: string, what: NonNullable<typeof doing>): ReactNode => (
    <button type="button" className="link" onClick={() => setDoing(what)}>
      {label}
      <span className="for-reader"> of {amount}</span>
    </button>
  );
  return (
    <li>
      <div>
        <span className="name">{amount}</span>
        <small className="note">
          {expenseWords[expense.kind]} for {expense.clientName},{' '}
          {dayWords(expense.day, { withWeekday: true })}
        </small>
        {measure !== null && <small className="note">{measure}</small>}
        {expense.note !== '' && <small className="note">{expense.note}</small>}
      </div>
      <StatePill tone={tone}>{words}</StatePill>
      <div className={own['acts']}>
        {receipts > 0
          ? link(receipts === 1 ? '1 receipt' : `${receipts} receipts`, 'receipts')
          : isOpen && link('Add receipts', 'receipts')}
        {isOpen && link('Edit', 'edit')}
        {isOpen && link('Delete', 'delete')}
      </div>
      {doing === 'receipts' && <ReceiptsDialog expense={expense.id} mayChange={isOpen} onClose={close} />}
      {doing === 'edit' && (
        <Dialog open title={`${amount} for ${expense.clientName}`} onClose={close}>
          <ExpenseForm
            worker={worker}
            places={places}
            visits={visits}
            expense={expense}
            onCancel={close}
            onDone={close}
          />
        </Dialog>
      )}
      {doing === 'delete' && <Deletion expense={expense} onClose={close} />}
    </li>
  );
}

function expenseState(expense: Expense): { readonly tone: Tone; readonly words: string } {
  const { siteVisit, writtenOff, billed } = expense;
  if (writtenOff) return { tone: 'neutral', words: 'written off' };
  if (billed) return { tone: 'ok', words: 'billed' };
  if (siteVisit === 'approved') return { tone: 'ok', words: 'will be billed' };
  if (siteVisit === 'requested') return { tone: 'info', words: 'waits for its visit' };
  return { tone: 'warn', words: siteVisit === 'refused' ? 'visit refused' : 'no visit' };
}

function Deletion({
  expense,
  onClose,
}: {
  readonly expense: Expense;
  readonly onClose: () => void;
}): ReactNode {
  const amount = moneyFigure(expense.amount, expense.currency);
  const { act, busy, refused } = useAct(visitsApi.deleteExpense, {
    refreshes: changedByExpenses,
    done: () => `${amount} is deleted.`,
  });
  const remove = async (): Promise<void> => {
    if (await act({ params: { expense: expense.id } })) onClose();
  };
  return (
    <ConfirmDialog
      open
      title={`Delete this expense of ${amount}?`}
      act={`Delete ${amount}`}
      onAct={() => void remove()}
      onClose={onClose}
      busy={busy}
      refused={refused}
      grave
    >
      <p>
        {expenseWords[expense.kind]} for {expense.clientName} on {dayWords(expense.day)}. It will be on no
        invoice; the record keeps what it said.
      </p>
    </ConfirmDialog>
  );
}
