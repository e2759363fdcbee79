import { randomUUIDv7 } from 'node:crypto';
import { beforeAll } from 'vitest';
import type { ClientId } from '../src/people/person.ts';
import type { Name, World } from './world.ts';

/**
 * The teams of the two clients, since the start of 2026: Lakeside has Ines as CSDM, Marek as CSE of network and Priya as CSE of security;
 * Harbor has Ines as CSDM and Priya as CSE of network. Priya joins Lakeside's network on 2026-11-24.
 */
export function useTeam(world: World): void {
  beforeAll(async () => {
    await designate(world, world.lakeside, 'ines', 'csdm', null, '2026-01-01');
    await designate(world, world.lakeside, 'marek', 'cse', 'network', '2026-01-01');
    await designate(world, world.lakeside, 'priya', 'cse', 'security', '2026-01-01');
    await designate(world, world.lakeside, 'priya', 'cse', 'network', '2026-11-24');
    await designate(world, world.harbor, 'ines', 'csdm', null, '2026-01-01');
    await designate(world, world.harbor, 'priya', 'cse', 'network', '2026-01-01');
  });
}

/** Names somebody to the team of a client from a day on. */
export async function designate(
  { owner, providerId, people }: World,
  client: ClientId,
  who: Name,
  role: 'csdm' | 'cse',
  group: string | null,
  from: string,
): Promise<void> {
  await owner.query(
    `insert into designation (provider_id, id, client_id, person_id, role, technology_group_id, from_day)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [providerId, randomUUIDv7(), client, people[who].id, role, group, from],
  );
}
