import type { ReactNode } from 'react';
import type { Answer } from '../../web/kit/data.ts';
import { DataTable, type Column } from '../../web/kit/data-table.tsx';
import { StatePill } from '../../web/kit/state-pill.tsx';
import type { TouchPoint } from '../touch-point.ts';
import { kindWords, standingTones, whenWords } from './call-words.ts';

interface Calls {
  readonly items: readonly TouchPoint[];
}

const when: Column<TouchPoint> = { head: 'When', cell: whenWords };
const standing: Column<TouchPoint> = {
  head: 'State',
  cell: ({ standing: { state } }) => <StatePill tone={standingTones[state]}>{state}</StatePill>,
};
const prepared: Column<TouchPoint> = {
  head: 'Agenda',
  cell: (call) =>
    call.standing.state === 'planned' || call.standing.state === 'moved' ? (
      <StatePill tone={call.prepared ? 'ok' : 'neutral'}>
        {call.prepared ? 'prepared' : 'not prepared'}
      </StatePill>
    ) : (
      ''
    ),
};
const title: Column<TouchPoint> = { head: 'Call', cell: (call) => `${call.title} (${kindWords[call.kind]})` };
const client: Column<TouchPoint> = { head: 'Client', cell: (call) => call.clientName };

const columnsFor = {
  clients: [when, client, title, standing, prepared],
  client: [when, title, standing, prepared],
  portal: [when, title, standing],
} as const;

const rowsOf = ({ items }: Calls): readonly TouchPoint[] => items;
const idOf = ({ id }: TouchPoint): string => id;
const ofStaff = ({ id }: TouchPoint): string => `/app/calls/${id}`;
const ofPortal = ({ id }: TouchPoint): string => `/portal/calls/${id}`;

/** Calls, one in a row, each leading to its page. `of` says whose they are: of many clients, of one, or the reader's own in the portal. */
export function CallsTable({
  label,
  answer,
  of,
  empty,
}: {
  readonly label: string;
  readonly answer: Answer<Calls>;
  readonly of: keyof typeof columnsFor;
  readonly empty: ReactNode;
}): ReactNode {
  return (
    <DataTable
      label={label}
      answer={answer}
      rowsOf={rowsOf}
      columns={columnsFor[of]}
      idOf={idOf}
      to={of === 'portal' ? ofPortal : ofStaff}
      empty={empty}
    />
  );
}
