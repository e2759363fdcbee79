import { ActionIcon, Button, Textarea, TextInput } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { workers } from '../../people/access.ts';
import { useAct, useAnswer } from '../../web/kit/data.ts';
import { Dialog } from '../../web/kit/dialog.tsx';
import { Form, useActForm } from '../../web/kit/form.tsx';
import { Loaded } from '../../web/kit/loaded.tsx';
import { useMay } from '../../web/kit/me.tsx';
import { Panel } from '../../web/kit/panel.tsx';
import { ReasonDialog } from '../../web/kit/reason-dialog.tsx';
import { RefusalNotice } from '../../web/kit/refusal-notice.tsx';
import { StatePill } from '../../web/kit/state-pill.tsx';
import type { AgendaItem } from '../agenda.ts';
import { meetingsApi } from '../api.ts';
import type { TouchPoint } from '../touch-point.ts';
import styles from './meetings.module.css';

const refreshes = [meetingsApi.showAgenda];

/** What is to be spoken about. Whoever works for the client arranges it; people of a client propose something. */
export function AgendaPanel({ touchPoint }: { readonly touchPoint: TouchPoint }): ReactNode {
  const of = { params: { touchPoint: touchPoint.id } };
  const agenda = useAnswer(meetingsApi.showAgenda, of);
  const order = useAct(meetingsApi.orderAgenda, { refreshes });
  const restore = useAct(meetingsApi.restoreAgendaItem, { refreshes });
  const [dropping, setDropping] = useState<AgendaItem | null>(null);
  const [adding, setAdding] = useState(false);
  const mayArrange = useMay(workers);
  const move = (items: readonly AgendaItem[], index: number, by: number): void => {
    const keys = items.map(({ key }) => key);
    const [key] = keys.splice(index, 1);
    if (key === undefined) return;
    keys.splice(index + by, 0, key);
    void order.act({ ...of, body: { keys } });
  };
  const add = mayArrange ? 'Add an item' : 'Propose an item';
  return (
    <Panel
      title="Agenda"
      acts={
        <Button size="compact-sm" variant="default" onClick={() => setAdding(true)}>
          {add}
        </Button>
      }
      flush
    >
      <RefusalNotice error={order.refused ?? restore.refused} />
      <Loaded answer={agenda} lines={6}>
        {({ items }) => (
          <ul className={styles['list']}>
            {items.map((item, index) => (
              <li key={item.key}>
                <AgendaWords item={item} />
                {mayArrange && (
                  <span className={styles['acts']}>
                    <ActionIcon
                      size={28}
                      aria-label={`Move up: ${item.title}`}
                      disabled={index === 0}
                      onClick={() => move(items, index, -1)}
                    >
                      <IconArrowUp size={16} aria-hidden />
                    </ActionIcon>
                    <ActionIcon
                      size={28}
                      aria-label={`Move down: ${item.title}`}
                      disabled={index === items.length - 1}
                      onClick={() => move(items, index, 1)}
                    >
                      <IconArrowDown size={16} aria-hidden />
                    </ActionIcon>
                    <Button
                      size="compact-sm"
                      variant="subtle"
                      aria-label={`${item.dropped === null ? 'Leave out' : 'Put back'}: ${item.title}`}
                      onClick={() =>
                        item.dropped === null
                          ? setDropping(item)
                          : void restore.act({ ...of, body: { key: item.key } })
                      }
                    >
                      {item.dropped === null ? 'Leave out' : 'Put back'}
                    </Button>
                  </span>
                )}
              </li>
            ))}
          </ul>
        )}
      </Loaded>
      {adding && (
        <Dialog open title={add} onClose={() => setAdding(false)}>
          <ItemForm touchPoint={touchPoint} act={add} onDone={() => setAdding(false)} />
        </Dialog>
      )}
      {dropping && (
        <ReasonDialog
          title={`Leave out “${dropping.title}”`}
          act="Leave it out"
          label={dropping.obligatory ? 'Why, because it belongs on every agenda' : 'Why, if somebody may ask'}
          route={meetingsApi.dropAgendaItem}
          request={(reason) => ({ ...of, body: { key: dropping.key, reason } })}
          refreshes={refreshes}
          done={() => `“${dropping.title}” is left out.`}
          onClose={() => setDropping(null)}
        />
      )}
    </Panel>
  );
}

function AgendaWords({ item }: { readonly item: AgendaItem }): ReactNode {
  const { title, lines, origin, byName, audience, dropped } = item;
  return (
    <div className={styles['words']}>
      <span className={dropped === null ? styles['title'] : styles['dropped']}>{title}</span>{' '}
      {audience === 'staff' && <StatePill tone="neutral">for us alone</StatePill>}
      {origin === 'proposed' && <StatePill tone="info">proposed by {byName}</StatePill>}
      {dropped !== null && <p className="note">Left out{dropped === '' ? '' : `: ${dropped}`}</p>}
      {dropped === null && origin === 'source' && lines.length === 0 && (
        <p className="note">Nothing is open.</p>
      )}
      {dropped === null && <Lines lines={lines} />}
    </div>
  );
}

/** What there is to know of an item, a line each. */
export function Lines({ lines }: { readonly lines: readonly string[] }): ReactNode {
  if (lines.length === 0) return null;
  return (
    <ul className={styles['lines']}>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}

function ItemForm({
  touchPoint,
  act,
  onDone,
}: {
  readonly touchPoint: TouchPoint;
  readonly act: string;
  readonly onDone: () => void;
}): ReactNode {
  const form = useActForm({
    initial: { title: '', words: '' },
    route: meetingsApi.addAgendaItem,
    request: (body: { title: string; words: string }) => ({ params: { touchPoint: touchPoint.id }, body }),
    refreshes,
    done: () => 'It is on the agenda.',
    next: onDone,
  });
  const { getInputProps } = form.form;
  return (
    <Form form={form} act={act} onCancel={onDone}>
      <TextInput label="What it is about" data-autofocus {...getInputProps('title')} name="title" />
      <Textarea
        label="What there is to know of it"
        autosize
        minRows={2}
        {...getInputProps('words')}
        name="words"
      />
    </Form>
  );
}
