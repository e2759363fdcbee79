import { useMemo, useState, type ReactNode } from 'react';
import type { Client } from '../../clients/client.ts';
import { ClientFrame } from '../../clients/ui/client-frame.tsx';
import { contractsApi } from '../../contracts/api.ts';
import type { Contract, ContractId } from '../../contracts/contract.ts';
import { CallRefused } from '../../core/call.ts';
import { lead } from '../../people/access.ts';
import { useAct, useAnswer, type Answer } from '../../web/kit/data.ts';
import { DataTable, type Column } from '../../web/kit/data-table.tsx';
import { EmptyState } from '../../web/kit/empty-state.tsx';
import { dayWords, hoursFigure, hoursWords, momentWords, moneyFigure } from '../../web/kit/figures.ts';
import { useGo } from '../../web/kit/link.tsx';
import { Loaded } from '../../web/kit/loaded.tsx';
import { useMay } from '../../web/kit/me.tsx';
import { useToday } from '../../web/kit/now.ts';
import type { PageAction } from '../../web/kit/page-header.tsx';
import { Panel } from '../../web/kit/panel.tsx';
import { ReasonDialog } from '../../web/kit/reason-dialog.tsx';
import { RefusalNotice } from '../../web/kit/refusal-notice.tsx';
import { StatePill } from '../../web/kit/state-pill.tsx';
import { plansApi } from '../api.ts';
import type { Fit, FitLine } from '../fit.ts';
import type { Plan, PlannedActivity } from '../plan.ts';
import { ActivityName } from './activity-name.tsx';
import styles from './plan.module.css';
import { ownerWords, whenWords } from './plan-words.ts';
import { RowDialog } from './row-dialog.tsx';

const refreshes = [plansApi.getPlan, plansApi.getPlanFit];

export function PlanPage({ client: id }: { readonly client: string }): ReactNode {
  const contracts = useAnswer(contractsApi.listClientContracts, { params: { client: id } });
  return (
    <Loaded answer={contracts} whole>
      {(contracts) => <OfClient client={id} contracts={contracts} />}
    </Loaded>
  );
}

type Open = { readonly kind: 'acceptance' } | { readonly kind: 'row'; readonly row: PlannedActivity } | null;

function OfClient({
  client: id,
  contracts,
}: {
  readonly client: string;
  readonly contracts: readonly Contract[];
}): ReactNode {
  const [open, setOpen] = useState<Open>(null);
  const contract = useRunning(contracts);
  const mayPlan = useMay(lead);
  const go = useGo();
  const params = { contract: contract?.id ?? '' };
  const plan = useAnswer(plansApi.getPlan, { params }, { when: contract !== undefined });
  const making = useAct(plansApi.createPlan, {
    refreshes,
    done: ({ rows }) => `The plan is made: ${rows.length} rows, with a year of what comes of them.`,
  });
  const make = { label: 'Make the plan', keys: 'n', run: () => void making.act({ params, body: {} }) };
  const accept = { label: 'Note acceptance', keys: 'a', run: () => setOpen({ kind: 'acceptance' }) };
  const isMissing = plan.error instanceof CallRefused && plan.error.code === 'plan.missing';
  const actions: PageAction[] = [
    ...(mayPlan && isMissing ? [{ ...make, primary: true }] : []),
    ...(mayPlan && plan.data && !plan.data.acceptance ? [accept] : []),
  ];
  return (
    <ClientFrame client={id} part="Plan" actions={actions}>
      {(client) =>
        !contract ? (
          <EmptyState
            title="No contract yet"
            act={{ label: 'Go to the contract', run: () => go(`/app/clients/${id}/contract`) }}
          >
            A plan is made from the packages of a contract. Sign one with {client.name} first.
          </EmptyState>
        ) : isMissing ? (
          <Unplanned contract={contract} {...(mayPlan ? { act: make } : {})} refused={making.refused} />
        ) : (
          <Loaded answer={plan} lines={8}>
            {(found) => (
              <Shown
                plan={found}
                answer={plan}
                client={client}
                contract={contract}
                open={open}
                onOpen={setOpen}
              />
            )}
          </Loaded>
        )
      }
    </ClientFrame>
  );
}

