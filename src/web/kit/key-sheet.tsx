import { Kbd, Switch } from '@mantine/core';
import type { ReactNode } from 'react';
import { Dialog } from './dialog.tsx';
import { useKeysOn, useKnownCommands, type Command } from './keys.ts';
import styles from './key-sheet.module.css';

/** Every key that does something where the reader is, and the switch that turns single keys off. */
export function KeySheet({
  open,
  onClose,
}: {
  readonly open: boolean;
  readonly onClose: () => void;
}): ReactNode {
  const commands = useKnownCommands();
  const [on, setOn] = useKeysOn();
  return (
    <Dialog open={open} title="Keys" onClose={onClose} wide>
      <Switch
        label="Single keys do something"
        description="Switch this off if you speak to your computer, or if keys are pressed by accident. Ctrl K or ⌘ K goes on working."
        checked={on}
        onChange={(event) => setOn(event.currentTarget.checked)}
        mb="xl"
      />
      <div className={styles['groups']}>
        {groups.map((group) => {
          const keyed = commands.filter((command) => command.keys && (command.group ?? 'Page') === group);
          if (keyed.length === 0) return null;
          return (
            <section key={group}>
              <h3 className={styles['group']}>{titles[group]}</h3>
              <dl className={styles['keys']}>
                {keyed.map(({ label, keys = '' }) => (
                  <div key={label + keys}>
                    <dt>{label}</dt>
                    <dd>
                      {keys.split(' ').map((key) => (
                        <Kbd key={key}>{key.length === 1 ? key.toUpperCase() : key}</Kbd>
                      ))}
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          );
        })}
      </div>
    </Dialog>
  );
}

const groups = ['Page', 'Grid', 'List', 'Go', 'Everywhere'] as const satisfies readonly Command['group'][];
const titles = {
  Page: 'On this page',
  Grid: 'In the grid',
  List: 'In lists',
  Go: 'Go to',
  Everywhere: 'Everywhere',
} as const;
