import { useMemo, type ReactNode } from 'react';
import type { Response } from '../../core/route.ts';
import { healthApi } from '../../health/api.ts';
import type { Health } from '../../health/health.ts';
import { HealthPill } from '../../health/ui/health-words.tsx';
import { BarLegend } from '../../web/kit/bullet-bar.tsx';
import { TeamAlarms } from '../../team/ui/alarms-panel.tsx';
import { Choice } from '../../web/kit/choice.tsx';
import { useAnswer } from '../../web/kit/data.ts';
import { DataTable, type Column } from '../../web/kit/data-table.tsx';
import { EmptyState } from '../../web/kit/empty-state.tsx';
import { hoursWords, moneyFigure } from '../../web/kit/figures.ts';
import { Hours, HoursLeft } from '../../web/kit/hours.tsx';
import { PageLink } from '../../web/kit/link.tsx';
import { useMe } from '../../web/kit/me.tsx';
import { useToday } from '../../web/kit/now.ts';
import { PageHeader } from '../../web/kit/page-header.tsx';
import { Panel } from '../../web/kit/panel.tsx';
import { StatePill } from '../../web/kit/state-pill.tsx';
import { useUrlState } from '../../web/kit/url-state.ts';
import { hoursApi } from '../api.ts';
import type { OverageForetold } from '../overage-chance.ts';
import { needKinds, type PortfolioRow } from '../portfolio.ts';
import { Alerts } from './alerts-panel.tsx';
import styles from './cockpit-page.module.css';
import { MonthSwitch } from './month-switch.tsx';
import { PaceBar } from './pace-bar.tsx';
import { verdicts } from './pace-words.ts';

export function CockpitPage(): ReactNode {
  const { person, provider } = useMe();
  const thisMonth = useToday(provider.timeZone).slice(0, 7);
  const [month, setMonth] = useUrlState('month', thisMonth);
  const [of, setOf] = useUrlState('of', person.roles.includes('csdm') ? 'mine' : 'all');
  const rows = useAnswer(hoursApi.listHours, {
    query: { month, of: of === 'mine' ? 'mine' : 'all', limit: 500 },
  });
  const healths = useAnswer(healthApi.listHealth, {
    query: { of: of === 'mine' ? 'mine' : 'all', limit: 500 },
  });
  const columns = useMemo(
    () => [...columnsFor(rows.data?.items ?? nobody), healthColumn(healths.data?.items)],
    [rows.data, healths.data],
  );
  const mine = { label: of === 'mine' ? 'Show all clients' : 'Show my clients', keys: 'm' };
  return (
    <>
      <PageHeader title="Cockpit">
        <Summary rows={rows.data?.items} />
      </PageHeader>
      <div className={styles['stack']}>
        <TeamAlarms />
        <Alerts of={of === 'mine' ? 'mine' : 'all'} />
        <Panel
          title="Clients"
          flush
          acts={
            <div className={styles['acts']}>
              <MonthSwitch month={month} onMonth={setMonth} />
              <Choice
                label="Whose clients"
                value={of}
                onChange={setOf}
                choices={{ mine: 'Mine', all: 'All' }}
              />
            </div>
          }
        >
          <DataTable
            label="Clients"
            answer={rows}
            rowsOf={mostUrgentFirst}
            columns={columns}
            idOf={({ clientId, contractId }) => `${clientId} ${contractId}`}
            to={({ clientId }) => `/app/clients/${clientId}`}
            empty={
              of === 'mine' ? (
                <EmptyState
                  title="You are on no team yet"
                  act={{ label: mine.label, run: () => setOf('all') }}
                >
                  Clients whose CSDM or CSE you are stand here, the one that needs you most on top. A
                  supervisor names the team.
                </EmptyState>
              ) : (
                <EmptyState title="No clients yet">
                  Clients stand here once they are taken on, the one that needs you most on top.
                </EmptyState>
              )
            }
          />
          {rows.data && rows.data.items.length > 0 && <BarLegend />}
        </Panel>
      </div>
    </>
  );
}

/** How many need the reader, and what is beyond the packages so far; says nothing of what there is none of. */
function Summary({ rows }: { readonly rows: readonly PortfolioRow[] | undefined }): ReactNode {
  if (!rows) return <p className={styles['summary']}>&nbsp;</p>;
  const needing = rows.filter(({ needs }) => needs.length > 0).length;
  const over = rows.filter(({ pace }) => pace?.verdict === 'over').length;
  const parts = [
    needing === 0
      ? 'Nobody needs you now'
      : `${needing} of ${rows.length} clients ${needing === 1 ? 'needs' : 'need'} you`,
    over === 0 ? '' : `${over} ${over === 1 ? 'is' : 'are'} beyond the package`,
  ];
  return <p className={styles['summary']}>{parts.filter(Boolean).join(' · ')}</p>;
}

/** Whose most urgent need comes first in the order of needs; among those, where most money is at risk. */
const mostUrgentFirst = ({ items }: Response<typeof hoursApi.listHours>): readonly PortfolioRow[] =>
  items.toSorted((a, b) => urgency(a) - urgency(b) || amountAtRisk(b) - amountAtRisk(a));

const urgency = ({ needs: [first] }: PortfolioRow): number =>
  first ? needKinds.indexOf(first.kind) : needKinds.length;

const always: readonly Column<PortfolioRow>[] = [
  {
    head: 'Client',
    width: '15%',
    cell: ({ clientName }) => clientName,
    sortBy: ({ clientName }) => clientName,
  },
  {
    head: 'Needs you for',
    width: '31%',
    onPhone: 'whole-line',
    cell: (row) => <Needs row={row} />,
  },
  {
    head: 'Hours',
    width: '17%',
    onPhone: 'whole-line',
    cell: (row) => <HoursOf row={row} />,
    sortBy: ({ pace }) => pace?.percentUsed ?? -1,
  },
  {
    head: 'Pace',
    cell: ({ pace }) =>
      pace ? <StatePill tone={verdicts[pace.verdict].tone}>{verdicts[pace.verdict].words}</StatePill> : null,
  },
];

