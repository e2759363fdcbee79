import { idOf, type Id } from '../core/id.ts';

/** Alone, so that what names an occurrence, as time does, need not know what one is. */
export type OccurrenceId = Id<'occurrence'>;
export const OccurrenceId = idOf('occurrence');
