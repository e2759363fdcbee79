import { z } from 'zod';
import { TechnologyGroupId } from '../clients/client.ts';
import { formatInstant, instant } from '../core/instant.ts';
import { refusal, Refused } from '../core/refusal.ts';
import { Moment } from '../core/shape.ts';
import { ClientId } from '../people/person.ts';
import { serviceRoles } from '../team/designation.ts';
import { minuteOf } from './capture.ts';
import { billings, draftOf, subjectKinds, type Entry, type EntryDraft } from './entry.ts';

export const splitOutside = refusal(
  422,
  'split.outside',
  'An entry is split at a minute after it starts and before it ends.',
);

/**
 * Where an entry is split, at a minute or by how long the part is, and what that part was for: the last one, or the first. What is left out
 * stays as it was.
 */
export const EntrySplit = z
  .object({
    version: z.int(),
    at: Moment.optional(),
    minutes: z.int().min(1).optional(),
    part: z.enum(['first', 'last']).default('last'),
    clientId: ClientId.nullable().optional(),
    role: z.enum(serviceRoles).optional(),
    technologyGroup: TechnologyGroupId.nullable().optional(),
    billing: z.enum(billings).optional(),
    definedTask: z.boolean().optional(),
    subjectKind: z.enum(subjectKinds).optional(),
    subject: z.string().trim().min(1).max(200).optional(),
    note: z.string().trim().max(4000).optional(),
    /** The supervisor's reason for letting somebody off the team work for the client. */
    allowance: z.string().trim().min(1).max(1000).optional(),
  })
  .refine(({ at, minutes }) => (at === undefined) !== (minutes === undefined), {
    path: ['at'],
    message: 'say at which minute or how many minutes, one of the two',
  })
  .meta({ examples: [{ version: 1, minutes: 30 }] });
export type EntrySplit = z.output<typeof EntrySplit>;

/** An entry in two: what stays of it, and the part that becomes an entry of its own. */
export interface SplitEntry {
  readonly kept: EntryDraft;
  readonly part: EntryDraft;
}

/**
 * An entry split in two that touch; together they are its time. Refused: `split.outside`, where one of them would have no time.
 * Example: two hours from 09:00, of which the last 30 minutes were for another client, are 09:00 to 10:30 and 10:30 to 11:00.
 */
export function splitEntry(entry: Entry, split: EntrySplit): SplitEntry {
  const at = minuteOfSplit(entry, split);
  if (Date.parse(at) <= Date.parse(entry.startedAt) || Date.parse(at) >= Date.parse(entry.endedAt))
    throw new Refused(splitOutside, `It lasts from ${entry.startedAt} to ${entry.endedAt}.`);
  const first = { startedAt: entry.startedAt, endedAt: at };
  const last = { startedAt: at, endedAt: entry.endedAt };
  const [stays, goes] = split.part === 'last' ? [first, last] : [last, first];
  return { kept: { ...draftOf(entry), ...stays }, part: { ...partOf(entry, split), ...goes } };
}

function minuteOfSplit({ startedAt, endedAt }: Entry, { at, minutes = 0, part }: EntrySplit): string {
  if (at !== undefined) return at;
  return formatInstant(
    part === 'last' ? instant(minuteOf(endedAt) - minutes) : instant(minuteOf(startedAt) + minutes),
  );
}

/** What the part was for, where that is said. The task of an additional one was said to be defined when it was logged. */
function partOf(entry: Entry, said: EntrySplit): EntryDraft {
  const { clientId, technologyGroup, billing, definedTask, ...as } = draftOf(entry);
  return {
    ...as,
    clientId: said.clientId === undefined ? clientId : said.clientId,
    role: said.role ?? as.role,
    technologyGroup: said.technologyGroup === undefined ? technologyGroup : said.technologyGroup,
    billing: said.billing ?? billing,
    definedTask: said.definedTask ?? ((said.billing ?? billing) === billing && definedTask),
    subjectKind: said.subjectKind ?? as.subjectKind,
    subject: said.subject ?? as.subject,
    note: said.note ?? as.note,
    ...(said.allowance === undefined ? {} : { allowance: said.allowance }),
  };
}
