import { ActionIcon, Menu } from '@mantine/core';
import { IconDots, IconLock } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { TechnologyGroup } from '../../clients/client.ts';
import { Hours } from '../../web/kit/hours.tsx';
import { StatePill } from '../../web/kit/state-pill.tsx';
import type { Entry } from '../entry.ts';
import { billingWords, clockSpan, stateWords } from './entry-words.ts';
import styles from './week-panel.module.css';
import { nameIn } from './work-place.ts';

interface Props {
  readonly entry: Entry;
  readonly timeZone: string;
  readonly groups: readonly TechnologyGroup[];
  readonly isClosed: boolean;
  readonly onEdit: () => void;
  readonly onDelete: () => void;
  readonly onSubmit: () => void;
}

/** One entry of a week: when, for whom, what for, where it stands, and how long. */
export function EntryRow({
  entry,
  timeZone,
  groups,
  isClosed,
  onEdit,
  onDelete,
  onSubmit,
}: Props): ReactNode {
  const { approval, subject } = entry;
  const open = isChangeable(entry) && !isClosed;
  const when = clockSpan(entry.startedAt, entry.endedAt, timeZone);
  return (
    <tr data-row={entry.id} tabIndex={-1} className={styles['entry']}>
      <td className={styles['time']}>{when}</td>
      <td className={styles['for']}>
        {entry.clientName ?? 'Internal'}
        {entry.clientName !== null && <small className="note">{roleWords(entry, groups)}</small>}
      </td>
      <td className={styles['what']}>
        {subject}
        {entry.note !== '' && <small className="note">{entry.note}</small>}
        {approval.state === 'rejected' && (
          <small className={styles['reason']}>Put right: {approval.reason}</small>
        )}
        {approval.state === 'referred' && (
          <small className="note">To Professional Services: {approval.reason}</small>
        )}
      </td>
      <td className={styles['state']}>
        <StatePill tone={stateWords[approval.state].tone}>{stateWords[approval.state].words}</StatePill>
        {entry.clientName !== null && entry.billing !== 'service' && (
          <small className="note">{billingWords[entry.billing]}</small>
        )}
        {entry.bookingId !== null && <small className="note">After hours, booked</small>}
      </td>
      <td className={styles['hours']}>
        <Hours minutes={entry.minutes} />
      </td>
      <td className={styles['acts']}>
        {open ? (
          <Menu position="bottom-end">
            <Menu.Target>
              <ActionIcon size={28} aria-label={`Change ${subject}, ${when}`}>
                <IconDots size={18} aria-hidden />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item onClick={onEdit}>Edit</Menu.Item>
              {approval.state !== 'submitted' && <Menu.Item onClick={onSubmit}>Submit this entry</Menu.Item>}
              <Menu.Item color="bad" onClick={onDelete}>
                Delete
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        ) : (
          isClosed && (
            <span className={styles['closed']} title="This month is closed for the client">
              <IconLock size={16} aria-hidden />
              <span className="for-reader">This month is closed for the client</span>
            </span>
          )
        )}
      </td>
    </tr>
  );
}

/** What was neither approved nor referred can still be changed by its person. */
export const isChangeable = ({ approval }: Entry): boolean =>
  approval.state !== 'approved' && approval.state !== 'referred';

/** Example: `Network`, `CSDM`. */
const roleWords = ({ role, technologyGroup }: Entry, groups: readonly TechnologyGroup[]): string =>
  role === 'csdm' || technologyGroup === null ? 'CSDM' : nameIn(groups, technologyGroup);
