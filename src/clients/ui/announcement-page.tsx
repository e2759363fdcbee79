import { useState, type ReactNode } from 'react';
import type { Route } from '../../core/route.ts';
import { lead } from '../../people/access.ts';
import { useAct, useAnswer } from '../../web/kit/data.ts';
import { ConfirmDialog, Dialog } from '../../web/kit/dialog.tsx';
import { dayIn, dayWords, momentWords } from '../../web/kit/figures.ts';
import { useGo } from '../../web/kit/link.tsx';
import { Loaded } from '../../web/kit/loaded.tsx';
import { useMay, useMe } from '../../web/kit/me.tsx';
import { PageHeader, type PageAction } from '../../web/kit/page-header.tsx';
import { Facts, Panel } from '../../web/kit/panel.tsx';
import { ReasonDialog } from '../../web/kit/reason-dialog.tsx';
import { RefusalNotice } from '../../web/kit/refusal-notice.tsx';
import { useSaving } from '../../web/kit/save-file.ts';
import { StatePill } from '../../web/kit/state-pill.tsx';
import { announcementsApi } from '../announcement-api.ts';
import type { Announcement } from '../announcement.ts';
import { clientsApi } from '../api.ts';
import { AnnouncementDraftParts, PublishDialog } from './announcement-draft.tsx';
import { EditAnnouncementForm } from './announcement-form.tsx';
import { ProofPanel } from './announcement-proof.tsx';
import { AnnouncementView } from './announcement-view.tsx';
import {
  acknowledgeWords,
  audienceWords,
  clientsWords,
  peopleWords,
  stateWords,
} from './announcement-words.ts';
import styles from './announcement-page.module.css';

/** One announcement: while it is a draft, whom it would reach and what they would see; then what became of it at each of them. */
export function AnnouncementPage({ announcement: id }: { readonly announcement: string }): ReactNode {
  const announcement = useAnswer(announcementsApi.getAnnouncement, { params: { announcement: id } });
  return (
    <Loaded answer={announcement} whole>
      {(found) => <Shown announcement={found} />}
    </Loaded>
  );
}

const refreshes: readonly Route[] = [
  announcementsApi.getAnnouncement,
  announcementsApi.listAnnouncements,
  announcementsApi.listProofOfDelivery,
];

type Doing = 'publish' | 'edit' | 'discard' | 'withdraw' | null;

function Shown({ announcement }: { readonly announcement: Announcement }): ReactNode {
  const { id, title, state } = announcement;
  const [doing, setDoing] = useState<Doing>(null);
  const { timeZone } = useMe().provider;
  const go = useGo();
  const mayAct = useMay(lead);
  const saving = useSaving(announcementsApi.saveProofOfDelivery);
  const correcting = useAct(announcementsApi.correctAnnouncement, {
    refreshes: [announcementsApi.listAnnouncements],
    done: () => 'A correction is drafted. Put right what was wrong, then publish it.',
  });
  const correct = async (): Promise<void> => {
    const draft = await correcting.act({ params: { announcement: id } });
    if (draft) go(`/app/announcements/${draft.id}`);
  };
  const ofDraft: readonly PageAction[] = [
    { label: 'Discard', run: () => setDoing('discard') },
    { label: 'Edit', keys: 'e', run: () => setDoing('edit') },
    { label: 'Publish', keys: 'p', run: () => setDoing('publish'), primary: true },
  ];
  const ofPublished: readonly PageAction[] = [
    { label: 'Withdraw', keys: 'w', run: () => setDoing('withdraw') },
    { label: 'Correct', keys: 'c', run: () => void correct() },
  ];
  const save = {
    label: 'Save the proof',
    keys: 's',
    run: () => saving.save({ params: { announcement: id } }),
  };
  const acts = !mayAct ? [] : state === 'draft' ? ofDraft : state === 'published' ? ofPublished : [];
  const done = (): void => setDoing(null);
  return (
    <>
      <PageHeader
        title={title}
        crumbs={[{ label: 'Announcements', to: '/app/announcements' }]}
        actions={state === 'draft' ? acts : [save, ...acts]}
      >
        <StatePill tone={stateWords[state].tone}>{stateWords[state].words}</StatePill>
      </PageHeader>
      <RefusalNotice error={correcting.refused ?? saving.refused} />
      <div className={styles['stack']}>
        <About announcement={announcement} timeZone={timeZone} />
        {state === 'draft' ? (
          <AnnouncementDraftParts announcement={announcement} />
        ) : (
          <>
            <Panel title="What clients see">
              <AnnouncementView announcement={announcement} timeZone={timeZone} at="/app/announcements" />
            </Panel>
            <ProofPanel announcement={announcement} timeZone={timeZone} />
          </>
        )}
      </div>
      {doing === 'publish' && (
        <PublishDialog announcement={announcement} refreshes={refreshes} onClose={done} />
      )}
      {doing === 'discard' && <DiscardDialog announcement={announcement} onClose={done} />}
      <Dialog open={doing === 'edit'} title={`Edit: ${title}`} onClose={done} wide>
        <EditAnnouncementForm announcement={announcement} onDone={done} onCancel={done} />
      </Dialog>
      {doing === 'withdraw' && (
        <ReasonDialog
          title={`Withdraw “${title}”`}
          act={`Withdraw it from ${clientsWords(announcement.figures.clients)}`}
          label="Why, as clients will read it"
          route={announcementsApi.withdrawAnnouncement}
          request={(reason) => ({ params: { announcement: id }, body: { reason } })}
          refreshes={refreshes}
          stale={refreshes}
          done={() => 'Withdrawn; everybody who was told is told that too.'}
          onClose={done}
        >
          <p>
            {peopleWords(announcement.figures.people)} who got the mail get another one. It stays in the
            portal, marked as withdrawn. This cannot be taken back.
          </p>
        </ReasonDialog>
      )}
    </>
  );
}

