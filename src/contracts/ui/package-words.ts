import type { Package, Scope } from '../package.ts';

/** What a package is for, on screen. */
export const scopeWords: Readonly<Record<Scope, string>> = {
  'csdm-only': 'CSDM only',
  standard: 'CSDM and CSE',
  csdm: 'CSDM',
  cse: 'CSE',
};

/** A package in a line: `30 h a month, Silver`; a supplement: `10 h a month more`. */
export const packageLine = ({ kind, hoursPerMonth, tier }: Package): string =>
  kind === 'base'
    ? [`${hoursPerMonth} h a month`, tier ?? ''].filter(Boolean).join(', ')
    : `${hoursPerMonth} h a month more`;
