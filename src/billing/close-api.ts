import { z } from 'zod';
import { ContractId } from '../contracts/contract.ts';
import { PageQuery, pageOf } from '../core/page.ts';
import { Month } from '../core/shape.ts';
import { noContract } from '../hours/api.ts';
import { Step } from '../hours/explanation.ts';
import { finance, reviewers, route } from '../people/access.ts';
import { BoardRow } from './board.ts';
import { CloseRun, CloseRunId, nothingToClose, runEnded } from './close-run.ts';
import { InvoiceSummary } from './invoice.ts';
import { closedAlready, MonthClose, notInReview, notOver, notReady } from './month-close.ts';

const ofMonth = z.object({ contract: ContractId, month: Month });
const ofRun = z.object({ run: CloseRunId });

export const closeApi = {
  listBoard: route({
    method: 'GET',
    path: '/months/{month}/board',
    command: 'month board',
    summary: 'Lists the clients of a month by name: closed, ready to be closed, or what is missing.',
    access: reviewers,
    params: z.object({ month: Month }),
    query: PageQuery,
    out: pageOf(BoardRow),
  }),
  getMonthClose: route({
    method: 'GET',
    path: '/contracts/{contract}/months/{month}',
    command: 'month show',
    summary: 'Shows where a month of a contract stands: all that is missing and the invoice it would have.',
    access: reviewers,
    params: ofMonth,
    out: MonthClose,
    refusals: [noContract],
  }),
  explainMonthClose: route({
    method: 'GET',
    path: '/contracts/{contract}/months/{month}/explanation',
    command: 'month explain',
    summary:
      'Explains every line of the invoice that a month would have now, down to contract, packages and entries.',
    access: reviewers,
    params: ofMonth,
    out: Step,
    refusals: [noContract, closedAlready],
  }),
  startReview: route({
    method: 'POST',
    path: '/contracts/{contract}/months/{month}/review',
    command: 'month review',
    summary: 'Begins the review of a month that is over.',
    access: reviewers,
    params: ofMonth,
    out: MonthClose,
    idempotent: true,
    refusals: [noContract, notOver, closedAlready],
  }),
  withdrawReview: route({
    method: 'DELETE',
    path: '/contracts/{contract}/months/{month}/review',
    command: 'month withdraw',
    summary: 'Takes a month out of review again.',
    access: reviewers,
    params: ofMonth,
    out: MonthClose,
    idempotent: true,
    refusals: [noContract, notInReview, closedAlready],
  }),
  closeMonth: route({
    method: 'POST',
    path: '/contracts/{contract}/months/{month}/closure',
    command: 'month close',
    summary:
      'Closes a month for good and issues its invoice. A month that is closed answers with the invoice it has.',
    access: finance,
    params: ofMonth,
    out: z.object({ invoice: InvoiceSummary, closedBefore: z.boolean() }),
    idempotent: true,
    refusals: [noContract, notReady],
  }),
  startCloseRun: route({
    method: 'POST',
    path: '/close-runs',
    command: 'close-run start',
    summary:
      'Closes a month of many contracts, one after the other: of all that are active in it, unless some are named.',
    access: finance,
    body: z.object({ month: Month, contracts: z.array(ContractId).min(1).max(10_000).optional() }),
    out: CloseRun,
    status: 202,
    idempotent: true,
    refusals: [nothingToClose],
  }),
  listCloseRuns: route({
    method: 'GET',
    path: '/close-runs',
    command: 'close-run list',
    summary: 'Lists the latest runs, newest first.',
    access: finance,
    out: z.array(CloseRun),
  }),
  getCloseRun: route({
    method: 'GET',
    path: '/close-runs/{run}',
    command: 'close-run show',
    summary: 'Shows how far a run has come, and which months could not be closed and why.',
    access: finance,
    params: ofRun,
    out: CloseRun,
  }),
  cancelCloseRun: route({
    method: 'POST',
    path: '/close-runs/{run}/cancellation',
    command: 'close-run cancel',
    summary: 'Stops a run after the months that are being closed. What is closed stays closed.',
    access: finance,
    params: ofRun,
    out: CloseRun,
    idempotent: true,
    refusals: [runEnded],
  }),
};
