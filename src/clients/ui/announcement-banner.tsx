import type { ReactNode } from 'react';
import { Banner } from '../../web/kit/banner.tsx';
import { useAnswer } from '../../web/kit/data.ts';
import { dayWords } from '../../web/kit/figures.ts';
import { PageLink } from '../../web/kit/link.tsx';
import { announcementsApi } from '../announcement-api.ts';

/** As many as are named one by one; where there are more, a line leads to all of them. */
const namedMost = 3;

/** What the client was told and waits for the reader; silent while nothing does. */
export function AnnouncementBanner({ client }: { readonly client: string }): ReactNode {
  const told = useAnswer(announcementsApi.listClientAnnouncements, {
    params: { client },
    query: { waiting: 'only', limit: namedMost },
  });
  return (
    <>
      {(told.data?.items ?? []).map(({ id, title, acknowledgeBy }) => (
        <Banner key={id}>
          <PageLink to={`/portal/announcements/${id}`}>{title}</PageLink>
          {acknowledgeBy === null ? ' is new.' : `: please acknowledge it by ${dayWords(acknowledgeBy)}.`}
        </Banner>
      ))}
      {told.data?.next && (
        <Banner>
          There is more: <PageLink to="/portal/announcements">all announcements</PageLink>
        </Banner>
      )}
    </>
  );
}
