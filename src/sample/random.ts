import { known, type Id } from '../core/id.ts';

/** Numbers that look random and are the same for the same seed, so that a sample can be made again exactly. */
export interface Random {
  /** From 0 up to, not including, 1. */
  next(): number;
  /** A whole number from `from` to `to`, both included. */
  between(from: number, to: number): number;
  pick<T>(choices: readonly [T, ...T[]]): T;
  /** A version 7 uuid for something made at a moment, in milliseconds since 1970. */
  uuid(at: number): string;
}

/** A generator of 32 bits of state (mulberry32): short, even enough for stories, of no use for secrets. */
export function randomOf(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const between = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1));
  const hex = (length: number): string => Array.from({ length }, () => between(0, 15).toString(16)).join('');
  return {
    next,
    between,
    pick: (choices) => choices[between(0, choices.length - 1)] ?? choices[0],
    uuid: (at) => {
      const time = Math.floor(at).toString(16).padStart(12, '0');
      return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(3)}-${between(8, 11).toString(16)}${hex(3)}-${hex(12)}`;
    },
  };
}

/** Makes ids that are the same for the same seed and day, the later ones greater, as ids made by the clock are. */
export function idsFrom(seed: number, now: Temporal.Instant): <Kind extends string>() => Id<Kind> {
  const random = randomOf(seed);
  let at = now.toZonedDateTimeISO('UTC').startOfDay().subtract({ days: 1 }).epochMilliseconds;
  return <Kind extends string>() => known<Kind>(random.uuid(at++));
}