/** What is asked of clients, for whom it is, and how it stands. */
function About({
  announcement,
  timeZone,
}: {
  readonly announcement: Announcement;
  readonly timeZone: string;
}): ReactNode {
  const groups = useAnswer(clientsApi.listTechnologyGroups, {});
  const { publication, withdrawal, draftedByName, draftedAt, figures, acknowledgeBy } = announcement;
  const nameOf = (group: string): string => groups.data?.find(({ id }) => id === group)?.name ?? group;
  return (
    <Panel title="About">
      <Facts
        facts={{
          For: audienceWords(announcement, nameOf),
          'Acknowledgement asked': acknowledgeWords(acknowledgeBy),
          Drafted: `${draftedByName}, ${dayWords(dayIn(draftedAt, timeZone))}`,
          ...(publication
            ? {
                Published: `${publication.byName}, ${momentWords(publication.at, timeZone)}`,
                Clients: figures.clients,
                'Mail sent': `${figures.sent} of ${figures.people}`,
                ...(figures.queued > 0 ? { Waiting: figures.queued } : {}),
                ...(figures.failed > 0 ? { Failed: figures.failed } : {}),
                Read: figures.read,
              }
            : {}),
          ...(publication && acknowledgeBy !== null
            ? { Acknowledged: `${figures.acknowledged} of ${figures.clients}` }
            : {}),
          ...(figures.overdue > 0 ? { Overdue: clientsWords(figures.overdue) } : {}),
          ...(withdrawal
            ? {
                Withdrawn: `${withdrawal.byName}, ${dayWords(dayIn(withdrawal.at, timeZone))}: ${withdrawal.reason}`,
              }
            : {}),
        }}
      />
    </Panel>
  );
}

function DiscardDialog({
  announcement: { id, title },
  onClose,
}: {
  readonly announcement: Announcement;
  readonly onClose: () => void;
}): ReactNode {
  const go = useGo();
  const { act, busy, refused } = useAct(announcementsApi.discardAnnouncement, {
    refreshes: [announcementsApi.listAnnouncements],
    done: () => 'The draft is thrown away.',
  });
  const discard = async (): Promise<void> => {
    if (await act({ params: { announcement: id } })) go('/app/announcements');
  };
  return (
    <ConfirmDialog
      open
      title={`Discard “${title}”?`}
      act="Discard the draft"
      onAct={() => void discard()}
      onClose={onClose}
      busy={busy}
      refused={refused}
      grave
    >
      <p>No client has seen it, and it cannot be brought back.</p>
    </ConfirmDialog>
  );
}
