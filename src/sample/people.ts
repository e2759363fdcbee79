import type { Role } from '../people/access.ts';
import type { Actor, Context } from '../people/context.ts';
import { PersonDraft, type ClientId, type PersonId } from '../people/person.ts';
import { insertPerson } from '../people/store.ts';

/** Somebody made up who can sign in. */
export interface SamplePerson {
  readonly id: PersonId;
  readonly name: string;
  readonly email: string;
}

/** Who is who, and everybody's way of acting at a moment of the past. */
export class People {
  readonly #context: Omit<Context, 'actor'>;
  readonly #byName = new Map<string, { readonly person: SamplePerson; readonly actor: Actor }>();

  constructor(context: Omit<Context, 'actor'>) {
    this.#context = context;
  }

  /** People of the provider have their address there, people of a client the one that its contact has. */
  async add(
    name: string,
    roles: readonly Role[],
    timeZone: string,
    clientId: ClientId | null,
    domain = 'fieldstone.example',
  ): Promise<PersonId> {
    const { db, providerId } = this.#context;
    const id = this.#context.newId<'person'>();
    const email = addressOf(name, domain);
    await insertPerson(db, providerId, id, PersonDraft.parse({ name, email, roles, timeZone, clientId }));
    this.#byName.set(name, { person: { id, name, email }, actor: { id, providerId, clientId, name, roles } });
    return id;
  }

  acting(name: string, now: Temporal.Instant): Context {
    return { ...this.#context, actor: this.#named(name).actor, now };
  }

  id(name: string): PersonId {
    return this.#named(name).person.id;
  }

  all(): readonly SamplePerson[] {
    return [...this.#byName.values()].map(({ person }) => person);
  }

  #named(name: string) {
    const found = this.#byName.get(name);
    if (!found) throw new Error(`${name} does not work at the sample provider`);
    return found;
  }
}

export const addressOf = (name: string, domain: string): string =>
  `${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '.')}@${domain}`;
