import { Button, Checkbox, Textarea } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, type ReactNode } from 'react';
import { CallRefused } from '../../core/call.ts';
import { useAct } from '../../web/kit/data.ts';
import { Difference } from '../../web/kit/difference.tsx';
import { Panel } from '../../web/kit/panel.tsx';
import { RefusalNotice } from '../../web/kit/refusal-notice.tsx';
import { StatePill } from '../../web/kit/state-pill.tsx';
import { meetingsApi } from '../api.ts';
import { minutesEdited, type MeetingMinutes } from '../meeting-minutes.ts';
import type { InvitedTouchPoint } from '../touch-point.ts';
import { Lines } from './agenda-panel.tsx';
import styles from './meetings.module.css';

/** What people write: by item, and who was there. */
interface Written {
  readonly items: readonly { readonly key: string; readonly notes: string; readonly decisions: string }[];
  readonly present: readonly string[];
}

/** How long nobody types before what was typed is saved. */
const restMs = 1200;

/**
 * Minutes, written while people speak: what is typed is saved by itself a moment later, and at once when a field is left. Where somebody else
 * saved first, both versions are shown and nothing is lost.
 */
export function MinutesEditor({
  touchPoint,
  minutes,
}: {
  readonly touchPoint: InvitedTouchPoint;
  readonly minutes: MeetingMinutes;
}): ReactNode {
  const queries = useQueryClient();
  const [written, setWritten] = useState<Written>(() => writtenIn(minutes));
  const [saved, setSaved] = useState(written);
  const [version, setVersion] = useState(minutes.version);
  const save = useAct(meetingsApi.saveMinutes, {
    refuse: () => void queries.invalidateQueries({ queryKey: [meetingsApi.showMinutes.command] }),
  });
  const clash = save.refused instanceof CallRefused && save.refused.code === minutesEdited.code;
  const keep = async (from: number): Promise<void> => {
    const answer = await save.act({
      params: { touchPoint: touchPoint.id },
      body: {
        version: from,
        items: written.items.map((item) => ({ ...item })),
        present: [...written.present],
      },
    });
    if (!answer) return;
    setSaved(written);
    setVersion(answer.version);
  };
  const isSaved = written === saved;
  const waits = isSaved || save.busy || save.refused !== null;
  useEffect(() => {
    if (waits) return undefined;
    const timer = setTimeout(() => void keep(version), restMs);
    return () => clearTimeout(timer);
  });
  const now = (): void => {
    if (!waits) void keep(version);
  };
  const write = (key: string, part: 'notes' | 'decisions', text: string): void =>
    setWritten({
      ...written,
      items: written.items.map((item) => (item.key === key ? { ...item, [part]: text } : item)),
    });
  return (
    <Panel
      title="Minutes"
      acts={
        <span role="status" className="note">
          {save.refused ? 'Not saved' : isSaved ? `Saved, version ${version}` : 'Saving…'}
        </span>
      }
      flush
    >
      {clash && (
        <div className={styles['foot']}>
          <Difference what="these minutes" differing={differing(written, minutes, setWritten)} />
          <div className={styles['acts']}>
            <Button onClick={() => void keep(minutes.version)} loading={save.busy}>
              Save the minutes
            </Button>
          </div>
        </div>
      )}
      {!clash && save.refused && (
        <div className={styles['foot']}>
          <RefusalNotice error={save.refused} />
          <div className={styles['acts']}>
            <Button onClick={() => void keep(version)}>Save again</Button>
          </div>
        </div>
      )}
      <div className={styles['item']}>
        <Checkbox.Group
          label="Who is there"
          value={[...written.present]}
          onChange={(present) => setWritten({ ...written, present })}
        >
          <div className={styles['choices']}>
            {touchPoint.invitees.map(({ id, name }) => (
              <Checkbox key={id} value={id} label={name} />
            ))}
          </div>
        </Checkbox.Group>
      </div>
      {minutes.items.map(({ key, title, lines, audience }) => {
        const item = written.items.find((one) => one.key === key);
        return (
          <section key={key} className={styles['item']} aria-label={title}>
            <h3>
              {title} {audience === 'staff' && <StatePill tone="neutral">for us alone</StatePill>}
            </h3>
            <Lines lines={lines} />
            <Textarea
              label="Notes"
              aria-label={`Notes: ${title}`}
              autosize
              minRows={1}
              value={item?.notes ?? ''}
              onChange={(event) => write(key, 'notes', event.currentTarget.value)}
              onBlur={now}
            />
            <Textarea
              label="Decisions"
              aria-label={`Decisions: ${title}`}
              autosize
              minRows={1}
              value={item?.decisions ?? ''}
              onChange={(event) => write(key, 'decisions', event.currentTarget.value)}
              onBlur={now}
            />
          </section>
        );
      })}
    </Panel>
  );
}

const writtenIn = ({ items, present }: MeetingMinutes): Written => ({
  items: items.map(({ key, notes, decisions }) => ({ key, notes, decisions })),
  present,
});

/** Where the reader's text is another than the one that was saved. */
function differing(mine: Written, minutes: MeetingMinutes, onTake: (written: Written) => void) {
  const theirs = writtenIn(minutes);
  const found = minutes.items.flatMap(({ key, title }) =>
    (['notes', 'decisions'] as const).flatMap((part) => {
      const [own, other] = [mine, theirs].map(
        (written) => written.items.find((item) => item.key === key)?.[part] ?? '',
      );
      if (own === other) return [];
      const items = mine.items.map((item) => (item.key === key ? { ...item, [part]: other ?? '' } : item));
      return [
        {
          name: `${title}, ${part}`,
          mine: own,
          theirs: other,
          takeTheirs: () => onTake({ ...mine, items }),
        },
      ];
    }),
  );
  const there = (written: Written): string => `${written.present.length} people`;
  if ([...mine.present].toSorted().join() === [...theirs.present].toSorted().join()) return found;
  const takeTheirs = (): void => onTake({ ...mine, present: theirs.present });
  return [...found, { name: 'Who is there', mine: there(mine), theirs: there(theirs), takeTheirs }];
}
