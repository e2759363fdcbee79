import { Checkbox, NumberInput, Select } from '@mantine/core';
import '@mantine/core/styles/NumberInput.css';
import { useDebouncedValue } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { clientsApi } from '../../clients/api.ts';
import { TechnologyGroupId, type Client, type TechnologyGroup } from '../../clients/client.ts';
import type { Request } from '../../core/route.ts';
import { useAnswer } from '../../web/kit/data.ts';
import { DayInput } from '../../web/kit/day-input.tsx';
import { lastDayOf } from '../../web/kit/days.ts';
import { dayWords, moneyFigure } from '../../web/kit/figures.ts';
import { Form, useActForm } from '../../web/kit/form.tsx';
import { Panel } from '../../web/kit/panel.tsx';
import { contractsApi } from '../api.ts';
import type { QuotedPackage } from '../contract-draft.ts';
import type { Contract } from '../contract.ts';
import type { PriceBook } from '../price-book.ts';
import { rules } from '../rule.ts';
import { FirstMonth } from './first-month.tsx';
import { faultsAt, useRuleFaults, type RuleFault } from './rule-faults.tsx';
import styles from './supplement-panel.module.css';

interface Props {
  readonly client: Client;
  readonly contract: Contract;
  readonly onDone: () => void;
}

/** What is filled in; `package` is `csdm` or the technology group of a CSE. */
interface Values extends Record<string, unknown> {
  package: string;
  hoursPerMonth: number | string;
  from: string | null;
  availabilityAcknowledged: boolean;
}

/** Adds a supplement to a contract that runs, checked by the server while it is written. */
export function SupplementPanel({ client, contract, onDone }: Props): ReactNode {
  const groups = useAnswer(clientsApi.listTechnologyGroups, {});
  const book = useAnswer(contractsApi.getPriceBook, { params: { priceBook: contract.priceBookId } });
  const form = useActForm({
    initial: initialOf(client),
    route: contractsApi.addSupplement,
    request: (values: Values) => requestOf(contract, values),
    refreshes: [contractsApi.listClientContracts, contractsApi.getContract],
    done: ({ number }) => `The supplement is in contract ${number}.`,
    fieldOf: (path) => (path === '/scope' || path === '/technologyGroup' ? 'package' : path.slice(1)),
    next: onDone,
  });
  const { values, getInputProps, errors } = form.form;
  const [asked] = useDebouncedValue(values, checkAfterMs);
  const check = useAnswer(contractsApi.checkSupplement, requestOf(contract, asked), { keeps: true });
  const faults = useRuleFaults(check).filter(isTold);
  const told = (field: string, path: string): ReactNode => faultsAt(faults, path) ?? errors[field];
  const name = values.package === 'csdm' ? 'CSDM' : nameOf(groups.data, values.package);
  const lot = book.data?.packages.find(({ scope, technologyGroup }) =>
    values.package === 'csdm' ? scope === 'csdm' : technologyGroup === values.package,
  )?.lotHours;
  return (
    <Panel title={`Add a supplement to contract ${contract.number}`}>
      <div className={styles['parts']}>
        <Form form={form} act={`Add ${values.hoursPerMonth || 'the'} h of ${name}`} onCancel={onDone} ready>
          <div className={styles['pair']}>
            <Select
              label="For"
              description="Whose hours"
              data={[
                { value: 'csdm', label: 'CSDM' },
                ...(groups.data ?? []).map(({ id, name }) => ({ value: id, label: `CSE, ${name}` })),
              ]}
              allowDeselect={false}
              {...getInputProps('package')}
              error={faultsAt(faults, '/scope') ?? told('package', '/technologyGroup')}
              name="package"
            />
            <NumberInput
              label="Hours a month"
              {...(lot ? { description: `In lots of ${lot}`, step: lot } : {})}
              min={0}
              allowDecimal={false}
              {...getInputProps('hoursPerMonth')}
              error={told('hoursPerMonth', '/hoursPerMonth')}
              name="hoursPerMonth"
            />
          </div>
          <DayInput
            label="First day"
            description={noticeWords(book.data)}
            placeholder="as the price book says"
            clearable
            {...getInputProps('from')}
            error={told('from', '/from')}
            name="from"
          />
          <Checkbox
            label="There are people for these hours"
            description="By adding it you acknowledge availability; your name and the moment stay with the package."
            {...getInputProps('availabilityAcknowledged', { type: 'checkbox' })}
            error={errors['availabilityAcknowledged']}
            name="availabilityAcknowledged"
          />
        </Form>
        {check.data && <Quote bought={check.data.package} contract={contract} />}
      </div>
    </Panel>
  );
}

/** What it comes to, as the server counts it; a dash where something is missing. */
function Quote({
  bought,
  contract,
}: {
  readonly bought: QuotedPackage;
  readonly contract: Contract;
}): ReactNode {
  const runs = bought.from < bought.to;
  return (
    <dl className={styles['quote']} aria-live="polite">
      <dt>Fee a month</dt>
      <dd className={styles['figure']}>
        {bought.feeMonthly === null ? '–' : moneyFigure(bought.feeMonthly, contract.currency)}
      </dd>
      <dt>First month</dt>
      <dd>{runs ? <FirstMonth bought={bought} under={contract} /> : '–'}</dd>
      <dt>Holds</dt>
      <dd>
        {runs
          ? `${dayWords(bought.from)} to ${dayWords(lastDayOf(bought.to))}, the end of the contract`
          : '–'}
      </dd>
      <dt>Guide, section 2.1</dt>
      <dd>
        A supplement ends with its contract. It needs notice, and the word of the supervisor that people are
        there.
      </dd>
    </dl>
  );
}

const checkAfterMs = 250;

/** That availability is not acknowledged yet is what the box below is for; it is told once somebody tries without. */
const isTold = ({ code }: RuleFault): boolean => code !== rules.notAcknowledged.code;

const initialOf = ({ technologyGroups: [first] }: Client): Values => ({
  package: first ?? 'csdm',
  hoursPerMonth: 10,
  from: null,
  availabilityAcknowledged: false,
});

/** What is asked of the check and of the order alike. */
type Ordered = Pick<Request<typeof contractsApi.addSupplement>, 'params' | 'body'>;

function requestOf(contract: Contract, values: Values): Ordered {
  const { hoursPerMonth, from, availabilityAcknowledged } = values;
  const ordered = {
    hoursPerMonth: Number(hoursPerMonth),
    availabilityAcknowledged,
    ...(from ? { from } : {}),
  };
  return {
    params: { contract: contract.id },
    body:
      values.package === 'csdm'
        ? { scope: 'csdm', ...ordered }
        : { scope: 'cse', technologyGroup: TechnologyGroupId.parse(values.package), ...ordered },
  };
}

const nameOf = (groups: readonly TechnologyGroup[] | undefined, id: string): string =>
  groups?.find((group) => group.id === id)?.name ?? id;

/** Example: "Left empty: the first of the next month after 7 days of notice". */
function noticeWords(book: PriceBook | undefined): string {
  if (!book) return 'Left empty: as the price book says';
  const begins = book.changeDay === 'earliest' ? 'the first day' : 'the first of the next month';
  return `Left empty: ${begins} after ${book.noticeDays} days of notice`;
}
