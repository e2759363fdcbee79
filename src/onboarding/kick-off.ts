import { z } from 'zod';
import { refusal } from '../core/refusal.ts';
import { Moment } from '../core/shape.ts';

export const kickOffEdited = refusal(
  412,
  'kick-off.edited-meanwhile',
  'Somebody else wrote the kick-off meanwhile. Look at it again, then make your change.',
);

/** The parts of a kick-off and what each is called. Source: service guide, section 4.1. */
export const kickOffParts = {
  currentState: 'Current state',
  painPoints: 'Pain points',
  gaps: 'Perceived gaps',
  cadence: 'Cadence of calls and processes',
  checklists: 'Performance and health checklists',
} as const;
export type KickOffPart = keyof typeof kickOffParts;

const Words = z.string().trim().max(10_000).default('');

/** What was understood and agreed on at the beginning; a part may wait. */
export const KickOffDraft = z.object({
  currentState: Words,
  painPoints: Words,
  gaps: Words,
  cadence: Words,
  checklists: Words,
});
export type KickOffDraft = z.output<typeof KickOffDraft>;

/** `version` counts edits, and is 0 before the first. */
export const KickOff = z
  .object({
    currentState: z.string(),
    painPoints: z.string(),
    gaps: z.string(),
    cadence: z.string(),
    checklists: z.string(),
    version: z.int(),
    edited: z.object({ byName: z.string(), at: Moment }).nullable(),
  })
  .meta({ id: 'KickOff' });
export type KickOff = z.output<typeof KickOff>;

export const emptyKickOff: KickOff = {
  currentState: '',
  painPoints: '',
  gaps: '',
  cadence: '',
  checklists: '',
  version: 0,
  edited: null,
};

const partKeys = ['currentState', 'painPoints', 'gaps', 'cadence', 'checklists'] as const;

/**
 * The parts of a kick-off that nothing is written of yet, by their names, in order.
 * Example: with only the pain points written → Current state, Perceived gaps, and the last two.
 */
export const unwritten = (kickOff: KickOffDraft): string[] =>
  partKeys.filter((part) => kickOff[part] === '').map((part) => kickOffParts[part]);
