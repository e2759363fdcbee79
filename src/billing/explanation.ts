import type { Currency } from '../core/money.ts';
import { formatMoney, money } from '../core/money.ts';
import { monthsLater } from '../core/month.ts';
import { explainFee, explainLine, type Explainable, type Names } from '../hours/explained-statement.ts';
import { moneyStep, type Step } from '../hours/explanation.ts';
import { monthInWords } from '../hours/in-words.ts';
import { allot } from '../hours/pool.ts';
import type { DraftLine, FeeBilled, LineWords } from './invoice.ts';

/** An invoice and what it was made from. */
export interface InvoiceMade {
  /** Null as long as it is not issued. */
  readonly id: string | null;
  readonly label: string;
  readonly total: number;
  readonly lines: readonly DraftLine[];
  /** The scenario and statement of its month: those that were frozen with it, once it is issued. */
  readonly rated: Pick<Explainable, 'scenario' | 'statement'>;
  /** What earlier invoices billed for its month ahead. */
  readonly billed: readonly FeeBilled[];
  readonly names: Names;
  readonly words: LineWords;
  readonly currency: Currency;
}

/**
 * An invoice as one tree: its total is the sum of its lines, each line opens down to contract, packages, entries, expenses and
 * earlier invoices. Totals and amounts are those on the invoice; what they are made of is worked out anew from what was frozen, so
 * that recomputing the tree checks the invoice against its own evidence. Service guide, sections 2.1, 2.2, 2.4, 5 and 6.
 *
 * Example: total 3,650.00 = fee 3,300.00 + overage 350.00; overage = 120 min × 175.00 ÷ 60; 120 min = …
 */
export function explainInvoice(invoice: InvoiceMade): Step {
  const { id, label, total, lines, currency } = invoice;
  return moneyStep(label, 'sum', money(total), currency, {
    ...(id === null ? {} : { link: { kind: 'invoice', id } }),
    parts: lines.map((line) => ({
      ...explainInvoiceLine(invoice, line),
      value: formatMoney(line.amount, currency),
    })),
  });
}

function explainInvoiceLine(invoice: InvoiceMade, line: DraftLine): Step {
  const { rated, names, words, currency } = invoice;
  switch (line.kind) {
    case 'adjustment':
      return moneyStep(words.adjustment(line.adjustment ?? ''), 'given', line.amount, currency, {
        link: { kind: 'adjustment', id: line.adjustment ?? '' },
      });
    case 'base-fee':
    case 'supplemental-fee':
      return explainFeeLine(invoice, line);
    default: {
      const found = rated.statement.lines.find(
        (one) =>
          one.kind === line.kind &&
          (!('expense' in one) || one.expense === line.expense) &&
          (!('rate' in one) || one.rate === line.rate),
      );
      if (!found) throw new Error(`a line of ${line.kind} is on the invoice and not in its statement`);
      const step = explainLine({ ...rated, names }, found);
      return line.kind === 'overage' ? { ...step, label: `${step.label}${words.agreed}` } : step;
    }
  }
}

/** A package's fee for a month: the invoice's own, less what was billed of it ahead, or the month's after it. */
function explainFeeLine({ rated, billed, names, words, currency }: InvoiceMade, line: DraftLine): Step {
  const { scenario } = rated;
  const before = line.month === scenario.month ? billed.filter((one) => one.package === line.package) : [];
  const pool = scenario.contract.pools.find(({ id }) => id === line.package);
  if (!pool) return explainTakenBack({ words, currency }, line, before);
  const { term, proration } = scenario.contract;
  const allotment = allot(pool, term, line.month, proration);
  const fee = explainFee({ scenario: { ...scenario, month: line.month }, names }, allotment);
  const isAhead = line.month === monthsLater(scenario.month, 1);
  const label = `${fee.label}, ${monthInWords(line.month)}`;
  if (before.length === 0) {
    return isAhead
      ? { ...fee, label, rule: { section: '5', setting: 'invoiceTiming: advance' } }
      : { ...fee, label };
  }
  return moneyStep(label, 'rest', line.amount, currency, {
    rule: { section: '5', setting: 'invoiceTiming: advance' },
    link: { kind: 'package', id: pool.id },
    parts: [fee, ...before.map((one) => billedAhead(one, currency))],
  });
}

const billedAhead = ({ invoice, number, amount }: FeeBilled, currency: Currency): Step =>
  moneyStep(`Billed ahead on invoice ${number}`, 'given', amount, currency, {
    link: { kind: 'invoice', id: invoice },
  });

/** The fee of a package that a change ended before the month: nothing, less what was billed for it ahead. */
function explainTakenBack(
  { words, currency }: Pick<InvoiceMade, 'words' | 'currency'>,
  line: DraftLine,
  before: readonly FeeBilled[],
): Step {
  const id = line.package ?? '';
  return moneyStep(
    `Fee for ${words.package(id)}, ${monthInWords(line.month)}`,
    'rest',
    line.amount,
    currency,
    {
      rule: { section: '5', setting: 'invoiceTiming: advance' },
      link: { kind: 'package', id },
      parts: [
        moneyStep('Fee of a package that ended before the month', 'given', money(0), currency, {
          link: { kind: 'package', id },
        }),
        ...before.map((one) => billedAhead(one, currency)),
      ],
    },
  );
}
