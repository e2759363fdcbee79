import type { ReactNode } from 'react';
import { StatePill } from '../../web/kit/state-pill.tsx';
import type { RoleFit } from '../role-fit.ts';

/** Says that somebody off the team worked; nothing where the person is designated. */
export function RoleFitPill({ fit }: { readonly fit: RoleFit | null }): ReactNode {
  if (!fit || fit.fit === 'designated') return null;
  return fit.fit === 'allowed' ? (
    <StatePill tone="info">off the team, allowed</StatePill>
  ) : (
    <StatePill tone="warn">no longer designated</StatePill>
  );
}

/** The same in a sentence, with who and why; null where the person is designated. */
export function roleFitWords(fit: RoleFit | null): string | null {
  if (!fit || fit.fit === 'designated') return null;
  return fit.fit === 'allowed' ? `${fit.byName} allowed work off the team: ${fit.reason}` : fit.reason;
}
