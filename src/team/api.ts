import { z } from 'zod';
import { refusal } from '../core/refusal.ts';
import { Day } from '../core/shape.ts';
import { everyone, route, staff, supervisor } from '../people/access.ts';
import { ClientId, PersonId } from '../people/person.ts';
import { absencesApi } from './absence-api.ts';
import { alarmsApi } from './alarm-api.ts';
import { benchApi } from './bench-api.ts';
import { TeamGap } from './coverage.ts';
import { DesignationDraft, DesignationId, DesignationReason, SetAside, TeamMember } from './designation.ts';
import { skillsApi } from './skill-api.ts';
import { skillMissing } from './skill.ts';

export const roleMissing = refusal(
  422,
  'designation.role-missing',
  'Only active people who hold the role can be named for it.',
);
export const csdmNamed = refusal(
  409,
  'designation.one-csdm',
  'A client has exactly one Client Service Delivery Manager at a time.',
);
export const namedTwice = refusal(
  409,
  'designation.twice',
  'This person is named for this already on some of these days.',
);
export const groupUnknown = refusal(
  422,
  'designation.unknown-group',
  'This is not one of the technology groups of the provider.',
);
export const endsTooEarly = refusal(
  422,
  'designation.ends-too-early',
  'A designation lasts at least one day; its end is the first day without it.',
);
export const otherPlace = refusal(
  409,
  'designation.other-place',
  'A designation replaces one of the same role and technology group.',
);
export const endedAlready = refusal(
  409,
  'designation.ended',
  'This designation has an end; it can be brought forward, not put off. Name the person again for later days.',
);
export const placeNeeded = refusal(
  409,
  'designation.place-needed',
  'The client’s contract needs this place. Name somebody else for it first, or end it with a reason.',
);

const ofClient = z.object({ client: ClientId });

export const teamApi = {
  ...absencesApi,
  ...skillsApi,
  ...alarmsApi,
  ...benchApi,
  listTeam: route({
    method: 'GET',
    path: '/clients/{client}/team',
    command: 'team list',
    summary:
      'Lists who is on the team of a client on a day, today unless said: the CSDM first, then the CSEs.',
    access: everyone,
    params: ofClient,
    query: z.object({ day: Day.optional() }),
    out: z.array(TeamMember),
  }),
  listTeamHistory: route({
    method: 'GET',
    path: '/clients/{client}/designations',
    command: 'team history',
    summary: 'Lists everybody who was or will be on the team of a client, and when, newest first.',
    access: everyone,
    params: ofClient,
    out: z.array(TeamMember),
  }),
  listTeamGaps: route({
    method: 'GET',
    path: '/clients/{client}/team/gaps',
    command: 'team gaps',
    summary: 'Says what the team of a client lacks on a day, today unless said.',
    access: staff,
    params: ofClient,
    query: z.object({ day: Day.optional() }),
    out: z.array(TeamGap),
  }),
  listDesignations: route({
    method: 'GET',
    path: '/people/{person}/designations',
    command: 'designation list',
    summary: 'Lists whom a person works for and as what, past and to come, newest first.',
    access: staff,
    params: z.object({ person: PersonId }),
    out: z.array(TeamMember),
  }),
  designate: route({
    method: 'POST',
    path: '/clients/{client}/designations',
    command: 'designation create',
    summary:
      'Names a person CSDM, CSE of a technology group, or deputy for a client; may end the designation that this one replaces. Without the skill it takes a reason.',
    access: supervisor,
    params: ofClient,
    body: DesignationDraft.safeExtend({ replaces: DesignationId.optional(), reason: SetAside }),
    out: TeamMember,
    status: 201,
    refusals: [roleMissing, skillMissing, csdmNamed, namedTwice, groupUnknown, endsTooEarly, otherPlace],
  }),
  endDesignation: route({
    method: 'POST',
    path: '/clients/{client}/designations/{designation}/end',
    command: 'designation end',
    summary:
      'Ends a designation on a day: the first day without it. It stays on record. Where a contract needs the place, it takes a reason.',
    access: supervisor,
    params: z.object({ client: ClientId, designation: DesignationId }),
    body: z.object({ to: Day, reason: SetAside }),
    out: TeamMember,
    refusals: [endsTooEarly, endedAlready, placeNeeded],
  }),
  listDesignationReasons: route({
    method: 'GET',
    path: '/clients/{client}/designation-reasons',
    command: 'team reasons',
    summary: 'Lists why somebody was named without the skill, or a place was left without anybody.',
    access: staff,
    params: ofClient,
    out: z.array(DesignationReason),
  }),
};
