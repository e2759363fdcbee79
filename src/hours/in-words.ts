import type { Package } from '../contracts/package.ts';
import { monthNames } from '../core/day.ts';
import { formatMonth, type Month } from '../core/month.ts';

/** Example: 200 is "3 h 20 min", 120 is "2 h", 45 is "45 min", 0 is "0 min". */
export function durationInWords(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (hours === 0) return `${rest} min`;
  return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`;
}

/** Example: 2026-11 is "November 2026". */
export function monthInWords(month: Month): string {
  const [year, number] = formatMonth(month).split('-');
  return `${monthNames[Number(number) - 1]} ${year}`;
}

/** What a package is called where it stands beside others; technology groups by their names. */
export function packageInWords(
  { scope, technologyGroups }: Pick<Package, 'scope' | 'technologyGroups'>,
  groupName: (id: string) => string,
): string {
  const groups = technologyGroups.map(groupName).join(', ');
  return {
    'csdm-only': 'Base package, CSDM only',
    standard: `Base package, CSDM and CSE (${groups})`,
    csdm: 'Supplement, CSDM',
    cse: `Supplement, CSE (${groups})`,
  }[scope];
}

/** Example: a CSE of security is "CSE (Security)". */
export const workInWords = (
  role: 'csdm' | 'cse',
  technologyGroup: string | null,
  groupName: (id: string) => string,
): string => (role === 'csdm' ? 'CSDM' : `CSE (${groupName(technologyGroup ?? '')})`);
