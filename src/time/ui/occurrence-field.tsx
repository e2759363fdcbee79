import type { ReactNode } from 'react';
import { known } from '../../core/id.ts';
import { plansApi } from '../../plan/api.ts';
import { useAnswer } from '../../web/kit/data.ts';
import { dayWords } from '../../web/kit/figures.ts';
import type { ActForm } from '../../web/kit/form.tsx';
import { Loaded } from '../../web/kit/loaded.tsx';
import styles from './entry-fields.module.css';
import type { EntryValues } from './entry-values.ts';

interface Props {
  readonly form: ActForm<EntryValues>;
  readonly error: ReactNode;
}

/** The planned work that the time is for, which can be taken off it. */
export function OccurrenceField({ form: { form }, error }: Props): ReactNode {
  const params = { occurrence: known<'occurrence'>(form.values.occurrence) };
  const answer = useAnswer(plansApi.getOccurrence, { params });
  return (
    <div className={styles['planned']} role="group" aria-label="Planned work">
      <Loaded answer={answer} lines={1}>
        {({ row, name, dueDay }) => (
          <span>
            For planned work: <b>{`${row} ${name}`}</b>, due {dayWords(dueDay)}
          </span>
        )}
      </Loaded>
      <button type="button" className="link" onClick={() => form.setValues({ occurrence: '' })}>
        Not for this
      </button>
      {error && <span className={styles['fault']}>{error}</span>}
    </div>
  );
}
