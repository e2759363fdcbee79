import { z } from 'zod';
import { PageQuery, pageOf } from '../core/page.ts';
import { Day } from '../core/shape.ts';
import { route, staff } from '../people/access.ts';
import { PersonId } from '../people/person.ts';
import {
  Absence,
  AbsenceDraft,
  absenceEnded,
  AbsenceId,
  absenceNotYours,
  absenceOver,
  absenceOverlaps,
  AwayDays,
} from './absence.ts';
import { LeftWithout, StandIn } from './stand-in.ts';

const ofAbsence = z.object({ absence: AbsenceId });

export const absencesApi = {
  enterAbsence: route({
    method: 'POST',
    path: '/absences',
    command: 'absence enter',
    summary: 'Says that somebody, oneself unless named, is away on whole days or for a part of one.',
    access: staff,
    body: AbsenceDraft,
    out: Absence,
    status: 201,
    idempotent: true,
    refusals: [absenceNotYours, absenceOverlaps],
  }),
  weighAbsence: route({
    method: 'GET',
    path: '/people/{person}/absence-weighing',
    command: 'absence weigh',
    summary: 'Says which clients would be left without CSDM or CSE while somebody is away.',
    access: staff,
    params: z.object({ person: PersonId }),
    query: AwayDays,
    out: z.array(LeftWithout),
  }),
  listAbsences: route({
    method: 'GET',
    path: '/absences',
    command: 'absence list',
    summary:
      'Lists absences, those to come first and the latest of them on top; the reasons of others are for supervisors.',
    access: staff,
    query: PageQuery.extend({
      person: PersonId.optional(),
      /** Those that have a moment on or after this day, in UTC. */
      from: Day.optional(),
    }),
    out: pageOf(Absence),
  }),
  endAbsence: route({
    method: 'POST',
    path: '/absences/{absence}/end',
    command: 'absence end',
    summary: 'Ends an absence earlier: somebody is back on a day. It stays on record as it was entered.',
    access: staff,
    params: ofAbsence,
    body: z.object({ to: Day }),
    out: Absence,
    idempotent: true,
    refusals: [absenceNotYours, absenceEnded],
  }),
  cancelAbsence: route({
    method: 'POST',
    path: '/absences/{absence}/cancellation',
    command: 'absence cancel',
    summary: 'Cancels an absence: somebody is there after all. It stays on record.',
    access: staff,
    params: ofAbsence,
    out: Absence,
    idempotent: true,
    refusals: [absenceNotYours, absenceOver],
  }),
  listStandIns: route({
    method: 'GET',
    path: '/stand-ins',
    command: 'stand-in list',
    summary: 'Lists who is away from which place on a day, today unless said, and who stands in.',
    access: staff,
    query: z.object({ day: Day.optional() }),
    out: z.array(StandIn),
  }),
};
