import { z } from 'zod';
import type { PersonId } from './person.ts';

/** How long the link of an invitation can be used. */
export const invitationHours = 7 * 24;
/** How long the link to take over an empty database can be used; the next start makes a new one. */
export const setUpHours = 24;

/** Length is what makes a password hard to guess, so length is all that is asked of it (NIST SP 800-63B, 3.1.1.2). */
export const Password = z
  .string()
  .min(12, 'a password has at least 12 characters')
  .max(200, 'a password has at most 200 characters');

/** The secret of a link, 43 letters that stand for 32 random bytes. */
export const Secret = z
  .string()
  .regex(/^[A-Za-z0-9_-]{43}$/, 'this is not a whole link')
  .meta({ examples: ['forty-three-letters-that-stand-for-32-bytes'] });

/** What stands behind an invitation's link: whose provider it is, and the secret. Written `provider.secret`. */
export const InvitationToken = z
  .string()
  .max(100)
  .regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\.[A-Za-z0-9_-]{43}$/, 'this is not a whole link')
  .meta({ examples: ['01936d2a-7c00-7000-8000-000000000000.forty-three-letters-that-stand-for-32-bytes'] });

export interface Invitation {
  readonly personId: PersonId;
  readonly expiresAt: Temporal.Instant;
  readonly acceptedAt: Temporal.Instant | null;
}

/**
 * Whether a link still lets somebody choose a password: not used before, and not from the moment on at which it expires.
 * Example: expires 2026-12-01T15:00Z → open at 14:59:59Z, not at 15:00Z.
 */
export const isOpen = ({ acceptedAt, expiresAt }: Invitation, now: Temporal.Instant): boolean =>
  acceptedAt === null && Temporal.Instant.compare(now, expiresAt) < 0;
