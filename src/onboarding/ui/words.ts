import { dayWords } from '../../web/kit/figures.ts';
import type { Tone } from '../../web/kit/tokens.ts';
import type { OnboardingSummary, PhaseStanding } from '../onboarding.ts';
import type { ProgressState } from '../success-criterion.ts';
import type { TaskOwner } from '../template.ts';

export const ownerWords: Readonly<Record<TaskOwner, string>> = {
  csdm: 'CSDM',
  cse: 'CSE',
  client: 'Client',
};

/** How long a phase has: "12 days left", "8 days late". */
export function leftWords({ phase, daysLeft }: Pick<OnboardingSummary, 'phase' | 'daysLeft'>): string {
  if (phase === null || daysLeft === null) return 'complete';
  if (daysLeft === 0) return 'ends today';
  const days = `${Math.abs(daysLeft)} ${Math.abs(daysLeft) === 1 ? 'day' : 'days'}`;
  return daysLeft > 0 ? `${days} left` : `${days} late`;
}

/** How a phase stands, in a word and its tone. */
export function standingOf(
  { closed, beginsOn, endsOn }: PhaseStanding,
  today: string,
): { readonly tone: Tone; readonly words: string } {
  if (closed) return { tone: 'ok', words: 'closed' };
  if (endsOn < today) return { tone: 'warn', words: 'late' };
  return beginsOn > today
    ? { tone: 'neutral', words: `from ${dayWords(beginsOn)}` }
    : { tone: 'accent', words: 'open' };
}

export const progressWords: Readonly<Record<ProgressState, { readonly tone: Tone; readonly words: string }>> =
  {
    met: { tone: 'ok', words: 'target met' },
    missed: { tone: 'bad', words: 'target missed' },
    nearer: { tone: 'accent', words: 'nearer' },
    'no-nearer': { tone: 'warn', words: 'no nearer' },
    'not-measured': { tone: 'neutral', words: 'not measured' },
  };
