import { offered, rowKey, type RowSubject, type WeekRow } from './week-rows.ts';
import type { WorkPlace } from './work-place.ts';

/** Something that `/` finds: a row that is there, or one that would be new. */
export interface RowChoice {
  readonly key: string;
  readonly label: string;
  readonly row: RowSubject;
  readonly isNew: boolean;
}

const shownMost = 8;

/**
 * What a few typed words can mean: rows whose client and what for hold all of them, then a new row for each place that the first words
 * name, with the rest as what for. Places off the team are not offered; the form asks for the reason they need.
 * Example: `lake switch replaced` offers the new row "Lakeside Clinics › switch replaced".
 */
export function rowChoices(
  typed: string,
  rows: readonly WeekRow[],
  places: readonly WorkPlace[],
): readonly RowChoice[] {
  const words = typed.trim().split(/\s+/).filter(Boolean);
  const there = rows.filter(({ clientName, subject }) => {
    const held = `${clientName} ${subject}`.toLowerCase();
    return words.every((word) => held.includes(word.toLowerCase()));
  });
  const known = new Set(there.map(({ key }) => key));
  const added = places
    .filter(({ offTeam }) => !offTeam)
    .flatMap((place) => {
      const named = wordsNaming(place.label, words);
      if (named === 0) return [];
      const row = offered(place, words.slice(named).join(' '));
      return [{ key: rowKey(row), label: labelOf(place.label, row.subject), row, isNew: true }];
    })
    .filter(({ key }) => !known.has(key));
  return [
    ...there.map((row) => ({ key: row.key, label: labelOf(row.clientName, row.subject), row, isNew: false })),
    ...added,
  ].slice(0, shownMost);
}

const labelOf = (client: string, subject: string): string => `${client} › ${subject || 'what for is asked'}`;

/** How many words, from the first on, begin words of a label; all later ones are about something else. */
function wordsNaming(label: string, words: readonly string[]): number {
  const parts = label.toLowerCase().split(/[\s,]+/);
  const other = words.findIndex((word) => !parts.some((part) => part.startsWith(word.toLowerCase())));
  return other === -1 ? words.length : other;
}