/** The contract that runs today, else the one that begins next, else the last. */
function useRunning(contracts: readonly Contract[]): Contract | undefined {
  const zone = contracts[0]?.timeZone ?? 'UTC';
  const today = useToday(zone);
  return (
    contracts.find(({ start, end }) => start <= today && today < end) ??
    contracts.findLast(({ start }) => start > today) ??
    contracts[0]
  );
}

function Unplanned({
  contract,
  act,
  refused,
}: {
  readonly contract: Contract;
  readonly act?: { readonly label: string; readonly run: () => void };
  readonly refused: Error | null;
}): ReactNode {
  const draft = useAnswer(plansApi.draftPlan, { params: { contract: contract.id } });
  return (
    <div className={styles['stack']}>
      <EmptyState title="No plan yet" {...(act ? { act } : {})}>
        The plan of contract {contract.number} is made in one step from its packages and the catalogue: every
        activity that applies, and when each comes in the year ahead. You can alter it until the client has
        accepted.
      </EmptyState>
      <RefusalNotice error={refused} />
      <Loaded answer={draft}>
        {({ rows, fit }) => (
          <FitPanel
            title={`How ${rows.length} rows would fit`}
            fit={fit}
            blocked={rows.filter(({ blocked }) => blocked !== null).length}
          />
        )}
      </Loaded>
    </div>
  );
}

function Shown({
  plan,
  answer,
  client,
  contract,
  open,
  onOpen,
}: {
  readonly plan: Plan;
  readonly answer: Answer<Plan>;
  readonly client: Client;
  readonly contract: Contract;
  readonly open: Open;
  readonly onOpen: (open: Open) => void;
}): ReactNode {
  const mayPlan = useMay(lead);
  const fit = useAnswer(plansApi.getPlanFit, { params: { contract: contract.id } });
  const columns = useMemo(
    () => columnsFor(mayPlan ? (row) => onOpen({ kind: 'row', row }) : null),
    [mayPlan, onOpen],
  );
  return (
    <div className={styles['stack']}>
      <p className={styles['about']}>
        Contract {plan.contractNumber}, made {momentWords(plan.madeAt, contract.timeZone)} by{' '}
        {plan.madeByName}
        <Acceptance plan={plan} zone={contract.timeZone} />
      </p>
      <Loaded answer={fit}>
        {(fit) => (
          <FitPanel
            title="Fit of a month"
            fit={fit}
            blocked={plan.rows.filter(({ blocked }) => blocked !== null).length}
          />
        )}
      </Loaded>
      <Panel title="Rows of the plan" flush>
        <DataTable
          label="Rows of the plan"
          answer={answer}
          rowsOf={rowsOf}
          columns={columns}
          idOf={({ id }) => id}
          empty={<EmptyState title="No rows">Every row of this plan has ended.</EmptyState>}
        />
      </Panel>
      {open?.kind === 'acceptance' && (
        <AcceptanceDialog client={client} contract={contract.id} onClose={() => onOpen(null)} />
      )}
      {open?.kind === 'row' && (
        <RowDialog
          row={open.row}
          contract={contract.id}
          isAccepted={plan.acceptance !== null}
          onClose={() => onOpen(null)}
        />
      )}
    </div>
  );
}

const rowsOf = (plan: Plan): readonly PlannedActivity[] => plan.rows;

function Acceptance({ plan, zone }: { readonly plan: Plan; readonly zone: string }): ReactNode {
  if (!plan.acceptance) return <StatePill tone="warn">not accepted yet</StatePill>;
  const { byName, at, reason } = plan.acceptance;
  return (
    <>
      <StatePill tone="ok">accepted</StatePill>
      {byName}, {momentWords(at, zone)}
      {reason === null ? '' : `: ${reason}`}
    </>
  );
}

