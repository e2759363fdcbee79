import { z } from 'zod';
import { idOf, type Id } from '../core/id.ts';
import { Moment } from '../core/shape.ts';

export type SessionId = Id<'session'>;
export const SessionId = idOf('session');

/** Somebody being signed in, from one browser or command line, until it ends. `current` is the one that asks. */
export const Session = z
  .object({
    id: SessionId,
    startedAt: Moment,
    endsAt: Moment,
    address: z.string(),
    userAgent: z.string(),
    current: z.boolean(),
  })
  .meta({ id: 'Session' });
export type Session = z.output<typeof Session>;
