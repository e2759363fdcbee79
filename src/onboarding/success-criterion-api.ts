import { z } from 'zod';
import { everyone, lead, route, workers } from '../people/access.ts';
import { ClientId } from '../people/person.ts';
import {
  correctedAlready,
  criterionDropped,
  measuredAhead,
  MeasurementDraft,
  MeasurementId,
  noWay,
  SuccessCriterion,
  SuccessCriterionDraft,
  SuccessCriterionId,
} from './success-criterion.ts';
import { whoUnknown } from './task.ts';

const ofClient = z.object({ client: ClientId });
const ofCriterion = z.object({ successCriterion: SuccessCriterionId });

export const successCriterionApi = {
  listSuccessCriteria: route({
    method: 'GET',
    path: '/clients/{client}/success-criteria',
    command: 'success-criterion list',
    summary:
      'Lists what a client calls success, as it was recorded: each with what was measured and how far it has come.',
    access: everyone,
    params: ofClient,
    out: z.array(SuccessCriterion),
  }),
  recordSuccessCriterion: route({
    method: 'POST',
    path: '/clients/{client}/success-criteria',
    command: 'success-criterion record',
    summary:
      'Records a KPI or a goal of a client: unit, baseline, target, until when, and who answers for it.',
    access: lead,
    params: ofClient,
    body: SuccessCriterionDraft,
    out: SuccessCriterion,
    status: 201,
    idempotent: true,
    refusals: [noWay, whoUnknown],
  }),
  dropSuccessCriterion: route({
    method: 'POST',
    path: '/success-criteria/{successCriterion}/drop',
    command: 'success-criterion drop',
    summary: 'Follows a success criterion no more, with a reason; what was measured stays.',
    access: lead,
    params: ofCriterion,
    body: z.object({ reason: z.string().trim().min(1, 'say why').max(1000) }),
    out: SuccessCriterion,
    idempotent: true,
    refusals: [criterionDropped],
  }),
  recordMeasurement: route({
    method: 'POST',
    path: '/success-criteria/{successCriterion}/measurements',
    command: 'measurement record',
    summary: 'Records what a success criterion came to on a day.',
    access: workers,
    params: ofCriterion,
    body: MeasurementDraft,
    out: SuccessCriterion,
    status: 201,
    idempotent: true,
    refusals: [criterionDropped, measuredAhead],
  }),
  correctMeasurement: route({
    method: 'POST',
    path: '/measurements/{measurement}/correction',
    command: 'measurement correct',
    summary: 'Corrects a measurement by another that takes its place; both stay on record.',
    access: workers,
    params: z.object({ measurement: MeasurementId }),
    body: MeasurementDraft,
    out: SuccessCriterion,
    status: 201,
    idempotent: true,
    refusals: [criterionDropped, measuredAhead, correctedAlready],
  }),
};
