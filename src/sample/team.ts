import { TechnologyGroupId } from '../clients/client.ts';
import type { Context } from '../people/context.ts';
import type { ClientId } from '../people/person.ts';
import { AbsenceDraft } from '../team/absence.ts';
import { teamHandlers } from '../team/handlers.ts';
import type { StaffMember } from './cast.ts';
import type { People } from './people.ts';

/** What attests the skills of some, and in how many days from today it expires. */
const qualifications: Readonly<Record<string, readonly [name: string, days: number]>> = {
  'Marek Novak': ['Network professional, level 2', 410],
  'Jonas Lindqvist': ['Security operations, advanced', 19],
  'Priya Raman': ['Cloud administrator', 230],
};

/** Sets what engineers know: the first group of each they lead, in the others they work alone. */
export async function setSkills(
  supervisor: Context,
  people: People,
  staff: readonly StaffMember[],
  today: Temporal.PlainDate,
): Promise<void> {
  for (const { name, groups } of staff)
    for (const [place, group] of groups.entries()) {
      const [qualification = '', days = 0] = (place === 0 && qualifications[name]) || [];
      await teamHandlers.setSkill(supervisor, {
        params: { person: people.id(name), technologyGroup: TechnologyGroupId.parse(group) },
        query: {},
        body: {
          level: place === 0 ? 'leads' : 'works-alone',
          qualification,
          expires: qualification === '' ? null : today.add({ days }).toString(),
        },
      });
    }
}

/** Who is away in the weeks to come: on which day from the Monday after next, how many days, why, and in which part of the day. */
const absences = [
  ['Marek Novak', 0, 4, { reason: 'leave' }],
  ['Jonas Lindqvist', 1, 3, { reason: 'training', note: 'Incident response, with an examination' }],
  ['Priya Raman', 9, 1, { reason: 'other', part: { from: '13:00', to: '17:00' } }],
] as const;

/** Enters who is away, and has Dmitri stand in for Marek; nobody stands in for Jonas, so two clients will be without a CSE of security. */
export async function enterAbsences(
  people: People,
  deputyFor: readonly ClientId[],
  today: Temporal.PlainDate,
  now: Temporal.Instant,
): Promise<void> {
  for (const client of deputyFor)
    await teamHandlers.designate(people.acting('Sofia Marchetti', now), {
      params: { client },
      query: {},
      body: {
        personId: people.id('Dmitri Sokolov'),
        role: 'cse',
        technologyGroup: TechnologyGroupId.parse('network'),
        deputy: true,
        from: today.subtract({ days: 20 }).toString(),
        to: null,
        reason: '',
      },
    });
  const monday = today.add({ days: 15 - today.dayOfWeek });
  for (const [name, day, days, why] of absences) {
    const from = monday.add({ days: day });
    await teamHandlers.enterAbsence(people.acting(name, now.subtract({ hours: 70 })), {
      params: {},
      query: {},
      body: AbsenceDraft.parse({ ...why, from: from.toString(), to: from.add({ days }).toString() }),
    });
  }
}
