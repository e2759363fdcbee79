import { known } from '../../core/id.ts';
import type { Request } from '../../core/route.ts';
import type { PersonId } from '../../people/person.ts';
import { dayIn } from '../../web/kit/figures.ts';
import type { timeApi } from '../api.ts';
import {
  clientMissing,
  inFuture,
  notDesignated,
  noTime,
  occurrenceUnknown,
  openEnded,
  overlaps,
  roleNotHeld,
  tooLong,
} from '../capture.ts';
import { billings, subjectKinds, type Entry } from '../entry.ts';
import { decidedOtherwise, ScopeDecisionId } from '../scope-decision.ts';
import { clockSpan } from './entry-words.ts';
import { typedTime, type TypedTime } from './typed-time.ts';
import { keyOf, type WorkPlace } from './work-place.ts';

/** What an entry is written with: whose it is, what they can work for, the days they can choose, and what they worked on those. */
export interface Writing {
  readonly worker: { readonly id: PersonId; readonly name: string; readonly timeZone: string };
  readonly isOwn: boolean;
  readonly places: readonly WorkPlace[];
  readonly days: readonly string[];
  readonly entries: readonly Entry[];
  readonly now: string;
}

/** What is filled in. `time` is as people type it; `place` is the key of a work place. */
export interface EntryValues extends Record<string, unknown> {
  day: string;
  time: string;
  place: string | null;
  subject: string;
  billing: string;
  definedTask: boolean;
  subjectKind: string;
  note: string;
  /** The supervisor's reason for a place off the team. */
  allowance: string;
  /** The scope decision that the work follows; empty for none. */
  scopeDecision: string;
  /** The occurrence of a planned activity that it is for; empty for none. */
  occurrence: string;
  /** Why it could not wait for consent; null where it is no emergency. */
  emergency: string | null;
}

export const nothingYet = (day: string, { places }: Writing): EntryValues => ({
  day,
  time: '',
  place: places.length === 1 ? (places[0]?.key ?? null) : null,
  subject: '',
  billing: 'service',
  definedTask: false,
  subjectKind: 'other',
  note: '',
  allowance: '',
  scopeDecision: '',
  occurrence: '',
  emergency: null,
});

export const filledFrom = (entry: Entry, { worker }: Writing): EntryValues => ({
  day: dayIn(entry.startedAt, worker.timeZone),
  time: clockSpan(entry.startedAt, entry.endedAt, worker.timeZone),
  place: entry.clientId === null ? 'house' : keyOf(entry.clientId, entry.role, entry.technologyGroup),
  subject: entry.subject,
  billing: entry.billing,
  definedTask: entry.billing === 'additional',
  subjectKind: entry.subjectKind,
  note: entry.note,
  allowance: '',
  scopeDecision: entry.scopeDecisionId ?? '',
  occurrence: entry.occurrenceId ?? '',
  emergency: null,
});

/** The place that was chosen, and how it is billed then: what is for no client is internal. */
export const placeIn = ({ place }: EntryValues, { places }: Writing): WorkPlace | null =>
  places.find(({ key }) => key === place) ?? null;
export const billingIn = ({ billing }: EntryValues, place: WorkPlace | null): (typeof billings)[number] =>
  place?.client === null ? 'internal' : (billings.find((known) => known === billing) ?? 'service');

/** The moments that are meant. An entry whose time was not touched keeps its own, also on a day on which the clocks change. */
export function timeIn(
  { day, time }: Pick<EntryValues, 'day' | 'time'>,
  writing: Writing,
  entry?: Entry,
): TypedTime {
  const { worker, entries, now } = writing;
  const before = entry && filledFrom(entry, writing);
  if (entry && before?.day === day && before.time === time)
    return { kind: 'span', startedAt: entry.startedAt, endedAt: entry.endedAt, proposed: false };
  const taken = entries.filter(({ id }) => id !== entry?.id);
  return typedTime(time, { day, timeZone: worker.timeZone, taken, now });
}

/** For whom the work was, as what, what for and how it is billed, as it is asked for. */
export function aboutOf(values: EntryValues, writing: Writing) {
  const place = placeIn(values, writing);
  const billing = billingIn(values, place);
  const allowance = values.allowance.trim();
  return {
    clientId: place?.client?.id ?? null,
    role: place?.role ?? 'cse',
    technologyGroup: place?.technologyGroup ?? null,
    billing,
    definedTask: billing === 'additional' && values.definedTask,
    subjectKind: subjectKinds.find((kind) => kind === values.subjectKind) ?? 'other',
    subject: values.subject,
    note: values.note,
    ...(place?.offTeam && allowance !== '' ? { allowance } : {}),
  };
}

/** The entry as it is asked for. */
export function bodyOf(
  values: EntryValues,
  writing: Writing,
  entry?: Entry,
): Omit<Request<typeof timeApi.logEntry>['body'], 'personId'> {
  const time = timeIn(values, writing, entry);
  const { scopeDecision, occurrence, emergency } = values;
  return {
    ...aboutOf(values, writing),
    startedAt: time.kind === 'span' ? time.startedAt : '',
    endedAt: time.kind === 'span' ? time.endedAt : '',
    scopeDecisionId: scopeDecision === '' ? null : ScopeDecisionId.parse(scopeDecision),
    occurrenceId: occurrence === '' ? null : known(occurrence),
    ...(emergency === null ? {} : { emergency }),
  };
}

const fields: Readonly<Record<string, string>> = {
  '/startedAt': 'time',
  '/endedAt': 'time',
  '/clientId': 'place',
  '/role': 'place',
  '/technologyGroup': 'place',
  '/scopeDecisionId': 'scopeDecision',
  '/occurrenceId': 'occurrence',
};

/** The field that shows a fault of the input. */
export const fieldOf = (path: string): string => fields[path] ?? path.split('/')[1] ?? '';

/** The field beside which a refusal is told; one that is about the whole entry has none. */
export const fieldOfRefusal: Readonly<Record<string, keyof EntryValues>> = {
  [overlaps.code]: 'time',
  [inFuture.code]: 'time',
  [noTime.code]: 'time',
  [tooLong.code]: 'time',
  'month-closed': 'day',
  [clientMissing.code]: 'place',
  [notDesignated.code]: 'place',
  [roleNotHeld.code]: 'place',
  [openEnded.code]: 'definedTask',
  [decidedOtherwise.code]: 'scopeDecision',
  [occurrenceUnknown.code]: 'occurrence',
};
