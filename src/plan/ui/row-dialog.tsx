import { Button, NumberInput, Select, Textarea } from '@mantine/core';
import '@mantine/core/styles/NumberInput.css';
import { useState, type ReactNode } from 'react';
import { contractsApi } from '../../contracts/api.ts';
import type { ContractId } from '../../contracts/contract.ts';
import { useAct } from '../../web/kit/data.ts';
import { DayInput } from '../../web/kit/day-input.tsx';
import { Dialog } from '../../web/kit/dialog.tsx';
import { Form, useActForm } from '../../web/kit/form.tsx';
import { useMe } from '../../web/kit/me.tsx';
import { useToday } from '../../web/kit/now.ts';
import { RefusalNotice } from '../../web/kit/refusal-notice.tsx';
import { plansApi } from '../api.ts';
import type { BusinessDay } from '../cadence.ts';
import type { PlannedActivity } from '../plan.ts';
import styles from './plan.module.css';
import { businessDayWords, cadenceChoices } from './plan-words.ts';

interface Props {
  readonly row: PlannedActivity;
  readonly contract: ContractId;
  readonly isAccepted: boolean;
  readonly onClose: () => void;
}

interface Values extends Record<string, unknown> {
  readonly cadence: string | null;
  readonly businessDay: BusinessDay;
  readonly minutes: number;
  readonly from: string | null;
  readonly reason: string;
}

const refreshes = [plansApi.getPlan, plansApi.getPlanFit, contractsApi.listChangeRequests];

/** Plans a row otherwise: at once while the client has not accepted the plan, else by a change request. */
export function RowDialog({ row, contract, isAccepted, onClose }: Props): ReactNode {
  const [ends, setEnds] = useState(false);
  const title = `${row.row} ${row.name}`;
  return (
    <Dialog open title={title} onClose={onClose}>
      {isAccepted ? (
        <Proposal row={row} contract={contract} ends={ends} onEnds={setEnds} onClose={onClose} />
      ) : (
        <Change row={row} onClose={onClose} />
      )}
    </Dialog>
  );
}

const initialOf = ({ cadence, businessDay, minutes }: PlannedActivity, from: string | null): Values => ({
  cadence,
  businessDay,
  minutes,
  from,
  reason: '',
});

const plannedOf = (row: PlannedActivity, { cadence, businessDay, minutes }: Values) => {
  const { row: number, owner, technologyGroup, personId, trigger, timesAYear } = row;
  return {
    row: number,
    owner,
    technologyGroup,
    personId,
    trigger,
    timesAYear,
    cadence: trigger === null ? cadence : null,
    businessDay,
    minutes,
  };
};

function Change({
  row,
  onClose,
}: {
  readonly row: PlannedActivity;
  readonly onClose: () => void;
}): ReactNode {
  const today = useToday(useMe().provider.timeZone);
  const params = { planRow: row.id };
  const form = useActForm({
    initial: initialOf(row, today),
    route: plansApi.changePlanRow,
    request: (values: Values) => ({
      params,
      body: { ...plannedOf(row, values), ...(values.from === null ? {} : { from: values.from }) },
    }),
    refreshes,
    done: () => `${row.name} is planned otherwise.`,
    next: onClose,
  });
  const ending = useAct(plansApi.endPlanRow, { refreshes, done: () => `${row.name} has ended.` });
  const end = async (): Promise<void> => {
    const { from } = form.form.getValues();
    if (await ending.act({ params, body: from === null ? {} : { to: from } })) onClose();
  };
  return (
    <Form form={form} act="Plan it so" onCancel={onClose}>
      <Fields row={row} form={form} from="From" />
      <div className={styles['hand']}>
        <Button variant="default" loading={ending.busy} onClick={() => void end()}>
          End this row on that day
        </Button>
        <RefusalNotice error={ending.refused} />
      </div>
    </Form>
  );
}

function Proposal({
  row,
  contract,
  ends,
  onEnds,
  onClose,
}: Omit<Props, 'isAccepted'> & {
  readonly ends: boolean;
  readonly onEnds: (ends: boolean) => void;
}): ReactNode {
  const form = useActForm({
    initial: initialOf(row, null),
    route: plansApi.proposePlanChange,
    request: (values: Values) => ({
      params: { contract },
      body: {
        reason: values.reason,
        words: `${ends ? 'Ends' : 'Planned otherwise'}: ${row.name}`,
        row: plannedOf(row, values),
        ends,
        ...(values.from === null ? {} : { effectiveDay: values.from }),
      },
    }),
    refreshes,
    done: () => 'The change request is drafted. Propose it on the page of the contract.',
    next: onClose,
  });
  return (
    <Form form={form} act="Draft the change request" onCancel={onClose}>
      <p className={styles['words']}>
        The client accepted this plan: what changes is agreed to by both sides, and holds from its day on.
      </p>
      <Select
        label="What changes"
        value={ends ? 'ends' : 'otherwise'}
        onChange={(value) => onEnds(value === 'ends')}
        data={[
          { value: 'otherwise', label: 'It is planned otherwise' },
          { value: 'ends', label: 'It ends' },
        ]}
        allowDeselect={false}
      />
      <Fields row={row} form={form} from="From, else as the price book says" onlyDay={ends} />
      <Textarea label="Why" autosize minRows={2} {...form.form.getInputProps('reason')} name="reason" />
    </Form>
  );
}

function Fields({
  row,
  form: { form },
  from,
  onlyDay = false,
}: {
  readonly row: PlannedActivity;
  readonly form: ReturnType<typeof useActForm<Values, typeof plansApi.changePlanRow>>;
  readonly from: string;
  readonly onlyDay?: boolean;
}): ReactNode {
  const choices = cadenceChoices.some(({ value }) => value === row.cadence)
    ? cadenceChoices
    : [...cadenceChoices, ...(row.cadence === null ? [] : [{ value: row.cadence, label: row.cadence }])];
  return (
    <>
      {!onlyDay && row.trigger === null && (
        <Select
          label="When it comes"
          data={choices}
          clearable
          {...form.getInputProps('cadence')}
          name="cadence"
        />
      )}
      {!onlyDay && (
        <Select
          label="A day that is no business day"
          data={Object.entries(businessDayWords).map(([value, label]) => ({ value, label }))}
          allowDeselect={false}
          {...form.getInputProps('businessDay')}
          name="businessDay"
        />
      )}
      {!onlyDay && (
        <NumberInput
          label="Estimate for one time, in minutes"
          min={0}
          max={6000}
          step={15}
          {...form.getInputProps('minutes')}
          name="minutes"
        />
      )}
      <DayInput label={from} clearable {...form.getInputProps('from')} name="from" />
    </>
  );
}
