import type { Operation, Step } from './explanation.ts';

/** A figure that does not follow from its parts: where it stands, what it says, and what it comes to. */
export interface Difference {
  readonly path: string;
  readonly claimed: string;
  readonly computed: string;
}

/** What recomputing came to: how many figures were looked at, and those that differ. */
export interface Recomputed {
  readonly steps: number;
  readonly differences: readonly Difference[];
}

/**
 * Recomputes every figure of an explanation from its leaves and compares it with what it claims to be. It shares no code with the
 * rating: arithmetic is on unbounded whole numbers, moments and days are read by the platform's own parser. A parent uses what its parts
 * come to, not what they claim, so that one wrong figure shows in everything above it.
 *
 * Example: a line that claims 350.01 for 120 min × 175.00 ÷ 60 is a difference of path "/0", claimed "350.01", computed "350.00".
 */
export function recompute(tree: Step): Recomputed {
  const found: Difference[] = [];
  let steps = 0;
  const visit = (step: Step, path: string): bigint => {
    steps++;
    const parts = step.parts.map((part, index) => visit(part, `${path}/${index}`));
    step.because.forEach((reason, index) => visit(reason, `${path}/because/${index}`));
    const claimed = wholeOf(step.value);
    const computed = computations[step.operation](parts, step, claimed);
    if (computed !== claimed) {
      found.push({ path, claimed: String(step.value), computed: writtenAs(step.value, computed) });
    }
    return computed;
  };
  visit(tree, '');
  return { steps, differences: found };
}

const computations: Readonly<
  Record<Operation, (parts: readonly bigint[], step: Step, claimed: bigint) => bigint>
> = {
  given: (_parts, _step, claimed) => claimed,
  elapsed: (_parts, step) => between(step, 60_000n),
  days: (_parts, step) => atLeastZero(between(step, 86_400_000n)),
  sum: (parts) => total(parts),
  rest: ([first = 0n, ...others]) => first - total(others),
  share: ([first = 0n, second = 0n, third = 0n]) => halfUp(first * second, third),
  'rounded-up': ([first = 0n, second = 0n]) => ((first + second - 1n) / second) * second,
  whole: ([first = 0n, second = 0n]) => (first > 0n ? second : 0n),
};

const between = ({ from = '', to = '' }: Step, unit: bigint): bigint =>
  BigInt(Date.parse(to) - Date.parse(from)) / unit;
const total = (values: readonly bigint[]): bigint => values.reduce((sum, value) => sum + value, 0n);
const atLeastZero = (value: bigint): bigint => (value > 0n ? value : 0n);

/** A negative quotient is the mirror of the positive one. */
function halfUp(product: bigint, divisor: bigint): bigint {
  const size = product < 0n ? -product : product;
  const rounded = (2n * size + divisor) / (2n * divisor);
  return product < 0n ? -rounded : rounded;
}

/** A decimal as a whole number of its last places: "350.00" is 35000. All amounts of one explanation have the same places. */
const wholeOf = (value: string | number): bigint => BigInt(String(value).replace('.', ''));

function writtenAs(like: string | number, value: bigint): string {
  const places = String(like).split('.')[1]?.length ?? 0;
  if (places === 0) return String(value);
  const figures = String(value < 0n ? -value : value).padStart(places + 1, '0');
  return `${value < 0n ? '-' : ''}${figures.slice(0, -places)}.${figures.slice(-places)}`;
}
