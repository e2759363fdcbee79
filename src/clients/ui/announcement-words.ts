import { dayIn, dayWords, momentWords, timeWords } from '../../web/kit/figures.ts';
import type { Tone } from '../../web/kit/tokens.ts';
import type {
  Announcement,
  AnnouncementKind,
  AnnouncementState,
  MaintenanceWindow,
} from '../announcement.ts';

/** What kinds of announcement are called on screen. */
export const kindWords: Readonly<Record<AnnouncementKind, string>> = {
  'provider-change': 'Change at the provider',
  'service-information': 'Product and service information',
  maintenance: 'Maintenance',
};

export const stateWords: Readonly<Record<AnnouncementState, { tone: Tone; words: string }>> = {
  draft: { tone: 'neutral', words: 'draft' },
  published: { tone: 'ok', words: 'published' },
  replaced: { tone: 'info', words: 'corrected' },
  withdrawn: { tone: 'warn', words: 'withdrawn' },
};

/** A window by the clock of a zone: `28 Nov 2026, 22:00 CST to 29 Nov 2026, 00:30 CST`; its day is said once where it is one. */
export const windowWords = ({ startsAt, endsAt }: MaintenanceWindow, zone: string): string =>
  dayIn(startsAt, zone) === dayIn(endsAt, zone)
    ? `${momentWords(startsAt, zone)} to ${timeWords(endsAt, zone)}`
    : `${momentWords(startsAt, zone)} to ${momentWords(endsAt, zone)}`;

/** "1 client", "12 clients"; "1 person", "25 people". */
export const clientsWords = (count: number): string => (count === 1 ? '1 client' : `${count} clients`);
export const peopleWords = (count: number): string => (count === 1 ? '1 person' : `${count} people`);

/** For whom a draft is, in words; clients that were picked are counted. */
export function audienceWords(
  { audience }: Pick<Announcement, 'audience'>,
  groupName: (id: string) => string,
): string {
  if (audience.to === 'all') return 'All clients';
  if (audience.to === 'picked') return `${clientsWords(audience.clients.length)} picked`;
  return `Clients with ${audience.technologyGroups.map(groupName).join(' or ')} in scope`;
}

/** Until when a client should acknowledge: `by 27 Nov 2026`. */
export const acknowledgeWords = (day: string | null): string =>
  day === null ? 'not asked for' : `by ${dayWords(day)}`;
