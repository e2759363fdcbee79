import type { ReactNode } from 'react';
import { firstDayOf, monthFrom, monthsLater } from '../../core/month.ts';
import type { ClientId } from '../../people/person.ts';
import asked from '../../time/ui/asked-list.module.css';
import { useAnswer } from '../../web/kit/data.ts';
import { dayWords, moneyFigure } from '../../web/kit/figures.ts';
import { Panel } from '../../web/kit/panel.tsx';
import { visitsApi } from '../api.ts';
import { measureWords } from '../cost.ts';
import type { Expense } from '../expense.ts';
import type { SiteVisit } from '../site-visit.ts';
import { expenseWords } from './expense-words.ts';
import { ReceiptList } from './receipts.tsx';
import { Spent } from './spent-words.tsx';

/** What visits of a month cost before it is closed: each expense with its receipts, and what was spent beside the estimate. */
export function VisitCostsPanel({
  client,
  month,
}: {
  readonly client: ClientId;
  readonly month: string;
}): ReactNode {
  const first = monthFrom(month);
  const days = { from: firstDayOf(first), to: firstDayOf(monthsLater(first, 1)) };
  const expenses = useAnswer(visitsApi.listExpenses, { query: { client, ...days, limit: 500 } });
  const visits = useAnswer(visitsApi.listSiteVisits, { query: { client, limit: 500 } });
  const spent = (expenses.data?.items ?? []).filter(({ writtenOff }) => writtenOff === null).toReversed();
  if (spent.length === 0) return null;
  const visited = (visits.data?.items ?? []).filter((visit) =>
    spent.some(({ siteVisitId }) => siteVisitId === visit.id),
  );
  return (
    <Panel title="What visits cost" flush>
      <ul className={asked['list']}>
        {visited.map((visit) => (
          <VisitSpent key={visit.id} visit={visit} />
        ))}
        {spent.map((expense) => (
          <ExpenseSpent key={expense.id} expense={expense} />
        ))}
      </ul>
    </Panel>
  );
}

function VisitSpent({ visit }: { readonly visit: SiteVisit }): ReactNode {
  return (
    <li>
      <div>
        <span className="name">Visit on {dayWords(visit.day, { withYear: false })}</span>
        <small className="note">
          {visit.personName}: {visit.purpose}
        </small>
        <small className="note">
          <Spent visit={visit} />
        </small>
      </div>
    </li>
  );
}

function ExpenseSpent({ expense }: { readonly expense: Expense }): ReactNode {
  const { kind, personName, day, amount, currency, note, receipts } = expense;
  const words = [expenseWords[kind], measureWords(expense), note].filter(Boolean).join(', ');
  return (
    <li>
      <div>
        <span>{words}</span>
        <small className="note">
          {personName}, {dayWords(day, { withYear: false })}
        </small>
        {receipts.length > 0 && <ReceiptList receipts={receipts} />}
      </div>
      {moneyFigure(amount, currency)}
    </li>
  );
}
