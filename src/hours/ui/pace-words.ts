import type { Tone } from '../../web/kit/tokens.ts';
import type { Pace } from '../pace.ts';

/** What a verdict on the pace is called, and how it is marked. */
export const verdicts: Readonly<Record<Pace['verdict'], { readonly tone: Tone; readonly words: string }>> = {
  over: { tone: 'bad', words: 'over' },
  ahead: { tone: 'warn', words: 'ahead of pace' },
  'on-pace': { tone: 'ok', words: 'on pace' },
  behind: { tone: 'info', words: 'behind pace' },
  'not-begun': { tone: 'neutral', words: 'not begun' },
};
