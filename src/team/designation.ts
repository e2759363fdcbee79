import { z } from 'zod';
import { TechnologyGroupId } from '../clients/client.ts';
import { idOf, type Id } from '../core/id.ts';
import { Day, Moment } from '../core/shape.ts';
import type { Role } from '../people/access.ts';
import { ClientId, PersonId } from '../people/person.ts';

export type DesignationId = Id<'designation'>;
export const DesignationId = idOf('designation');

/** The two roles of the service: Client Service Delivery Manager, and Client Service Engineer of a technology group. */
export const serviceRoles = ['csdm', 'cse'] as const;
export type ServiceRole = (typeof serviceRoles)[number];

/** Who shall be what from a day on, until (not including) another or open. A CSE has a technology group, a CSDM has none. */
export const DesignationDraft = z
  .object({
    personId: PersonId,
    role: z.enum(serviceRoles),
    technologyGroup: TechnologyGroupId.nullable().default(null),
    deputy: z.boolean().default(false),
    from: Day,
    to: Day.nullable().default(null),
  })
  .refine(({ role, technologyGroup }) => (role === 'cse') === (technologyGroup !== null), {
    path: ['technologyGroup'],
    message: 'a CSE is named for one technology group, a CSDM for none',
  })
  .refine(({ from, to }) => to === null || to > from, { path: ['to'], message: 'ends before it begins' });
export type DesignationDraft = z.output<typeof DesignationDraft>;

/** That a person is CSDM, or CSE of a technology group, for a client on the days [from, to), open while `to` is null; or deputy for it. */
export const Designation = z
  .object({
    id: DesignationId,
    clientId: ClientId,
    personId: PersonId,
    role: z.enum(serviceRoles),
    technologyGroup: TechnologyGroupId.nullable(),
    deputy: z.boolean(),
    from: Day,
    to: Day.nullable(),
  })
  .meta({ id: 'Designation' });
export type Designation = z.output<typeof Designation>;

/** A designation with the name and the address a client reaches the person by. */
export const TeamMember = Designation.extend({ name: z.string(), email: z.string() }).meta({
  id: 'TeamMember',
});
export type TeamMember = z.output<typeof TeamMember>;

/** Why a rule of the team is set aside, where one has to be; kept only then. */
export const SetAside = z.string().trim().max(1000).default('');

/** Rules of the team that a supervisor may set aside: a CSE has the skill, and a place that a contract needs has somebody. */
export const rulesSetAside = ['skill', 'left-without'] as const;

/** Why somebody was named, or a place was left without anybody, against a rule, and who said so. */
export const DesignationReason = z
  .object({
    designationId: DesignationId,
    rule: z.enum(rulesSetAside),
    reason: z.string(),
    givenBy: z.string(),
    givenAt: Moment,
  })
  .meta({ id: 'DesignationReason' });
export type DesignationReason = z.output<typeof DesignationReason>;

type Span = Pick<Designation, 'from' | 'to'>;

/** Whether a designation holds on a local day. Example: from 2026-11-01 to 2026-12-01 holds on 30 November, not on 1 December. */
export const holdsOn = ({ from, to }: Span, day: string): boolean => from <= day && (to === null || day < to);

/** Whether two designations have a day in common. */
const sharesDays = (a: Span, b: Span): boolean =>
  (b.to === null || a.from < b.to) && (a.to === null || b.from < a.to);

type Place = Pick<Designation, 'role' | 'technologyGroup'>;

/** Whether two designations are for the same role and technology group, so that one can follow on the other. */
export const samePlace = (a: Place, b: Place): boolean =>
  a.role === b.role && a.technologyGroup === b.technologyGroup;

/** What somebody worked as, on a local day of the client. */
export interface Work {
  readonly role: ServiceRole;
  readonly technologyGroup: string | null;
  readonly day: string;
}

/**
 * Whether one person's designations for one client let them work for it in a role on a day. A deputy may; a CSDM may not work as CSE
 * nor the other way round, and a CSE only in the technology group they are named for.
 * Source: service guide, sections 1, 2.3 and 2.4 (designated personnel).
 * Example: CSE of network from 2026-11-01 → may work as CSE of network on 2026-11-24, not as CSE of security.
 */
export const mayWorkFor = (
  designations: readonly Pick<Designation, 'role' | 'technologyGroup' | 'from' | 'to'>[],
  { role, technologyGroup, day }: Work,
): boolean =>
  designations.some(
    (designation) =>
      designation.role === role &&
      designation.technologyGroup === technologyGroup &&
      holdsOn(designation, day),
  );

/** Whether somebody's own roles let them be named: an active person of the provider's who is CSDM, or CSE. */
export const mayBeNamed = (
  person: { readonly roles: readonly Role[]; readonly active: boolean },
  role: ServiceRole,
): boolean => person.active && person.roles.includes(role);

/** The CSDM whom another one would stand beside on some day; deputies stand beside anybody. Null where there is none. */
export const csdmInTheWay = <Known extends Designation>(
  team: readonly Known[],
  draft: Pick<DesignationDraft, 'role' | 'deputy' | 'from' | 'to'>,
): Known | null =>
  draft.role === 'csdm' && !draft.deputy
    ? (team.find((known) => known.role === 'csdm' && !known.deputy && sharesDays(known, draft)) ?? null)
    : null;
