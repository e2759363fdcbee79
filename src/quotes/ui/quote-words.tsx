import type { ReactNode } from 'react';
import { dayWords, momentWords } from '../../web/kit/figures.ts';
import { StatePill } from '../../web/kit/state-pill.tsx';
import type { Quote, QuoteState } from '../quote.ts';

const tones = {
  drafted: 'neutral',
  sent: 'info',
  accepted: 'ok',
  declined: 'bad',
  withdrawn: 'neutral',
  expired: 'warn',
} as const satisfies Record<QuoteState, string>;

export function QuoteStatePill({ state }: { readonly state: QuoteState }): ReactNode {
  return <StatePill tone={tones[state]}>{state}</StatePill>;
}

/** How a quote stands, in a sentence. */
export function standing({ state, validUntil, outcome, options, timeZone, drafted, sent }: Quote): string {
  const at = outcome ? momentWords(outcome.at, timeZone) : '';
  if (outcome?.acceptance) {
    const { option, signedName } = outcome.acceptance;
    return `${signedName} accepted ${options[option - 1]?.name} on ${at}.`;
  }
  if (outcome)
    return `${outcome.byName} ${outcome.kind === 'declined' ? 'declined it' : 'took it back'} on ${at}: ${outcome.reason}`;
  const until = dayWords(validUntil);
  if (state === 'expired')
    return sent ? `It could be accepted until ${until}.` : `It was valid until ${until} and never sent.`;
  return sent
    ? `Sent by ${sent.byName} on ${momentWords(sent.at, timeZone)}, valid until ${until}.`
    : `Drafted by ${drafted.byName}, valid until ${until}. The client does not see it yet.`;
}
