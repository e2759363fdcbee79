import { z } from 'zod';
import { known } from '../core/id.ts';
import { Moment } from '../core/shape.ts';
import type { ProviderId } from '../people/person.ts';

/** That somebody has a calendar to subscribe to; its address is told when it is made, and never again. */
export const CalendarFeed = z.object({ madeAt: Moment }).meta({ id: 'CalendarFeed' });

/** How often calendar programs are asked to look. */
export const feedTtlSeconds = 3600;

const secretForm = /^([0-9a-f]{32})-([A-Za-z0-9_-]{43})$/;

/**
 * What stands in the address of a feed: which provider, so that its rows can be looked through, and 256 random bits in base64url.
 * Example: provider `0190…` and 32 bytes → `0190…-q8Zk…`, 76 characters.
 */
export const feedSecret = (provider: ProviderId, random: string): string =>
  `${provider.replaceAll('-', '')}-${random}`;

/** Whose rows a secret is looked for in; null for what cannot be a secret. */
export function providerIn(secret: string): ProviderId | null {
  const [, provider = ''] = secretForm.exec(secret) ?? [];
  return provider === ''
    ? null
    : known<'provider'>(provider.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'));
}
