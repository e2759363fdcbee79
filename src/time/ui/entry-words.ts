import { timeWords } from '../../web/kit/figures.ts';
import type { Tone } from '../../web/kit/tokens.ts';
import type { Billing, EntryState, subjectKinds } from '../entry.ts';

/** How time is billed, as it is said on screen. */
export const billingWords: Readonly<Record<Billing, string>> = {
  service: 'Service',
  additional: 'Additional task',
  incremental: 'By the hour',
  goodwill: 'Goodwill',
  internal: 'Internal',
};

/** What time was spent on. */
export const subjectWords: Readonly<Record<(typeof subjectKinds)[number], string>> = {
  activity: 'Activity',
  ticket: 'Ticket',
  change: 'Change',
  other: 'Other',
};

/** Where an entry stands, in a word and a tone. */
export const stateWords: Readonly<Record<EntryState, { readonly tone: Tone; readonly words: string }>> = {
  draft: { tone: 'neutral', words: 'draft' },
  submitted: { tone: 'info', words: 'submitted' },
  approved: { tone: 'ok', words: 'approved' },
  rejected: { tone: 'bad', words: 'rejected' },
  referred: { tone: 'neutral', words: 'referred' },
};

/** From when to when by one clock, its zone named: `09:00–10:15 CST`. */
export const spanWords = (startedAt: string, endedAt: string, timeZone: string): string =>
  `${clock(startedAt, timeZone)}–${timeWords(endedAt, timeZone)}`;

/** From when to when, where the zone is said once above: `09:00–10:15`. */
export const clockSpan = (startedAt: string, endedAt: string, timeZone: string): string =>
  `${clock(startedAt, timeZone)}–${clock(endedAt, timeZone)}`;

/** The time of day without its zone. */
const clock = (moment: string, timeZone: string): string => timeWords(moment, timeZone).slice(0, 5);
