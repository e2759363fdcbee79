import { Select } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useMemo, useState, type ReactNode } from 'react';
import { clientsApi } from '../../clients/api.ts';
import { TeamAlarms } from '../../team/ui/alarms-panel.tsx';
import { useAnswer } from '../../web/kit/data.ts';
import { daysAfter } from '../../web/kit/days.ts';
import { EmptyState } from '../../web/kit/empty-state.tsx';
import { Loaded } from '../../web/kit/loaded.tsx';
import { useMe } from '../../web/kit/me.tsx';
import { useToday } from '../../web/kit/now.ts';
import { PageHeader } from '../../web/kit/page-header.tsx';
import { Panel } from '../../web/kit/panel.tsx';
import { useUrlState } from '../../web/kit/url-state.ts';
import { capacityApi, type CapacityPerson } from '../capacity-api.ts';
import { CapacityGrid } from './capacity-grid.tsx';
import { CapacityList } from './capacity-list.tsx';
import styles from './capacity-page.module.css';
import { CapacityTermsDialog } from './capacity-terms.tsx';
import { capacitySummary, roomOf, verdictWords } from './capacity-words.ts';

const everyone = '';

/** What people can work in the weeks to come and what is asked of them; who is over, and who has room. */
export function CapacityPage(): ReactNode {
  const { provider } = useMe();
  const today = useToday(provider.timeZone);
  const [from, setFrom] = useUrlState('from', today);
  const [group, setGroup] = useUrlState('group', everyone);
  const capacity = useAnswer(capacityApi.showCapacity, { query: { from } });
  const groups = useAnswer(clientsApi.listTechnologyGroups, {});
  const [opened, setOpened] = useState<{ person: CapacityPerson; week: string } | null>(null);
  const isPhone = useMediaQuery('(max-width: 800px)') ?? false;
  const people = useMemo(() => shownOf(capacity.data?.people ?? [], group), [capacity.data, group]);
  const open = (person: CapacityPerson, week: string): void => setOpened({ person, week });
  const weeks = 13;
  const walk = [
    { label: 'Earlier weeks', keys: '[', run: () => setFrom(daysAfter(from, -7 * weeks)) },
    { label: 'Later weeks', keys: ']', run: () => setFrom(daysAfter(from, 7 * weeks)) },
  ];
  return (
    <>
      <PageHeader title="Capacity" actions={walk}>
        <p className={styles['summary']}>{capacity.data ? capacitySummary(people) : ' '}</p>
      </PageHeader>
      <div className={styles['stack']}>
        <TeamAlarms />
        <Panel
          title="People by week"
          flush
          acts={
            <Select
              aria-label="Technology group"
              size="xs"
              data={[
                { value: everyone, label: 'All technology groups' },
                ...(groups.data ?? []).map(({ id, name }) => ({ value: id, label: name })),
              ]}
              value={group}
              onChange={(value) => setGroup(value ?? everyone)}
              allowDeselect={false}
            />
          }
        >
          <Loaded answer={capacity} lines={8}>
            {({ weeks }) =>
              people.length === 0 ? (
                <EmptyState title="Nobody to show">
                  {group === everyone
                    ? 'Whoever holds the role of CSDM or CSE stands here, with what they can work and what is asked of them.'
                    : 'Nobody has a skill in this technology group. Skills are set on the page of people.'}
                </EmptyState>
              ) : isPhone ? (
                <CapacityList people={people} onOpen={open} />
              ) : (
                <CapacityGrid people={people} weeks={weeks} today={today} onOpen={open} />
              )
            }
          </Loaded>
          <p className={styles['legend']}>
            Load by working time, week by week: below 80% {verdictWords.room}, up to 100% {verdictWords.full},
            beyond {verdictWords.over}. Open a week for its arithmetic.
          </p>
        </Panel>
      </div>
      {opened && (
        <CapacityTermsDialog person={opened.person} week={opened.week} onClose={() => setOpened(null)} />
      )}
    </>
  );
}

/** Those of a technology group, most room first; without one, everybody by name. */
function shownOf(people: readonly CapacityPerson[], group: string): readonly CapacityPerson[] {
  if (group === everyone) return people;
  return people
    .filter(({ technologyGroups }) => technologyGroups.some((id) => id === group))
    .toSorted((a, b) => roomOf(b) - roomOf(a));
}
