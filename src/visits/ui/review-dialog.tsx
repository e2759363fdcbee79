import { Textarea } from '@mantine/core';
import type { ReactNode } from 'react';
import { deciding } from '../../time/ui/decisions.ts';
import { Choice } from '../../web/kit/choice.tsx';
import { useAnswer } from '../../web/kit/data.ts';
import { Dialog } from '../../web/kit/dialog.tsx';
import { dayWords, moneyFigure } from '../../web/kit/figures.ts';
import { FieldGroup, Form, useActForm } from '../../web/kit/form.tsx';
import { MoneyInput } from '../../web/kit/inputs.tsx';
import { visitsApi } from '../api.ts';
import { expenseKinds, measureOf, totalOf, type Cost, type ExpenseKind } from '../cost.ts';
import type { SiteVisit } from '../site-visit.ts';
import { ratesOn } from '../travel-rate.ts';
import { pricedOf, saidOf } from './cost-preview.tsx';
import { expenseWords } from './expense-words.ts';
import styles from './visits.module.css';

interface Values extends Record<string, unknown> {
  remotely: string;
  words: string;
  estimate: Record<ExpenseKind, string>;
}

const nothing: Values['estimate'] = {
  mileage: '',
  'travel-time': '',
  transport: '',
  lodging: '',
  meals: '',
  other: '',
};

const typed = (kind: ExpenseKind, text: string) => ({ kind, amount: text, distance: text, minutes: text });

/** Reviews a visit: whether it could be done remotely, and what it should cost. */
export function ReviewDialog({
  visit,
  onClose,
}: {
  readonly visit: SiteVisit;
  readonly onClose: () => void;
}): ReactNode {
  const initial: Values = { remotely: 'no', words: '', estimate: nothing };
  const form = useActForm({
    initial,
    route: visitsApi.reviewSiteVisit,
    request: ({ remotely, words, estimate }: Values) => ({
      params: { visit: visit.id },
      body: {
        remotely: remotely === 'yes',
        words,
        estimate: expenseKinds
          .filter((kind) => estimate[kind] !== '')
          .map((kind) => saidOf(typed(kind, estimate[kind]))),
      },
    }),
    refreshes: deciding.refreshes,
    done: ({ clientName }) => `The visit to ${clientName} is reviewed. A supervisor decides.`,
    next: onClose,
  });
  const { values, setFieldValue, getInputProps, errors } = form.form;
  return (
    <Dialog open title={`Review the visit to ${visit.clientName}`} onClose={onClose} wide>
      <Form form={form} act="Keep the review" onCancel={onClose}>
        <p className={styles['intro']}>
          {visit.personName} on {dayWords(visit.day, { withWeekday: true })}: {visit.purpose}
        </p>
        <Choice
          label="Can it be done remotely?"
          value={values.remotely}
          onChange={(remotely) => setFieldValue('remotely', remotely)}
          choices={{ no: 'It needs a visit', yes: 'It can be done remotely' }}
        />
        <Textarea label="Why" autosize minRows={2} data-autofocus {...getInputProps('words')} name="words" />
        <Estimate
          visit={visit}
          values={values.estimate}
          error={errors['estimate']}
          onChange={(kind, text) => setFieldValue('estimate', { ...values.estimate, [kind]: text })}
        />
      </Form>
    </Dialog>
  );
}

interface EstimateProps {
  readonly visit: SiteVisit;
  readonly values: Values['estimate'];
  readonly error: ReactNode;
  readonly onChange: (kind: ExpenseKind, text: string) => void;
}

/** A field for each kind, what travel comes to beside it, and the sum. */
function Estimate({ visit, values, error, onChange }: EstimateProps): ReactNode {
  const { currency, day } = visit;
  const all = useAnswer(visitsApi.listTravelRates, {});
  const rates = ratesOn(all.data?.rates ?? [], currency, day);
  const priced = expenseKinds.map((kind) => pricedOf(typed(kind, values[kind]), rates, currency));
  const costs = priced.filter((cost): cost is Cost => cost !== null && typeof cost !== 'string');
  const units = {
    distance: rates.mileage?.unit === 'mile' ? 'miles' : 'km',
    minutes: 'min',
    amount: currency,
  };
  return (
    <FieldGroup title="What it should cost">
      <div className="side-by-side">
        {expenseKinds.map((kind, index) => {
          const cost = priced[index] ?? null;
          const isRated = measureOf(kind) !== 'amount';
          return (
            <MoneyInput
              key={kind}
              label={expenseWords[kind]}
              currency={units[measureOf(kind)]}
              value={values[kind]}
              onChange={(event) => onChange(kind, event.currentTarget.value)}
              error={typeof cost === 'string' ? cost : undefined}
              description={
                isRated && cost !== null && typeof cost !== 'string'
                  ? `${moneyFigure(cost.amount, currency)} at ${cost.rate}`
                  : undefined
              }
              inputWrapperOrder={['label', 'input', 'description', 'error']}
              name={`estimate.${kind}`}
            />
          );
        })}
      </div>
      <p className={styles['preview']} role="status" aria-label="Estimate">
        <span>
          <strong>{moneyFigure(totalOf(costs, currency), currency)}</strong>{' '}
          <span className="quiet">
            {visit.personName} expected {moneyFigure(visit.amountExpected, currency)}
          </span>
        </span>
      </p>
      {error && <p className={styles['refused']}>{error}</p>}
    </FieldGroup>
  );
}
