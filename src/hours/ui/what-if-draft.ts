import { TechnologyGroupId } from '../../clients/client.ts';
import { EntryId, type Billing } from '../../time/entry.ts';
import type { MonthHours } from '../month-hours.ts';
import type { Change } from '../what-if.ts';

/** What can be thought otherwise in the panel, in the order in which it is offered. */
export const draftKinds = ['setBaseHours', 'addSupplement', 'deferEntry', 'reclassify', 'addWork'] as const;
export type DraftKind = (typeof draftKinds)[number];

/** A change while it is filled in. Each kind uses some of the fields; hours are as typed, and `work` is a technology group or the CSDM. */
export interface Draft {
  readonly key: number;
  readonly kind: DraftKind;
  readonly hours: number | string;
  readonly work: string;
  readonly entry: string | null;
  readonly billing: Billing;
  readonly day: string;
}

export const csdmWork = 'csdm';

/** A change as it is first shown: ten hours of a supplement, the base's own hours, two hours of work on the day given. */
export function newDraft(key: number, kind: DraftKind, { pools }: MonthHours, today: string): Draft {
  const group = pools.flatMap(({ technologyGroups }) => technologyGroups)[0];
  const base = pools.find(({ scope }) => scope === 'standard' || scope === 'csdm-only');
  const hours = {
    setBaseHours: Math.round((base?.minutesAllotted ?? 0) / 60),
    addSupplement: 10,
    addWork: 2,
  };
  return {
    key,
    kind,
    hours: kind === 'deferEntry' || kind === 'reclassify' ? '' : hours[kind],
    work: group ?? csdmWork,
    entry: null,
    billing: 'goodwill',
    day: today,
  };
}

/** What is asked of the server; null while there is something left to fill in. */
export function changeOf({ kind, hours, work, entry, billing, day }: Draft): Change | null {
  const of = work === csdmWork ? {} : { technologyGroup: TechnologyGroupId.parse(work) };
  const scope = work === csdmWork ? 'csdm' : 'cse';
  switch (kind) {
    case 'setBaseHours':
      return hours === '' ? null : { kind, hours: Number(hours) };
    case 'addSupplement':
      return hours === '' ? null : { kind, scope, ...of, hours: Number(hours) };
    case 'deferEntry':
      return entry === null ? null : { kind, entry: EntryId.parse(entry) };
    case 'reclassify':
      return entry === null ? null : { kind, entry: EntryId.parse(entry), billing };
    default:
      return hours === '' || day === ''
        ? null
        : { kind, role: scope, ...of, minutes: Math.round(Number(hours) * 60), day };
  }
}
