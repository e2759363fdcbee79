import { useState, type ReactNode } from 'react';
import type { PersonId } from '../../people/person.ts';
import { useAnswer } from '../../web/kit/data.ts';
import { Dialog } from '../../web/kit/dialog.tsx';
import { useCommands } from '../../web/kit/keys.ts';
import { Loaded } from '../../web/kit/loaded.tsx';
import { KeyHint } from '../../web/kit/page-header.tsx';
import { Panel } from '../../web/kit/panel.tsx';
import { visitsApi } from '../api.ts';
import type { ExpenseId } from '../expense.ts';
import styles from '../../time/ui/asked-list.module.css';
import { ExpenseForm } from './expense-form.tsx';
import { ExpenseRow } from './expense-row.tsx';
import { ReceiptsDialog } from './receipts.tsx';
import { VisitForm } from './visit-form.tsx';
import { VisitRow } from './visit-row.tsx';
import type { WorkPlace } from '../../time/ui/work-place.ts';

interface Props {
  readonly worker: { readonly id: PersonId; readonly name: string; readonly timeZone: string };
  readonly places: readonly WorkPlace[];
}

const shownMost = 3;

/** Site visits somebody asked for and what they cost, the latest first. */
export function ExpensesPanel({ worker, places }: Props): ReactNode {
  const query = { person: worker.id, limit: shownMost };
  const visits = useAnswer(visitsApi.listSiteVisits, { query });
  const expenses = useAnswer(visitsApi.listExpenses, { query });
  const [asking, setAsking] = useState<'visit' | 'expense' | null>(null);
  const [receiptsOf, setReceiptsOf] = useState<ExpenseId | null>(null);
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
                      worker={worker}
                      places={places}
                      visits={items}
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
          <ExpenseForm
            worker={worker}
            places={places}
            visits={visits.data?.items ?? []}
            onCancel={close}
            onDone={({ id, rate }) => {
              close();
              if (rate === null) setReceiptsOf(id);
            }}
          />
        </Dialog>
      )}
      {receiptsOf !== null && (
        <ReceiptsDialog expense={receiptsOf} mayChange onClose={() => setReceiptsOf(null)} />
      )}
    </Panel>
  );
}
