import type { z } from 'zod';

type Issue = z.core.$ZodRawIssue;

/**
 * What is wrong with a part of the input, in words that follow its name: "deviceCount: must be a whole number, not text". A schema that says
 * it in words of its own is left to do so. Given to zod with what is parsed.
 */
export function faultWords(issue: Issue): string {
  if (issue.input === undefined && issue.code !== 'unrecognized_keys') return 'is missing';
  switch (issue.code) {
    case 'invalid_type': {
      // What is left out of an address is read as a number like everything there.
      if (Number.isNaN(issue.input)) return 'is missing or not a number';
      const wanted = isWhole(issue) ? 'int' : issue.expected;
      const given = kindOf(issue.input);
      const must = `must be ${kinds[wanted] ?? wanted}`;
      return given === kinds[issue.expected] || issue.expected === 'int' ? must : `${must}, not ${given}`;
    }
    case 'invalid_value':
      return `must be ${oneOf(issue.values)}`;
    case 'too_small':
      return issue.origin === 'string' && issue.minimum === 1
        ? 'is empty'
        : limited(issue.origin, issue.inclusive ? 'at least' : 'more than', issue.minimum);
    case 'too_big':
      return limited(issue.origin, issue.inclusive ? 'at most' : 'less than', issue.maximum);
    case 'not_multiple_of':
      return `must be a multiple of ${issue.divisor}`;
    case 'invalid_format':
      return formats[issue.format] ?? 'is not written as it should be';
    case 'unrecognized_keys':
      return `has what nobody knows: ${issue.keys.join(', ')}`;
    case 'invalid_union':
      return 'options' in issue && Array.isArray(issue.options)
        ? `must be ${oneOf(issue.options)}`
        : 'has none of the forms that it may have';
    default:
      return 'cannot be used';
  }
}

const kinds: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
  null: 'null',
};

function kindOf(input: unknown): string {
  if (input === null) return 'null';
  if (Array.isArray(input)) return 'a list';
  return kinds[typeof input] ?? 'this';
}

/** A whole number is asked for as a number first. */
const isWhole = ({ inst }: Issue): boolean =>
  inst !== undefined && 'format' in inst._zod.def && inst._zod.def.format === 'safeint';

/** Example: `open`, or `one of open, closed`. */
const oneOf = (values: readonly unknown[]): string =>
  values.length === 1 ? String(values[0]) : `one of ${values.map(String).join(', ')}`;

/** Example: `must have at least 2 characters` of a text, `must be at least 2` of a number. */
function limited(origin: string, bound: string, limit: number | bigint): string {
  const unit = { string: 'character', array: 'item' }[origin];
  return unit
    ? `must have ${bound} ${limit} ${unit}${Number(limit) === 1 ? '' : 's'}`
    : `must be ${bound} ${limit}`;
}

const formats: Readonly<Record<string, string>> = {
  uuid: 'is not an id',
  email: 'is not an email address',
  url: 'is not an address of the web',
};
