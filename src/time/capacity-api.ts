import { z } from 'zod';
import { TechnologyGroupId } from '../clients/client.ts';
import { Day } from '../core/shape.ts';
import { route, supervisor } from '../people/access.ts';
import { PersonId } from '../people/person.ts';
import { CapacityTerms, CapacityWeek } from '../team/capacity.ts';

/** A person with their weeks, and the technology groups they have a skill of. */
const CapacityPerson = z
  .object({
    personId: PersonId,
    name: z.string(),
    technologyGroups: z.array(TechnologyGroupId),
    weeks: z.array(CapacityWeek),
  })
  .meta({ id: 'CapacityPerson' });
export type CapacityPerson = z.output<typeof CapacityPerson>;

export const capacityApi = {
  showCapacity: route({
    method: 'GET',
    path: '/capacity',
    command: 'capacity show',
    summary:
      'Shows what CSDMs and CSEs can work in each of the coming weeks and what is asked of them, from the week of a day on, today unless said.',
    access: supervisor,
    query: z.object({ from: Day.optional(), weeks: z.coerce.number().int().min(1).max(26).default(13) }),
    out: z.object({ weeks: z.array(Day), people: z.array(CapacityPerson) }),
  }),
  explainCapacity: route({
    method: 'GET',
    path: '/people/{person}/capacity',
    command: 'capacity explain',
    summary: 'Says term by term how one week of somebody comes about, with the records behind each figure.',
    access: supervisor,
    params: z.object({ person: PersonId }),
    /** Any day of the week. */
    query: z.object({ week: Day }),
    out: CapacityTerms,
  }),
};
