import { theClient } from '../clients/handlers.ts';
import type { Handlers } from '../core/route.ts';
import type { Context } from '../people/context.ts';
import type { ClientId } from '../people/person.ts';
import type { warningApi } from './warning-api.ts';
import { listWatched } from './warning-store.ts';
import { warningsOf, type ContractWarning } from './warning.ts';

export const warningHandlers: Handlers<typeof warningApi, Context> = {
  async listContractWarnings(context, { query: { client } }) {
    if (client === undefined) return contractWarnings(context, null);
    const { id } = await theClient(context, client);
    return contractWarnings(context, [id]);
  },
};

/** What the contracts that run now are warned of, by client: of some clients or of all. */
export const contractWarnings = async (
  { db, providerId, now }: Context,
  clients: readonly ClientId[] | null,
): Promise<ContractWarning[]> =>
  (await listWatched(db, providerId, now, clients)).flatMap((watched) => warningsOf(watched));