const chance: Column<PortfolioRow> = {
  head: 'Overage',
  figures: true,
  width: '4.5rem',
  cell: ({ foretold, pace }) => {
    if (foretold?.kind === 'pace')
      return foretold.reason === 'too-little-past' ? (
        <span className={styles['quiet']}>pace only</span>
      ) : null;
    if (!foretold) return null;
    return pace && pace.minutesOverage > 0 ? 'has begun' : `${foretold.percent}%`;
  },
  sortBy: ({ foretold }) => (foretold?.kind === 'chance' ? foretold.percent : -1),
};

const atRisk: Column<PortfolioRow> = {
  head: 'At risk',
  figures: true,
  width: '6.5rem',
  cell: (row) => <AtRisk row={row} />,
  sortBy: (row) => amountAtRisk(row),
};

const overage: Column<PortfolioRow> = {
  head: 'Overage',
  figures: true,
  width: '8rem',
  cell: ({ overageAmount, currency, pace }) =>
    pace && pace.minutesOverage > 0 && overageAmount && currency ? (
      <>
        {moneyFigure(overageAmount, currency)}
        <small className="note">
          <Hours minutes={pace.minutesOverage} unit />
        </small>
      </>
    ) : null,
  sortBy: (row) => amountAtRisk(row),
};

/** What is foretold has its columns while a month runs; of one that is over there is overage, where there is some. */
function columnsFor(rows: readonly PortfolioRow[]): readonly Column<PortfolioRow>[] {
  if (rows.some(({ foretold }) => foretold && !isOver(foretold))) return [...always, chance, atRisk];
  return rows.some(({ pace }) => pace && pace.minutesOverage > 0) ? [...always, overage] : always;
}

/** How the relationship stands; it comes after the rest, and leads to how it comes about. */
function healthColumn(healths: readonly Health[] | undefined): Column<PortfolioRow> {
  const byClient = new Map((healths ?? []).map((health) => [health.clientId, health.score]));
  return {
    head: 'Health',
    cell: ({ clientId, clientName }) => {
      const score = byClient.get(clientId);
      if (score === undefined) return null;
      return (
        <PageLink
          to={`/app/clients/${clientId}/health`}
          aria-label={`Health of ${clientName}: ${score ?? 'not known'}`}
        >
          <HealthPill score={score} />
        </PageLink>
      );
    },
    sortBy: ({ clientId }) => byClient.get(clientId) ?? -1,
  };
}

const isOver = (foretold: OverageForetold): boolean =>
  foretold.kind === 'pace' && foretold.reason === 'month-over';

/** What overage comes to on average by what the past led to; without a past, what there is already. */
const amountAtRisk = ({ foretold, overageAmount }: PortfolioRow): number =>
  Number(foretold?.kind === 'chance' ? foretold.amount : (overageAmount ?? 0));

/** The price of overage that is to be expected, and how much of it there is already. */
function AtRisk({ row }: { readonly row: PortfolioRow }): ReactNode {
  const { foretold, overageAmount, currency, pace } = row;
  if (!pace || !currency || amountAtRisk(row) === 0) return null;
  const begun = pace.minutesOverage > 0;
  return (
    <>
      {moneyFigure(foretold?.kind === 'chance' ? foretold.amount : (overageAmount ?? '0'), currency)}
      {begun && (
        <small className="note">
          <Hours minutes={pace.minutesOverage} unit /> over so far
        </small>
      )}
    </>
  );
}

const nobody: readonly PortfolioRow[] = [];

const needsShownMost = 3;

/** What is decided on one page has a way there: it waits among the approvals of the client. */
const decided: ReadonlySet<string> = new Set([
  'approve-after-hours',
  'approve-visits',
  'approve-time',
  'settle-time',
]);

function Needs({ row: { needs, clientId } }: { readonly row: PortfolioRow }): ReactNode {
  const [month] = useUrlState('month', '');
  const asked = month === '' ? '' : `&month=${month}`;
  if (needs.length === 0) return <span className={styles['quiet']}>nothing</span>;
  const more = needs.length - needsShownMost;
  return (
    <ul className={styles['needs']}>
      {needs.slice(0, needsShownMost).map(({ kind, words, count }) => (
        <li key={kind}>
          {kind === 'mend-contract' ? (
            <PageLink to={`/app/clients/${clientId}/contract`}>{words.replace(/\.$/, '')}</PageLink>
          ) : decided.has(kind) ? (
            <PageLink to={`/app/approvals?client=${clientId}${asked}`}>{words.replace(/\.$/, '')}</PageLink>
          ) : (
            words.replace(/\.$/, '')
          )}
          {count > 1 && <span className={styles['quiet']}> ({count})</span>}
        </li>
      ))}
      {more > 0 && <li className={styles['quiet']}>and {more} more</li>}
    </ul>
  );
}

function HoursOf({ row: { pace, minutesUnused, clientName } }: { readonly row: PortfolioRow }): ReactNode {
  if (!pace) return <span className={styles['quiet']}>no contract</span>;
  return (
    <div className={styles['hours']}>
      <PaceBar pace={pace} of={clientName} />
      <small className={styles['figures']}>
        <span>
          {hoursWords(pace.minutesUsed)} of {hoursWords(pace.minutesAllotted)}
        </span>
        {pace.minutesOverage === 0 && minutesUnused !== null && <HoursLeft left={minutesUnused} />}
      </small>
    </div>
  );
}
