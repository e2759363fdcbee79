import { z } from 'zod';
import { serviceKinds } from '../clients/purchased-service.ts';
import { idOf, type Id } from '../core/id.ts';
import { refusal } from '../core/refusal.ts';
import { Day, Moment } from '../core/shape.ts';
import { ClientId } from '../people/person.ts';
import { businessDays, Cadence } from './cadence.ts';
import { activities } from './catalogue-template.ts';
import { evidenceKinds } from './evidence.ts';
import { owners } from './owner.ts';
import { triggerNames } from './trigger.ts';

export type CatalogueId = Id<'catalogue'>;
export const CatalogueId = idOf('catalogue');

export const catalogueSameDay = refusal(
  409,
  'catalogue.same-day',
  'Another version of the catalogue begins on this day. Versions are never edited; let the new one begin on another day.',
);
export const cataloguePast = refusal(
  422,
  'catalogue.past',
  'A version of the catalogue begins today or later: what was demanded in the past stays as it was.',
);

/** What an activity does for the client. */
export const coverageAreas = [
  'alignment',
  'enablement',
  'incident-problem',
  'documentation',
  'change',
  'life-cycle',
  'advisement',
  'liaison',
] as const;

/** The highest number of a row; 1 to 53 are those of the service guide, the provider's own come after. */
export const rowMax = 999;
export const RowNumber = z.int().min(1).max(rowMax);

// Its type is said here, so that it does not rest on that of the rows, which rests on this.
const examples: readonly unknown[] = activities.slice(0, 1);

/**
 * A row of the catalogue. It comes by a cadence, or answers to a trigger that is assumed to come so many times a year, or has neither and
 * is nobody's work here. `minutes` are the estimate for one time. `needs` is the service that the client must have bought, `securityCse`
 * whether a CSE of security must be designated.
 */
export const CatalogueActivity = z
  .strictObject({
    row: RowNumber,
    section: z.string().trim().min(1, 'name its section').max(60),
    name: z.string().trim().min(1, 'name the activity').max(120),
    owners: z.array(z.enum(owners)).min(1, 'say whose it is').max(3),
    footnote: z.string().trim().min(1).max(300).nullable(),
    area: z.enum(coverageAreas),
    cadence: Cadence.nullable(),
    businessDay: z.enum(businessDays),
    trigger: z.enum(triggerNames).nullable(),
    timesAYear: z.int().min(0).max(366),
    evidence: z.enum(evidenceKinds).nullable(),
    evidenceWords: z.string().trim().max(200),
    needs: z.enum(serviceKinds).nullable(),
    securityCse: z.boolean(),
    minutes: z.int().min(0).max(6000),
    checklist: z.array(z.string().trim().min(1).max(200)).max(40),
    home: z.string().trim().min(1, 'say where it lives').max(200),
    waitsFor: z.string().trim().min(1).max(60).nullable(),
    holdsUp: z.string().trim().min(1).max(300).nullable(),
  })
  .refine(({ cadence, trigger }) => cadence === null || trigger === null, {
    path: ['trigger'],
    message: 'it comes by a cadence or answers to a trigger, not both',
  })
  .refine(({ trigger, timesAYear }) => trigger !== null || timesAYear === 0, {
    path: ['timesAYear'],
    message: 'only what answers to a trigger is assumed to come so often',
  })
  .refine(({ evidence, checklist }) => evidence !== 'checklist' || checklist.length > 0, {
    path: ['checklist'],
    message: 'a checklist that is demanded has items',
  })
  .refine(({ checklist }) => new Set(checklist).size === checklist.length, {
    path: ['checklist'],
    message: 'each item once',
  })
  .meta({ id: 'CatalogueActivity', examples });
export type CatalogueActivity = z.output<typeof CatalogueActivity>;

/** A version of the catalogue as it is written, whole. Rows of the service guide may be left out, and others added after row 53. */
export const CatalogueDraft = z
  .strictObject({
    from: Day,
    note: z.string().trim().min(1, 'say what is new').max(1000),
    activities: z.array(CatalogueActivity).min(1).max(300),
  })
  .refine(({ activities: rows }) => new Set(rows.map(({ row }) => row)).size === rows.length, {
    path: ['activities'],
    message: 'each row once',
  });
export type CatalogueDraft = z.output<typeof CatalogueDraft>;

/** Which version it is and from when; the matrix of the service guide has neither id nor day. */
export const CatalogueHead = z
  .object({
    id: CatalogueId.nullable(),
    from: Day.nullable(),
    note: z.string(),
    publishedByName: z.string().nullable(),
    publishedAt: Moment.nullable(),
  })
  .meta({ id: 'CatalogueHead' });
export type CatalogueHead = z.output<typeof CatalogueHead>;

export const Catalogue = CatalogueHead.extend({ activities: z.array(CatalogueActivity) }).meta({
  id: 'Catalogue',
});
export type Catalogue = z.output<typeof Catalogue>;

