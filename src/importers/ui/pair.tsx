import { useId, type ReactNode } from 'react';
import styles from './import-page.module.css';

interface Props {
  readonly label: string;
  readonly note?: string | undefined;
  /** The field, which takes the id that the label is for. */
  readonly children: (id: string) => ReactNode;
}

/** A label and its field in one line, for many small fields below each other. */
export function Pair({ label, note, children }: Props): ReactNode {
  const id = useId();
  return (
    <div className={styles['pair']}>
      <span>
        <label htmlFor={id}>{label}</label>
        {note !== undefined && <small className="note">{note}</small>}
      </span>
      {children(id)}
    </div>
  );
}
