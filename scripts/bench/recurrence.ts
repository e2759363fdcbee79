import { RRuleTemporal } from 'rrule-temporal';
import { dayFrom } from '../../src/core/day.ts';
import { occurrences } from '../../src/core/occurrences.ts';
import { readRecurrence } from '../../src/core/recurrence.ts';
import { parseZone } from '../../src/core/zone.ts';
import type { Bench } from '../bench.ts';

const zone = 'America/Chicago';
const rules = ['FREQ=WEEKLY;BYDAY=MO,WE,FR', 'FREQ=DAILY', 'FREQ=MONTHLY;BYDAY=-1FR'];
const rulesOfPlaces = ['FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1'];
const each = 20_000;
/** Of the other implementation, which is that much slower. */
const fewEach = 300;

export const bench: Bench = {
  goal: 'G8',
  what: 'occurrences of weekly, daily and monthly rules in a zone; the floor adds days to an integer and reads no zone',
  unit: 'million occurrences/s',
  better: 'more',
  target: '20, 0.10 of the floor, 3 with BYSETPOS, and 40 times rrule-temporal',
  prepare: () => {
    const [day, chicago] = [dayFrom('2026-01-30'), parseZone(zone)];
    if (!chicago) throw new Error(`${zone} is no zone`);
    const walkOf = (texts: readonly string[]) => {
      const read = texts.flatMap((text) => readRecurrence(text, '', []) ?? []);
      return (): number =>
        read.reduce((sum, rule) => sum + occurrences(rule, { day, second: 32_400 }, chicago, each).length, 0);
    };
    const theirs = rules.map(
      (rule) => new RRuleTemporal({ rruleString: `DTSTART;TZID=${zone}:20260130T090000\nRRULE:${rule}` }),
    );
    const walkTheirs = (): number =>
      theirs.reduce((sum, rule) => sum + rule.all((_, index) => index < fewEach).length, 0);
    const walk = walkOf(rules);
    const ofPlaces = speed(walkOf(rulesOfPlaces), 30);
    const ofTheirs = speed(walkTheirs, 3);
    console.log(
      `    with BYSETPOS ${ofPlaces.toFixed(1)} million occurrences/s; rrule-temporal ${ofTheirs.toFixed(4)}, ` +
        `so ours is ${Math.round(speed(walk, 30) / ofTheirs)} times as fast`,
    );
    return { ours: () => speed(walk, 20), floor: () => speed(integers, 20) };
  },
};

/** The best of so many rounds, the first of which are slower because nothing is compiled yet. */
function speed(work: () => number, rounds: number): number {
  let best = 0;
  for (let round = 0; round < rounds; round++) {
    const from = performance.now();
    const count = work();
    best = Math.max(best, count / (performance.now() - from) / 1_000);
  }
  return best;
}

function integers(): number {
  let count = 0;
  for (const step of [2, 1, 30]) {
    const found: number[] = [];
    for (let day = 20_483; found.length < each; day += step) found.push(day * 86_400 + 54_000);
    count += found.length;
  }
  return count;
}
