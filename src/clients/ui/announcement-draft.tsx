import type { ReactNode } from 'react';
import type { Response, Route } from '../../core/route.ts';
import { useAct, useAnswer } from '../../web/kit/data.ts';
import { DataTable, type Column } from '../../web/kit/data-table.tsx';
import { ConfirmDialog } from '../../web/kit/dialog.tsx';
import { EmptyState } from '../../web/kit/empty-state.tsx';
import { Loaded } from '../../web/kit/loaded.tsx';
import { useMe } from '../../web/kit/me.tsx';
import { Panel } from '../../web/kit/panel.tsx';
import { announcementsApi } from '../announcement-api.ts';
import type { Announcement, ReachedClient } from '../announcement.ts';
import { AnnouncementView } from './announcement-view.tsx';
import { clientsWords, peopleWords } from './announcement-words.ts';
import styles from './announcement-page.module.css';

type Preview = Response<typeof announcementsApi.previewAnnouncement>;

/** What clients would see of a draft, its mail, and whom it would reach if it were published now. */
export function AnnouncementDraftParts({ announcement }: { readonly announcement: Announcement }): ReactNode {
  const preview = useAnswer(announcementsApi.previewAnnouncement, {
    params: { announcement: announcement.id },
  });
  const { provider } = useMe();
  const first = preview.data?.reached.find(({ people }) => people.length > 0);
  return (
    <>
      <div className={styles['two']}>
        <Panel title={first ? `As ${first.name} will see it` : 'As a client will see it'}>
          <AnnouncementView
            announcement={announcement}
            timeZone={first?.timeZone ?? provider.timeZone}
            at="/app/announcements"
          />
        </Panel>
        <Panel title="The mail">
          <Loaded answer={preview} lines={6}>
            {({ mail }) => <Mail mail={mail} />}
          </Loaded>
        </Panel>
      </div>
      <Panel title={preview.data ? reachWords(preview.data) : 'Whom it reaches'} flush>
        <DataTable
          label="Recipients"
          answer={preview}
          rowsOf={reachedOf}
          columns={columns}
          idOf={({ clientId }) => clientId}
          empty={
            <EmptyState title="It reaches nobody">
              No client is meant as it stands. Edit the draft: choose all clients, a technology group that
              some have in scope, or pick some.
            </EmptyState>
          }
        />
      </Panel>
    </>
  );
}

function Mail({ mail }: { readonly mail: Preview['mail'] }): ReactNode {
  if (mail === null) return <p className="quiet">Nobody would get a mail.</p>;
  return (
    <>
      <p className="quiet">
        To {mail.to}; each recipient gets one, by name and in the time zone of their organisation.
      </p>
      <p className="name">{mail.subject}</p>
      <p className={styles['mail']}>{mail.text}</p>
    </>
  );
}

const reachWords = ({ clients, people }: Preview): string =>
  `Reaches ${clientsWords(clients)}, ${peopleWords(people)} by mail`;

const reachedOf = ({ reached }: Preview): readonly ReachedClient[] => reached;

const columns: readonly Column<ReachedClient>[] = [
  { head: 'Client', cell: ({ name }) => name, sortBy: ({ name }) => name },
  {
    head: 'By mail',
    onPhone: 'whole-line',
    cell: ({ people }) =>
      people.length === 0
        ? 'nobody: only in the portal'
        : people.map(({ name, email, personId }) => (
            <small key={email} className="note">
              {name}, {email}
              {personId === null && ', cannot sign in'}
            </small>
          )),
  },
];

/** Asks before clients are told, with the number of clients and people that was seen: should it have changed, the server refuses. */
export function PublishDialog({
  announcement,
  refreshes,
  onClose,
}: {
  readonly announcement: Announcement;
  readonly refreshes: readonly Route[];
  readonly onClose: () => void;
}): ReactNode {
  const params = { announcement: announcement.id };
  const preview = useAnswer(announcementsApi.previewAnnouncement, { params });
  const { act, busy, refused } = useAct(announcementsApi.publishAnnouncement, {
    refreshes,
    done: ({ figures }) => `Published to ${clientsWords(figures.clients)}.`,
    refuse: () => void preview.refetch(),
  });
  const { clients = 0, people = 0, reached = [] } = preview.data ?? {};
  const silent = reached.filter((one) => one.people.length === 0);
  const publish = async (): Promise<void> => {
    if (await act({ params, body: { clients, people } })) onClose();
  };
  return (
    <ConfirmDialog
      open
      title={`Publish “${announcement.title}”?`}
      act={`Publish to ${clientsWords(clients)} and ${peopleWords(people)}`}
      onAct={() => void publish()}
      onClose={onClose}
      busy={busy || preview.data === undefined}
      refused={refused}
    >
      <p>
        {clientsWords(clients)} {clients === 1 ? 'sees' : 'see'} it in the portal at once, and{' '}
        {peopleWords(people)} {people === 1 ? 'gets' : 'get'} a mail. It never changes afterwards: what is
        wrong is corrected by another announcement.
      </p>
      {announcement.replaces && (
        <p>It replaces “{announcement.replaces.title}” for everybody who was told that.</p>
      )}
      {silent.length > 0 && (
        <p>
          Nobody to mail at {silent.map(({ name }) => name).join(', ')}: they have no contact and nobody who
          may sign in.
        </p>
      )}
    </ConfirmDialog>
  );
}
