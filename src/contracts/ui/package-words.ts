import type { Package } from '../package.ts';

/** A package in a line: `30 h a month, Silver`; a supplement: `10 h a month more`. */
export const packageLine = ({ kind, hoursPerMonth, tier }: Package): string =>
  kind === 'base'
    ? [`${hoursPerMonth} h a month`, tier ?? ''].filter(Boolean).join(', ')
    : `${hoursPerMonth} h a month more`;
