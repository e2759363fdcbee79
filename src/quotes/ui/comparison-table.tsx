import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { StatePill } from '../../web/kit/state-pill.tsx';
import type { Quote } from '../quote.ts';
import styles from './comparison-table.module.css';

interface Props {
  readonly quote: Pick<Quote, 'number' | 'options' | 'comparison' | 'outcome'>;
  /** Accepts an option, by its place from 1; absent where there is nothing to accept. */
  readonly onAccept?: ((option: number) => void) | undefined;
}

/** The options of a quote side by side; what differs between them has a sign, is said to a reader who cannot see it, and is in bold. */
export function ComparisonTable({ quote, onAccept }: Props): ReactNode {
  const { number, options, comparison, outcome } = quote;
  const accepted = outcome?.acceptance?.option;
  const differs = comparison.some((row) => row.differs);
  return (
    <>
      <table className={styles['table']} aria-label={`Options of quote ${number}`}>
        <thead>
          <tr>
            <th scope="col">
              <span className="for-reader">What</span>
            </th>
            {options.map(({ name, words }, index) => (
              <th key={name} scope="col">
                {name}
                {accepted === index + 1 && (
                  <span className={styles['accepted']}>
                    <StatePill tone="ok">accepted</StatePill>
                  </span>
                )}
                {words !== '' && <small className="note">{words}</small>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {comparison.map(({ about, values, differs }) => (
            <tr key={about} data-differs={differs}>
              <th scope="row">
                {about}
                {differs && (
                  <span className={styles['differs']}>
                    <span aria-hidden>≠</span>
                    <span className="for-reader">differs</span>
                  </span>
                )}
              </th>
              {values.map((value, index) => (
                // A value has no name of its own but the option it is of.
                <td key={index} data-option={options[index]?.name}>
                  {value}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        {onAccept && (
          <tfoot>
            <tr>
              <th scope="row">
                <span className="for-reader">Your answer</span>
              </th>
              {options.map(({ name }, index) => (
                <td key={name}>
                  <Button size="compact-md" onClick={() => onAccept(index + 1)}>
                    Accept {name}
                  </Button>
                </td>
              ))}
            </tr>
          </tfoot>
        )}
      </table>
      {differs && (
        <p className={styles['legend']}>
          <span aria-hidden>≠</span> marks what differs between the options.
        </p>
      )}
    </>
  );
}
