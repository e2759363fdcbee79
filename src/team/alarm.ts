import { z } from 'zod';
import { TechnologyGroupId } from '../clients/client.ts';
import type { PurchasedService } from '../clients/purchased-service.ts';
import { day as dayAt, dayFrom, dayInWords, formatDay } from '../core/day.ts';
import { Day } from '../core/shape.ts';
import { ClientId, PersonId } from '../people/person.ts';
import { groupsContracted, groupsToStaff, type Staffed } from './coverage.ts';
import { holdsOn, samePlace, type TeamMember } from './designation.ts';
import type { Skill } from './skill.ts';
import { awayByPerson, type Away } from './stand-in.ts';

/** Why a place has nobody: nobody was ever named, a designation ended, whoever holds it no longer works here, or everybody in it is away. */
export const alarmCauses = ['nobody-named', 'ended', 'deactivated', 'absent'] as const;
export type AlarmCause = (typeof alarmCauses)[number];

/**
 * What a team lacks by the passing of time, now or in days to come: a place that a contract needs and in which nobody is on the days
 * [from, to), as far as one looked ahead; or that the qualification of a CSE has expired or will, after the day `from`.
 */
export const TeamAlarm = z
  .object({
    /** What it is about and what brought it about; the same as long as it stands. */
    key: z.string(),
    kind: z.enum(['no-csdm', 'no-cse', 'qualification']),
    /** Null for a qualification, which is the person's. */
    clientId: ClientId.nullable(),
    clientName: z.string().nullable(),
    technologyGroup: TechnologyGroupId.nullable(),
    from: Day,
    to: Day.nullable(),
    cause: z.enum([...alarmCauses, 'expires']),
    /** Whose designation, absence or qualification it is; null where nobody was named. */
    personId: PersonId.nullable(),
    words: z.string(),
  })
  .meta({ id: 'TeamAlarm' });
export type TeamAlarm = z.output<typeof TeamAlarm>;

/** A designation with whether its person still works here. */
export type WatchedMember = TeamMember & { readonly active: boolean };

/** A client whose team is watched, from its own today on. */
export interface WatchedClient {
  readonly id: ClientId;
  readonly name: string;
  readonly today: string;
  readonly contracts: readonly Staffed[];
  readonly services: readonly Pick<PurchasedService, 'kind' | 'from' | 'to'>[];
  /** All that were ever named. */
  readonly members: readonly WatchedMember[];
}

export interface AlarmsAsked {
  readonly clients: readonly WatchedClient[];
  readonly absences: readonly Away[];
  readonly skills: readonly Skill[];
  /** The provider's, for qualifications. */
  readonly today: string;
  /** How many days are looked at, today the first. */
  readonly days: number;
  readonly groupNames: ReadonlyMap<string, string>;
}

/**
 * The alarms of all clients, the earliest first, then by what they say. On each day on which a contract runs its client needs a CSDM, a CSE
 * for each technology group of its packages, and a CSE of security while a security service is bought.
 *
 * A place is filled on a day by anybody who holds it, works here and is not away; deputies fill it while its holder is away, and no
 * other time. Absence for a part of a day leaves no place empty here; what it does is shown when it is entered. A gap lasts as long as its
 * cause stays the same. A qualification counts for people who are CSE of its group, or deputies, today or later.
 * Source: service guide, sections 1, 2.3, 2.4 and 3 (security rows).
 * Example: Jonas alone is CSE of security for Lakeside and away from 7 to 9 December; on 24 November, with 30 days: `no-cse`, security,
 * from 2026-12-07 to 2026-12-10, `absent`.
 */
export function alarmsOf(asked: AlarmsAsked): TeamAlarm[] {
  const away = awayByPerson(asked.absences);
  return [...asked.clients.flatMap((client) => gapsOf(client, away, asked)), ...expiringOf(asked)].toSorted(
    (a, b) => (a.from === b.from ? (a.words < b.words ? -1 : 1) : a.from < b.from ? -1 : 1),
  );
}

type Place = Pick<TeamMember, 'role' | 'technologyGroup'>;
type Missing = Pick<TeamAlarm, 'personId'> & {
  readonly cause: AlarmCause;
  /** What brought it about. */
  readonly object: string;
  readonly name: string;
};
interface Gap {
  readonly place: Place;
  readonly missing: Missing;
  readonly from: string;
  to: string;
}

function gapsOf(
  client: WatchedClient,
  away: ReadonlyMap<PersonId, readonly Away[]>,
  { days, groupNames }: AlarmsAsked,
): TeamAlarm[] {
  const gaps: Gap[] = [];
  const first = dayFrom(client.today);
  for (let at = first; at < first + days; at = dayAt(at + 1)) {
    const day = formatDay(at);
    for (const place of placesNeeded(client, day)) {
      const missing = missingIn(client.members, place, away, day);
      if (!missing) continue;
      const last = gaps.findLast((gap) => samePlace(gap.place, place));
      const next = formatDay(dayAt(at + 1));
      if (last && last.to === day && last.missing.object === missing.object) last.to = next;
      else gaps.push({ place, missing, from: day, to: next });
    }
  }
  const horizon = formatDay(dayAt(first + days));
  return gaps.map(({ place, missing, from, to }) => {
    const open = to === horizon;
    return {
      key: [place.role, client.id, place.technologyGroup ?? '', missing.cause, missing.object].join(' '),
      kind: place.role === 'csdm' ? 'no-csdm' : 'no-cse',
      clientId: client.id,
      clientName: client.name,
      technologyGroup: place.technologyGroup,
      from,
      to: open ? null : to,
      cause: missing.cause,
      personId: missing.personId,
      words: `${client.name} ${lackInWords(placeInWords(place, groupNames), client.today, from, open ? null : to)}: ${causeInWords(missing)}.`,
    };
  });
}

