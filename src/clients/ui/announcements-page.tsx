import { useState, type ReactNode } from 'react';
import type { Response } from '../../core/route.ts';
import { lead } from '../../people/access.ts';
import { useAnswer } from '../../web/kit/data.ts';
import { DataTable, type Column } from '../../web/kit/data-table.tsx';
import { Dialog } from '../../web/kit/dialog.tsx';
import { EmptyState } from '../../web/kit/empty-state.tsx';
import { dayIn, dayWords, thousands } from '../../web/kit/figures.ts';
import { useGo } from '../../web/kit/link.tsx';
import { useMay, useMe } from '../../web/kit/me.tsx';
import { PageHeader } from '../../web/kit/page-header.tsx';
import { PageTurner } from '../../web/kit/page-turner.tsx';
import { Panel } from '../../web/kit/panel.tsx';
import { StatePill } from '../../web/kit/state-pill.tsx';
import { useUrlState } from '../../web/kit/url-state.ts';
import { announcementsApi } from '../announcement-api.ts';
import type { Announcement } from '../announcement.ts';
import { NewAnnouncementForm } from './announcement-form.tsx';
import { kindWords, stateWords } from './announcement-words.ts';

/** What clients were told, and how far it has come with each. */
export function AnnouncementsPage(): ReactNode {
  const { timeZone } = useMe().provider;
  const [after, setAfter] = useUrlState('after', '');
  const [drafting, setDrafting] = useState(false);
  const announcements = useAnswer(announcementsApi.listAnnouncements, {
    query: { limit: 50, ...(after ? { cursor: after } : {}) },
  });
  const go = useGo();
  const mayDraft = useMay(lead);
  const draft = { label: 'New announcement', keys: 'n', run: () => setDrafting(true) };
  const next = announcements.data?.next ?? null;
  return (
    <>
      <PageHeader title="Announcements" actions={mayDraft ? [{ ...draft, primary: true }] : []} />
      <Panel title="What clients were told" flush>
        <DataTable
          label="Announcements"
          answer={announcements}
          rowsOf={itemsOf}
          columns={columnsIn(timeZone)}
          idOf={({ id }) => id}
          to={({ id }) => `/app/announcements/${id}`}
          empty={
            <EmptyState title="Nothing announced yet" {...(mayDraft ? { act: draft } : {})}>
              Tell clients ahead what changes with you, what is new in a service, or when maintenance takes
              place. You see whom it reaches before it is published, and who read and acknowledged it after.
            </EmptyState>
          }
        />
        <PageTurner after={after} next={next} onTurn={setAfter} />
      </Panel>
      <Dialog open={drafting} title="New announcement" onClose={() => setDrafting(false)} wide>
        <NewAnnouncementForm
          onDone={({ id }) => go(`/app/announcements/${id}`)}
          onCancel={() => setDrafting(false)}
        />
      </Dialog>
    </>
  );
}

const itemsOf = ({ items }: Response<typeof announcementsApi.listAnnouncements>): readonly Announcement[] =>
  items;

const columnsIn = (timeZone: string): readonly Column<Announcement>[] => [
  {
    head: 'Announcement',
    width: '34%',
    cell: ({ title, kind, replaces }) => (
      <>
        {title}
        <small className="note">
          {kindWords[kind]}
          {replaces && ', a correction'}
        </small>
      </>
    ),
    sortBy: ({ title }) => title,
  },
  {
    head: 'State',
    cell: ({ state, publication }) => (
      <>
        <StatePill tone={stateWords[state].tone}>{stateWords[state].words}</StatePill>
        {publication && <small className="note">{dayWords(dayIn(publication.at, timeZone))}</small>}
      </>
    ),
    sortBy: ({ state }) => state,
  },
  {
    head: 'Clients',
    figures: true,
    cell: (one) => (one.publication ? thousands(one.figures.clients) : '–'),
    sortBy: ({ figures }) => figures.clients,
  },
  {
    head: 'Mail sent',
    figures: true,
    cell: (one) => (
      <>
        {one.publication ? `${thousands(one.figures.sent)} of ${thousands(one.figures.people)}` : '–'}
        {one.figures.failed > 0 && <small className="note">{thousands(one.figures.failed)} failed</small>}
      </>
    ),
    sortBy: ({ figures }) => figures.sent,
  },
  {
    head: 'Read',
    figures: true,
    onPhone: 'left-out',
    cell: (one) => (one.publication ? thousands(one.figures.read) : '–'),
    sortBy: ({ figures }) => figures.read,
  },
  {
    head: 'Acknowledged',
    figures: true,
    cell: ({ publication, acknowledgeBy, figures }) =>
      publication && acknowledgeBy !== null
        ? `${thousands(figures.acknowledged)} of ${thousands(figures.clients)}`
        : '–',
    sortBy: ({ figures }) => figures.acknowledged,
  },
  {
    head: 'Overdue',
    figures: true,
    cell: ({ figures }) =>
      figures.overdue > 0 ? <StatePill tone="bad">{thousands(figures.overdue)}</StatePill> : '',
    sortBy: ({ figures }) => figures.overdue,
  },
];
