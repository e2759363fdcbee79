import { z } from 'zod';
import { refusal, Refused } from '../core/refusal.ts';
import type { Role } from '../people/access.ts';
import type { ClientId, PersonId } from '../people/person.ts';
import { EntryId, type Entry, type EntryState } from './entry.ts';

export const notYours = refusal(
  403,
  'entry.not-yours',
  'People log, change and submit their own time; a supervisor may do it for them.',
);
export const decidedAlready = refusal(
  409,
  'entry.decided',
  'An entry that was approved or referred stays as it is until a supervisor reopens it.',
);
export const notDecided = refusal(
  409,
  'entry.not-decided',
  'Only an entry that was approved or referred is reopened.',
);
export const notWaiting = refusal(
  409,
  'entry.not-waiting',
  'Only time that was submitted, or approved before, can be referred or billed otherwise.',
);
export const notYoursToDecide = refusal(
  403,
  'entry.not-yours-to-decide',
  'The CSDM of the client decides on its time, or a supervisor; nobody but a supervisor on their own.',
);
export const nothingDone = refusal(409, 'entry.nothing-done', 'Nothing could be done with these entries.');
export const alreadyBilledSo = refusal(409, 'entry.already-billed-so', 'It is billed like this already.');
export const internalStays = refusal(
  409,
  'entry.internal-stays',
  'Internal time is billed to nobody; only its person changes that, before it is approved.',
);

/** Why an entry of a list was left as it is. */
const leftBecause = [
  'unknown',
  'not-yours',
  'own',
  'not-your-client',
  'not-a-draft',
  'not-submitted',
  'edited-meanwhile',
] as const;
export type LeftBecause = (typeof leftBecause)[number];

const words: Readonly<Record<LeftBecause, string>> = {
  unknown: 'There is no such entry, or it is not yours to see.',
  'not-yours': notYours.title,
  own: 'Nobody but a supervisor decides on their own time.',
  'not-your-client': 'Only the CSDM of the client decides on its time, or a supervisor.',
  'not-a-draft': 'It was submitted already.',
  'not-submitted': 'It is not waiting for a decision.',
  'edited-meanwhile': 'It was changed since you looked at it.',
};

/** The reason as a person reads it. */
export const told = (because: LeftBecause): string => words[because];

/** What came of a list of entries: those it was done with, in the order asked, and those that were left, with the reason. */
export const Outcome = z
  .object({
    done: z.array(EntryId),
    left: z.array(z.object({ entry: EntryId, because: z.enum(leftBecause) })),
  })
  .meta({ id: 'EntryOutcome' });
export type Outcome = z.output<typeof Outcome>;

/** Who asks, and for which clients they are CSDM or deputy on the client's present day. */
export interface Decider {
  readonly id: PersonId;
  readonly roles: readonly Role[];
  readonly leads: ReadonlySet<ClientId>;
}

/** What a decision looks at. */
export interface Decidable {
  readonly id: EntryId;
  readonly personId: PersonId;
  readonly clientId: ClientId | null;
  readonly state: EntryState;
  readonly version: number;
}

/** What a decision looks at, of an entry that is known whole. */
export const decidable = ({ id, personId, clientId, version, approval }: Entry): Decidable => ({
  id,
  personId,
  clientId,
  version,
  state: approval.state,
});

/** Supervisors and administrators answer for everybody's time. */
export const isSupervisor = (roles: readonly Role[]): boolean =>
  roles.includes('supervisor') || roles.includes('administrator');

/**
 * Why somebody may not decide on an entry, or null where they may. A supervisor decides on all time, the own included, because above them
 * there may be nobody; who decided is on record. A CSDM decides on the time of the clients they are CSDM or deputy for today, never on
 * their own. Internal time is for supervisors.
 * Example: Ines, CSDM of Lakeside, may approve Marek's time for Lakeside, not her own and not Marek's for Harbor.
 */
export function keptFrom(
  decider: Decider,
  entry: Pick<Decidable, 'personId' | 'clientId'>,
): 'own' | 'not-your-client' | null {
  if (isSupervisor(decider.roles)) return null;
  if (entry.personId === decider.id) return 'own';
  return entry.clientId !== null && decider.leads.has(entry.clientId) ? null : 'not-your-client';
}

/**
 * Why an entry cannot be approved or rejected as it was seen, or null where it can. It was seen at `version`: whoever approves has seen
 * what they approve.
 */
export function leftUndecided(
  decider: Decider,
  entry: Decidable | undefined,
  version: number,
): LeftBecause | null {
  if (!entry) return 'unknown';
  if (entry.version !== version) return 'edited-meanwhile';
  if (entry.state !== 'submitted') return 'not-submitted';
  return keptFrom(decider, entry);
}

/** Why an entry cannot be submitted, or null where it can: it is a draft or was rejected, and the asker's own, or a supervisor asks. */
export function leftUnsubmitted(
  asker: Pick<Decider, 'id' | 'roles'>,
  entry: Decidable | undefined,
): LeftBecause | null {
  if (!entry) return 'unknown';
  if (entry.personId !== asker.id && !isSupervisor(asker.roles)) return 'not-yours';
  return entry.state === 'draft' || entry.state === 'rejected' ? null : 'not-a-draft';
}

/** Refuses a change of an entry by somebody who may not change it, or once it was decided on. A rejected one may be put right. */
export function requireChangeable(asker: Pick<Decider, 'id' | 'roles'>, entry: Decidable): void {
  if (entry.personId !== asker.id && !isSupervisor(asker.roles)) throw new Refused(notYours, notYours.title);
  if (entry.state === 'approved' || entry.state === 'referred')
    throw new Refused(decidedAlready, `It is ${entry.state}.`, { state: entry.state });
}

/** Refuses to refer an entry, or to bill it otherwise, unless it was submitted and the asker may decide on it; finance may, but not on their own. */
export function requireSettleable(decider: Decider, entry: Decidable): void {
  const kept = keptFrom(decider, entry);
  const isFinance = decider.roles.includes('finance') && kept !== 'own';
  if (kept !== null && !isFinance) throw new Refused(notYoursToDecide, notYoursToDecide.title);
  if (entry.state !== 'submitted' && entry.state !== 'approved')
    throw new Refused(notWaiting, `It is ${entry.state}.`, { state: entry.state });
}
