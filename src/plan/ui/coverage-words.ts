import {
  IconBan,
  IconCheck,
  IconChecks,
  IconCircle,
  IconClock,
  IconMinus,
  IconPoint,
  IconX,
} from '@tabler/icons-react';
import { monthWords } from '../../web/kit/figures.ts';
import type { Tone } from '../../web/kit/tokens.ts';
import { cellStates, type CellState, type Counts } from '../coverage.ts';
import { owners } from '../owner.ts';
import { ownerWords } from './plan-words.ts';

type Glyph = typeof IconCheck;

/** How a cell says how it stands: by a glyph, a colour and a word. A place without a cell is not planned, and empty. */
export const cellLooks: Readonly<
  Record<CellState, { readonly words: string; readonly tone: Tone; readonly Glyph: Glyph | null }>
> = {
  overdue: { words: 'overdue', tone: 'bad', Glyph: IconX },
  blocked: { words: 'blocked', tone: 'warn', Glyph: IconBan },
  due: { words: 'due', tone: 'info', Glyph: IconClock },
  planned: { words: 'planned', tone: 'neutral', Glyph: IconCircle },
  waived: { words: 'waived', tone: 'neutral', Glyph: IconMinus },
  done: { words: 'done', tone: 'ok', Glyph: IconCheck },
  'done-with-evidence': { words: 'done with evidence', tone: 'ok', Glyph: IconChecks },
  'nothing-due': { words: 'nothing due', tone: 'neutral', Glyph: IconPoint },
  'not-planned': { words: 'not planned', tone: 'neutral', Glyph: null },
};

/** The counts of cells in the order of the legend, each with the state it is of. */
export const countsByState = (of: Counts): readonly (readonly [state: CellState, count: number])[] => [
  ['overdue', of.overdue],
  ['blocked', of.blocked],
  ['due', of.due],
  ['planned', of.planned],
  ['waived', of.waived],
  ['done', of.done],
  ['done-with-evidence', of.doneWithEvidence],
];

/** What became of all of a cell: "1 overdue, 3 done with evidence"; "nothing due" where nothing is. */
export const countWords = (of: Counts): string =>
  countsByState(of)
    .filter(([, count]) => count > 0)
    .map(([state, count]) => `${count} ${cellLooks[state].words}`)
    .join(', ') || cellLooks['nothing-due'].words;

/** How many there are of a cell. */
export const countOf = (of: Counts): number => countsByState(of).reduce((sum, [, count]) => sum + count, 0);

/** What can be asked for by its word, those that need attention first. */
export const stateChoices = cellStates
  .filter((state) => state !== 'not-planned')
  .map((value) => ({ value, label: cellLooks[value].words }));

export const ownerChoices = owners.map((value) => ({ value, label: ownerWords[value] }));

/** A month as the head of a column: `Nov 26` for 2026-11. */
export function monthHead(month: string): string {
  const [name = '', year = ''] = monthWords(month).split(' ');
  return `${name.slice(0, 3)} ${year.slice(2)}`;
}
