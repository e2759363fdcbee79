import { useState, type ReactNode } from 'react';
import type { PersonId } from '../../people/person.ts';
import { useAct, useAnswer } from '../../web/kit/data.ts';
import { ConfirmDialog, Dialog } from '../../web/kit/dialog.tsx';
import { dayWords, moneyFigure } from '../../web/kit/figures.ts';
import { useCommands } from '../../web/kit/keys.ts';
import { Loaded } from '../../web/kit/loaded.tsx';
import { KeyHint } from '../../web/kit/page-header.tsx';
import { Panel } from '../../web/kit/panel.tsx';
import { StatePill } from '../../web/kit/state-pill.tsx';
import type { Tone } from '../../web/kit/tokens.ts';
import { timeApi } from '../api.ts';
import type { Expense } from '../expense.ts';
import type { SiteVisit } from '../site-visit.ts';
import styles from './asked-list.module.css';
import { ExpenseForm } from './expense-form.tsx';
import { expenseWords } from './expense-words.ts';
import { VisitForm } from './visit-form.tsx';
import type { WorkPlace } from './work-place.ts';

interface Props {
  readonly worker: { readonly id: PersonId; readonly name: string; readonly timeZone: string };
  readonly places: readonly WorkPlace[];
}

const shownMost = 3;

/** Site visits somebody asked for and what they cost, the latest first. */
export function ExpensesPanel({ worker, places }: Props): ReactNode {
  const query = { person: worker.id, limit: shownMost };
  const visits = useAnswer(timeApi.listSiteVisits, { query });
  const expenses = useAnswer(timeApi.listExpenses, { query });
  const [asking, setAsking] = useState<'visit' | 'expense' | Expense | null>(null);
  const [deleting, setDeleting] = useState<Expense | null>(null);
  const mayAsk = places.some(({ client }) => client !== null);
  const close = (): void => setAsking(null);
  useCommands(
    mayAsk
      ? [
          { label: 'Ask for a site visit', keys: 'v', run: () => setAsking('visit') },
          { label: 'Add an expense', keys: 'p', run: () => setAsking('expense') },
        ]
      : [],
  );
  return (
    <Panel
      title="On site"
      flush
      acts={
        mayAsk && (
          <div className={styles['asks']}>
            <button type="button" className={styles['ask']} onClick={() => setAsking('visit')}>
              Ask for a site visit <KeyHint keys="v" />
            </button>
            <button type="button" className={styles['ask']} onClick={() => setAsking('expense')}>
              Add an expense <KeyHint keys="p" />
            </button>
          </div>
        )
      }
    >
      <Loaded answer={visits}>
        {({ items }) => (
          <Loaded answer={expenses}>
            {(spent) =>
              items.length + spent.items.length === 0 ? (
                <p className={styles['none']}>
                  The service is remote. A site visit is approved first; what it costs is then billed on top
                  of the fees.
                </p>
              ) : (
                <ul className={styles['list']}>
                  {items.map((visit) => (
                    <VisitRow key={visit.id} visit={visit} />
                  ))}
                  {spent.items.map((expense) => (
                    <ExpenseRow
                      key={expense.id}
                      expense={expense}
                      onEdit={() => setAsking(expense)}
                      onDelete={() => setDeleting(expense)}
                    />
                  ))}
                </ul>
              )
            }
          </Loaded>
        )}
      </Loaded>
      {asking === 'visit' && (
        <Dialog open title="Ask for a site visit" onClose={close}>
          <VisitForm worker={worker} places={places} onDone={close} />
        </Dialog>
      )}
      {asking === 'expense' && (
        <Dialog open title="Add an expense" onClose={close}>
          <ExpenseForm worker={worker} places={places} visits={visits.data?.items ?? []} onDone={close} />
        </Dialog>
      )}
      {asking !== null && typeof asking === 'object' && (
        <Dialog
          open
          title={`${moneyFigure(asking.amount, asking.currency)} for ${asking.clientName}`}
          onClose={close}
        >
          <ExpenseForm
            worker={worker}
            places={places}
            visits={visits.data?.items ?? []}
            expense={asking}
            onDone={close}
          />
        </Dialog>
      )}
      {deleting && <Deletion expense={deleting} onClose={() => setDeleting(null)} />}
    </Panel>
  );
}

const visitStates: Readonly<
  Record<SiteVisit['decision']['state'], { readonly tone: Tone; readonly words: string }>
> = {
  requested: { tone: 'info', words: 'requested' },
  approved: { tone: 'ok', words: 'approved' },
  refused: { tone: 'bad', words: 'refused' },
};

function VisitRow({ visit }: { readonly visit: SiteVisit }): ReactNode {
  const { tone, words } = visitStates[visit.decision.state];
  return (
    <li>
      <div>
        <span className="name">{visit.clientName}</span>
        <small className="note">
          Visit on {dayWords(visit.day, { withWeekday: true })}, about{' '}
          {moneyFigure(visit.amountExpected, visit.currency)} of travel
        </small>
        <small className="note">{visit.purpose}</small>
        {visit.decision.state === 'refused' && (
          <small className={styles['said']}>{visit.decision.reason}</small>
        )}
      </div>
      <StatePill tone={tone}>{words}</StatePill>
    </li>
  );
}

function ExpenseRow({
  expense,
  onEdit,
  onDelete,
}: {
  readonly expense: Expense;
  readonly onEdit: () => void;
  readonly onDelete: () => void;
}): ReactNode {
  const { tone, words } = expenseState(expense);
  return (
    <li>
      <div>
        <span className="name">{moneyFigure(expense.amount, expense.currency)}</span>
        <small className="note">
          {expenseWords[expense.kind]} for {expense.clientName},{' '}
          {dayWords(expense.day, { withWeekday: true })}
        </small>
        {expense.note !== '' && <small className="note">{expense.note}</small>}
      </div>
      <div className={styles['right']}>
        <StatePill tone={tone}>{words}</StatePill>
        {expense.writtenOff === null && (
          <div className={styles['pair']}>
            <button type="button" className="link" onClick={onEdit}>
              Edit<span className="for-reader"> {moneyFigure(expense.amount, expense.currency)}</span>
            </button>
            <button type="button" className="link" onClick={onDelete}>
              Delete<span className="for-reader"> {moneyFigure(expense.amount, expense.currency)}</span>
            </button>
          </div>
        )}
      </div>
    </li>
  );
}

function expenseState({ siteVisit, writtenOff }: Expense): { readonly tone: Tone; readonly words: string } {
  if (writtenOff) return { tone: 'neutral', words: 'written off' };
  if (siteVisit === 'approved') return { tone: 'ok', words: 'billed' };
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
  const { act, busy, refused } = useAct(timeApi.deleteExpense, {
    refreshes: [timeApi.listExpenses],
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
