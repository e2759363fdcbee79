import { dayWords } from '../../web/kit/figures.ts';
import type { Tone } from '../../web/kit/tokens.ts';
import type { OnboardingSummary, PhaseStanding } from '../onboarding.ts';
import type { ProgressState } from '../success-criterion.ts';
import { phaseWords, type LengthRule } from '../phase.ts';
import type { TaskOwner, TemplatePackage, TemplateTask } from '../template.ts';

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

export const templateWords: Readonly<Record<TemplatePackage, string>> = {
  standard: 'Standard',
  'csdm-only': 'CSDM only',
};

/** The lengths of a template in their order, as people call them, and what each is counted in. */
export const lengthWords: Readonly<
  Record<keyof LengthRule, { readonly label: string; readonly unit: string }>
> = {
  kickOffDays: { label: 'Kick-off', unit: 'days' },
  documentationDays: { label: 'Documentation, small environment', unit: 'days' },
  documentationDaysMost: { label: 'Documentation, at most', unit: 'days' },
  devicesPerStep: { label: 'A step of devices', unit: 'devices' },
  daysPerStep: { label: 'More for each step of devices', unit: 'days' },
  daysPerGroup: { label: 'More for each further technology group', unit: 'days' },
  ongoingDays: { label: 'Ongoing', unit: 'days' },
};

export const lengthKeys = [
  'kickOffDays',
  'documentationDays',
  'documentationDaysMost',
  'devicesPerStep',
  'daysPerStep',
  'daysPerGroup',
  'ongoingDays',
] as const satisfies readonly (keyof LengthRule)[];

/** Lengths as names and values: `Kick-off`, "14 days". */
export const lengthFacts = (lengths: LengthRule): Readonly<Record<string, string>> =>
  Object.fromEntries(
    lengthKeys.map((key) => [lengthWords[key].label, `${lengths[key]} ${lengthWords[key].unit}`]),
  );

/** A task of a template in a line: "Kick-off, CSDM, due at 20 %, shown by: where its notes are". */
export const taskWords = ({ phase, owner, due, evidence, security }: TemplateTask): string =>
  [
    phaseWords[phase],
    ownerWords[owner],
    `due at ${due} %`,
    ...(evidence === '' ? [] : [`shown by: ${evidence}`]),
    ...(security ? ['where a security service is bought'] : []),
  ].join(', ');
