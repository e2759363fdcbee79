import { useState, type ReactNode } from 'react';
import { LateTimeOffer } from '../../billing/ui/late-time-offer.tsx';
import { editedMeanwhile } from '../../clients/api.ts';
import { CallRefused } from '../../core/call.ts';
import { Difference, type Differing } from '../../web/kit/difference.tsx';
import { dayWords, hoursWords } from '../../web/kit/figures.ts';
import { useActForm, type ActForm } from '../../web/kit/form.tsx';
import { timeApi } from '../api.ts';
import { subjectKinds, type Entry } from '../entry.ts';
import { EntryFields } from './entry-fields.tsx';
import { entryRefreshes } from './entry-refreshes.ts';
import {
  billingIn,
  bodyOf,
  fieldOf,
  filledFrom,
  nothingYet,
  placeIn,
  type EntryValues,
  type Writing,
} from './entry-values.ts';
import { billingWords, subjectWords } from './entry-words.ts';

interface LogProps {
  readonly writing: Writing;
  /** What is known of the entry already: its day, its row, what was typed. */
  readonly filled: Partial<EntryValues>;
  readonly onDone: () => void;
}

/** Logs an entry, with everything that can be said of one. In a closed month it offers late time instead. */
export function LogForm({ writing, filled, onDone }: LogProps): ReactNode {
  const form: ActForm<EntryValues> = useActForm({
    initial: { ...nothingYet(firstDay(writing), writing), ...filled },
    route: timeApi.logEntry,
    request: (values: EntryValues) => ({
      body: { ...bodyOf(values, writing), ...(writing.isOwn ? {} : { personId: writing.worker.id }) },
    }),
    refreshes: entryRefreshes,
    fieldOf,
    done: logged,
    next: onDone,
  });
  const asked = bodyOf(form.form.values, writing);
  const client = placeIn(form.form.values, writing)?.client;
  const isClosed = form.refused instanceof CallRefused && form.refused.code === 'month-closed';
  return (
    <>
      <EntryFields form={form} writing={writing} act="Log" onCancel={onDone} />
      {isClosed && client && asked.startedAt !== '' && (
        <LateTimeOffer
          asked={{ ...asked, clientId: client.id, personId: writing.worker.id }}
          client={client.name}
          onDone={onDone}
        />
      )}
    </>
  );
}

const firstDay = ({ days }: Writing): string => days.at(-1) ?? '';

interface EditProps {
  readonly writing: Writing;
  /** The entry as it is saved by now. */
  readonly entry: Entry;
  readonly onDone: () => void;
}

/**
 * The same fields filled with an entry, which is a draft again once it is changed. Where somebody else saved first, both versions are shown
 * field by field, and nothing is saved over what was not seen.
 */
export function EditForm({ writing, entry, onDone }: EditProps): ReactNode {
  const [opened] = useState(entry.version);
  const isSeen = ({ refused }: ActForm<EntryValues>): boolean =>
    refused instanceof CallRefused &&
    refused.code === editedMeanwhile.code &&
    refused.about['version'] === entry.version;
  const form: ActForm<EntryValues> = useActForm({
    initial: filledFrom(entry, writing),
    route: timeApi.editEntry,
    request: (values: EntryValues) => ({
      params: { entry: entry.id },
      body: { ...bodyOf(values, writing, entry), version: isSeen(form) ? entry.version : opened },
    }),
    refreshes: entryRefreshes,
    stale: [timeApi.getWeek],
    fieldOf,
    done: (saved) => `${wordsOf(saved)} is changed, and a draft.`,
    next: onDone,
  });
  return (
    <EntryFields
      form={form}
      writing={writing}
      act="Save changes"
      entry={entry}
      onCancel={onDone}
      instead={isSeen(form) && <Difference what="this entry" differing={differing(form, entry, writing)} />}
    />
  );
}

/** What the reader has and what is saved, where they differ. */
function differing({ form }: ActForm<EntryValues>, entry: Entry, writing: Writing): readonly Differing[] {
  const theirs = filledFrom(entry, writing);
  return Object.entries(fieldNames)
    .filter(([field]) => form.values[field] !== theirs[field])
    .map(([field, { name, words }]) => ({
      name,
      mine: words(form.values, writing),
      theirs: words(theirs, writing),
      takeTheirs: () => form.setValues({ [field]: theirs[field] }),
    }));
}

const fieldNames: Readonly<
  Record<string, { name: string; words: (values: EntryValues, writing: Writing) => string }>
> = {
  day: { name: 'Day', words: ({ day }) => dayWords(day, { withWeekday: true, withYear: false }) },
  time: { name: 'Time', words: ({ time }) => time },
  place: { name: 'For', words: (values, writing) => placeIn(values, writing)?.label ?? 'nobody' },
  subject: { name: 'What for', words: ({ subject }) => subject },
  billing: {
    name: 'Billed as',
    words: (values, writing) => billingWords[billingIn(values, placeIn(values, writing))],
  },
  subjectKind: {
    name: 'Kind',
    words: ({ subjectKind }) => subjectWords[subjectKinds.find((kind) => kind === subjectKind) ?? 'other'],
  },
  note: { name: 'Note', words: ({ note }) => note || 'none' },
};

const logged = (entry: Entry): string => `${wordsOf(entry)} is logged.`;

/** Example: `1 h 15 min for Lakeside Clinics`. */
const wordsOf = ({ minutes, clientName }: Entry): string =>
  clientName === null
    ? `${hoursWords(minutes)} of internal time`
    : `${hoursWords(minutes)} for ${clientName}`;
