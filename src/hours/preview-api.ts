import { z } from 'zod';
import { route, staff } from '../people/access.ts';
import { noContract } from './api.ts';
import { Preview, PreviewQuery } from './preview.ts';

/** What an entry would do, apart from the hours of a month, so that pages which show only those load none of what time is made of. */
export const previewsApi = {
  previewEntry: route({
    method: 'GET',
    path: '/hours/preview',
    command: 'hours preview',
    summary: 'Says what an entry would draw and cost before it is logged, for each month it touches.',
    access: staff,
    query: PreviewQuery,
    out: z.array(Preview),
    refusals: [noContract],
  }),
};
