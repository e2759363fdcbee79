import type { Route } from '../core/route.ts';

/** What a person does. The last two belong to a client, the others to the provider. */
export const roles = [
  'csdm',
  'cse',
  'supervisor',
  'finance',
  'administrator',
  'client-executive',
  'client-contact',
] as const;
export type Role = (typeof roles)[number];

/** Who may call a route: anybody, anybody signed in, or people with one of these roles. */
export type Access = 'public' | readonly [Role, ...Role[]];

export const staff = ['csdm', 'cse', 'supervisor', 'finance', 'administrator'] as const satisfies Access;
export const portal = ['client-executive', 'client-contact'] as const satisfies Access;
export const everyone = [...staff, ...portal] as const satisfies Access;
/** Who logs time: the team, and supervisors for them. */
export const workers = ['csdm', 'cse', 'supervisor', 'administrator'] as const satisfies Access;
/** Who leads the service for a client: plans, decides on time, speaks with the client. */
export const lead = ['csdm', 'supervisor', 'administrator'] as const satisfies Access;
export const supervisor = ['supervisor', 'administrator'] as const satisfies Access;
/** Who looks at a month before it is closed: those who lead the service, and finance. */
export const reviewers = ['csdm', 'supervisor', 'finance', 'administrator'] as const satisfies Access;
export const finance = ['finance', 'administrator'] as const satisfies Access;
export const administrator = ['administrator'] as const satisfies Access;

/** Declares an operation; without saying who may call it, it does not compile. */
export const route = <const R extends Route<Access>>(operation: R): R => operation;

/**
 * Whether somebody with these roles may call a route. One matching role is enough; a person without roles may call only what is public.
 * Example: `mayCall(['cse'], lead)` → false, `mayCall(['cse', 'supervisor'], lead)` → true.
 */
export const mayCall = (held: readonly Role[], access: Access): boolean =>
  access === 'public' || access.some((role) => held.includes(role));
