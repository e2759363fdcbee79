import { useEffect, useRef, useSyncExternalStore } from 'react';

/** Something a reader can do: by button, by key, and from the palette. */
export interface Command {
  /** What it does, as its button says it: `New client`. */
  readonly label: string;
  /** One key (`n`, `?`, `[`), one with Shift (`Shift t`), or two in a row (`g c`). Letters are written small. */
  readonly keys?: string;
  readonly run: () => void;
  /** Where it stands in the list of keys; commands of a page unless said. */
  readonly group?: 'Go' | 'Page' | 'List' | 'Grid' | 'Everywhere';
  /** Left out of the palette: keys that only make sense where the reader is, such as J and K. */
  readonly hidden?: boolean;
}

const held = new Set<{ current: readonly Command[] }>();
const watchers = new Set<() => void>();
let known: readonly Command[] = [];

const switchName = 'tandem.keys';
const secondKeyWithinMs = 1200;

/** Makes commands known while the component is on screen. The newest registration of a key wins, so a dialog may take one over. */
export function useCommands(commands: readonly Command[]): void {
  const entry = useRef(commands);
  useEffect(() => {
    const changed = shapeOf(entry.current) !== shapeOf(commands);
    entry.current = commands;
    if (changed) tell();
  });
  useEffect(() => {
    held.add(entry);
    tell();
    return () => {
      held.delete(entry);
      tell();
    };
  }, []);
}

const shapeOf = (commands: readonly Command[]): string =>
  commands.map(({ label, keys }) => `${label} ${keys}`).join();

/** Every command that is known now, in the order in which they were made known. */
export const useKnownCommands = (): readonly Command[] => useSyncExternalStore(watch, () => known);

/** Whether single keys do anything. People who speak or whose keyboard sends stray keys switch them off; the choice is kept on the device. */
export function useKeysOn(): [boolean, (on: boolean) => void] {
  const on = useSyncExternalStore(watch, keysOn);
  return [
    on,
    (next) => {
      localStorage.setItem(switchName, next ? 'on' : 'off');
      tell();
    },
  ];
}

/** Listens for keys for as long as the shell is on screen. Keys typed into a field, or with Ctrl, Alt or Cmd, are never taken. */
export function useKeyboard(): void {
  useEffect(() => {
    let first = { key: '', at: 0 };
    const press = (event: KeyboardEvent): void => {
      if (!keysOn() || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (
        isTyping(event.target) ||
        isInside('[role="dialog"], [role="menu"], [role="listbox"]', event.target)
      )
        return;
      const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
      const pair = event.timeStamp - first.at < secondKeyWithinMs ? `${first.key} ${key}` : key;
      const command =
        (event.shiftKey ? commandOf(`Shift ${key}`) : undefined) ?? commandOf(pair) ?? commandOf(key);
      first = command ? { key: '', at: 0 } : { key, at: event.timeStamp };
      if (!command || (key === 'Enter' && isControl(event.target))) return;
      event.preventDefault();
      command.run();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);
}

const commandOf = (keys: string): Command | undefined =>
  [...held].flatMap((entry) => entry.current).findLast((command) => command.keys === keys);

/** What is told runs the command as it is when it is run, not as it was when it was told. */
function tell(): void {
  known = [...held].flatMap((entry) =>
    entry.current.map((command, at) => ({ ...command, run: () => entry.current[at]?.run() })),
  );
  for (const watcher of watchers) watcher();
}

function watch(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

const keysOn = (): boolean => localStorage.getItem(switchName) !== 'off';

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName)) &&
  !(target instanceof HTMLInputElement && ['checkbox', 'radio', 'button', 'submit'].includes(target.type));

const isControl = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('a, button, summary, [role="button"]') !== null;

const isInside = (where: string, target: EventTarget | null): boolean =>
  target instanceof Element && target.closest(where) !== null;
