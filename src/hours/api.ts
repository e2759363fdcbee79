import { z } from 'zod';
import { ContractId } from '../contracts/contract.ts';
import { PageQuery, pageOf } from '../core/page.ts';
import { refusal } from '../core/refusal.ts';
import { Month } from '../core/shape.ts';
import { everyone, route, staff } from '../people/access.ts';
import { ClientId } from '../people/person.ts';
import { Step } from './explanation.ts';
import { Forecast } from './forecast.ts';
import { MonthHours } from './month-hours.ts';
import { PortfolioRow } from './portfolio.ts';

export const noContract = refusal(409, 'hours.no-contract', 'The client has no contract in this month.');

export const ofMonth = z.object({ client: ClientId, month: Month });
/** Where a client has two contracts in a month, which is meant; the later one unless said. */
export const whichContract = z.object({ contract: ContractId.optional() });

export const hoursApi = {
  getMonthHours: route({
    method: 'GET',
    path: '/clients/{client}/hours/{month}',
    command: 'hours show',
    summary:
      "Shows a client's hours in a month: pools, work and draws, pace, and the statement as it stands.",
    access: everyone,
    params: ofMonth,
    query: whichContract,
    out: MonthHours,
    refusals: [noContract],
  }),
  explainMonth: route({
    method: 'GET',
    path: '/clients/{client}/hours/{month}/explanation',
    command: 'hours explain',
    summary: 'Explains every figure of the statement as it stands, down to contract, packages and entries.',
    access: everyone,
    params: ofMonth,
    query: whichContract,
    out: Step,
    refusals: [noContract],
  }),
  forecastMonth: route({
    method: 'GET',
    path: '/clients/{client}/hours/{month}/forecast',
    command: 'hours forecast',
    summary:
      "Foretells where a client's hours will end: bands from what closed months came to, overage, hours that will expire, and how often such bands held.",
    access: everyone,
    params: ofMonth,
    query: whichContract,
    out: Forecast,
    refusals: [noContract],
  }),
  getScenario: route({
    method: 'GET',
    path: '/clients/{client}/hours/{month}/scenario',
    command: 'hours scenario',
    summary: 'Gives all a month is rated from as a file for "tandem rate".',
    access: staff,
    params: ofMonth,
    query: whichContract,
    out: z.record(z.string(), z.unknown()),
    refusals: [noContract],
  }),
  listHours: route({
    method: 'GET',
    path: '/hours',
    command: 'hours list',
    summary: 'Lists the clients of a month by name, each with its hours, its pace and what it needs of you.',
    access: staff,
    query: PageQuery.extend({
      month: Month,
      /** All clients, or those you are on the team of. */
      of: z.enum(['all', 'mine']).default('all'),
    }),
    out: pageOf(PortfolioRow),
  }),
};
