import { Select } from '@mantine/core';
import { useMemo, type ReactNode } from 'react';
import { formatDay, parseDay } from '../../core/day.ts';
import { supervisor } from '../../people/access.ts';
import { peopleApi } from '../../people/api.ts';
import type { Person } from '../../people/person.ts';
import { useAnswer } from '../../web/kit/data.ts';
import { EmptyState } from '../../web/kit/empty-state.tsx';
import { Loaded } from '../../web/kit/loaded.tsx';
import { useMay, useMe } from '../../web/kit/me.tsx';
import { useNow, useToday } from '../../web/kit/now.ts';
import { useUrlState } from '../../web/kit/url-state.ts';
import { mondayOf } from '../week.ts';
import { BookingsPanel } from './bookings-panel.tsx';
import { useCellSaves, type CellSaves } from './cell-saves.ts';
import type { Writing } from './entry-values.ts';
import { ExpensesPanel } from '../../visits/ui/expenses-panel.tsx';
import { ScopeDialog } from './scope-dialog.tsx';
import { TimeHeader } from './time-header.tsx';
import styles from './time-page.module.css';
import { WeekBoard } from './week-board.tsx';
import { useWeekKnown, type WeekKnown } from './week-known.ts';

/** One's own week or, for a supervisor, anybody's: what was worked, a line to log more, and what was asked for beside it. */
export function TimePage(): ReactNode {
  const me = useMe().person;
  const maySeeAll = useMay(supervisor);
  const people = useAnswer(peopleApi.listPeople, { query: { limit: 500 } }, { when: maySeeAll });
  const [chosen, setChosen] = useUrlState('person', me.id);
  const workers = (people.data?.items ?? []).filter(doesTheWork);
  const isWaiting = maySeeAll && chosen !== me.id && people.data === undefined;
  const worker = isWaiting ? null : (workers.find(({ id }) => id === chosen) ?? me);
  const whose =
    workers.length > 0 ? (
      <Select
        aria-label="Whose time"
        size="xs"
        data={withMe(workers, me).map(({ id, name }) => ({
          value: id,
          label: id === me.id ? 'My own' : name,
        }))}
        value={worker?.id ?? chosen}
        onChange={(id) => id && setChosen(id)}
        searchable
        allowDeselect={false}
      />
    ) : null;
  return worker ? (
    <WeekOf key={worker.id} worker={worker} whose={whose} />
  ) : (
    <Loaded answer={people}>{() => null}</Loaded>
  );
}

const doesTheWork = ({ roles, active }: Person): boolean =>
  active && (roles.includes('csdm') || roles.includes('cse'));

const withMe = (workers: readonly Person[], me: Person): readonly Person[] =>
  workers.some(({ id }) => id === me.id) ? workers : [me, ...workers];

interface WeekProps {
  readonly worker: Person;
  readonly whose: ReactNode;
}

function WeekOf({ worker, whose }: WeekProps): ReactNode {
  const me = useMe().person;
  const today = useToday(worker.timeZone);
  const [asked, setWeek] = useUrlState('week', mondayText(today));
  const monday = mondayText(parseDay(asked) === undefined ? today : asked);
  const { known, week, missing } = useWeekKnown(worker, monday);
  const saving = useCellSaves(worker, worker.id === me.id);
  return (
    <>
      <TimeHeader
        worker={worker}
        week={doesTheWork(worker) ? week.data : undefined}
        monday={monday}
        today={today}
        onWeek={setWeek}
        saving={saving}
        whose={whose}
      />
      {doesTheWork(worker) ? (
        known ? (
          <Shown key={known.week.from} worker={worker} known={known} today={today} saving={saving} />
        ) : (
          <Loaded answer={missing} lines={8}>
            {() => null}
          </Loaded>
        )
      ) : (
        <EmptyState title="No time of your own">
          CSDMs and CSEs log time. Choose one of them above to see their week, and to log or correct it for
          them.
        </EmptyState>
      )}
    </>
  );
}

const mondayText = (day: string): string => formatDay(mondayOf(day));

interface ShownProps {
  readonly worker: Person;
  readonly known: WeekKnown;
  readonly today: string;
  readonly saving: CellSaves;
}

function Shown({ worker, known, today, saving }: ShownProps): ReactNode {
  const writing = useWriting(worker, known, today);
  const isIdle = writing.places.length === 0 && writing.entries.length === 0;
  const asked = (
    <div className={styles['two']}>
      <ScopeDialog places={writing.places} />
      <BookingsPanel worker={worker} places={writing.places} />
      <ExpensesPanel worker={worker} places={writing.places} />
    </div>
  );
  return isIdle ? (
    <div className={styles['stack']}>
      <EmptyState title="Nothing to log time for">
        {worker.name} works for no client in this week. Supervisors name the team on a client’s page.
      </EmptyState>
      {asked}
    </div>
  ) : (
    <WeekBoard known={known} today={today} writing={writing} saving={saving}>
      {asked}
    </WeekBoard>
  );
}

/** What an entry of the week is written with. Days that are still to come are not offered. */
function useWriting(worker: Person, { week, places }: WeekKnown, today: string): Writing {
  const me = useMe().person;
  const now = useNow().toISOString();
  const entries = useMemo(() => week.days.flatMap((day) => day.entries), [week]);
  const days = week.days.map(({ day }) => day).filter((day) => day <= today);
  return { worker, isOwn: worker.id === me.id, places, days, entries, now };
}
