import { useMemo, type ReactNode } from 'react';
import { supervisor } from '../../people/access.ts';
import { useAnswer } from '../../web/kit/data.ts';
import { Choice } from '../../web/kit/choice.tsx';
import { DataTable, type Column } from '../../web/kit/data-table.tsx';
import { dayWords, hoursFigure, momentWords } from '../../web/kit/figures.ts';
import { useGo } from '../../web/kit/link.tsx';
import { Loaded } from '../../web/kit/loaded.tsx';
import { useMay, useMe } from '../../web/kit/me.tsx';
import { PageHeader } from '../../web/kit/page-header.tsx';
import { Panel } from '../../web/kit/panel.tsx';
import { useUrlState } from '../../web/kit/url-state.ts';
import { plansApi } from '../api.ts';
import type { Catalogue, CatalogueActivity } from '../catalogue.ts';
import { evidenceWords } from '../evidence.ts';
import { triggers } from '../trigger.ts';
import { ActivityName } from './activity-name.tsx';
import { DifferenceList } from './difference-list.tsx';
import styles from './plan.module.css';
import { ownerWords, whenWords } from './plan-words.ts';

/** The catalogue in force, its versions, and how it differs from the template. */
export function CataloguePage(): ReactNode {
  const [shown, setShown] = useUrlState('version', '');
  const catalogue = useAnswer(
    shown === '' ? plansApi.getCatalogueInForce : plansApi.getCatalogue,
    shown === '' ? {} : { params: { catalogue: shown } },
  );
  const mayPublish = useMay(supervisor);
  const go = useGo();
  const change = {
    label: 'New version',
    keys: 'n',
    primary: true,
    run: () => go('/app/catalogue/new'),
  };
  return (
    <>
      <PageHeader title="Catalogue of activities" actions={mayPublish ? [change] : []}>
        <Versions shown={shown} onShow={setShown} />
      </PageHeader>
      <div className={styles['stack']}>
        <Loaded answer={catalogue}>{(catalogue) => <About catalogue={catalogue} />}</Loaded>
        <Panel title="Activities" flush>
          <DataTable
            label="Activities"
            answer={catalogue}
            rowsOf={rowsOf}
            columns={columns}
            idOf={({ row }) => String(row)}
            empty={null}
          />
        </Panel>
      </div>
    </>
  );
}

const rowsOf = (catalogue: Catalogue): readonly CatalogueActivity[] => catalogue.activities;

/** The latest versions beside the one in force and the template. */
function Versions({
  shown,
  onShow,
}: {
  readonly shown: string;
  readonly onShow: (shown: string) => void;
}): ReactNode {
  const versions = useAnswer(plansApi.listCatalogues, {});
  const choices = useMemo(
    () => ({
      '': 'In force',
      ...Object.fromEntries(
        (versions.data ?? []).slice(0, 2).map(({ id, from }) => [id ?? '', `From ${dayWords(from ?? '')}`]),
      ),
      template: 'Service guide',
    }),
    [versions.data],
  );
  return (
    <div className={styles['choices']}>
      <Choice label="Which version" value={shown} onChange={onShow} choices={choices} />
    </div>
  );
}

function About({ catalogue }: { readonly catalogue: Catalogue }): ReactNode {
  const { id, note, from, publishedByName, publishedAt } = catalogue;
  const { timeZone } = useMe().provider;
  const differences = useAnswer(
    plansApi.compareCatalogues,
    { query: { before: 'template', after: id ?? 'template' } },
    { when: id !== null },
  );
  if (id === null)
    return (
      <p className={styles['words']}>
        This is the responsibility matrix of the service guide. Publish a version of your own to change names,
        evidence and checklists, or to add rows after 53.
      </p>
    );
  return (
    <Panel title="What is other than in the service guide">
      <p className={styles['words']}>
        {note}. From {from ? dayWords(from) : ''}, published by {publishedByName}
        {publishedAt ? `, ${momentWords(publishedAt, timeZone)}` : ''}.
      </p>
      <Loaded answer={differences}>{(differences) => <DifferenceList differences={differences} />}</Loaded>
    </Panel>
  );
}

const waiting = ({ waitsFor, trigger }: CatalogueActivity): string | null =>
  waitsFor ?? (trigger === null ? null : triggers[trigger].waitsFor);

const columns: readonly Column<CatalogueActivity>[] = [
  { head: 'Activity', cell: (activity) => <ActivityName activity={activity} />, sortBy: ({ row }) => row },
  {
    head: 'Owner',
    cell: ({ owners }) => owners.map((owner) => ownerWords[owner]).join(', '),
    sortBy: ({ owners }) => owners.join(),
  },
  { head: 'When', cell: whenWords, onPhone: 'whole-line' },
  {
    head: 'Evidence',
    cell: ({ evidence, evidenceWords: words }) =>
      evidence === null ? 'none' : words || evidenceWords[evidence],
    onPhone: 'whole-line',
  },
  {
    head: 'Where it lives',
    cell: (activity) => {
      const waits = waiting(activity);
      return waits === null ? activity.home : <span className={styles['quiet']}>waits for {waits}</span>;
    },
    onPhone: 'whole-line',
  },
  {
    head: 'Estimate',
    unit: 'h',
    figures: true,
    cell: ({ minutes }) => hoursFigure(minutes),
    sortBy: ({ minutes }) => minutes,
    width: '96px',
  },
];
