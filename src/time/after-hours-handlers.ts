import { businessHours } from '../calendars/calendar.ts';
import { loadCalendar } from '../calendars/store.ts';
import type { Contract } from '../contracts/contract.ts';
import { contractsActiveIn } from '../contracts/store.ts';
import { Refused } from '../core/refusal.ts';
import type { Handlers } from '../core/route.ts';
import type { WorkingTime } from '../core/working-time.ts';
import type { Context } from '../people/context.ts';
import type { ClientId } from '../people/person.ts';
import { afterHoursApprovedAlready, nothingAfterHours, type afterHoursApi } from './after-hours-api.ts';
import { localDay } from './capture.ts';
import { by, recorded, theClientsEntry, theDecider } from './decision-handlers.ts';
import { approveAfterHours } from './decision-store.ts';
import { decidable, requireSettleable } from './decision.ts';
import { requireVersion, theEntry } from './entry-handlers.ts';
import type { Entry } from './entry.ts';
import { keepInPieces, type KeptPiece } from './piece-store.ts';
import { piecesOf } from './piece.ts';

export const afterHoursHandlers: Handlers<typeof afterHoursApi, Context> = {
  async approveAfterHours(context, { params, body }) {
    const { db, providerId } = context;
    const before = await theClientsEntry(context, params.entry);
    const approval = { entry: before.id, client: before.clientId, reason: body.reason };
    const isNew =
      !before.afterHoursApproved && (await approveAfterHours(db, providerId, approval, by(context)));
    if (!isNew) throw new Refused(afterHoursApprovedAlready, afterHoursApprovedAlready.title);
    return recorded(context, 'entry.after-hours-approved', before, body);
  },

  async writeOffAfterHours(context, { params, body }) {
    const { db, providerId } = context;
    const before = await theClientsEntry(context, params.entry);
    requireSettleable(await theDecider(context), decidable(before));
    requireVersion(before, body.version);
    if (before.afterHoursApproved)
      throw new Refused(afterHoursApprovedAlready, afterHoursApprovedAlready.title);
    const [first, ...others] = await piecesFor(context, before);
    if (
      !first ||
      before.billing === 'goodwill' ||
      ![first, ...others].some(({ isAfterHours }) => isAfterHours)
    )
      throw new Refused(nothingAfterHours, nothingAfterHours.title);
    await keepInPieces(db, providerId, before, [first, ...others], body.reason, by(context));
    for (const { id, startedAt, endedAt, isAfterHours } of [first, ...others]) {
      const detail = { cutFrom: before.id, startedAt, endedAt, reason: body.reason };
      const act = isAfterHours ? 'entry.written-off' : 'entry.cut';
      context.record({ act, client: before.clientId, object: id, detail });
    }
    return Promise.all([first, ...others].map(({ id }) => theEntry(context, id)));
  },
};

/** The pieces of an entry by the business hours of the client's contract on its day, with the ids they are kept under; none without a contract. */
async function piecesFor(context: Context, entry: Entry & { clientId: ClientId }): Promise<KeptPiece[]> {
  const agreed = await contractAt(context, entry.clientId, entry.startedAt);
  if (!agreed) return [];
  return piecesOf(entry, agreed.hours).map((piece, index) => ({
    ...piece,
    id: index === 0 ? entry.id : context.newId<'entry'>(),
    settled: context.newId<'reclassification'>(),
  }));
}

/** The contract of a client on its own local day of a moment, with its business hours; null where none runs then. */
export async function contractAt(
  { db, providerId }: Context,
  client: ClientId,
  at: string,
): Promise<{ readonly contract: Contract; readonly hours: WorkingTime } | null> {
  const around = Temporal.Instant.from(at).toZonedDateTimeISO('UTC').toPlainDate();
  const [from, to] = [around.subtract({ days: 1 }).toString(), around.add({ days: 2 }).toString()];
  const contract = (await contractsActiveIn(db, providerId, from, to, client)).find(
    ({ start, end, timeZone }) => {
      const date = localDay(at, timeZone);
      return start <= date && date < end;
    },
  );
  const calendar = contract && (await loadCalendar(db, providerId, contract.calendarId));
  return calendar ? { contract, hours: businessHours(calendar) } : null;
}
