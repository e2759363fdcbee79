import { Button } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { lead } from '../../people/access.ts';
import { useAnswer } from '../../web/kit/data.ts';
import { PageLink } from '../../web/kit/link.tsx';
import { useMay } from '../../web/kit/me.tsx';
import { StatePill } from '../../web/kit/state-pill.tsx';
import type { TeamAlarm } from '../alarm.ts';
import { alarmsApi } from '../alarm-api.ts';
import styles from './alarms-panel.module.css';

const shownMost = 5;

/** What teams lack by the passing of time, now and in the month to come, for those who lead; not there where they lack nothing. */
export function TeamAlarms(): ReactNode {
  const leads = useMay(lead);
  const alarms = useAnswer(alarmsApi.listTeamAlarms, { query: {} }, { when: leads });
  const [all, setAll] = useState(false);
  if (!alarms.data || alarms.data.length === 0) return null;
  const shown = all ? alarms.data : alarms.data.slice(0, shownMost);
  const more = alarms.data.length - shownMost;
  return (
    <section className={styles['alarms']} aria-label="Team alarms">
      <h2>{alarms.data.length === 1 ? 'One team alarm' : `${alarms.data.length} team alarms`}</h2>
      <ul>
        {shown.map((alarm) => (
          <li key={`${alarm.key} ${alarm.from}`}>
            <StatePill tone={alarm.kind === 'qualification' ? 'warn' : 'bad'}>
              {kindWords[alarm.kind]}
            </StatePill>
            <span className={styles['words']}>{alarm.words}</span>
            <PageLink to={whereTo(alarm)}>{alarm.clientId ? 'Mend the team' : 'Set the skill'}</PageLink>
          </li>
        ))}
      </ul>
      {more > 0 && (
        <Button variant="subtle" size="compact-sm" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? 'Show fewer' : `Show ${more} more`}
        </Button>
      )}
    </section>
  );
}

const kindWords: Readonly<Record<TeamAlarm['kind'], string>> = {
  'no-csdm': 'no CSDM',
  'no-cse': 'no CSE',
  qualification: 'qualification',
};

const whereTo = ({ clientId }: TeamAlarm): string =>
  clientId === null ? '/app/people?whose=skills' : `/app/clients/${clientId}`;
