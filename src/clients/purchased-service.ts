import { z } from 'zod';
import { idOf, type Id } from '../core/id.ts';
import { Day } from '../core/shape.ts';
import { ClientId } from '../people/person.ts';

export type PurchasedServiceId = Id<'purchased-service'>;
export const PurchasedServiceId = idOf('purchased-service');

export const serviceKinds = [
  'managed-services',
  'help-desk',
  'managed-security',
  'vulnerability-scanner',
  'security-awareness-training',
] as const;
export type ServiceKind = (typeof serviceKinds)[number];

export const PurchasedServiceDraft = z
  .object({ kind: z.enum(serviceKinds), from: Day, to: Day.nullable().default(null) })
  .refine((service) => service.to === null || service.to > service.from, {
    path: ['to'],
    message: 'ends before it begins',
  });
export type PurchasedServiceDraft = z.output<typeof PurchasedServiceDraft>;

/** A service of the provider that the client buys besides: from a day on, until (not including) another, or open. */
export const PurchasedService = z
  .object({
    id: PurchasedServiceId,
    clientId: ClientId,
    kind: z.enum(serviceKinds),
    from: Day,
    to: Day.nullable(),
  })
  .meta({ id: 'PurchasedService' });
export type PurchasedService = z.output<typeof PurchasedService>;

/**
 * Whether a client may have Client Service Management on a day: while it has an active Managed Services or Help Desk service.
 * Source: service guide, section 2 ("available for customers purchasing Managed Services and/or Help Desk").
 * Example: help desk from 2026-01-01 to 2026-07-01 → eligible on 2026-06-30, not on 2026-07-01.
 */
export const eligibleOn = (
  services: readonly Pick<PurchasedService, 'kind' | 'from' | 'to'>[],
  day: string,
): boolean =>
  services.some(
    ({ kind, from, to }) =>
      (kind === 'managed-services' || kind === 'help-desk') && from <= day && (to === null || day < to),
  );
