import { lead, mayCall, workers, type Role } from './access.ts';

/**
 * The page somebody begins with: clients their portal; whoever looks after clients the cockpit; an engineer the own week; finance the close.
 * Example: somebody who is a CSE and a CSDM begins with the cockpit.
 */
export function homeOf({
  clientId,
  roles,
}: {
  readonly clientId: string | null;
  readonly roles: readonly Role[];
}): string {
  if (clientId !== null) return '/portal';
  if (mayCall(roles, lead)) return '/app';
  return mayCall(roles, workers) ? '/app/time' : '/app/close';
}
