import { z } from 'zod';
import { Day } from '../core/shape.ts';
import { route, staff, supervisor } from '../people/access.ts';
import {
  Catalogue,
  CatalogueDifference,
  CatalogueDraft,
  CatalogueHead,
  CatalogueId,
  CatalogueImpact,
  cataloguePast,
  catalogueSameDay,
} from './catalogue.ts';

/** A version in an address: its id, or `template` for the matrix of the service guide. */
const Version = z.union([z.literal('template'), CatalogueId]);

/** What a draft would do. */
const CataloguePreview = z
  .object({
    /** Against the matrix of the service guide. */
    fromTemplate: z.array(CatalogueDifference),
    /** Against the version in force the day before the draft begins. */
    fromInForce: z.array(CatalogueDifference),
    /** The plans that the latter touches, by client. */
    plans: z.array(CatalogueImpact),
  })
  .meta({ id: 'CataloguePreview' });

export const catalogueApi = {
  listCatalogues: route({
    method: 'GET',
    path: '/catalogues',
    command: 'catalogue list',
    summary: 'Lists the provider’s versions of the catalogue of activities, the latest first.',
    access: staff,
    out: z.array(CatalogueHead),
  }),
  getCatalogue: route({
    method: 'GET',
    path: '/catalogues/{catalogue}',
    command: 'catalogue show',
    summary:
      'Shows a version of the catalogue with its activities; `template` is the matrix of the service guide.',
    access: staff,
    params: z.object({ catalogue: Version }),
    out: Catalogue,
  }),
  getCatalogueInForce: route({
    method: 'GET',
    path: '/catalogue-in-force',
    command: 'catalogue in-force',
    summary:
      'Shows the catalogue in force on a day, today unless said: the service guide’s matrix before the first version.',
    access: staff,
    query: z.object({ on: Day.optional() }),
    out: Catalogue,
  }),
  compareCatalogues: route({
    method: 'GET',
    path: '/catalogue-differences',
    command: 'catalogue compare',
    summary:
      'Says what differs between two versions of the catalogue, row by row; `template` is the matrix of the service guide.',
    access: staff,
    query: z.object({ before: Version, after: Version }),
    out: z.array(CatalogueDifference),
  }),
  previewCatalogue: route({
    method: 'POST',
    path: '/catalogue-preview',
    command: 'catalogue preview',
    summary:
      'Says how a draft differs from the template and the version in force, and which plans it would touch; saves nothing.',
    access: supervisor,
    body: CatalogueDraft,
    out: CataloguePreview,
    reads: true,
  }),
  publishCatalogue: route({
    method: 'POST',
    path: '/catalogues',
    command: 'catalogue publish',
    summary:
      'Publishes a version of the catalogue that is in force from a day, today or later, until the next one; it is never edited. Names, evidence and checklists follow it; what plans say of cadence, estimate and owner stays.',
    access: supervisor,
    body: CatalogueDraft,
    out: Catalogue,
    status: 201,
    idempotent: true,
    refusals: [catalogueSameDay, cataloguePast],
  }),
};
