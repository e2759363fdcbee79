declare const unit: unique symbol;

/** Elapsed time in whole minutes, zero or more. An hour that daylight saving skips or repeats counts as it passed. */
export type Minutes = number & { readonly [unit]: 'minutes' };

/**
 * A whole number of minutes. A fraction, a negative number or one too large to be exact is a bug of the caller and throws.
 * Example: `minutes(105)`.
 */
export function minutes(count: number): Minutes {
  if (!Number.isSafeInteger(count) || count < 0) throw new RangeError(`${count} is not a number of minutes`);
  return count as Minutes;
}

/**
 * Rounds up to the next multiple of `increment` minutes; a multiple stays as it is, and zero stays zero.
 * Example: 100 minutes at an increment of 15 are 105.
 */
export function roundUp(worked: Minutes, increment: number): Minutes {
  const over = worked % increment;
  return over === 0 ? worked : minutes(worked + increment - over);
}

const hoursForm = /^(0|[1-9]\d{0,6})(?:\.(\d{1,6}))?$/;

/**
 * Hours in decimal notation as minutes, exactly: `"20"`, `"7.5"`, `"0.05"`. Undefined for anything else, for 10,000,000 hours and
 * more, and for hours that are no whole minutes (`"0.33"` would be 19.8), because time is never rounded on its way in.
 * Example: `minutesOfHours('7.25')` is 435.
 */
export function minutesOfHours(text: string): Minutes | undefined {
  const parts = hoursForm.exec(text);
  if (!parts) return undefined;
  const fraction = parts[2] ?? '';
  const scale = 10 ** fraction.length;
  const scaled = (Number(parts[1]) * scale + Number(fraction)) * 60;
  return scaled % scale === 0 ? minutes(scaled / scale) : undefined;
}
