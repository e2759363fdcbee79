import type { Id } from '../core/id.ts';
import type { Database, Transaction } from '../database/transaction.ts';
import type { ClientId, Done, PersonId, ProviderId } from './person.ts';
import type { Role } from './access.ts';
import type { SessionId } from './session.ts';

/** Who is asking, as sign-in found them. */
export interface Actor {
  readonly id: PersonId;
  readonly providerId: ProviderId;
  /** Set for portal users: the only client whose rows they can see. */
  readonly clientId: ClientId | null;
  readonly name: string;
  readonly roles: readonly Role[];
  /** By which session; absent where nobody signed in, as in a job. */
  readonly sessionId?: SessionId;
  /** From where that session began, as far as is known. */
  readonly address?: string;
}

/**
 * What every handler gets besides its input: a transaction that is already open, in which the database shows only what the
 * actor may see, and that is committed with its facts when the handler answers.
 */
export interface Context extends Transaction {
  readonly actor: Actor;
  readonly providerId: ProviderId;
  readonly now: Temporal.Instant;
  newId<Kind extends string>(): Id<Kind>;
}

/** Whoever asks, at the moment of asking. */
export const doneBy = ({ actor, now }: Pick<Context, 'actor' | 'now'>): Done => ({
  by: actor.id,
  at: now.toString(),
});

/** What a handler gets where nobody is signed in: it finds out whose request it is and opens its transactions itself. */
export interface Visit {
  readonly database: Database;
  readonly requestId: string;
  readonly now: Temporal.Instant;
  newId<Kind extends string>(): Id<Kind>;
}
