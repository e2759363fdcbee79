import type { Client } from '../../clients/client.ts';
import {
  draftOf,
  initialContract,
  type ContractBeginning,
  type ContractForm,
  type ContractValues,
} from '../../contracts/ui/contract-values.ts';
import type { Request } from '../../core/route.ts';
import { daysAfter } from '../../web/kit/days.ts';
import type { ActForm } from '../../web/kit/form.tsx';
import type { quotesApi } from '../api.ts';

/** An option as it is filled in. */
export interface OptionValues extends ContractValues {
  name: string;
  words: string;
}

/** A quote as it is filled in; the currency is that of all its options. */
export interface QuoteValues extends Record<string, unknown> {
  validUntil: string | null;
  words: string;
  currency: string;
  options: OptionValues[];
}

export type QuoteForm = ActForm<QuoteValues>['form'];

/** One option to begin with, and two weeks for the client to decide; the contract begins after them, so that notice can be kept. */
export function initialQuote(known: ContractBeginning): QuoteValues {
  const validUntil = daysAfter(known.today, 14);
  const contract = initialContract({ ...known, today: validUntil });
  return {
    validUntil,
    words: '',
    currency: known.client.currency,
    options: [{ ...contract, name: 'Option A', words: '' }],
  };
}

/** The option that is added: the one in sight once more, under the next letter. */
export const copyOf = (option: OptionValues, among: number): OptionValues => ({
  ...option,
  supplements: option.supplements.map((supplement) => ({ ...supplement })),
  name: `Option ${String.fromCharCode(65 + among)}`,
  words: '',
});

/** The part of the form that one option is. */
export function formOfOption(form: QuoteForm, at: number, option: OptionValues): ContractForm {
  const { currency } = form.values;
  const within = (field: string): string => (field === 'currency' ? field : `options.${at}.${field}`);
  return {
    values: { ...option, currency },
    getInputProps: (field, options) => form.getInputProps(within(field), options),
    insertListItem: (field, item) => form.insertListItem(within(field), item),
    removeListItem: (field, index) => form.removeListItem(within(field), index),
    setValues: (values) => form.setFieldValue(`options.${at}`, { ...option, ...values }),
  };
}

/** What is asked of the check and of the drafting alike. */
export type Draft = Pick<Request<typeof quotesApi.draftQuote>, 'params' | 'body'>;

export const draftOfQuote = (
  client: Client,
  { validUntil, words, currency, options }: QuoteValues,
): Draft => ({
  params: { client: client.id },
  body: {
    validUntil: validUntil ?? '',
    words,
    currency,
    options: options.map((option) => {
      const { currency: _currency, orderedOn: _orderedOn, ...contract } = draftOf(client, option).body;
      return { name: option.name, words: option.words, contract };
    }),
  },
});
