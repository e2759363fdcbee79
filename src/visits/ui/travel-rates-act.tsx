import { NativeSelect } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import styles from '../../time/ui/asked-list.module.css';
import { useAnswer } from '../../web/kit/data.ts';
import { DayInput } from '../../web/kit/day-input.tsx';
import { Dialog } from '../../web/kit/dialog.tsx';
import { dayWords } from '../../web/kit/figures.ts';
import { Form, useActForm } from '../../web/kit/form.tsx';
import { CurrencyInput, MoneyInput } from '../../web/kit/inputs.tsx';
import { useMay, useMe } from '../../web/kit/me.tsx';
import { useToday } from '../../web/kit/now.ts';
import { visitsApi } from '../api.ts';
import { travelUnits, type TravelRate, type TravelUnit } from '../travel-rate.ts';
import own from './visits.module.css';

const unitWords: Readonly<Record<TravelUnit, string>> = {
  km: 'Mileage, a kilometre',
  mile: 'Mileage, a mile',
  hour: 'Travel time, an hour',
};

/** What mileage and travel time are charged at, and a way to set it. Only for those who may. */
export function TravelRatesAct(): ReactNode {
  const [open, setOpen] = useState(false);
  if (!useMay(visitsApi.setTravelRate.access)) return null;
  return (
    <>
      <button type="button" className={styles['ask']} onClick={() => setOpen(true)}>
        Travel rates
      </button>
      {open && <TravelRatesDialog onClose={() => setOpen(false)} />}
    </>
  );
}

interface Values extends Record<string, unknown> {
  currency: string;
  unit: string;
  rate: string;
  from: string;
}

function TravelRatesDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { provider } = useMe();
  const held = useAnswer(visitsApi.listTravelRates, {});
  const initial: Values = {
    currency: provider.currency,
    unit: 'mile',
    rate: '',
    from: useToday(provider.timeZone),
  };
  const form = useActForm({
    initial,
    route: visitsApi.setTravelRate,
    request: ({ unit, ...said }: Values) => ({
      body: { ...said, unit: travelUnits.find((known) => known === unit) ?? 'km' },
    }),
    refreshes: [visitsApi.listTravelRates],
    done: ({ currency, rate, from }) => `${rate} ${currency} holds from ${dayWords(from)}.`,
    next: () => form.form.setFieldValue('rate', ''),
  });
  const { getInputProps, values } = form.form;
  return (
    <Dialog open title="Travel rates" onClose={onClose}>
      <Rates rates={held.data?.rates ?? []} />
      <Form form={form} act="Set the rate" onCancel={onClose}>
        <CurrencyInput label="Currency" {...getInputProps('currency')} name="currency" />
        <div className="side-by-side">
          <NativeSelect
            label="For"
            data={travelUnits.map((unit) => ({ value: unit, label: unitWords[unit] }))}
            {...getInputProps('unit')}
            name="unit"
          />
          <MoneyInput
            label="Rate"
            placeholder="0.725"
            currency={values.currency}
            {...getInputProps('rate')}
            name="rate"
          />
        </div>
        <DayInput
          label="For travel from"
          description="What was entered before stays as it is"
          {...getInputProps('from')}
          name="from"
        />
      </Form>
    </Dialog>
  );
}

function Rates({ rates }: { readonly rates: readonly TravelRate[] }): ReactNode {
  if (rates.length === 0)
    return <p className="quiet">None is set yet, so nobody can enter mileage or travel time.</p>;
  return (
    <table className={`${own['costs']} ${own['rates']}`}>
      <caption className="for-reader">Rates set, the latest of each first</caption>
      <tbody>
        {rates.map(({ currency, unit, rate, from }) => (
          <tr key={`${currency} ${unit} ${from}`}>
            <th scope="row">{unitWords[unit]}</th>
            <td className={own['how']}>from {dayWords(from)}</td>
            <td className={own['figure']}>
              {rate} {currency}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