function AcceptanceDialog({
  client,
  contract,
  onClose,
}: {
  readonly client: Client;
  readonly contract: ContractId;
  readonly onClose: () => void;
}): ReactNode {
  return (
    <ReasonDialog
      title={`${client.name} accepted its plan`}
      act="Note the acceptance"
      label="How it was accepted"
      route={plansApi.recordPlanAcceptance}
      request={(reason) => ({ params: { contract }, body: { reason } })}
      refreshes={refreshes}
      done={() => 'The acceptance is noted.'}
      onClose={onClose}
    >
      <p className={styles['words']}>
        From then on the plan is altered by a change request that both sides agree to.
      </p>
    </ReasonDialog>
  );
}

function FitPanel({
  title,
  fit,
  blocked,
}: {
  readonly title: string;
  readonly fit: Fit;
  readonly blocked: number;
}): ReactNode {
  const { planned, pooled, gap, gapAmount, currency, left, lines } = fit;
  return (
    <Panel title={title}>
      <dl className={styles['fit']}>
        <Figure name="Planned a month" value={hoursWords(planned)} />
        <Figure name="In the pools" value={hoursWords(pooled)} />
        <Figure
          name={gap > 0 ? 'Beyond the pools' : 'Left for other work'}
          value={gap > 0 ? `${hoursWords(gap)}, ${moneyFigure(gapAmount, currency)}` : hoursWords(left)}
        />
        {blocked > 0 && <Figure name="Blocked rows" value={String(blocked)} />}
      </dl>
      <ul className={styles['lines']}>
        {lines.map((line) => (
          <li key={`${line.role} ${line.technologyGroup}`}>
            <span>{lineWords(line)}</span>
            <span className={styles['when']}>
              {hoursFigure(line.planned)} h planned, {hoursFigure(line.covered)} h in the pools
              {line.gap > 0 ? `, ${hoursFigure(line.gap)} h beyond` : ''}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

const lineWords = ({ role, technologyGroup }: FitLine): string =>
  role === 'csdm' ? 'CSDM' : technologyGroup === null ? 'CSEs together' : `CSE of ${technologyGroup}`;

const Figure = ({ name, value }: { readonly name: string; readonly value: string }): ReactNode => (
  <div>
    <dt>{name}</dt>
    <dd>{value}</dd>
  </div>
);

function columnsFor(open: ((row: PlannedActivity) => void) | null): readonly Column<PlannedActivity>[] {
  return [
    {
      head: 'Activity',
      cell: (row) => <ActivityName activity={row} onOpen={open ? () => open(row) : undefined} />,
      sortBy: ({ row }) => row,
    },
    {
      head: 'Owner',
      cell: ({ owner, technologyGroup, personName }) =>
        personName ??
        (technologyGroup === null ? ownerWords[owner] : `${ownerWords[owner]} of ${technologyGroup}`),
      sortBy: ({ owner }) => owner,
    },
    { head: 'When', cell: whenWords, onPhone: 'whole-line' },
    {
      head: 'State',
      cell: ({ blocked, waitsFor }) =>
        blocked !== null ? (
          <span className={styles['blocked']}>
            <StatePill tone="warn">blocked</StatePill> {blocked}
          </span>
        ) : waitsFor !== null ? (
          <span className={styles['quiet']}>waits for {waitsFor}</span>
        ) : (
          ''
        ),
      onPhone: 'whole-line',
    },
    {
      head: 'Once',
      unit: 'h',
      figures: true,
      cell: ({ minutes }) => hoursFigure(minutes),
      sortBy: ({ minutes }) => minutes,
      width: '80px',
    },
    {
      head: 'A month',
      unit: 'h',
      figures: true,
      cell: ({ minutesMonthly }) => hoursFigure(minutesMonthly),
      sortBy: ({ minutesMonthly }) => minutesMonthly,
      width: '88px',
    },
    {
      head: 'From',
      cell: ({ from }) => dayWords(from),
      sortBy: ({ from }) => from,
      width: '104px',
      onPhone: 'left-out',
    },
  ];
}
