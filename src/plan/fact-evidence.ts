import { dayFrom } from '../core/day.ts';
import { PersonId } from '../people/person.ts';
import type { EvidenceKind } from './evidence.ts';
import { aheadDays, daysAfter, dueDays } from './occurrence.ts';
import { detailText } from './trigger.ts';

/** A fact as it is read for what it shows: what was done to which thing, when, and what was kept of it. */
export interface ShowingFact {
  readonly act: string;
  readonly objectId: string | null;
  readonly at: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

/**
 * Which occurrence of its row a fact shows: `caused`, the one that it set off itself; `nearest`, the open one nearest its day; `its-time`, the
 * one in whose time it fell and no other.
 */
export type Reach = 'caused' | 'nearest' | 'its-time';

/**
 * What a fact shows of a row of the catalogue: with which evidence, where that can be looked at, when it took place, and when it was put on
 * record, by whom as the fact keeps it.
 */
export interface Shown {
  readonly row: number;
  readonly reach: Reach;
  readonly kind: EvidenceKind;
  readonly thing: { readonly kind: ThingKind; readonly id: string };
  readonly words: string;
  readonly at: string;
  readonly givenAt: string;
  readonly givenBy: PersonId | null;
}

/** The things of Tandem that evidence points at. */
export const thingKinds = ['announcement', 'minutes', 'interaction', 'health-note'] as const;
export type ThingKind = (typeof thingKinds)[number];

/** The acts of which any may be evidence. */
export const actsShowing = [
  'announcement.published',
  'announcement.acknowledged',
  'minutes.published',
  'interaction.logged',
  'health.noted',
] as const;

/** The rows that real records show to be done, by the numbers of the service guide. */
export const rowsShown = [1, 2, 3, 4, 17, 30] as const;

/**
 * What a fact shows; null for nothing. An announcement of a provider change or of maintenance shows what it set off itself (rows 4 and 17): with
 * its publication it is delivered, in the portal of the client. News of products and services is shown once the client acknowledged it (row 3).
 * Published minutes show the touch point of every owner (row 2), by the begin of the call; an interaction shows the record of the week in
 * which it happened (row 30); a note on the relationship with its score that row 1 was seen to. Clients read the words, so that they say no
 * more of what is for staff than that it is there.
 * Example: `interaction.logged` of a need "A second line" → row 30, a record with the words "An interaction was put on record".
 */
export function shownBy({ act, objectId: id, at, detail }: ShowingFact): Shown | null {
  if (id === null) return null;
  const of = (name: string): string => detailText(detail[name]) ?? '';
  const when = (recorded: string, happened = of(`${recorded}At`)) => {
    const by = PersonId.safeParse(detail[`${recorded}By`]);
    return { at: happened || at, givenAt: of(`${recorded}At`) || at, givenBy: by.data ?? null };
  };
  switch (act) {
    case 'announcement.published': {
      const row = { 'provider-change': 4, maintenance: 17 }[of('kind')];
      const thing = { kind: 'announcement', id } as const;
      const words = `Announcement delivered: ${of('title')}`;
      return row === undefined
        ? null
        : { row, reach: 'caused', kind: 'record', thing, words, ...when('published') };
    }
    case 'announcement.acknowledged': {
      const thing = { kind: 'announcement', id } as const;
      const words = `Announcement acknowledged: ${of('title')}`;
      return of('kind') === 'service-information'
        ? { row: 3, reach: 'nearest', kind: 'record', thing, words, ...when('acknowledged') }
        : null;
    }
    case 'minutes.published': {
      const thing = { kind: 'minutes', id } as const;
      const words = `Minutes published: ${of('title')}`;
      return {
        row: 2,
        reach: 'nearest',
        kind: 'minutes',
        thing,
        words,
        ...when('published', of('startsAt')),
      };
    }
    case 'interaction.logged': {
      const thing = { kind: 'interaction', id } as const;
      const words = 'An interaction was put on record';
      return {
        row: 30,
        reach: 'its-time',
        kind: 'record',
        thing,
        words,
        ...when('logged', of('happenedAt')),
      };
    }
    case 'health.noted': {
      const thing = { kind: 'health-note', id } as const;
      const words = 'A note on the relationship was made, with its score';
      return { row: 1, reach: 'nearest', kind: 'record', thing, words, ...when('noted') };
    }
    default:
      return null;
  }
}

/** An occurrence of one planned row that a fact may show. */
export interface Candidate {
  readonly dueDay: string;
  readonly ended: boolean;
  /** The fact that set it off. */
  readonly causeId: string | null;
}

/**
 * Which occurrence of one planned row a fact shows, of those given by the day they are due; null for none. The time of an occurrence reaches from
 * the one before up to its day. `nearest` takes the open one nearest `day`, the earlier of two, from 31 days before it up to the one in whose
 * time the day is: what is done twice in a week makes up for a week that was missed, and never for one to come.
 * Example: due on the 20th (open) and the 27th, a call on the 24th → the 27th; a second call that week → the 20th; a third → none.
 */
export function occurrenceShown<One extends Candidate>(
  candidates: readonly One[],
  { reach }: Pick<Shown, 'reach'>,
  day: string,
  factId: string,
): One | null {
  if (reach === 'caused')
    return candidates.find(({ causeId, ended }) => causeId === factId && !ended) ?? null;
  const ruled = candidates.filter(({ causeId }) => causeId === null);
  const current = ruled.find(({ dueDay }) => dueDay >= day) ?? null;
  if (reach === 'its-time') return current?.ended === false ? current : null;
  const [earliest, latest] = [daysAfter(day, -aheadDays), current?.dueDay ?? day];
  const apart = ({ dueDay }: Candidate): number => Math.abs(dayFrom(dueDay) - dayFrom(day));
  return (
    ruled
      .filter(({ ended, dueDay }) => !ended && earliest <= dueDay && dueDay <= latest)
      .toSorted((a, b) => apart(a) - apart(b) || (a.dueDay < b.dueDay ? -1 : 1))[0] ?? null
  );
}

/** How far around its facts occurrences are looked at, in days: what is overdue, and the next of a row that comes twice a year. */
export const candidateDays = { before: aheadDays, after: 185 } as const;

/**
 * Whether evidence that came about by itself ends what it shows: it is of the kind that the row demands, and the occurrence is neither blocked nor
 * more than 31 days ahead of `today`. What is not yet to be done keeps its evidence, and is done by it later.
 * Example: news acknowledged on 10 October for a row due on 31 December → from 30 November on.
 */
export const isDoneByIt = (
  demanded: EvidenceKind | null,
  {
    kind,
    blocked,
    dueDay,
  }: { readonly kind: EvidenceKind; readonly blocked: boolean; readonly dueDay: string },
  today: string,
): boolean => demanded === kind && !blocked && dueDay <= daysAfter(today, aheadDays);

/** How long after its day an occurrence still ends by evidence that came about by itself, in days. */
export const finishDays = aheadDays + dueDays;
