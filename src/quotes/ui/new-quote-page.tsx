import { Button, Group, Textarea, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState, type ReactNode } from 'react';
import type { CalendarSummary } from '../../calendars/business-week.ts';
import type { Client, TechnologyGroup } from '../../clients/client.ts';
import { ClientFrame } from '../../clients/ui/client-frame.tsx';
import { AgreedFields } from '../../contracts/ui/agreed-fields.tsx';
import { ContractBegins } from '../../contracts/ui/contract-begins.tsx';
import { CheckPanel } from '../../contracts/ui/check-panel.tsx';
import { ContractFields } from '../../contracts/ui/contract-fields.tsx';
import { RecommendationPanel } from '../../contracts/ui/recommendation-panel.tsx';
import { faultsAt, useRuleFaults } from '../../contracts/ui/rule-faults.tsx';
import { SupplementRows } from '../../contracts/ui/supplement-rows.tsx';
import { Choice } from '../../web/kit/choice.tsx';
import { useAnswer } from '../../web/kit/data.ts';
import { DayInput } from '../../web/kit/day-input.tsx';
import { FieldGroup, Form, useActForm } from '../../web/kit/form.tsx';
import { useGo } from '../../web/kit/link.tsx';
import { Panel } from '../../web/kit/panel.tsx';
import { quotesApi } from '../api.ts';
import { optionsMax } from '../quote.ts';
import styles from './new-quote-page.module.css';
import { copyOf, draftOfQuote, formOfOption, initialQuote, type QuoteValues } from './quote-values.ts';

export function NewQuotePage({ client }: { readonly client: string }): ReactNode {
  return (
    <ClientFrame client={client} part="New quote">
      {(client) => (
        <ContractBegins client={client}>
          {(known) => <NewQuote {...known} initial={initialQuote(known)} />}
        </ContractBegins>
      )}
    </ClientFrame>
  );
}

interface Props {
  readonly client: Client;
  readonly groups: readonly TechnologyGroup[];
  readonly calendars: readonly CalendarSummary[];
  readonly initial: QuoteValues;
}

/** One option at a time, with the fields of a contract; the server checks all of them along with the typing. */
function NewQuote({ client, groups, calendars, initial }: Props): ReactNode {
  const go = useGo();
  const place = `/app/clients/${client.id}/quotes`;
  const [at, show] = useState(0);
  const form = useActForm({
    initial,
    route: quotesApi.draftQuote,
    request: (values: QuoteValues) => draftOfQuote(client, values),
    refreshes: [quotesApi.listQuotes],
    done: ({ number }) => `Quote ${number} is drafted.`,
    // Faults stand at their fields by the check, so the notice need not tell them again.
    fieldOf: () => 'validUntil',
    next: ({ id }) => go(`${place}/${id}`),
  });
  const { values, getInputProps, insertListItem, removeListItem } = form.form;
  const { options } = values;
  const [asked] = useDebouncedValue(values, checkAfterMs);
  const check = useAnswer(quotesApi.checkQuote, draftOfQuote(client, asked), { keeps: true });
  const found = check.data?.options[at];
  const ofQuote = useRuleFaults(check);
  const faults = useRuleFaults({ error: check.error, data: found }, `/options/${at}/contract`);
  const option = options[at];
  if (!option) return null;
  const parts = { form: formOfOption(form.form, at, option), faults, check: found };
  const add = (): void => {
    insertListItem('options', copyOf(option, options.length));
    show(options.length);
  };
  const remove = (): void => {
    show(Math.max(0, at - 1));
    removeListItem('options', at);
  };
  return (
    <div className={styles['parts']}>
      <Panel title="New quote">
        <Form form={form} act="Draft the quote" onCancel={() => go(place)}>
          <FieldGroup title="Quote">
            <DayInput
              label="Valid until"
              description="The last day on which it can be accepted"
              inputWrapperOrder={['label', 'input', 'description', 'error']}
              {...getInputProps('validUntil')}
              error={faultsAt(ofQuote, '/validUntil')}
              data-path="/validUntil"
            />
            <Textarea label="Words to the client" autosize minRows={2} {...getInputProps('words')} />
          </FieldGroup>
          <Group gap="sm" className={styles['options']}>
            <Choice
              label="Option"
              value={String(at)}
              onChange={(chosen) => show(Number(chosen))}
              choices={Object.fromEntries(
                options.map(({ name }, index) => [index, titleOf(name, check.data?.options[index])]),
              )}
            />
            {options.length < optionsMax && (
              <Button variant="default" size="compact-md" onClick={add}>
                Add an option like this one
              </Button>
            )}
            {options.length > 1 && (
              <Button variant="subtle" size="compact-md" onClick={remove}>
                Remove {option.name}
              </Button>
            )}
          </Group>
          <div key={at} className={styles['option']}>
            <FieldGroup title="Option">
              <TextInput
                label="Name"
                {...getInputProps(`options.${at}.name`)}
                error={faultsAt(ofQuote, `/options/${at}/name`)}
                data-path={`/options/${at}/name`}
              />
              <Textarea
                label="Words about this option"
                autosize
                minRows={1}
                {...getInputProps(`options.${at}.words`)}
              />
            </FieldGroup>
            <ContractFields {...parts} groups={groups} calendars={calendars} />
            <SupplementRows
              {...parts}
              groups={groups}
              word={
                <p className="quiet">When the quote is sent, the supervisor says that there are people.</p>
              }
            />
            <AgreedFields {...parts} />
          </div>
        </Form>
      </Panel>
      <div className={styles['beside']}>
        <RecommendationPanel client={client} groups={groups} form={parts.form} />
        <CheckPanel check={{ data: found }} faults={faults} groups={groups} />
      </div>
    </div>
  );
}

const titleOf = (name: string, check: { readonly broken: readonly unknown[] } | undefined): string =>
  check && check.broken.length > 0 ? `${name} (${check.broken.length} broken)` : name;

const checkAfterMs = 250;
