import { Select } from '@mantine/core';
import { IconHelpCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { dateOrders, decimalSigns } from '../formats.ts';
import type { Mapping, Question } from '../mapping.ts';
import styles from './import-page.module.css';
import { dateWords, decimalWords } from './words.ts';
import { ZoneOfFile } from './zone-of-file.tsx';

interface Props {
  readonly questions: readonly Question[];
  /** What was told of the file until now. */
  readonly told: Mapping;
  readonly onTell: (mapping: Partial<Mapping>) => void;
}

/** What the file does not show by itself; no row is read before it is told. */
export function QuestionsPanel({ questions, told, onTell }: Props): ReactNode {
  return (
    <section className={styles['questions']} aria-label="What the file does not show">
      <IconHelpCircle size={20} aria-hidden className={styles['mark']} />
      <div className={styles['asked']}>
        <p className={styles['lead']}>
          {questions.length === 1 ? 'One thing' : `${questions.length} things`} the file does not show
        </p>
        <p className="quiet">Nothing is guessed: rows are read once you have told.</p>
        {questions.map((question) => (
          <Asked
            key={`${question.about} ${question.field}`}
            question={question}
            told={told}
            onTell={onTell}
          />
        ))}
      </div>
    </section>
  );
}

interface AskedProps extends Omit<Props, 'questions'> {
  readonly question: Question;
}

/** Where something is asked there is nothing yet to show as chosen. */
function Asked({ question: { about, field, message, options }, told, onTell }: AskedProps): ReactNode {
  if (about === 'zone')
    return <ZoneOfFile label={message} value={null} onZone={(zone) => onTell({ zone })} />;
  const [data, tell] = {
    dates: [
      dateOrders.map((value) => ({ value, label: dateWords[value] })),
      (value: string) => onTell({ dates: dateOrders.find((order) => order === value) ?? null }),
    ] as const,
    decimal: [
      decimalSigns.map((value) => ({ value, label: decimalWords[value] })),
      (value: string) => onTell({ decimal: decimalSigns.find((sign) => sign === value) ?? null }),
    ] as const,
    columns: [
      [...new Set(options)],
      (value: string) => field !== null && onTell({ columns: { ...told.columns, [field]: value } }),
    ] as const,
  }[about];
  return (
    <Select
      label={message}
      placeholder={about === 'columns' ? 'Choose the column' : 'Choose'}
      data={data}
      value={null}
      searchable={about === 'columns'}
      onChange={(value) => value !== null && tell(value)}
    />
  );
}
