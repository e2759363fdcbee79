/**
 * `value × numerator ÷ denominator`, rounded half up to a whole number; a negative value is the mirror of the positive one, so that
 * a credit undoes a charge exactly. All three are whole and the denominator is above zero; the product may be of any size.
 *
 * Refused: a result too large to be exact throws.
 * Example: 17 of 31 days of 1,200 minutes: `halfUp(1200, 17, 31)` is 658 (658.06), `halfUp(5, 1, 2)` is 3, `halfUp(-5, 1, 2)` is -3.
 */
export function halfUp(value: number, numerator: number, denominator: number): number {
  const product = value * numerator;
  const doubled = 2 * Math.abs(product) + denominator;
  const size = Number.isSafeInteger(doubled)
    ? (doubled - (doubled % (2 * denominator))) / (2 * denominator)
    : halfUpExactly(BigInt(value) * BigInt(numerator), BigInt(denominator));
  return product < 0 ? -size : size;
}

function halfUpExactly(product: bigint, denominator: bigint): number {
  const size = product < 0n ? -product : product;
  const result = Number((2n * size + denominator) / (2n * denominator));
  if (!Number.isSafeInteger(result)) throw new RangeError(`${result} is too large to be exact`);
  return result;
}
