import { z } from 'zod';
import { TechnologyGroupId } from '../clients/client.ts';
import type { ServiceKind } from '../clients/purchased-service.ts';
import { activities } from '../plan/catalogue-template.ts';
import type { CatalogueActivity } from '../plan/catalogue.ts';
import type { Owner } from '../plan/owner.ts';
import { serviceNames } from '../plan/plan-row.ts';
import { securityGroup } from '../team/coverage.ts';
import { serviceRoles, type ServiceRole } from '../team/designation.ts';

/** What the service guide says of something asked: in the matrix, one more task, by the hour, or for Professional Services. */
export const scopeKinds = ['in-scope', 'additional', 'incremental', 'refer'] as const;
export type ScopeKind = (typeof scopeKinds)[number];

const Row = z.int().min(1).max(activities.length);

/** What is told of a request so that its scope can be found: the role asked, the row of the matrix it is, if any, and what kind of task. */
export const ScopeQuestion = z
  .object({
    role: z.enum(serviceRoles),
    technologyGroup: TechnologyGroupId.nullable().default(null),
    /** The row of the matrix, 1 to 53; null where it is none of them. */
    activity: Row.nullable().default(null),
    /** It is said what is to be done and when it is done. */
    specificAndDefined: z.boolean(),
    onePerson: z.boolean(),
    needsProjectCoordination: z.boolean(),
    /** The client and the provider agree that it goes beyond what the contract covers. */
    beyondContract: z.boolean(),
  })
  .refine(({ role, technologyGroup }) => (role === 'cse') === (technologyGroup !== null), {
    path: ['technologyGroup'],
    message: 'a CSE works in one technology group, a CSDM in none',
  });
export type ScopeQuestion = z.output<typeof ScopeQuestion>;

/** Where the service guide says so, in short words of ours. */
const Clause = z.object({ section: z.string(), words: z.string() });
type Clause = z.output<typeof Clause>;

/** What the guide makes of a question. `reasons` say what in the answers led there; `role` and `technologyGroup` whose work it is. */
export const Scope = z
  .object({
    kind: z.enum(scopeKinds),
    row: Row.nullable(),
    role: z.enum(serviceRoles).nullable(),
    technologyGroup: TechnologyGroupId.nullable(),
    clause: Clause,
    reasons: z.array(z.string()),
  })
  .meta({ id: 'Scope' });
export type Scope = z.output<typeof Scope>;

/**
 * What the service guide says of a request, with the clause. In this order: what the client answers for is referred; a row of the matrix is
 * in scope for the role that owns it, also where another was asked; any other task is referred unless it is specific and defined, for
 * one person and without project coordination; one that goes beyond the contract is incremental; the rest is additional. A row whose
 * service the client has not bought is any other task, and so is one that was agreed to be beyond the contract.
 *
 * `bought` is what the client buys on the day asked about.
 * Source: service guide, sections 2.4 (additional tasks, referral, incremental time) and 3 (matrix, note 1, security rows).
 * Example: a CSDM is asked to carry out a change, row 22 → in scope for the CSE. "Move us to another data center", no row, needs project
 * coordination → refer, section 2.4.
 */
export function scopeOf(question: ScopeQuestion, bought: readonly ServiceKind[]): Scope {
  const activity = activityOf(question.activity);
  const roles = activity?.owners.filter(isOurs) ?? [];
  if (activity && roles.length === 0) return clientsOwn(activity);
  const outside = outsideBecause(activity, question, bought);
  if (activity && outside === null) return inScope(activity, roles, question);
  const reasons = [...(outside === null ? [] : [outside]), ...obstaclesIn(question)];
  const { activity: row, role, technologyGroup } = question;
  if (obstaclesIn(question).length > 0)
    return { kind: 'refer', row, ...nobodys, clause: outOfScope, reasons };
  return question.beyondContract
    ? { kind: 'incremental', row, role, technologyGroup, clause: byTheHour, reasons }
    : { kind: 'additional', row, role, technologyGroup, clause: otherTask, reasons };
}

const outOfScope: Clause = {
  section: '2.4',
  words: 'What is outside the scope goes to Professional Services.',
};
const byTheHour: Clause = {
  section: '2.4',
  words: 'Tasks that need incremental time are billed by the hour at the overage rate.',
};
const otherTask: Clause = {
  section: '2.4',
  words: 'Other tasks may be accepted: specific and defined, for one person, without project coordination.',
};
const nobodys = { role: null, technologyGroup: null } as const;

/** The row of the matrix with a number; null for none. */
export const activityOf = (row: number | null): CatalogueActivity | null =>
  row === null ? null : (activities[row - 1] ?? null);

const isOurs = (owner: Owner): owner is ServiceRole => owner !== 'client';

const clientsOwn = ({ row, name, footnote }: CatalogueActivity): Scope => ({
  kind: 'refer',
  row,
  ...nobodys,
  clause: footnote
    ? { section: '3, note 1', words: 'The client does this; Professional Services can be bought to help.' }
    : { section: '3', words: 'The client answers for this.' },
  reasons: [`${name} is the client’s own work.`],
});

/** Why something asked is not in scope by the matrix; null where it is. */
function outsideBecause(
  activity: CatalogueActivity | null,
  { beyondContract }: ScopeQuestion,
  bought: readonly ServiceKind[],
): string | null {
  if (!activity) return 'It is no row of the responsibility matrix.';
  const { row, needs } = activity;
  if (needs !== null && !bought.includes(needs))
    return `Row ${row} needs ${serviceNames[needs]}, which the client does not buy.`;
  return beyondContract ? `Row ${row} was agreed to go beyond the contract here.` : null;
}

/** What keeps a task from being accepted, in the order of the guide. */
const obstaclesIn = (question: ScopeQuestion): string[] => [
  ...(question.specificAndDefined ? [] : ['It is open-ended: what is to be done is not defined.']),
  ...(question.onePerson ? [] : ['It takes more than one person.']),
  ...(question.needsProjectCoordination ? ['It needs project coordination.'] : []),
];

function inScope(
  { row, name, needs }: CatalogueActivity,
  roles: readonly ServiceRole[],
  asked: ScopeQuestion,
): Scope {
  const role = roles.includes(asked.role) ? asked.role : (roles[0] ?? asked.role);
  const group = needs === null ? asked.technologyGroup : securityGroup;
  const technologyGroup = role === 'cse' ? group : null;
  const isAnothers = role !== asked.role || technologyGroup !== asked.technologyGroup;
  return {
    kind: 'in-scope',
    row,
    role,
    technologyGroup,
    clause: { section: '3', words: `Row ${row} of the responsibility matrix, ${name}.` },
    reasons: isAnothers ? [`It is the work of ${whose(role, technologyGroup)}.`] : [],
  };
}

const whose = (role: ServiceRole, group: string | null): string =>
  role === 'csdm' ? 'the CSDM' : group === securityGroup ? 'the CSE of security' : 'a CSE';
