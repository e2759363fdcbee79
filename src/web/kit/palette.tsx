import { Spotlight } from '@mantine/spotlight';
import '@mantine/spotlight/styles.css';
import { IconClock, IconArrowRight, IconBolt, IconBuilding, IconSearch } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { KeyHint } from './page-header.tsx';
import { useGo } from './link.tsx';
import { useKnownCommands } from './keys.ts';
import styles from './palette.module.css';
import { recentPages } from './recent.ts';

/** Something the palette can find and go to, besides pages: a client. */
export interface Found {
  readonly title: string;
  readonly note: string;
  readonly to: string;
}

interface Props {
  readonly found: readonly Found[];
  /** Told what is looked for, so that the shell finds it. */
  readonly onFind: (query: string) => void;
}

/**
 * One field for everything: go to a page or a client, or do what the page can do. `>` in front looks among acts alone.
 * Opens with Ctrl K or ⌘ K, also while single keys are off.
 */
export function Palette({ found, onFind }: Props): ReactNode {
  const [query, setQuery] = useState('');
  const go = useGo();
  const actsOnly = query.startsWith('>');
  const words = (actsOnly ? query.slice(1) : query).trim().toLowerCase();
  const commands = useKnownCommands().filter(({ hidden, label }) => !hidden && matches(label, words));
  const change = (next: string): void => {
    setQuery(next);
    onFind(next.startsWith('>') ? '' : next.trim().toLowerCase());
  };
  const recent = words === '' && !actsOnly ? recentPages().slice(1, 6) : [];
  const acts = commands.filter(({ group }) => group !== 'Go');
  const pages = actsOnly ? [] : commands.filter(({ group }) => group === 'Go');
  const nothing = acts.length + pages.length + found.length + recent.length === 0;
  return (
    <Spotlight.Root
      query={query}
      onQueryChange={change}
      shortcut={['mod + K']}
      tagsToIgnore={[]}
      scrollable
      radius="md"
      overlayProps={{ blur: 0, backgroundOpacity: 0.45 }}
      attributes={{ content: { 'aria-label': 'Find or do' } }}
      classNames={{
        actionsGroup: styles['group'] ?? '',
        action: styles['action'] ?? '',
      }}
    >
      <Spotlight.Search
        placeholder="Go to a page or a client, or type > to do something"
        aria-label="Go to a page or a client, or type > to do something"
        leftSection={<IconSearch size={16} aria-hidden />}
      />
      <Spotlight.ActionsList>
        {recent.length > 0 && (
          <Spotlight.ActionsGroup label="Recent">
            {recent.map(({ title, to }) => (
              <Spotlight.Action
                key={to}
                leftSection={<IconClock size={16} />}
                label={title}
                onClick={() => go(to)}
              />
            ))}
          </Spotlight.ActionsGroup>
        )}
        {found.length > 0 && (
          <Spotlight.ActionsGroup label="Clients">
            {found.map(({ title, note, to }) => (
              <Spotlight.Action
                key={to}
                leftSection={<IconBuilding size={16} />}
                label={title}
                rightSection={note}
                onClick={() => go(to)}
              />
            ))}
          </Spotlight.ActionsGroup>
        )}
        {acts.length > 0 && (
          <Spotlight.ActionsGroup label="Do">
            {acts.map(({ label, keys, run }) => (
              <Spotlight.Action
                key={label}
                leftSection={<IconBolt size={16} />}
                label={label}
                rightSection={keys && <KeyHint keys={keys} />}
                onClick={run}
              />
            ))}
          </Spotlight.ActionsGroup>
        )}
        {pages.length > 0 && (
          <Spotlight.ActionsGroup label="Go to">
            {pages.map(({ label, keys, run }) => (
              <Spotlight.Action
                key={label}
                leftSection={<IconArrowRight size={16} />}
                label={label}
                rightSection={keys && <KeyHint keys={keys} />}
                onClick={run}
              />
            ))}
          </Spotlight.ActionsGroup>
        )}
        {nothing && <Spotlight.Empty>Nothing is called that. Try fewer letters.</Spotlight.Empty>}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}

/** Whether every word typed begins a word of the label. */
function matches(label: string, words: string): boolean {
  const parts = label.toLowerCase().split(/\s+/);
  return words.split(/\s+/).every((word) => parts.some((part) => part.startsWith(word)));
}