/** The places that a client's contracts need on a day; none where no contract runs. */
function placesNeeded({ contracts, services }: WatchedClient, day: string): Place[] {
  const contracted = groupsContracted(contracts, day);
  if (contracted === null) return [];
  return [
    { role: 'csdm', technologyGroup: null },
    ...groupsToStaff(contracted, services, day).map((technologyGroup): Place => ({
      role: 'cse',
      technologyGroup,
    })),
  ];
}

/** Why nobody is in a place on a day; null where somebody is. */
function missingIn(
  members: readonly WatchedMember[],
  place: Place,
  away: ReadonlyMap<PersonId, readonly Away[]>,
  day: string,
): Missing | null {
  const ofPlace = members.filter((member) => samePlace(member, place));
  const named = ofPlace.filter((member) => holdsOn(member, day));
  const holders = named.filter(({ deputy }) => !deputy);
  const absenceOf = ({ personId }: TeamMember): Away | undefined =>
    away.get(personId)?.find((one) => one.part === null && holdsOn(one, day));
  const working = named.filter(({ active }) => active);
  if (working.some((member) => !member.deputy)) {
    if (working.some((member) => !absenceOf(member))) return null;
    const holder = working.find((member) => !member.deputy);
    const absence = holder && absenceOf(holder);
    return holder && absence
      ? { cause: 'absent', object: absence.id, personId: holder.personId, name: holder.name }
      : null;
  }
  const gone = holders[0];
  if (gone) return { cause: 'deactivated', object: gone.id, personId: gone.personId, name: gone.name };
  const ended = ofPlace
    .filter(({ deputy, to }) => !deputy && to !== null && to <= day)
    .toSorted((a, b) => ((a.to ?? '') < (b.to ?? '') ? 1 : -1))[0];
  if (ended) return { cause: 'ended', object: ended.id, personId: ended.personId, name: ended.name };
  return { cause: 'nobody-named', object: '', personId: null, name: '' };
}

/** Qualifications of CSEs that have expired or will within the days. */
function expiringOf({ clients, skills, today, days, groupNames }: AlarmsAsked): TeamAlarm[] {
  const horizon = formatDay(dayAt(dayFrom(today) + days));
  const cses = clients.flatMap(({ members }) =>
    members.filter(({ role, active, to }) => role === 'cse' && active && (to === null || to > today)),
  );
  return skills.flatMap((skill): TeamAlarm[] => {
    const { personId, personName, technologyGroup, qualification, expires } = skill;
    if (expires === null || expires >= horizon) return [];
    const served = new Set(
      cses
        .filter((cse) => cse.personId === personId && cse.technologyGroup === technologyGroup)
        .map(({ clientId }) => clientId),
    );
    if (served.size === 0) return [];
    const group = groupNames.get(technologyGroup) ?? technologyGroup;
    const when = `${expires < today ? 'expired after' : 'is good until'} ${dayInWords(dayFrom(expires))}`;
    return [
      {
        key: ['qualification', personId, technologyGroup, expires].join(' '),
        kind: 'qualification',
        clientId: null,
        clientName: null,
        technologyGroup,
        from: expires,
        to: null,
        cause: 'expires',
        personId,
        words: `The qualification of ${personName} as CSE of ${group} for ${served.size === 1 ? 'one client' : `${served.size} clients`} (${qualification}) ${when}.`,
      },
    ];
  });
}

const placeInWords = ({ role, technologyGroup }: Place, names: ReadonlyMap<string, string>): string =>
  role === 'csdm' ? 'CSDM' : `CSE of ${names.get(technologyGroup ?? '') ?? technologyGroup ?? ''}`;

/** Example: `has no CSDM until 9 December 2026`, `will have no CSDM from 10 December 2026`. */
function lackInWords(what: string, today: string, from: string, to: string | null): string {
  const first = dayInWords(dayFrom(from));
  const last = to === null ? null : dayInWords(dayAt(dayFrom(to) - 1));
  if (from <= today) return `has no ${what}${last === null ? '' : ` until ${last}`}`;
  if (last === null) return `will have no ${what} from ${first}`;
  return `will have no ${what} ${first === last ? `on ${first}` : `from ${first} to ${last}`}`;
}

function causeInWords({ cause, name }: Missing): string {
  if (cause === 'absent') return `${name} is away and nobody stands in`;
  if (cause === 'deactivated') return `${name} no longer works here`;
  return cause === 'ended' ? `${name} is no longer named` : 'nobody is named';
}
