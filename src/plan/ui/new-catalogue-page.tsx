import { Textarea } from '@mantine/core';
import { useMemo, useState, type ReactNode } from 'react';
import { useAnswer, type Answer } from '../../web/kit/data.ts';
import { DataTable, type Column } from '../../web/kit/data-table.tsx';
import { DayInput } from '../../web/kit/day-input.tsx';
import { daysAfter } from '../../web/kit/days.ts';
import { hoursFigure } from '../../web/kit/figures.ts';
import { Form, useActForm } from '../../web/kit/form.tsx';
import { useGo } from '../../web/kit/link.tsx';
import { Loaded } from '../../web/kit/loaded.tsx';
import { useMe } from '../../web/kit/me.tsx';
import { useToday } from '../../web/kit/now.ts';
import { PageHeader } from '../../web/kit/page-header.tsx';
import { Panel } from '../../web/kit/panel.tsx';
import { StatePill } from '../../web/kit/state-pill.tsx';
import { plansApi } from '../api.ts';
import type { Catalogue, CatalogueActivity } from '../catalogue.ts';
import { ActivityDialog } from './activity-dialog.tsx';
import { ActivityName } from './activity-name.tsx';
import { DifferenceList, fieldWords } from './difference-list.tsx';
import styles from './plan.module.css';
import { ownerWords, whenWords } from './plan-words.ts';

/** Writes a version of the catalogue out of the one in force, with what it would touch beside it. */
export function NewCataloguePage(): ReactNode {
  const answer = useAnswer(plansApi.getCatalogueInForce, {});
  return <Loaded answer={answer}>{(inForce) => <Draft inForce={inForce} answer={answer} />}</Loaded>;
}

const refreshes = [plansApi.listCatalogues, plansApi.getCatalogueInForce, plansApi.getCatalogue];

function Draft({
  inForce,
  answer,
}: {
  readonly inForce: Catalogue;
  readonly answer: Answer<Catalogue>;
}): ReactNode {
  const [activities, setActivities] = useState(inForce.activities);
  const [edited, setEdited] = useState<CatalogueActivity | null>(null);
  const tomorrow = daysAfter(useToday(useMe().provider.timeZone), 1);
  const go = useGo();
  const form = useActForm({
    initial: { from: tomorrow, note: '' },
    route: plansApi.publishCatalogue,
    request: ({ from, note }: { from: string; note: string }) => ({ body: { from, note, activities } }),
    refreshes,
    done: () => 'The version is published.',
    next: () => go('/app/catalogue'),
  });
  const keep = (activity: CatalogueActivity): void => {
    setActivities((before) =>
      [...before.filter(({ row }) => row !== activity.row), activity].toSorted((a, b) => a.row - b.row),
    );
    setEdited(null);
  };
  const leaveOut = (row: number): void => {
    setActivities((before) => before.filter((one) => one.row !== row));
    setEdited(null);
  };
  const add = {
    label: 'Add a row',
    keys: 'n',
    run: () => setEdited(blank(Math.max(53, ...activities.map(({ row }) => row)) + 1)),
  };
  const columns = useMemo(() => columnsFor(setEdited), []);
  const rowsOf = useMemo(() => () => activities, [activities]);
  const { from } = form.form.getValues();
  return (
    <>
      <PageHeader
        title="New version of the catalogue"
        crumbs={[{ label: 'Catalogue of activities', to: '/app/catalogue' }]}
        actions={[add]}
      />
      <div className={styles['stack']}>
        <div className={styles['beside']}>
          <Panel title="Publish">
            <Form form={form} act="Publish this version">
              <DayInput label="In force from" {...form.form.getInputProps('from')} name="from" />
              <Textarea
                label="What is new"
                autosize
                minRows={2}
                {...form.form.getInputProps('note')}
                name="note"
              />
            </Form>
          </Panel>
          <Impact from={from} activities={activities} />
        </div>
        <DataTable
          label="Activities of the draft"
          answer={answer}
          rowsOf={rowsOf}
          columns={columns}
          idOf={({ row }) => String(row)}
          empty={null}
        />
      </div>
      {edited && (
        <ActivityDialog
          activity={edited}
          isNew={!activities.some(({ row }) => row === edited.row)}
          onKeep={keep}
          onLeaveOut={leaveOut}
          onClose={() => setEdited(null)}
        />
      )}
    </>
  );
}

/** What publishing would do: what is other than today, and which plans have rows that it touches. */
function Impact({
  from,
  activities,
}: {
  readonly from: string;
  readonly activities: readonly CatalogueActivity[];
}): ReactNode {
  const preview = useAnswer(
    plansApi.previewCatalogue,
    { body: { from, note: 'Preview', activities: [...activities] } },
    { keeps: true },
  );
  return (
    <Loaded answer={preview}>
      {({ fromInForce, plans }) => (
        <div className={styles['stack']}>
          <Panel title="What is other than in force">
            <DifferenceList differences={fromInForce} />
          </Panel>
          <Panel title={plans.length === 1 ? '1 plan affected' : `${plans.length} plans affected`}>
            {plans.length === 0 ? (
              <p className={styles['none']}>No plan has a row that is other.</p>
            ) : (
              <ul className={styles['lines']}>
                {plans.map(({ clientId, clientName, contract, rows }) => (
                  <li key={`${clientId} ${contract}`}>
                    <span>{clientName}</span>
                    <span className={styles['quiet']}>
                      {rows
                        .map(({ row, follows, stays }) =>
                          [`row ${row}`, followWords(follows), stayWords(stays)].filter(Boolean).join(', '),
                        )
                        .join('; ')}
                    </span>
                  </li>
                ))}
              </ul>
            )}
          </Panel>
        </div>
      )}
    </Loaded>
  );
}

const named = (fields: readonly string[]): string =>
  fields.map((field) => fieldWords[field] ?? field).join(', ');
const followWords = (fields: readonly string[]): string =>
  fields.length === 0 ? '' : `follows: ${named(fields)}`;
const stayWords = (fields: readonly string[]): string =>
  fields.length === 0 ? '' : `stays as planned: ${named(fields)}`;

const blank = (row: number): CatalogueActivity => ({
  row,
  section: 'Other',
  name: '',
  owners: ['csdm'],
  footnote: null,
  area: 'alignment',
  cadence: null,
  businessDay: 'earlier',
  trigger: null,
  timesAYear: 0,
  evidence: 'statement',
  evidenceWords: '',
  needs: null,
  securityCse: false,
  minutes: 30,
  checklist: [],
  home: 'The plan itself',
  waitsFor: null,
  holdsUp: null,
});

const columnsFor = (edit: (activity: CatalogueActivity) => void): readonly Column<CatalogueActivity>[] => [
  {
    head: 'Activity',
    cell: (activity) => <ActivityName activity={activity} onOpen={() => edit(activity)} />,
    sortBy: ({ row }) => row,
  },
  {
    head: 'Owner',
    cell: ({ owners }) => owners.map((owner) => ownerWords[owner]).join(', '),
    width: '96px',
  },
  { head: 'When', cell: whenWords, onPhone: 'whole-line' },
  {
    head: 'Row',
    cell: ({ row }) => (row > 53 ? <StatePill tone="info">your own</StatePill> : 'service guide'),
    onPhone: 'left-out',
    width: '112px',
  },
  { head: 'Estimate', unit: 'h', figures: true, cell: ({ minutes }) => hoursFigure(minutes), width: '96px' },
];
