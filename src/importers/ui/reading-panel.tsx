import { Select } from '@mantine/core';
import type { ReactNode } from 'react';
import { Panel } from '../../web/kit/panel.tsx';
import { encodings } from '../encoding.ts';
import { dateOrders, decimalSigns } from '../formats.ts';
import type { Mapping } from '../mapping.ts';
import { delimiters } from '../table.ts';
import styles from './import-page.module.css';
import { Pair } from './pair.tsx';
import { dateWords, decimalWords, delimiterWords, encodingWords } from './words.ts';
import { ZoneOfFile } from './zone-of-file.tsx';

interface Props {
  /** How the file was read. */
  readonly mapping: Mapping;
  /** What of that was told; the rest was found out. */
  readonly told: Mapping;
  readonly onTell: (mapping: Partial<Mapping>) => void;
}

/** How the file is read: what was found out, each of which the reader may tell otherwise. */
export function ReadingPanel({ mapping, told, onTell }: Props): ReactNode {
  return (
    <Panel title="How it is read">
      <div className={styles['fields']}>
        <p className="note">Found in the file; say where it is otherwise.</p>
        <Part
          label="Delimiter"
          words={delimiterWords}
          choices={delimiters}
          value={mapping.delimiter}
          told={told.delimiter}
          onTell={(delimiter) => onTell({ delimiter })}
        />
        <Part
          label="Encoding"
          words={encodingWords}
          choices={encodings}
          value={mapping.encoding}
          told={told.encoding}
          onTell={(encoding) => onTell({ encoding })}
        />
        <Part
          label="Dates"
          words={dateWords}
          choices={dateOrders}
          value={mapping.dates}
          told={told.dates}
          onTell={(dates) => onTell({ dates })}
        />
        <Part
          label="Decimal sign"
          words={decimalWords}
          choices={decimalSigns}
          value={mapping.decimal}
          told={told.decimal}
          onTell={(decimal) => onTell({ decimal })}
        />
        {mapping.zone !== null && (
          <Pair label="Zone of times" note="as you said">
            {(id) => (
              <ZoneOfFile id={id} size="xs" value={mapping.zone} onZone={(zone) => onTell({ zone })} />
            )}
          </Pair>
        )}
      </div>
    </Panel>
  );
}

interface PartProps<T extends string> {
  readonly label: string;
  readonly words: Readonly<Record<T, string>>;
  readonly choices: readonly T[];
  readonly value: T | null;
  readonly told: T | null;
  readonly onTell: (value: T | null) => void;
}

function Part<T extends string>({ label, words, choices, value, told, onTell }: PartProps<T>): ReactNode {
  return (
    <Pair label={label} note={told === null ? undefined : 'as you said'}>
      {(id) => (
        <Select
          id={id}
          size="xs"
          placeholder="Not needed"
          data={choices.map((choice) => ({ value: choice, label: words[choice] }))}
          value={value}
          clearable={told !== null}
          clearButtonProps={{ 'aria-label': `Find out the ${label.toLowerCase()} again` }}
          allowDeselect={false}
          onChange={(next) => onTell(choices.find((choice) => choice === next) ?? null)}
        />
      )}
    </Pair>
  );
}