/** The matrix of the service guide as a catalogue: what a provider has that published none. */
export const template: Catalogue = {
  id: null,
  from: null,
  note: 'The responsibility matrix of the service guide',
  publishedByName: null,
  publishedAt: null,
  activities: [...activities],
};

/**
 * The version in force on a day: the latest that has begun, or the template before the first.
 * Example: versions from 1 January and 1 March → the first on 28 February, the second on 1 March.
 */
export function inForce<Version extends Pick<Catalogue, 'from'>>(
  versions: readonly Version[],
  day: string,
): Version | null {
  const begun = versions.filter(({ from }) => from === null || from <= day);
  return begun.toSorted((a, b) => ((a.from ?? '') < (b.from ?? '') ? -1 : 1)).at(-1) ?? null;
}

/** What differs about a row: added, left out, or which of its fields is other, as it was and as it is. */
export const CatalogueDifference = z
  .object({
    row: RowNumber,
    name: z.string(),
    kind: z.enum(['added', 'left-out', 'changed']),
    fields: z.array(z.object({ field: z.string(), before: z.string(), after: z.string() })),
  })
  .meta({ id: 'CatalogueDifference' });
export type CatalogueDifference = z.output<typeof CatalogueDifference>;

/**
 * What differs between two catalogues, by row number. Lists are compared in their order, and shown with semicolons.
 * Example: row 5 with 90 minutes and with 120 → `{ row: 5, kind: 'changed', fields: [{ field: 'minutes', before: '90', after: '120' }] }`.
 */
export function differencesOf(
  before: readonly CatalogueActivity[],
  after: readonly CatalogueActivity[],
): CatalogueDifference[] {
  const [was, is] = [byRow(before), byRow(after)];
  const rows = [...new Set([...was.keys(), ...is.keys()])].sort((a, b) => a - b);
  return rows.flatMap((row): CatalogueDifference[] => {
    const [then, now] = [was.get(row), is.get(row)];
    if (!now) return then ? [{ row, name: then.name, kind: 'left-out', fields: [] }] : [];
    if (!then) return [{ row, name: now.name, kind: 'added', fields: [] }];
    const fields = fieldsOf(then, now);
    return fields.length === 0 ? [] : [{ row, name: now.name, kind: 'changed', fields }];
  });
}

const byRow = (rows: readonly CatalogueActivity[]): ReadonlyMap<number, CatalogueActivity> =>
  new Map(rows.map((activity) => [activity.row, activity]));

function fieldsOf(then: CatalogueActivity, now: CatalogueActivity): CatalogueDifference['fields'] {
  return compared.flatMap((field) => {
    const [was, is] = [shown(then[field]), shown(now[field])];
    return was === is ? [] : [{ field, before: was, after: is }];
  });
}

/** The fields of a row in the order in which they are told. */
const compared = [
  'section',
  'name',
  'owners',
  'footnote',
  'area',
  'cadence',
  'businessDay',
  'trigger',
  'timesAYear',
  'evidence',
  'evidenceWords',
  'needs',
  'securityCse',
  'minutes',
  'checklist',
  'home',
  'waitsFor',
  'holdsUp',
] as const satisfies readonly (keyof CatalogueActivity)[];

const shown = (value: CatalogueActivity[keyof CatalogueActivity]): string =>
  value === null ? '' : Array.isArray(value) ? value.join('; ') : String(value);

/** What a published version would touch of one plan: rows whose way of working follows it at once, and rows that would be planned otherwise. */
export const CatalogueImpact = z
  .object({
    clientId: ClientId,
    clientName: z.string(),
    contract: z.string(),
    rows: z.array(
      z.object({
        row: RowNumber,
        name: z.string(),
        /** Evidence, checklist and names follow the catalogue; cadence, estimate and owner stay as planned. */
        follows: z.array(z.string()),
        stays: z.array(z.string()),
      }),
    ),
  })
  .meta({ id: 'CatalogueImpact' });
export type CatalogueImpact = z.output<typeof CatalogueImpact>;

/** What a plan keeps from the day on which it was made: everything else about a row follows the catalogue of the day. */
const keptByPlan: readonly string[] = [
  'owners',
  'cadence',
  'businessDay',
  'trigger',
  'timesAYear',
  'minutes',
  'needs',
  'securityCse',
];

/**
 * What differences touch of a plan that has these rows; empty where none of its rows differs. A row that is added to the catalogue touches no
 * plan; one that is left out stays planned.
 * Example: row 5 takes 120 minutes and demands a file → evidence follows, minutes stay.
 */
export const touchedRows = (
  differences: readonly CatalogueDifference[],
  planned: ReadonlySet<number>,
): CatalogueImpact['rows'] =>
  differences
    .filter(({ row, kind }) => kind !== 'added' && planned.has(row))
    .map(({ row, name, kind, fields }) => {
      const names = fields.map(({ field }) => field);
      return {
        row,
        name,
        follows: names.filter((field) => !keptByPlan.includes(field)),
        stays: kind === 'left-out' ? ['planned'] : names.filter((field) => keptByPlan.includes(field)),
      };
    });
