import type { ReactNode } from 'react';
import type { Response } from '../../core/route.ts';
import { useAnswer } from '../../web/kit/data.ts';
import { DataTable, type Column } from '../../web/kit/data-table.tsx';
import { EmptyState } from '../../web/kit/empty-state.tsx';
import { dayIn, dayWords } from '../../web/kit/figures.ts';
import { Loaded } from '../../web/kit/loaded.tsx';
import { useMe } from '../../web/kit/me.tsx';
import { PageHeader } from '../../web/kit/page-header.tsx';
import { PageTurner } from '../../web/kit/page-turner.tsx';
import { Panel } from '../../web/kit/panel.tsx';
import { StatePill } from '../../web/kit/state-pill.tsx';
import { useUrlState } from '../../web/kit/url-state.ts';
import { announcementsApi } from '../announcement-api.ts';
import type { ClientAnnouncement } from '../announcement.ts';
import { clientsApi } from '../api.ts';
import { kindWords, windowWords } from './announcement-words.ts';

/** What the provider told the client: what waits for the reader first. */
export function PortalAnnouncementsPage(): ReactNode {
  const { person, provider } = useMe();
  const [after, setAfter] = useUrlState('after', '');
  const params = { client: person.clientId ?? '' };
  const client = useAnswer(clientsApi.getClient, { params });
  const announcements = useAnswer(announcementsApi.listClientAnnouncements, {
    params,
    query: { limit: 100, ...(after ? { cursor: after } : {}) },
  });
  const next = announcements.data?.next ?? null;
  return (
    <Loaded answer={client} lines={8}>
      {({ timeZone }) => (
        <>
          <PageHeader title="Announcements" />
          <Panel title={`From ${provider.name}`} flush>
            <DataTable
              label="Announcements"
              answer={announcements}
              rowsOf={itemsOf}
              columns={columnsIn(timeZone)}
              idOf={({ id }) => id}
              to={({ id }) => `/portal/announcements/${id}`}
              empty={
                <EmptyState title="Nothing announced yet">
                  Changes at {provider.name}, news about its services and coming maintenance stand here, and
                  you get each by mail as well.
                </EmptyState>
              }
            />
            <PageTurner after={after} next={next} onTurn={setAfter} />
          </Panel>
        </>
      )}
    </Loaded>
  );
}

const itemsOf = ({
  items,
}: Response<typeof announcementsApi.listClientAnnouncements>): readonly ClientAnnouncement[] => items;

const columnsIn = (timeZone: string): readonly Column<ClientAnnouncement>[] => [
  {
    head: 'Announcement',
    width: '50%',
    cell: ({ title, kind, window }) => (
      <>
        {title}
        <small className="note">
          {kindWords[kind]}
          {window && `: ${windowWords(window, timeZone)}`}
        </small>
      </>
    ),
    sortBy: ({ title }) => title,
  },
  {
    head: 'Since',
    cell: ({ deliveredAt }) => dayWords(dayIn(deliveredAt, timeZone)),
    sortBy: ({ deliveredAt }) => deliveredAt,
  },
  { head: 'State', cell: (one) => <Stands announcement={one} /> },
];

function Stands({ announcement }: { readonly announcement: ClientAnnouncement }): ReactNode {
  const { state, readAt, acknowledgeBy, acknowledgement } = announcement;
  if (state === 'withdrawn') return <StatePill tone="warn">withdrawn</StatePill>;
  if (state === 'replaced') return <StatePill tone="neutral">corrected</StatePill>;
  if (acknowledgement) return <StatePill tone="ok">acknowledged by {acknowledgement.byName}</StatePill>;
  if (acknowledgeBy !== null)
    return <StatePill tone="warn">to acknowledge by {dayWords(acknowledgeBy)}</StatePill>;
  return readAt === null ? <StatePill tone="info">new</StatePill> : <StatePill tone="ok">read</StatePill>;
}
