import { z } from 'zod';
import { Month } from '../core/shape.ts';
import { refusal } from '../core/refusal.ts';
import { everyone, route, staff } from '../people/access.ts';
import { ClientId } from '../people/person.ts';
import { ClientCoverage, PortfolioCoverage } from './coverage.ts';
import { Occurrence } from './occurrence.ts';

export const coverageSpan = refusal(
  422,
  'coverage.span',
  'Coverage is shown for up to 36 months, the last not before the first.',
);

export const coverageApi = {
  getCoverage: route({
    method: 'GET',
    path: '/clients/{client}/coverage',
    command: 'coverage show',
    summary: 'Shows the coverage of a client: rows of the catalogue by months, from the first to the last.',
    access: everyone,
    params: z.object({ client: ClientId }),
    query: z.object({ from: Month, to: Month }),
    out: ClientCoverage,
    refusals: [coverageSpan],
  }),
  getPortfolioCoverage: route({
    method: 'GET',
    path: '/coverage/{month}',
    command: 'coverage portfolio',
    summary:
      'Shows the coverage of all clients that have a plan in a month: rows of the catalogue by clients.',
    access: staff,
    params: z.object({ month: Month }),
    out: PortfolioCoverage,
  }),
  getCoverageCell: route({
    method: 'GET',
    path: '/clients/{client}/coverage/{month}/{row}',
    command: 'coverage open',
    summary: 'Opens a cell of the coverage: every occurrence of a row of a client that is due in a month.',
    access: everyone,
    params: z.object({
      client: ClientId,
      month: Month,
      row: z.coerce
        .number()
        .int()
        .min(1)
        .max(999)
        .meta({ examples: ['5'] }),
    }),
    out: z.array(Occurrence),
  }),
};
