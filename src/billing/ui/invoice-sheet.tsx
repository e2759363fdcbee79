import type { ReactNode } from 'react';
import { Loaded } from '../../web/kit/loaded.tsx';
import { dayWords, monthWords, moneyFigure } from '../../web/kit/figures.ts';
import { StatePill } from '../../web/kit/state-pill.tsx';
import type { Tone } from '../../web/kit/tokens.ts';
import { invoiceName, isCreditNote, type Invoice, type InvoiceLine } from '../invoice.ts';
import { FigureTree, Verdict, type Beside } from './figure-tree.tsx';
import styles from './invoice-sheet.module.css';
import type { Explained } from './explained.ts';

/** What stands on the paper; of an invoice that is not issued yet there is no number and no day. */
interface Paper {
  readonly number: string | null;
  readonly issued: string | null;
  readonly state: { readonly tone: Tone; readonly words: string };
  readonly from: string;
  readonly client: string;
  readonly contractNumber: string;
  /** Null where it is of adjustments alone. */
  readonly month: string | null;
  readonly currency: string;
  readonly lines: readonly InvoiceLine[];
  readonly total: string;
  /** What tax comes on top. */
  readonly taxed: Pick<Invoice, 'taxes' | 'gross' | 'dueOn'>;
}

/** An invoice as it would lie on a desk: who, whom, for which month, line by line. Each line opens into what it was made of. */
export function InvoiceSheet({
  paper,
  explained,
  beside,
  children,
}: {
  readonly paper: Paper;
  readonly explained: Explained;
  /** What stands beside a line, by where it is. */
  readonly beside?: (index: number) => Beside;
  readonly children?: ReactNode;
}): ReactNode {
  const { checked } = explained;
  const { number, issued, state, from, client, contractNumber, month, currency, lines, total, taxed } = paper;
  const name = number === null ? 'Invoice to come' : invoiceName(taxed);
  return (
    <article className={styles['sheet']} aria-label={number ? `${name} ${number}` : name}>
      <header className={styles['head']}>
        <p className={styles['letterhead']}>{from}</p>
        <p className={styles['number']}>
          <span>{name}</span>
          {number ?? 'not numbered yet'}
        </p>
      </header>
      <dl className={styles['facts']}>
        <Fact name="For">{client}</Fact>
        {month !== null && <Fact name="Month">{monthWords(month)}</Fact>}
        <Fact name="Issued">{issued ?? 'when the month is closed'}</Fact>
        <Fact name="Contract">{contractNumber}</Fact>
        <Fact name="Currency">{currency}</Fact>
        <Fact name="State">
          <StatePill tone={state.tone}>{state.words}</StatePill>
        </Fact>
      </dl>
      <div className={styles['columns']} aria-hidden>
        <span>Line</span>
        <span>Amount</span>
      </div>
      {lines.length === 0 ? (
        <p className={styles['nothing']}>Nothing is billed for this month.</p>
      ) : (
        <Loaded answer={explained.answer} lines={lines.length * 2}>
          {() => (
            <FigureTree
              label="Lines"
              steps={explained.steps(lines)}
              open={explained.open}
              onOpen={explained.setOpen}
              checked={checked}
              leads={explained.leads}
              beside={beside}
              currency={currency}
              timeZone={explained.timeZone}
            />
          )}
        </Loaded>
      )}
      <p className={styles['total']}>
        <span>Net</span>
        <strong>
          {checked && <Verdict isEqual={checked.differences.every(({ path }) => path !== '')} />}
          {moneyFigure(total, currency)}
        </strong>
      </p>
      <Taxed {...taxed} currency={currency} />
      {children}
    </article>
  );
}

/** How the tax comes about, and what is to be paid. */
function Taxed({ taxes, gross, dueOn, currency }: Paper['taxed'] & { readonly currency: string }): ReactNode {
  return (
    <>
      {taxes.map(({ name, category, rate, net, tax, reason }) => (
        <p key={`${category} ${rate}`} className={styles['tax']}>
          <span>
            {name}
            {category === 'S' && `, ${rate} % of ${moneyFigure(net, currency)}`}
            {reason !== null && reason !== name && `: ${reason}`}
          </span>
          {moneyFigure(tax, currency)}
        </p>
      ))}
      <p className={styles['total']}>
        <span>{toPayWords(gross, dueOn)}</span>
        <strong>{moneyFigure(gross, currency)}</strong>
      </p>
    </>
  );
}

function toPayWords(gross: string, dueOn: string | null): string {
  if (isCreditNote({ gross })) return 'In your favour';
  return dueOn === null ? 'To pay' : `To pay by ${dayWords(dueOn)}`;
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }): ReactNode {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
