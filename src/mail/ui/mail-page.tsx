import type { ReactNode } from 'react';
import type { Response } from '../../core/route.ts';
import { useAnswer } from '../../web/kit/data.ts';
import { DataTable, type Column } from '../../web/kit/data-table.tsx';
import { EmptyState } from '../../web/kit/empty-state.tsx';
import { momentWords } from '../../web/kit/figures.ts';
import { useMe } from '../../web/kit/me.tsx';
import { PageHeader } from '../../web/kit/page-header.tsx';
import { Panel } from '../../web/kit/panel.tsx';
import { StatePill } from '../../web/kit/state-pill.tsx';
import { mailApi } from '../api.ts';
import type { Mail } from '../message.ts';

/** What mail went out, what waits and what came to nothing, with the words of the mail server. */
export function MailPage(): ReactNode {
  const mail = useAnswer(mailApi.listMail, { query: { limit: 200 } });
  const { person } = useMe();
  return (
    <>
      <PageHeader title="Mail">
        {mail.data?.sending === false && (
          <p className="quiet">
            There is no mail server yet, so mail waits. Set TANDEM_SMTP and TANDEM_MAIL_FROM and start Tandem
            again: what waits is sent then.
          </p>
        )}
      </PageHeader>
      <Panel title="Latest mail" flush>
        <DataTable
          label="Mail"
          answer={mail}
          rowsOf={rowsOf}
          columns={columnsFor(person.timeZone)}
          idOf={({ id }) => id}
          empty={
            <EmptyState title="No mail yet">
              Mail stands here once Tandem has something to tell, such as a client who is asked for consent.
            </EmptyState>
          }
        />
      </Panel>
    </>
  );
}

const rowsOf = ({ items }: Response<typeof mailApi.listMail>): readonly Mail[] => items;

const states = {
  waiting: { tone: 'info', words: 'waiting' },
  sent: { tone: 'ok', words: 'sent' },
  failed: { tone: 'bad', words: 'failed' },
} as const;

const columnsFor = (zone: string): readonly Column<Mail>[] => [
  {
    head: 'Queued',
    width: '16%',
    cell: ({ queuedAt }) => momentWords(queuedAt, zone),
    sortBy: ({ queuedAt }) => queuedAt,
  },
  { head: 'To', width: '22%', cell: ({ to }) => to, sortBy: ({ to }) => to },
  { head: 'Subject', width: '32%', onPhone: 'whole-line', cell: ({ subject }) => subject },
  {
    head: 'State',
    onPhone: 'whole-line',
    cell: (mail) => (
      <>
        <StatePill tone={states[mail.state].tone}>{states[mail.state].words}</StatePill>
        {mail.state !== 'sent' && mail.answer !== null && (
          <small className="note">{fateWords(mail, zone)}</small>
        )}
      </>
    ),
    sortBy: ({ state }) => state,
  },
];

/** Example: "connect ECONNREFUSED, after 2 attempts; next 24 Nov 2026, 15:06". */
const fateWords = ({ answer, attempts, nextAt }: Mail, zone: string): string =>
  [
    `${answer}, after ${attempts === 1 ? 'one attempt' : `${attempts} attempts`}`,
    ...(nextAt === null ? [] : [`next ${momentWords(nextAt, zone)}`]),
  ].join('; ');
