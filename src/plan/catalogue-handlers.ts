import { todayHere } from '../contracts/price-book-handlers.ts';
import { notFound, Refused } from '../core/refusal.ts';
import type { Handlers } from '../core/route.ts';
import { refusing } from '../database/refusals.ts';
import type { Context } from '../people/context.ts';
import type { catalogueApi } from './catalogue-api.ts';
import {
  cataloguePast,
  catalogueSameDay,
  differencesOf,
  inForce,
  template,
  touchedRows,
  type Catalogue,
  type CatalogueActivity,
  type CatalogueId,
} from './catalogue.ts';
import { findCatalogues, insertCatalogue, listCatalogues } from './catalogue-store.ts';
import { listPlannedRows } from './plan-store.ts';

export const catalogueHandlers: Handlers<typeof catalogueApi, Context> = {
  listCatalogues: ({ db, providerId }) => listCatalogues(db, providerId),

  getCatalogue: (context, { params }) => theCatalogue(context, params.catalogue),

  async getCatalogueInForce(context, { query }) {
    const { on } = await catalogueReader(context);
    return on(query.on ?? (await todayHere(context)));
  },

  async compareCatalogues(context, { query }) {
    const before = await theCatalogue(context, query.before);
    const after = await theCatalogue(context, query.after);
    return differencesOf(before.activities, after.activities);
  },

  async previewCatalogue(context, { body }) {
    const { db, providerId } = context;
    const { on } = await catalogueReader(context);
    const fromInForce = differencesOf(on(body.from).activities, body.activities);
    const planned = await listPlannedRows(db, providerId, body.from);
    return {
      fromTemplate: differencesOf(template.activities, body.activities),
      fromInForce,
      plans: planned
        .map(({ rows, ...plan }) => ({ ...plan, rows: touchedRows(fromInForce, rows) }))
        .filter(({ rows }) => rows.length > 0),
    };
  },

  async publishCatalogue(context, { body }) {
    const { db, providerId, actor, now } = context;
    if (body.from < (await todayHere(context)))
      throw new Refused(cataloguePast, cataloguePast.title, {}, [
        { path: '/from', message: 'choose today or a later day' },
      ]);
    const id = context.newId<'catalogue'>();
    await refusing(
      { catalogue_from_day: catalogueSameDay },
      insertCatalogue(db, providerId, id, body, actor.id, now.toString()),
    );
    context.record({ act: 'catalogue.published', client: null, object: id, detail: body });
    return theCatalogue(context, id);
  },
};

/** Reads activities as the catalogue of a day has them. */
export interface CatalogueReader {
  /** The catalogue in force on a day. */
  readonly on: (day: string) => Catalogue;
  /** An activity as it is on a day; one that was left out since is as the template has it, or nameless beyond that. */
  readonly activity: (row: number, day: string) => CatalogueActivity;
}

export async function catalogueReader({
  db,
  providerId,
}: Pick<Context, 'db' | 'providerId'>): Promise<CatalogueReader> {
  const versions = [...(await findCatalogues(db, providerId)), template];
  const on = (day: string): Catalogue => inForce(versions, day) ?? template;
  return {
    on,
    activity: (row, day) =>
      on(day).activities.find((one) => one.row === row) ??
      versions.flatMap(({ activities }) => activities).find((one) => one.row === row) ??
      nameless(row),
  };
}

const nameless = (row: number): CatalogueActivity => ({
  row,
  section: 'Other',
  name: `Row ${row}`,
  owners: ['csdm'],
  footnote: null,
  area: 'liaison',
  cadence: null,
  businessDay: 'stay',
  trigger: null,
  timesAYear: 0,
  evidence: 'statement',
  evidenceWords: 'what was done',
  needs: null,
  securityCse: false,
  minutes: 0,
  checklist: [],
  home: 'The plan itself',
  waitsFor: null,
  holdsUp: null,
});

async function theCatalogue({ db, providerId }: Context, id: CatalogueId | 'template'): Promise<Catalogue> {
  if (id === 'template') return template;
  const [found] = await findCatalogues(db, providerId, [id]);
  if (!found) throw new Refused(notFound, notFound.title);
  return found;
}
