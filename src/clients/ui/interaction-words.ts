import type { Tone } from '../../web/kit/tokens.ts';
import type { Interaction, InteractionKind } from '../interaction.ts';

/** What interactions are called on screen. */
export const interactionKindWords: Readonly<Record<InteractionKind, string>> = {
  need: 'Need',
  problem: 'Problem',
  intervention: 'Intervention',
  conversation: 'Conversation',
};

/** How a need or a problem stands; the other kinds stand nowhere. */
export function standing({
  kind,
  settlement,
}: {
  readonly kind: InteractionKind;
  readonly settlement: Pick<NonNullable<Interaction['settlement']>, 'words'> | null;
}): { readonly tone: Tone; readonly words: string } | null {
  if (kind !== 'need' && kind !== 'problem') return null;
  if (settlement === null) return { tone: 'warn', words: 'open' };
  return { tone: 'ok', words: kind === 'need' ? 'answered' : 'settled' };
}
