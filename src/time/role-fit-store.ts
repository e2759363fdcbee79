import { sql } from 'kysely';
import type { ProviderId } from '../people/person.ts';

/** Whether the person of entry `e` is designated for its client, role and technology group on the client's local day on which it starts. */
export const isDesignated = (provider: ProviderId) => sql<boolean>`exists (
  select from client at join designation d on d.provider_id = ${provider} and d.client_id = at.id
  where at.provider_id = ${provider} and at.id = e.client_id and d.person_id = e.person_id and d.role = e.role
    and d.technology_group_id is not distinct from e.technology_group_id
    and d.from_day <= (e.started_at at time zone at.time_zone)::date
    and (d.to_day is null or d.to_day > (e.started_at at time zone at.time_zone)::date))`;
