import type { ReactNode } from 'react';
import type { Response } from '../../core/route.ts';
import { useAnswer } from '../../web/kit/data.ts';
import { Choice } from '../../web/kit/choice.tsx';
import { DataTable, type Column } from '../../web/kit/data-table.tsx';
import { EmptyState } from '../../web/kit/empty-state.tsx';
import { momentWords } from '../../web/kit/figures.ts';
import { PageTurner } from '../../web/kit/page-turner.tsx';
import { Panel } from '../../web/kit/panel.tsx';
import { StatePill } from '../../web/kit/state-pill.tsx';
import { useUrlState } from '../../web/kit/url-state.ts';
import { announcementsApi } from '../announcement-api.ts';
import type { Announcement, ProofLine } from '../announcement.ts';

interface Props {
  readonly announcement: Announcement;
  readonly timeZone: string;
}

const narrowings = ['overdue', 'failed', 'unread'] as const;
const choices = { all: 'All', overdue: 'Overdue', failed: 'Mail failed', unread: 'Not read' };

/** What became of an announcement at each recipient. */
export function ProofPanel({ announcement, timeZone }: Props): ReactNode {
  const [chosen, setOnly] = useUrlState('only', 'all');
  const [after, setAfter] = useUrlState('after', '');
  const only = narrowings.find((one) => one === chosen);
  const proof = useAnswer(announcementsApi.listProofOfDelivery, {
    params: { announcement: announcement.id },
    query: { limit: 200, ...(only ? { only } : {}), ...(after ? { cursor: after } : {}) },
  });
  const next = proof.data?.next ?? null;
  return (
    <Panel
      title="Proof of delivery"
      acts={
        <Choice
          label="Which recipients"
          value={chosen}
          onChange={(value) => {
            setAfter('');
            setOnly(value);
          }}
          choices={choices}
        />
      }
      flush
    >
      <DataTable
        label="Proof of delivery"
        answer={proof}
        rowsOf={itemsOf}
        columns={columnsIn(timeZone, announcement.acknowledgeBy !== null)}
        idOf={({ clientId, recipient }) => `${clientId} ${recipient?.email ?? ''}`}
        empty={
          <EmptyState title="None of them">
            Nobody is in this state. Choose another one to see who is.
          </EmptyState>
        }
      />
      <PageTurner after={after} next={next} first="From the top" further="More" onTurn={setAfter} />
    </Panel>
  );
}

const itemsOf = ({ items }: Response<typeof announcementsApi.listProofOfDelivery>): readonly ProofLine[] =>
  items;

const states = {
  queued: { tone: 'info', words: 'queued' },
  sent: { tone: 'ok', words: 'sent' },
  failed: { tone: 'bad', words: 'failed' },
} as const;

const columnsIn = (timeZone: string, isAsked: boolean): readonly Column<ProofLine>[] => [
  { head: 'Client', cell: ({ clientName }) => clientName, sortBy: ({ clientName }) => clientName },
  {
    head: 'Recipient',
    cell: ({ recipient }) =>
      recipient ? (
        <>
          {recipient.name}
          <small className="note">{recipient.email}</small>
        </>
      ) : (
        'nobody to mail'
      ),
    sortBy: ({ recipient }) => recipient?.name ?? '',
  },
  {
    head: 'Mail',
    cell: ({ recipient }) =>
      recipient && (
        <>
          <StatePill tone={states[recipient.state].tone}>{states[recipient.state].words}</StatePill>
          {recipient.at !== null && <small className="note">{momentWords(recipient.at, timeZone)}</small>}
          {recipient.reason !== null && <small className="note">{recipient.reason}</small>}
        </>
      ),
    sortBy: ({ recipient }) => recipient?.state ?? '',
  },
  {
    head: 'Read',
    cell: ({ recipient }) => (recipient?.readAt ? momentWords(recipient.readAt, timeZone) : 'not yet'),
    sortBy: ({ recipient }) => recipient?.readAt ?? '',
  },
  ...(isAsked
    ? [
        {
          head: 'Acknowledged for the client',
          cell: (line: ProofLine) => <Receipt line={line} timeZone={timeZone} />,
          sortBy: ({ acknowledgement }: ProofLine) => acknowledgement?.at ?? '',
        },
      ]
    : []),
];

function Receipt({ line, timeZone }: { readonly line: ProofLine; readonly timeZone: string }): ReactNode {
  const { acknowledgement, overdue, remindedAt } = line;
  return (
    <>
      {acknowledgement ? (
        <StatePill tone="ok">acknowledged</StatePill>
      ) : (
        <StatePill tone={overdue ? 'bad' : 'neutral'}>{overdue ? 'overdue' : 'not yet'}</StatePill>
      )}
      {acknowledgement && (
        <small className="note">
          {acknowledgement.byName}, {momentWords(acknowledgement.at, timeZone)}
        </small>
      )}
      {!acknowledgement && remindedAt !== null && (
        <small className="note">reminded {momentWords(remindedAt, timeZone)}</small>
      )}
    </>
  );
}
