import { TechnologyGroupId } from '../src/clients/client.ts';
import { rows } from '../src/core/table.ts';
import { Zone } from '../src/core/zone.ts';
import { ClientId, PersonId } from '../src/people/person.ts';
import { AbsenceId, momentsAway } from '../src/team/absence.ts';
import { DesignationId, type TeamMember } from '../src/team/designation.ts';
import type { Away } from '../src/team/stand-in.ts';

const chicago = new Zone('America/Chicago');

/** The id of a name in a text table: the same each time. */
export function idFor(name: string): string {
  let number = 7;
  for (let at = 0; at < name.length; at++) number = (number * 31 + name.charCodeAt(at)) % 0xffffffff;
  return `00000000-0000-4000-8000-0000${number.toString(16).padStart(8, '0')}`;
}
export const personIdFor = (name: string) => PersonId.parse(idFor(name));
export const clientIdFor = (name: string) => ClientId.parse(idFor(name));

/** Teams on paper: `| client | person | place | from | to |`, a place being `csdm`, `cse network` or `cse network deputy`. */
export const membersIn = (text: string): TeamMember[] =>
  rows<'client' | 'person' | 'place' | 'from' | 'to'>(text).map(({ client, person, place, from, to }) => {
    const [role, group] = place.replace(' deputy', '').split(' ');
    return {
      id: DesignationId.parse(idFor(`${client} ${person} ${place} ${from}`)),
      clientId: clientIdFor(client),
      personId: personIdFor(person),
      role: role === 'csdm' ? 'csdm' : 'cse',
      technologyGroup: group === undefined ? null : TechnologyGroupId.parse(group),
      deputy: place.endsWith('deputy'),
      from,
      to: to === '' ? null : to,
      name: person,
      email: `${person.toLowerCase()}@example.com`,
    };
  });

/** Absences on paper, in Chicago: `| person | from | back | part |`, a part being `13:00-17:00` or nothing. */
export const absencesIn = (text: string): Away[] =>
  rows<'person' | 'from' | 'back' | 'part'>(text).map(({ person, from, back: to, part: said }) => {
    const [start, end] = said.split('-');
    const part = start && end ? { from: start, to: end } : null;
    return {
      id: AbsenceId.parse(idFor(`${person} ${from}`)),
      personId: personIdFor(person),
      from,
      to,
      part,
      ...momentsAway({ from, to, part }, chicago),
    };
  });
