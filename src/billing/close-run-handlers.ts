import { monthFrom } from '../core/month.ts';
import { notFound, Refused } from '../core/refusal.ts';
import type { Handlers } from '../core/route.ts';
import { doneBy, type Context } from '../people/context.ts';
import type { closeApi } from './close-api.ts';
import * as store from './close-run-store.ts';
import { nothingToClose, runEnded, type CloseRun, type CloseRunId } from './close-run.ts';

type CloseRunApi = Pick<
  typeof closeApi,
  'startCloseRun' | 'listCloseRuns' | 'getCloseRun' | 'cancelCloseRun'
>;

const runsListed = 20;

/** A run is only noted here; the job in `jobs.ts` goes on with it once the note is committed. */
export const closeRunHandlers: Handlers<CloseRunApi, Context> = {
  async startCloseRun(context, { body }) {
    const { db, providerId } = context;
    const id = context.newId<'close-run'>();
    const run = { id, month: monthFrom(body.month), ...doneBy(context) };
    const contracts = await store.insertRun(db, providerId, run, body.contracts ?? null);
    if (contracts === 0) throw new Refused(nothingToClose, nothingToClose.title);
    context.record({
      act: 'close-run.started',
      client: null,
      object: id,
      detail: { month: body.month, contracts },
    });
    return theRun(context, id);
  },

  listCloseRuns: ({ db, providerId }) => store.findRuns(db, providerId, null, runsListed),

  getCloseRun: (context, { params }) => theRun(context, params.run),

  async cancelCloseRun(context, { params }) {
    const { db, providerId, now } = context;
    await theRun(context, params.run);
    if (!(await store.cancelRun(db, providerId, params.run, now.toString())))
      throw new Refused(runEnded, runEnded.title);
    context.record({ act: 'close-run.cancelled', client: null, object: params.run, detail: {} });
    return theRun(context, params.run);
  },
};

async function theRun({ db, providerId }: Context, id: CloseRunId): Promise<CloseRun> {
  const [run] = await store.findRuns(db, providerId, id, 1);
  if (!run) throw new Refused(notFound, notFound.title);
  return run;
}
