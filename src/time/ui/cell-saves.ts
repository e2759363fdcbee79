import { useRef, useState } from 'react';
import { useAct } from '../../web/kit/data.ts';
import { timeApi } from '../api.ts';
import type { Entry } from '../entry.ts';
import { entryRefreshes } from './entry-refreshes.ts';
import type { Writing } from './entry-values.ts';
import type { Asked, Span } from './typed-cell.ts';

/** A cell whose time is on its way, or was refused: what was typed stays until it is saved or given up. */
export interface CellSave {
  readonly typed: string;
  readonly asked: Asked;
  /** Why it was not saved; null while that is not known. */
  readonly refused: Error | null;
}

export interface CellSaves {
  readonly saves: ReadonlyMap<string, CellSave>;
  /** Time that is on its way, and so is taken. */
  readonly pending: readonly Span[];
  readonly save: (cell: string, typed: string, asked: Asked) => void;
  readonly forget: (cell: string) => void;
  /** Waits until everything typed was answered; false where something was refused. */
  readonly settled: () => Promise<boolean>;
}

/** Saves cells one after the other, in the order in which they were typed, while the reader goes on typing. */
export function useCellSaves(worker: Writing['worker'], isOwn: boolean): CellSaves {
  const [saves, setSaves] = useState<ReadonlyMap<string, CellSave>>(new Map());
  const log = useAct(timeApi.logEntry, { refreshes: entryRefreshes });
  const edit = useAct(timeApi.editEntry, { refreshes: entryRefreshes });
  const queue = useRef<Promise<unknown>>(Promise.resolve());
  const refused = useRef(new Set<string>());
  /** What each cell's last save made, for what was typed over it before it was answered. */
  const made = useRef(new Map<string, Entry>());
  /** Puts a save on its cell, or takes it off; what a save came to only where nothing was typed over it since. */
  const put = (cell: string, save: CellSave | null, cameFrom: Asked | null = null): void =>
    setSaves((before) => {
      if (cameFrom && before.get(cell)?.asked !== cameFrom) return before;
      const after = new Map(before);
      if (save) after.set(cell, save);
      else after.delete(cell);
      return after;
    });
  const send = (cell: string, asked: Asked): Promise<Entry> => {
    const first = asked.kind === 'retype' ? asked.of : asked;
    const entry =
      first.kind === 'edit' ? first.entry : asked.kind === 'retype' ? made.current.get(cell) : undefined;
    if (!entry) return log.attempt({ body: { ...asked.body, ...(isOwn ? {} : { personId: worker.id }) } });
    const versions = [...made.current.values()]
      .filter(({ id }) => id === entry.id)
      .map(({ version }) => version);
    return edit.attempt({
      params: { entry: entry.id },
      body: { ...asked.body, version: Math.max(entry.version, ...versions) },
    });
  };
  const settle = async (cell: string, typed: string, asked: Asked): Promise<void> => {
    try {
      made.current.set(cell, await send(cell, asked));
      refused.current.delete(cell);
      put(cell, null, asked);
    } catch (error) {
      if (asked.kind !== 'retype') made.current.delete(cell);
      refused.current.add(cell);
      const why = error instanceof Error ? error : new Error(String(error));
      put(cell, { typed, asked, refused: why }, asked);
    }
  };
  return {
    saves,
    pending: [...saves.values()].flatMap(({ asked, refused: why }) => (why ? [] : [asked.body])),
    save: (cell, typed, asked) => {
      refused.current.delete(cell);
      put(cell, { typed, asked, refused: null });
      queue.current = queue.current.then(() => settle(cell, typed, asked));
    },
    forget: (cell) => {
      refused.current.delete(cell);
      put(cell, null);
    },
    settled: async () => {
      await queue.current;
      return refused.current.size === 0;
    },
  };
}

/** A refusal is told before what is still on its way. */
export function saveOf(saves: ReadonlyMap<string, CellSave>, cell: string): CellSave | undefined {
  const own = [...saves].filter(([key]) => key === cell || key.startsWith(`${cell}+`));
  return (own.find(([, { refused }]) => refused) ?? own[0])?.[1];
}
