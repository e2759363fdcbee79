import { contractsApi } from '../src/contracts/api.ts';
import type { ContractId } from '../src/contracts/contract.ts';
import type { ClientId } from '../src/people/person.ts';
import { plansApi } from '../src/plan/api.ts';
import type { Occurrence } from '../src/plan/occurrence.ts';
import { base, seeding, type SeededContract } from './hours.ts';
import type { Name, World } from './world.ts';

/** Clients with a team and a contract from November 2026 for two years, and their plans. */
export const planning = (world: World) => {
  const seed = seeding(world);

  async function designate(
    client: ClientId,
    who: Name,
    role: 'csdm' | 'cse',
    group: string | null = null,
    deputy = false,
  ): Promise<void> {
    await world.owner.query(
      `insert into designation (provider_id, id, client_id, person_id, role, technology_group_id, deputy, from_day)
       values ($1, gen_random_uuid(), $2, $3, $4, $5, $6, '2026-01-01')`,
      [world.providerId, client, world.people[who].id, role, group, deputy],
    );
  }

  async function buy(client: ClientId, kind: string): Promise<void> {
    await world.owner.query(
      `insert into purchased_service values ($1, gen_random_uuid(), $2, $3, '2025-01-01', null)`,
      [world.providerId, client, kind],
    );
  }

  const contractFor = async (client: ClientId, said: SeededContract = {}): Promise<ContractId> => {
    const term = { start: '2026-11-01', end: '2028-11-01' };
    const packages = [{ ...base, to: term.end }];
    return (await seed.contract(client, { ...term, packages, ...said })).id;
  };

  /** A client with Ines as its CSDM and Marek as its CSE of network. */
  async function served(
    name: string,
    said: SeededContract = {},
  ): Promise<{ client: ClientId; contract: ContractId }> {
    const client = await seed.client(name);
    await designate(client, 'ines', 'csdm');
    await designate(client, 'marek', 'cse', 'network');
    return { client, contract: await contractFor(client, said) };
  }

  const make = (contract: ContractId, body: { start?: string; eachGroup?: number[] } = {}) =>
    world.as('ines')(plansApi.createPlan, { params: { contract }, body });

  async function planned(name: string): Promise<{ client: ClientId; contract: ContractId }> {
    const made = await served(name);
    await make(made.contract, { start: '2026-11-01' });
    return made;
  }

  const occurrencesOf = async (client: ClientId, row: number): Promise<Occurrence[]> =>
    (await world.as('ines')(plansApi.listOccurrences, { query: { client, row } })).items;

  async function firstOf(client: ClientId, row: number): Promise<Occurrence> {
    const [first] = await occurrencesOf(client, row);
    if (!first) throw new Error(`row ${row} does not come`);
    return first;
  }

  const count = async (client: ClientId): Promise<number> => {
    const { rows } = await world.owner.query<{ count: number }>(
      'select count(*)::int as count from occurrence where client_id = $1',
      [client],
    );
    return rows[0]?.count ?? 0;
  };

  /** Agrees to a change request for both sides. */
  async function agree(changeRequest: Parameters<typeof params>[0]): Promise<void> {
    await world.as('sofia')(contractsApi.proposeChange, params(changeRequest));
    await world.as('sofia')(contractsApi.recordConsent, {
      ...params(changeRequest),
      body: { note: 'By mail' },
    });
    await world.as('sofia')(contractsApi.agreeToChange, { ...params(changeRequest), body: {} });
  }
  const params = (changeRequest: string) => ({ params: { changeRequest } });

  return { seed, designate, buy, contractFor, served, make, planned, occurrencesOf, firstOf, count, agree };
};

/** A refusal by its code, as callers get it. */
export const refused = (code: string) => ({ body: { code } });
