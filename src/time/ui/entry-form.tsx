import { useState, type ReactNode, type RefObject } from 'react';
import { LateTimeOffer } from '../../billing/ui/late-time-offer.tsx';
import { CallRefused } from '../../core/call.ts';
import { hoursApi } from '../../hours/api.ts';
import { hoursWords } from '../../web/kit/figures.ts';
import { useActForm, type ActForm } from '../../web/kit/form.tsx';
import { timeApi } from '../api.ts';
import type { Entry } from '../entry.ts';
import { EntryFields } from './entry-fields.tsx';
import {
  bodyOf,
  fieldOf,
  filledFrom,
  nothingYet,
  placeIn,
  type EntryValues,
  type Writing,
} from './entry-values.ts';

const refreshes = [timeApi.getWeek, hoursApi.getMonthHours, hoursApi.listHours, hoursApi.previewEntry];

interface LogProps {
  readonly writing: Writing;
  readonly day: string;
  readonly time: RefObject<HTMLInputElement | null>;
}

/** One line that logs an entry and is then ready for the next: day, client and how it is billed stay as they were. */
export function LogForm(props: LogProps): ReactNode {
  const [round, setRound] = useState(0);
  return <LogLine key={round} {...props} onLate={() => setRound(round + 1)} />;
}

/** The line itself. Once something was logged as late time instead, `onLate` begins a new one, without the refusal. */
function LogLine({ writing, day, time, onLate }: LogProps & { readonly onLate: () => void }): ReactNode {
  const form: ActForm<EntryValues> = useActForm({
    initial: nothingYet(day, writing),
    route: timeApi.logEntry,
    request: (values: EntryValues) => ({
      body: { ...bodyOf(values, writing), ...(writing.isOwn ? {} : { personId: writing.worker.id }) },
    }),
    refreshes,
    fieldOf,
    done: logged,
    next: () => {
      form.form.setValues({ time: '', subject: '', note: '', allowance: '', definedTask: false });
      time.current?.focus();
    },
  });
  const asked = bodyOf(form.form.values, writing);
  const client = placeIn(form.form.values, writing)?.client;
  const isClosed = form.refused instanceof CallRefused && form.refused.code === 'month-closed';
  return (
    <>
      <EntryFields form={form} writing={writing} act="Log" time={time} />
      {isClosed && client && asked.startedAt !== '' && (
        <LateTimeOffer
          asked={{ ...asked, clientId: client.id, personId: writing.worker.id }}
          client={client.name}
          onDone={onLate}
        />
      )}
    </>
  );
}

interface EditProps {
  readonly writing: Writing;
  readonly entry: Entry;
  readonly onDone: () => void;
}

/** The same fields filled with an entry, which is a draft again once it is changed. */
export function EditForm({ writing, entry, onDone }: EditProps): ReactNode {
  const form = useActForm({
    initial: filledFrom(entry, writing),
    route: timeApi.editEntry,
    request: (values: EntryValues) => ({
      params: { entry: entry.id },
      body: { ...bodyOf(values, writing, entry), version: entry.version },
    }),
    refreshes: [...refreshes, timeApi.listApprovals],
    stale: [timeApi.getWeek],
    fieldOf,
    done: (saved) => `${wordsOf(saved)} is changed, and a draft.`,
    next: onDone,
  });
  return <EntryFields form={form} writing={writing} act="Save changes" entry={entry} onCancel={onDone} />;
}

const logged = (entry: Entry): string => `${wordsOf(entry)} is logged.`;

/** Example: `1 h 15 min for Lakeside Clinics`. */
const wordsOf = ({ minutes, clientName }: Entry): string =>
  clientName === null
    ? `${hoursWords(minutes)} of internal time`
    : `${hoursWords(minutes)} for ${clientName}`;
