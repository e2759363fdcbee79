import { useEffect, useRef, type ReactNode } from 'react';
import { useAct, useAnswer } from '../../web/kit/data.ts';
import { dayIn, dayWords, momentWords } from '../../web/kit/figures.ts';
import { Loaded } from '../../web/kit/loaded.tsx';
import { useMe } from '../../web/kit/me.tsx';
import { PageHeader } from '../../web/kit/page-header.tsx';
import { Panel } from '../../web/kit/panel.tsx';
import { RefusalNotice } from '../../web/kit/refusal-notice.tsx';
import { StatePill } from '../../web/kit/state-pill.tsx';
import { announcementsApi } from '../announcement-api.ts';
import type { ClientAnnouncement } from '../announcement.ts';
import { clientsApi } from '../api.ts';
import { AnnouncementView } from './announcement-view.tsx';

/** One announcement, acknowledged with one click where that is asked. To open it is to have read it, and no receipt. */
export function PortalAnnouncementPage({ announcement: id }: { readonly announcement: string }): ReactNode {
  const { person } = useMe();
  const params = { client: person.clientId ?? '' };
  const client = useAnswer(clientsApi.getClient, { params });
  const announcement = useAnswer(announcementsApi.getClientAnnouncement, {
    params: { ...params, announcement: id },
  });
  return (
    <Loaded answer={client} whole>
      {({ timeZone }) => (
        <Loaded answer={announcement} whole>
          {(found) => <Shown announcement={found} timeZone={timeZone} />}
        </Loaded>
      )}
    </Loaded>
  );
}

const refreshes = [announcementsApi.getClientAnnouncement, announcementsApi.listClientAnnouncements];

interface Props {
  readonly announcement: ClientAnnouncement;
  readonly timeZone: string;
}

function Shown({ announcement, timeZone }: Props): ReactNode {
  const { id, clientId, title, state, deliveredAt, readAt, acknowledgeBy, acknowledgement } = announcement;
  const { provider } = useMe();
  const request = { params: { client: clientId, announcement: id } };
  const { act, refused } = useAct(announcementsApi.acknowledgeAnnouncement, {
    refreshes,
    done: () => `Thank you; ${provider.name} sees that you know.`,
  });
  const reading = useAct(announcementsApi.readAnnouncement, { refreshes });
  const noted = useRef(false);
  useEffect(() => {
    if (readAt !== null || noted.current) return;
    noted.current = true;
    void reading.act({ params: { client: clientId, announcement: id } });
  }, [readAt, reading, clientId, id]);
  const asks = state === 'current' && acknowledgeBy !== null && acknowledgement === null;
  return (
    <>
      <PageHeader
        title={title}
        crumbs={[{ label: 'Announcements', to: '/portal/announcements' }]}
        actions={
          asks ? [{ label: 'Acknowledge', keys: 'a', primary: true, run: () => void act(request) }] : []
        }
      >
        {acknowledgement && (
          <StatePill tone="ok">
            acknowledged by {acknowledgement.byName}, {momentWords(acknowledgement.at, timeZone)}
          </StatePill>
        )}
      </PageHeader>
      <RefusalNotice error={refused} />
      <Panel title={`From ${provider.name}, ${dayWords(dayIn(deliveredAt, timeZone))}`}>
        <AnnouncementView announcement={announcement} timeZone={timeZone} at="/portal/announcements" />
      </Panel>
    </>
  );
}
