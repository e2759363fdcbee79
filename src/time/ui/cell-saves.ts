import { useRef, useState } from 'react';
import { hoursApi } from '../../hours/api.ts';
import { useAct } from '../../web/kit/data.ts';
import { timeApi } from '../api.ts';
import type { Writing } from './entry-values.ts';
import type { Span, TypedCell } from './typed-cell.ts';

/** A cell whose time is on its way, or was refused: what was typed stays until it is saved or given up. */
export interface CellSave {
  readonly typed: string;
  readonly asked: Asked;
  /** Why it was not saved; null while that is not known. */
  readonly refused: Error | null;
}

type Asked = Extract<TypedCell, { kind: 'log' | 'edit' }>;

export interface CellSaves {
  readonly saves: ReadonlyMap<string, CellSave>;
  /** Time that is on its way, and so is taken. */
  readonly pending: readonly Span[];
  readonly save: (cell: string, typed: string, asked: Asked) => void;
  readonly forget: (cell: string) => void;
  /** Waits until everything typed was answered; false where something was refused. */
  readonly settled: () => Promise<boolean>;
}

const refreshes = [timeApi.getWeek, timeApi.listApprovals, hoursApi.getMonthHours, hoursApi.previewEntry];

/** Saves cells one after the other, in the order in which they were typed, while the reader goes on typing. */
export function useCellSaves(worker: Writing['worker'], isOwn: boolean): CellSaves {
  const [saves, setSaves] = useState<ReadonlyMap<string, CellSave>>(new Map());
  const log = useAct(timeApi.logEntry, { refreshes });
  const edit = useAct(timeApi.editEntry, { refreshes });
  const queue = useRef<Promise<unknown>>(Promise.resolve());
  const refused = useRef(new Set<string>());
  const put = (cell: string, save: CellSave | null): void =>
    setSaves((before) => {
      const after = new Map(before);
      if (save) after.set(cell, save);
      else after.delete(cell);
      return after;
    });
  const send = (asked: Asked): Promise<unknown> =>
    asked.kind === 'log'
      ? log.attempt({ body: { ...asked.body, ...(isOwn ? {} : { personId: worker.id }) } })
      : edit.attempt({
          params: { entry: asked.entry.id },
          body: { ...asked.body, version: asked.entry.version },
        });
  const forget = (cell: string): void => {
    refused.current.delete(cell);
    put(cell, null);
  };
  return {
    saves,
    pending: [...saves.values()].flatMap(({ asked, refused: why }) => (why ? [] : [asked.body])),
    save: (cell, typed, asked) => {
      refused.current.delete(cell);
      put(cell, { typed, asked, refused: null });
      queue.current = queue.current
        .then(() => send(asked))
        .then(
          () => forget(cell),
          (error: unknown) => {
            refused.current.add(cell);
            put(cell, { typed, asked, refused: error instanceof Error ? error : new Error(String(error)) });
          },
        );
    },
    forget,
    settled: async () => {
      await queue.current;
      return refused.current.size === 0;
    },
  };
}
