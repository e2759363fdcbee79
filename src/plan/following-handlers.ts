import { z } from 'zod';
import { loadCalendars } from '../calendars/store.ts';
import { listChangeRequests } from '../contracts/change-request-store.ts';
import { ChangeRequestId, type PlannedChange } from '../contracts/change-request.ts';
import type { Contract } from '../contracts/contract.ts';
import { ContractId } from '../contracts/contract.ts';
import { findContract } from '../contracts/store.ts';
import { todayIn } from '../core/zone.ts';
import type { Context } from '../people/context.ts';
import { moved } from './cadence.ts';
import { actsShowing } from './fact-evidence.ts';
import { show } from './fact-evidence-handlers.ts';
import { isBusinessDay } from './generation.ts';
import { moveDueDays } from './generation-handlers.ts';
import {
  deleteUnworked,
  forgetGenerated,
  insertCaused,
  planOfContract,
  triggeredRows,
  type Caused,
  type SealedFact,
} from './generation-store.ts';
import { daysAfter, dueDays } from './occurrence.ts';
import { replaceRow, rowFor } from './plan-row-handlers.ts';
import { PlanRowDraft } from './plan-row.ts';
import { listPlanRows } from './plan-store.ts';
import { actsFollowed, setOffBy, type SetOff } from './trigger.ts';

/** What changes which days are business days; the thing of each is the calendar. */
const calendarActs = ['calendar.edited', 'holiday.added', 'holiday.removed', 'holidays.generated'];

/** Every act that plans follow. */
export const followed = [...new Set([...actsFollowed, ...actsShowing, ...calendarActs, 'contract.changed'])];

type Following = Pick<Context, 'db' | 'providerId' | 'newId' | 'now' | 'record'>;

/** What following some facts came to. */
export interface Followed {
  readonly caused: number;
  readonly altered: number;
  /** What is due on another day, because a calendar changed. */
  readonly moved: number;
  /** Evidence that was given, and what was done by it. */
  readonly given: number;
  readonly done: number;
}

/**
 * Follows facts of the chain in their order: what sets rows off makes occurrences, each once for a row and its fact; a change of a contract
 * that was agreed alters its plan from the effective day on; a calendar that changed moves what is to come; what shows that something was
 * done becomes its evidence. A few statements for all that was set off, moved and shown, however much.
 */
export async function follow(context: Following, facts: readonly SealedFact[]): Promise<Followed> {
  let altered = 0;
  for (const fact of facts) if (fact.act === 'contract.changed') altered += await followChange(context, fact);
  const calendars = facts.flatMap(({ act, objectId }) =>
    calendarActs.includes(act) && objectId !== null ? [objectId] : [],
  );
  const today = context.now.toString().slice(0, 10);
  const onOtherDays = await moveDueDays(context.db, context.providerId, [...new Set(calendars)], today);
  const caused = await setOff(context, facts);
  return { caused, altered, moved: onOtherDays, ...(await show(context, facts)) };
}

/** The clients that an announcement went to, where it is not about one. */
const ToClients = z.looseObject({ clients: z.array(z.string()).catch([]) });

async function setOff({ db, providerId }: Following, facts: readonly SealedFact[]): Promise<number> {
  const found = facts.flatMap((fact) => {
    const set = setOffBy(fact);
    const clients = fact.clientId === null ? ToClients.parse(fact.detail).clients : [fact.clientId];
    return set ? clients.map((client) => ({ fact, set, client })) : [];
  });
  if (found.length === 0) return 0;
  const rows = await triggeredRows(db, providerId, [...new Set(found.map(({ client }) => client))]);
  const calendars = await loadCalendars(db, providerId, [
    ...new Set(rows.map(({ calendarId }) => calendarId)),
  ]);
  const byClient = Map.groupBy(rows, ({ clientId }) => clientId);
  const caused = found.flatMap(({ fact, set, client }) =>
    (byClient.get(client) ?? []).flatMap((row): Caused[] => {
      const on = todayIn(row.timeZone, Temporal.Instant.from(set.at ?? fact.at));
      if (!answers(row, set) || on < row.from || on >= row.to) return [];
      const calendar = calendars.get(row.calendarId);
      const isOpen = (date: Parameters<typeof isBusinessDay>[1]): boolean =>
        calendar === undefined || isBusinessDay(calendar, date);
      const dueDay = moved(daysAfter(on, dueDays), row.businessDay, isOpen);
      return [{ row: row.id, day: on, dueDay, causeId: fact.id, cause: set.cause.slice(0, 500) }];
    }),
  );
  return insertCaused(db, providerId, caused);
}

const answers = (
  { row, trigger }: { readonly row: number; readonly trigger: string },
  { by }: SetOff,
): boolean => ('trigger' in by ? by.trigger === trigger : by.row === row);

const Changed = z.looseObject({ contract: ContractId });

/** Alters the plan of a contract as an agreed change of it says, and by its new end. */
async function followChange(context: Following, { objectId, detail }: SealedFact): Promise<number> {
  const { db, providerId } = context;
  const { contract: id } = Changed.parse(detail);
  const plan = await planOfContract(db, providerId, id);
  const contract = plan && (await findContract(db, providerId, id));
  if (!plan || !contract || objectId === null) return 0;
  const head = { id: plan, clientId: contract.clientId };
  const all = await listPlanRows(db, providerId, plan);
  await deleteUnworked(
    db,
    providerId,
    all.map((row) => row.id),
    contract.end,
  );
  await forgetGenerated(db, providerId, plan, contract.end);
  const [request] = await listChangeRequests(db, providerId, { request: ChangeRequestId.parse(objectId) });
  const changes = (request?.parts ?? []).flatMap((part) =>
    part.kind === 'scope' && part.activity ? [part.activity] : [],
  );
  for (const change of changes) if (request) await alter(context, contract, head, change, request);
  return changes.length;
}

/** What no longer fits, such as a row that ended meanwhile, is planned anew; a row that is ended twice stays ended. */
async function alter(
  context: Following,
  contract: Contract,
  head: Parameters<typeof replaceRow>[2],
  { ends, ...planned }: PlannedChange,
  request: { readonly id: ChangeRequestId; readonly effectiveDay: string },
): Promise<void> {
  const draft = PlanRowDraft.parse(planned);
  const rows = await listPlanRows(context.db, context.providerId, head.id);
  await replaceRow(context, contract, head, {
    before: rowFor(rows, draft, request.effectiveDay),
    draft: ends ? null : draft,
    day: request.effectiveDay,
    request: request.id,
  });
}
