import { Select, Textarea } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import type { Client } from '../../clients/client.ts';
import { ClientFrame } from '../../clients/ui/client-frame.tsx';
import { lead } from '../../people/access.ts';
import { useAnswer } from '../../web/kit/data.ts';
import { Dialog } from '../../web/kit/dialog.tsx';
import { EmptyState } from '../../web/kit/empty-state.tsx';
import { dayIn, dayWords } from '../../web/kit/figures.ts';
import { Form, useActForm } from '../../web/kit/form.tsx';
import { PageLink } from '../../web/kit/link.tsx';
import { Loaded } from '../../web/kit/loaded.tsx';
import { useMay } from '../../web/kit/me.tsx';
import { Panel } from '../../web/kit/panel.tsx';
import { healthApi } from '../api.ts';
import { pointsMax, sentiments, sentimentWords, type Health, type HealthReason } from '../health.ts';
import styles from './health-page.module.css';
import { HealthPill, reasonNames, recordPage } from './health-words.tsx';

/** How the relationship with a client stands: the score, how it comes about, and what was noted of it. */
export function HealthPage({ client }: { readonly client: string }): ReactNode {
  const [noting, setNoting] = useState(false);
  const mayNote = useMay(lead);
  const note = { label: 'Note the relationship', keys: 'n', run: () => setNoting(true), primary: true };
  return (
    <ClientFrame client={client} part="Health" actions={mayNote ? [note] : []}>
      {(client) => (
        <div className={styles['parts']}>
          <Arithmetic client={client} />
          <Notes client={client} {...(mayNote ? { note } : {})} />
          <Dialog
            open={noting}
            title={`The relationship with ${client.name}`}
            onClose={() => setNoting(false)}
          >
            <NoteForm client={client} onDone={() => setNoting(false)} />
          </Dialog>
        </div>
      )}
    </ClientFrame>
  );
}

function Arithmetic({ client }: { readonly client: Client }): ReactNode {
  const health = useAnswer(healthApi.showHealth, { params: { client: client.id } });
  return (
    <Panel title="Relationship health">
      <Loaded answer={health} lines={6}>
        {(health) => (
          <>
            <p className={styles['score']}>
              <HealthPill score={health.score} /> <span className="note">{sumWords(health)}</span>
            </p>
            <ul className={styles['reasons']}>
              {health.reasons.map((reason) => (
                <Reason key={reason.kind} client={client} reason={reason} />
              ))}
            </ul>
          </>
        )}
      </Loaded>
    </Panel>
  );
}

/** Example: "72 of 80 points; sentiment is left out". */
function sumWords({ points, pointsOf, reasons }: Health): string {
  const left = reasons.filter((reason) => reason.points === null).map(({ kind }) => reasonNames[kind]);
  const sum = `${points} of ${pointsOf} points`;
  return left.length === 0 ? sum : `${sum}; left out: ${left.join(', ').toLowerCase()}`;
}

function Reason({ client, reason }: { readonly client: Client; readonly reason: HealthReason }): ReactNode {
  const { kind, points, words, rule, records } = reason;
  return (
    <li>
      <span className={styles['points']}>{points === null ? 'left out' : `${points} of ${pointsMax}`}</span>
      <div>
        <strong>{reasonNames[kind]}</strong>
        <p className={styles['words']}>{words}</p>
        <details>
          <summary>How this comes about</summary>
          <p className="note">{rule}</p>
          {records.length > 0 && (
            <ul>
              {records.map((record) => (
                <li key={record.id}>
                  <PageLink to={recordPage(record, client)}>{record.words}</PageLink>
                </li>
              ))}
            </ul>
          )}
        </details>
      </div>
    </li>
  );
}

interface NotesProps {
  readonly client: Client;
  readonly note?: { readonly label: string; readonly run: () => void };
}

function Notes({ client, note }: NotesProps): ReactNode {
  const notes = useAnswer(healthApi.listHealthNotes, { params: { client: client.id }, query: { limit: 50 } });
  return (
    <Panel title="Noted">
      <Loaded answer={notes} lines={4}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title="Nothing noted yet" {...(note ? { act: note } : {})}>
              Once a month whoever leads the service notes how the relationship stands. The score of that
              moment is kept with it, and it is the evidence of the first row of the plan.
            </EmptyState>
          ) : (
            <ol className={styles['notes']}>
              {items.map(({ id, words, sentiment, score, notedByName, notedAt }) => (
                <li key={id}>
                  <p className={styles['score']}>
                    <HealthPill score={score} />
                    <span className="note">
                      {dayWords(dayIn(notedAt, client.timeZone))}, {notedByName}
                      {sentiment && `, sentiment ${sentimentWords[sentiment]}`}
                    </span>
                  </p>
                  <p className={styles['words']}>{words}</p>
                </li>
              ))}
            </ol>
          )
        }
      </Loaded>
    </Panel>
  );
}

function NoteForm({ client, onDone }: { readonly client: Client; readonly onDone: () => void }): ReactNode {
  const form = useActForm({
    initial: { words: '', sentiment: '' },
    route: healthApi.noteHealth,
    request: ({ words, sentiment }: { words: string; sentiment: string }) => ({
      params: { client: client.id },
      body: { words, sentiment: sentiments.find((one) => one === sentiment) ?? null },
    }),
    refreshes: [healthApi.showHealth, healthApi.listHealthNotes, healthApi.listHealth],
    done: ({ score }) => `Noted, with a health of ${score}.`,
    next: onDone,
  });
  return (
    <Form form={form} act="Keep this note" onCancel={onDone}>
      <p className="note">It is kept with the score of this moment and never changes. No client sees it.</p>
      <Textarea
        label="How the relationship stands"
        autosize
        minRows={4}
        data-autofocus
        {...form.form.getInputProps('words')}
        name="words"
      />
      <Select
        label="How the client feels about us"
        placeholder="Not said"
        clearable
        data={sentiments.map((value) => ({ value, label: sentimentWords[value] }))}
        {...form.form.getInputProps('sentiment')}
        name="sentiment"
      />
    </Form>
  );
}
