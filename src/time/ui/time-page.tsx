import { Select } from '@mantine/core';
import { useRef, useState, type ReactNode } from 'react';
import { clientsApi } from '../../clients/api.ts';
import { formatDay, parseDay } from '../../core/day.ts';
import { supervisor } from '../../people/access.ts';
import { peopleApi } from '../../people/api.ts';
import type { Person } from '../../people/person.ts';
import { teamApi } from '../../team/api.ts';
import { useAnswer } from '../../web/kit/data.ts';
import { EmptyState } from '../../web/kit/empty-state.tsx';
import { useCommands } from '../../web/kit/keys.ts';
import { Loaded } from '../../web/kit/loaded.tsx';
import { useMay, useMe } from '../../web/kit/me.tsx';
import { useNow, useToday } from '../../web/kit/now.ts';
import { KeyHint } from '../../web/kit/page-header.tsx';
import { Panel } from '../../web/kit/panel.tsx';
import { useUrlState } from '../../web/kit/url-state.ts';
import { timeApi } from '../api.ts';
import { mondayOf, type Week } from '../week.ts';
import { BookingsPanel } from './bookings-panel.tsx';
import { LogForm } from './entry-form.tsx';
import type { Writing } from './entry-values.ts';
import { ExpensesPanel } from './expenses-panel.tsx';
import { TimeHeader } from './time-header.tsx';
import styles from './time-page.module.css';
import { WeekPanel } from './week-panel.tsx';
import { workPlaces } from './work-place.ts';

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
  const today = useToday(worker.timeZone);
  const [asked, setWeek] = useUrlState('week', mondayText(today));
  const monday = mondayText(parseDay(asked) === undefined ? today : asked);
  const week = useAnswer(
    timeApi.getWeek,
    { params: { day: monday }, query: { person: worker.id } },
    { keeps: true },
  );
  return (
    <>
      <TimeHeader
        worker={worker}
        week={doesTheWork(worker) ? week.data : undefined}
        monday={monday}
        today={today}
        onWeek={setWeek}
        whose={whose}
      />
      {doesTheWork(worker) ? (
        <Loaded answer={week} lines={8}>
          {(shown) => <Shown worker={worker} week={shown} today={today} />}
        </Loaded>
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
  readonly week: Week;
  readonly today: string;
}

function Shown({ worker, week, today }: ShownProps): ReactNode {
  const writing = useWriting(worker, week, today);
  const time = useRef<HTMLInputElement>(null);
  const [day, setDay] = useState<string | null>(null);
  const logOn = (next: string): void => {
    setDay(next);
    requestAnimationFrame(() => time.current?.focus());
  };
  useCommands([{ label: 'Log time', keys: 'n', run: () => time.current?.focus() }]);
  const first = writing && firstDay(writing.days, week, today);
  return (
    <div className={styles['stack']}>
      {writing && first && writing.places.length > 0 && (
        <Panel
          title={writing.isOwn ? 'Log time' : `Log time of ${worker.name}`}
          acts={<KeyHint keys="n" />}
          flush
        >
          <LogForm key={`${week.from} ${day}`} writing={writing} day={day ?? first} time={time} />
        </Panel>
      )}
      <WeekPanel
        week={week}
        today={today}
        writing={writing}
        onLog={writing && writing.places.length > 0 ? logOn : null}
      />
      <div className={styles['two']}>
        <BookingsPanel worker={worker} places={writing?.places ?? []} />
        <ExpensesPanel worker={worker} places={writing?.places ?? []} />
      </div>
    </div>
  );
}

/** The day that is most likely meant: today, or in another week a day without time, or its last working day. */
const firstDay = (days: readonly string[], { missing }: Week, today: string): string | undefined =>
  days.includes(today) ? today : (missing.days[0] ?? days[4] ?? days.at(-1));

/** What an entry of the week is written with; null until it is known. Days that are still to come are not offered. */
function useWriting(worker: Person, week: Week, today: string): Writing | null {
  const me = useMe().person;
  const now = useNow();
  const mayAllow = useMay(supervisor);
  const designations = useAnswer(teamApi.listDesignations, { params: { person: worker.id } });
  const clients = useAnswer(clientsApi.listClients, { query: { limit: 500 } });
  const groups = useAnswer(clientsApi.listTechnologyGroups, {});
  if (!designations.data || !clients.data || !groups.data) return null;
  return {
    worker,
    isOwn: worker.id === me.id,
    places: workPlaces({
      designations: designations.data,
      clients: clients.data.items,
      groups: groups.data,
      roles: worker.roles,
      from: week.from,
      to: week.to,
      withOffTeam: mayAllow,
    }),
    days: week.days.map(({ day }) => day).filter((day) => day <= today),
    entries: week.days.flatMap(({ entries }) => entries),
    now: now.toISOString(),
  };
}
