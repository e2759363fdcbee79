import { Button } from '@mantine/core';
import { useRef, useState, type ReactNode } from 'react';
import { clientsApi } from '../../clients/api.ts';
import type { Client } from '../../clients/client.ts';
import { useAct, useAnswer } from '../../web/kit/data.ts';
import { ConfirmDialog } from '../../web/kit/dialog.tsx';
import { EmptyState } from '../../web/kit/empty-state.tsx';
import { hoursWords } from '../../web/kit/figures.ts';
import { useCommands } from '../../web/kit/keys.ts';
import { KeyHint, PageHeader, type PageAction } from '../../web/kit/page-header.tsx';
import { RefusalNotice } from '../../web/kit/refusal-notice.tsx';
import { useRowKeys } from '../../web/kit/row-keys.ts';
import { timeApi } from '../api.ts';
import type { Outcome } from '../decision.ts';
import type { Entry } from '../entry.ts';
import { LeftNotice } from './left-notice.tsx';
import { ReasonDialog } from '../../web/kit/reason-dialog.tsx';
import { changedByDecisions, deciding } from './decisions.ts';
import { WaitingGroup } from './waiting-group.tsx';
import styles from './waiting-list.module.css';

interface Props {
  readonly entries: readonly Entry[];
  readonly clients: ReadonlyMap<string, Client>;
  readonly by: 'client' | 'person';
  /** Whether more waits than is shown. */
  readonly isPart: boolean;
  readonly summary: string;
  readonly bar: ReactNode;
  /** What stands above and below the entries. */
  readonly before: ReactNode;
  readonly after: ReactNode;
  /** Nothing of anything waits. */
  readonly isEmpty: boolean;
}

