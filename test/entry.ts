import { known } from '../src/core/id.ts';
import { TechnologyGroupId } from '../src/clients/client.ts';
import { minutesBetween, type Entry } from '../src/time/entry.ts';

/** An entry as a page gets it: a draft of network work for Lakeside on Tuesday 2026-11-24 from 15:00Z to 16:00Z, unless said otherwise. */
export function anEntry(id: string, said: Partial<Entry> = {}): Entry {
  const { startedAt = '2026-11-24T15:00:00Z', endedAt = '2026-11-24T16:00:00Z' } = said;
  return {
    id: known(id),
    clientId: known('lakeside'),
    clientName: 'Lakeside Clinics',
    personId: known('marek'),
    personName: 'Marek',
    role: 'cse',
    technologyGroup: TechnologyGroupId.parse('network'),
    startedAt,
    endedAt,
    minutes: minutesBetween(startedAt, endedAt),
    billing: 'service',
    subjectKind: 'other',
    subject: 'Firewall review',
    note: '',
    bookingId: null,
    afterHoursApproved: false,
    allowance: null,
    roleFit: { fit: 'designated' },
    scopeDecisionId: null,
    occurrenceId: null,
    approval: { state: 'draft' },
    version: 1,
    ...said,
  };
}
