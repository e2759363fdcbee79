import type { ReactNode } from 'react';
import { StatePill } from '../../web/kit/state-pill.tsx';
import type { OnboardingSummary } from '../onboarding.ts';
import { phaseWords } from '../phase.ts';
import { leftWords } from './words.ts';

/** In which phase an onboarding is, and how long it has: "Documentation: 12 days left". */
export function PhasePill({
  onboarding,
}: {
  readonly onboarding: Pick<OnboardingSummary, 'phase' | 'daysLeft'>;
}): ReactNode {
  const { phase, daysLeft } = onboarding;
  return phase === null ? null : (
    <StatePill tone={(daysLeft ?? 0) < 0 ? 'warn' : 'info'}>
      {`${phaseWords[phase]}: ${leftWords(onboarding)}`}
    </StatePill>
  );
}
