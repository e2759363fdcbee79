import { Button, Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { clientsApi } from '../../clients/api.ts';
import type { Client } from '../../clients/client.ts';
import { supervisor } from '../../people/access.ts';
import { useAnswer } from '../../web/kit/data.ts';
import { lastDayOf } from '../../web/kit/days.ts';
import { dayWords } from '../../web/kit/figures.ts';
import { Loaded } from '../../web/kit/loaded.tsx';
import { useMay } from '../../web/kit/me.tsx';
import { useToday } from '../../web/kit/now.ts';
import { Panel } from '../../web/kit/panel.tsx';
import { StatePill } from '../../web/kit/state-pill.tsx';
import { teamApi } from '../api.ts';
import { holdsOn, type DesignationReason, type TeamMember } from '../designation.ts';
import { TeamDialog, type TeamChange } from './team-dialog.tsx';
import styles from './team-panel.module.css';
import { placesOf, placeWords, type TeamPlace } from './team-place.ts';

/** Who works for the client: the CSDM, and for each technology the CSE, with deputies; places that nobody holds are called out. */
export function TeamPanel({ client }: { readonly client: Client }): ReactNode {
  const ofClient = { params: { client: client.id } };
  const groups = useAnswer(clientsApi.listTechnologyGroups, {});
  const team = useAnswer(teamApi.listTeamHistory, ofClient);
  const gaps = useAnswer(teamApi.listTeamGaps, { ...ofClient, query: {} });
  const reasons = useAnswer(teamApi.listDesignationReasons, ofClient);
  const today = useToday(client.timeZone);
  const mayName = useMay(supervisor);
  const [change, setChange] = useState<TeamChange | null>(null);
  const [past, setPast] = useState(false);
  return (
    <Panel
      title="Team"
      acts={
        (team.data ?? []).some(({ to }) => to !== null && to <= today) && (
          <Button variant="subtle" size="compact-sm" aria-expanded={past} onClick={() => setPast(!past)}>
            {past ? 'Hide who was before' : 'Show who was before'}
          </Button>
        )
      }
      flush
    >
      <Loaded answer={team}>
        {(team) => (
          <ul className={styles['places']}>
            {placesOf(client, groups.data ?? [], team, gaps.data ?? [], today).map((place) => (
              <PlaceRow
                key={place.key}
                place={place}
                today={today}
                past={past}
                reasons={reasons.data ?? []}
                onChange={mayName ? setChange : null}
              />
            ))}
          </ul>
        )}
      </Loaded>
      {change && <TeamDialog client={client} change={change} today={today} onClose={() => setChange(null)} />}
    </Panel>
  );
}

interface RowProps {
  readonly place: TeamPlace;
  readonly today: string;
  readonly past: boolean;
  readonly reasons: readonly DesignationReason[];
  readonly onChange: ((change: TeamChange) => void) | null;
}

function PlaceRow({ place, today, past, reasons, onChange }: RowProps): ReactNode {
  const { members, isGap } = place;
  const shown = members.filter(({ to }) => past || to === null || to > today);
  return (
    <li className={styles['place']}>
      <span className={styles['name']}>{placeWords(place)}</span>
      <div className={styles['people']}>
        {isGap && (
          <p className={styles['gap']}>
            <StatePill tone="warn">nobody named</StatePill>
            {place.role === 'csdm'
              ? 'Every client has a CSDM. Guide, section 1.'
              : 'Each technology in scope needs a CSE. Guide, section 2.'}
          </p>
        )}
        {shown.map((member) => (
          <p key={member.id} className={styles['person']} data-quiet={!holdsOn(member, today)}>
            {member.name}
            {member.deputy && ', deputy'}
            <small className="note">{spanOf(member, today)}</small>
            {reasons
              .filter(({ designationId }) => designationId === member.id)
              .map(({ rule, reason, givenBy }) => (
                <small key={rule} className="note">
                  {rule === 'skill' ? 'Without the skill' : 'Left without anybody'}: {reason} ({givenBy})
                </small>
              ))}
          </p>
        ))}
      </div>
      {onChange && <Changes place={place} shown={members} today={today} onChange={onChange} />}
    </li>
  );
}

interface ChangesProps {
  readonly place: TeamPlace;
  readonly shown: readonly TeamMember[];
  readonly today: string;
  readonly onChange: (change: TeamChange) => void;
}

/** What can be done with a place: name somebody, and for each who holds it, replace or end. */
function Changes({ place, shown, today, onChange }: ChangesProps): ReactNode {
  const holding = shown.filter(({ to }) => to === null || to > today);
  if (holding.length === 0)
    return (
      <Button variant="default" size="compact-sm" onClick={() => onChange({ kind: 'name', place })}>
        Name somebody
      </Button>
    );
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="subtle" color="gray" size="compact-sm" aria-label={`Change ${placeWords(place)}`}>
          <IconDots size={18} aria-hidden />
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {holding.map((member) => (
          <Menu.Item key={member.id} onClick={() => onChange({ kind: 'replace', place, member })}>
            Replace {member.name}
          </Menu.Item>
        ))}
        {(place.role === 'cse' || place.isGap) && (
          <Menu.Item onClick={() => onChange({ kind: 'name', place })}>
            {place.isGap ? 'Name somebody' : 'Name another CSE'}
          </Menu.Item>
        )}
        <Menu.Item onClick={() => onChange({ kind: 'deputy', place })}>Name a deputy</Menu.Item>
        {holding.map((member) => (
          <Menu.Item key={member.id} color="bad" onClick={() => onChange({ kind: 'end', place, member })}>
            End {member.name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

/** Example: `since 1 Mar 2026`, `from 1 Dec 2026`, `1 Mar 2026 to 30 Nov 2026`. */
function spanOf({ from, to }: TeamMember, today: string): string {
  if (to !== null) return `${dayWords(from)} to ${dayWords(lastDayOf(to))}`;
  return `${from > today ? 'from' : 'since'} ${dayWords(from)}`;
}
