import { z } from 'zod';
import { idOf, type Id } from '../core/id.ts';
import { Moment } from '../core/shape.ts';
import { parseZone } from '../core/zone.ts';
import { PersonId } from '../people/person.ts';
import { encodings } from './encoding.ts';
import { dateOrders, decimalSigns } from './formats.ts';
import { delimiters } from './table.ts';

export const importKinds = ['clients', 'contracts', 'entries'] as const;
export type ImportKind = (typeof importKinds)[number];

export type MappingId = Id<'mapping'>;
export const MappingId = idOf('mapping');
export type ImportId = Id<'import'>;
export const ImportId = idOf('import');

/** A zone by whose clock a file's times are written; `person`: each by the clock of the person who worked. */
const FileZone = z
  .string()
  .refine(
    (text) => text === 'person' || parseZone(text) !== undefined,
    'this is not a known time zone; write it like America/Chicago, or person for the zone of each person',
  );

/** How a file is to be read. What is null is found out from the file; `columns` names the header of a field, an empty one none. */
export const Mapping = z
  .object({
    encoding: z.enum(encodings).nullable().default(null),
    delimiter: z.enum(delimiters).nullable().default(null),
    dates: z.enum(dateOrders).nullable().default(null),
    decimal: z.enum(decimalSigns).nullable().default(null),
    zone: FileZone.nullable().default(null),
    columns: z.record(z.string().max(60), z.string().max(200)).default({}),
  })
  .meta({ id: 'ImportMapping' });
export type Mapping = z.output<typeof Mapping>;

/** A mapping kept under a name, for the next file of the same make. */
export const SavedMapping = z
  .object({
    id: MappingId,
    kind: z.enum(importKinds),
    name: z.string(),
    mapping: Mapping,
    createdBy: PersonId,
    createdAt: Moment,
  })
  .meta({ id: 'SavedMapping' });
export type SavedMapping = z.output<typeof SavedMapping>;

/**
 * What was told with the file, over what was kept: each part that was told counts, field by field in the columns.
 * Example: kept day first and columns { person: "Mitarbeiter" }, told columns { client: "Kunde" } → day first and both columns.
 */
export const overlaid = (kept: Mapping, told: Mapping): Mapping => ({
  encoding: told.encoding ?? kept.encoding,
  delimiter: told.delimiter ?? kept.delimiter,
  dates: told.dates ?? kept.dates,
  decimal: told.decimal ?? kept.decimal,
  zone: told.zone ?? kept.zone,
  columns: { ...kept.columns, ...told.columns },
});

/** What cannot be found out from a file and must be told before a row of it is read. */
export const Question = z
  .object({
    about: z.enum(['columns', 'dates', 'decimal', 'zone']),
    /** The field whose column is asked for. */
    field: z.string().nullable(),
    message: z.string(),
    options: z.array(z.string()),
  })
  .meta({ id: 'ImportQuestion' });
export type Question = z.output<typeof Question>;