/** Submitted time in groups. What is ticked is approved or rejected together; where nothing is, the entry that has the focus, or all. */
export function WaitingList(props: Props): ReactNode {
  const { entries, clients, by, isPart, summary, bar, before, after, isEmpty } = props;
  const groups = useAnswer(clientsApi.listTechnologyGroups, {});
  const list = useRef<HTMLDivElement>(null);
  const [ticks, setTicks] = useState<ReadonlySet<string>>(new Set());
  const [rejecting, setRejecting] = useState<readonly Entry[] | null>(null);
  const [approvingAll, setApprovingAll] = useState(false);
  const [outcome, setOutcome] = useState<{ outcome: Outcome; of: readonly Entry[] } | null>(null);
  const approve = useAct(timeApi.approveEntries, {
    refreshes: changedByDecisions,
    done: ({ done }) => `${counted(done.length)} approved.`,
  });
  const ticked = entries.filter(({ id }) => ticks.has(id));
  const decided = (found: Outcome, of: readonly Entry[]): void => {
    setOutcome({ outcome: found, of });
  };
  const approveThese = async (these: readonly Entry[]): Promise<void> => {
    if (approve.busy || these.length === 0) return;
    setOutcome(null);
    const found = await approve.act({ body: { entries: seen(these) } });
    if (found) decided(found, these);
    setApprovingAll(false);
  };
  const tick = (ids: readonly string[], on: boolean): void =>
    setTicks((before) => {
      const next = new Set(before);
      for (const id of ids)
        if (on) next.add(id);
        else next.delete(id);
      return next;
    });
  const focused = (): readonly Entry[] => {
    const id = document.activeElement?.closest('[data-row]')?.getAttribute('data-row');
    return entries.filter((entry) => entry.id === id);
  };
  const all: readonly PageAction[] =
    entries.length > 1
      ? [
          {
            label: `Approve all ${entries.length}`,
            keys: 'a',
            run: () => (ticked.length > 0 ? void approveThese(ticked) : setApprovingAll(true)),
          },
        ]
      : [];
  useRowKeys(list, (id) => tick([id], !ticks.has(id)));
  useCommands([
    {
      label: 'Reject',
      keys: 'r',
      group: 'List',
      hidden: true,
      run: () => {
        const these = ticked.length > 0 ? ticked : focused();
        if (these.length > 0) setRejecting(these);
      },
    },
    {
      label: 'Approve the entry here',
      keys: 'y',
      group: 'List',
      hidden: true,
      run: () => void approveThese(focused()),
    },
  ]);
  return (
    <>
      <PageHeader title="Approvals" actions={all}>
        <p className={styles['summary']}>{summary}</p>
      </PageHeader>
      {bar}
      <div ref={list} className={styles['stack']}>
        <RefusalNotice error={approve.refused} />
        {outcome && <LeftNotice {...outcome} />}
        {before}
        {[...grouped(entries, by)].map(([key, of]) => (
          <WaitingGroup
            key={key}
            entries={of}
            by={by}
            client={clients.get(of[0]?.clientId ?? '') ?? null}
            clients={clients}
            groups={groups.data ?? []}
            ticks={ticks}
            onTick={tick}
            onApprove={(these) => void approveThese(these)}
            onReject={setRejecting}
          />
        ))}
        {isEmpty && (
          <EmptyState title={isPart ? 'Nothing waits for this client' : 'Nothing waits for you'}>
            Time stands here once its person submits it, with the packages it would draw on. CSDMs decide for
            their clients, supervisors for everybody.
          </EmptyState>
        )}
        {after}
        {ticked.length > 0 && (
          <div className={styles['ticked']} role="status">
            <span>
              {counted(ticked.length)} ticked, {hoursWords(minutesOf(ticked))}
            </span>
            <Button variant="default" size="xs" onClick={() => setTicks(new Set())}>
              Untick
            </Button>
            <Button
              variant="default"
              size="xs"
              rightSection={<KeyHint keys="r" />}
              onClick={() => setRejecting(ticked)}
            >
              Reject
            </Button>
            <Button
              size="xs"
              loading={approve.busy}
              rightSection={<KeyHint keys="a" quiet />}
              onClick={() => void approveThese(ticked)}
            >
              Approve {counted(ticked.length)}
            </Button>
          </div>
        )}
      </div>
      {rejecting && (
        <ReasonDialog
          {...deciding}
          title={`Reject ${counted(rejecting.length)}?`}
          act={`Reject ${hoursWords(minutesOf(rejecting))}`}
          label="What is to be put right"
          route={timeApi.rejectEntries}
          request={(reason) => ({ body: { entries: seen(rejecting), reason } })}
          done={({ done }) => `${counted(done.length)} rejected.`}
          next={(found) => decided(found, rejecting)}
          onClose={() => setRejecting(null)}
        >
          <p className={styles['quiet']}>{rejectionWords(rejecting)}</p>
        </ReasonDialog>
      )}
      <ConfirmDialog
        open={approvingAll}
        title={`Approve all ${counted(entries.length)} shown?`}
        act={`Approve ${hoursWords(minutesOf(entries))}`}
        onAct={() => void approveThese(entries)}
        onClose={() => setApprovingAll(false)}
        busy={approve.busy}
        refused={approve.refused}
      >
        <p>
          Approved time draws on the packages of {clientsOf(entries)}, and the clients see it. Whoever changed
          an entry since you looked at it keeps it: it is left, and you are told.
        </p>
      </ConfirmDialog>
    </>
  );
}

const seen = (entries: readonly Entry[]): { id: Entry['id']; version: number }[] =>
  entries.map(({ id, version }) => ({ id, version }));

const counted = (count: number): string => (count === 1 ? 'one entry' : `${count} entries`);

const minutesOf = (entries: readonly Entry[]): number =>
  entries.reduce((sum, { minutes }) => sum + minutes, 0);

function clientsOf(entries: readonly Entry[]): string {
  const names = [...new Set(entries.flatMap(({ clientName }) => clientName ?? []))];
  return names.length === 1 ? (names[0] ?? '') : `${names.length} clients`;
}

function rejectionWords(entries: readonly Entry[]): string {
  const names = [...new Set(entries.map(({ personName }) => personName))];
  return `${names.join(' and ')} ${names.length === 1 ? 'sees' : 'see'} the reason and can put it right and submit it again.`;
}

/** Entries by client, or by person, the longest waiting first as they came. */
const grouped = (entries: readonly Entry[], by: 'client' | 'person'): Map<string, Entry[]> =>
  Map.groupBy(entries, ({ clientId, personId }) => (by === 'client' ? (clientId ?? 'house') : personId));
