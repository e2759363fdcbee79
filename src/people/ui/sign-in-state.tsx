import type { ReactNode } from 'react';
import { StatePill } from '../../web/kit/state-pill.tsx';
import type { ListedPerson } from '../person.ts';

/** How somebody stands with signing in, in a word. */
export function SignInState({
  person: { active, signIn },
}: {
  readonly person: Pick<ListedPerson, 'active' | 'signIn'>;
}): ReactNode {
  if (!active) return <StatePill tone="neutral">deactivated</StatePill>;
  const { tone, words } = states[signIn];
  return <StatePill tone={tone}>{words}</StatePill>;
}

const states = {
  ready: { tone: 'ok', words: 'can sign in' },
  invited: { tone: 'info', words: 'was sent a link' },
  never: { tone: 'neutral', words: 'no link yet' },
} as const;
