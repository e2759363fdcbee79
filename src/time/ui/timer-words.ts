import { hoursWords } from '../../web/kit/figures.ts';
import { timeApi } from '../api.ts';
import type { Stopped } from '../timer.ts';
import { entryRefreshes } from './entry-refreshes.ts';

/** What a timer that is started, stopped or discarded makes out of date. */
export const timerRefreshes = [timeApi.showTimer, ...entryRefreshes];

/** What became of a timer that was stopped. */
export const stoppedWords = ({ entry, minutes }: Stopped): string =>
  entry
    ? `${hoursWords(minutes)} for ${entry.clientName ?? 'internal time'} is logged as a draft.`
    : 'Less than a minute: nothing was logged.';
