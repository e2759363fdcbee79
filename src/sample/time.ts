import { known } from '../core/id.ts';
import type { Context } from '../people/context.ts';
import type { ClientId, PersonId } from '../people/person.ts';
import { timeHandlers } from '../time/handlers.ts';
import type { People } from './people.ts';
import { insertEntries, type EntryRow } from './store.ts';
import type { Story, WorkedTime } from './story.ts';
import { makeVisits } from './visits.ts';

/** Books, visits and logs what the story tells, as whoever did it. */
export async function tell(
  context: Omit<Context, 'actor'>,
  people: People,
  clients: ReadonlyMap<string, ClientId>,
  story: Story,
  progress: (done: number, total: number) => void,
): Promise<void> {
  const clientOf = (code: string): ClientId => {
    const id = clients.get(code);
    if (!id) throw new Error(`${code} is no client of the sample provider`);
    return id;
  };
  const bookings = new Map<string, string>();
  for (const booked of story.booked) {
    const start = booked.start.toInstant();
    const asked =
      Temporal.Instant.compare(start, context.now) > 0 ? context.now : start.subtract({ hours: 72 });
    const booking = await timeHandlers.requestBooking(people.acting(booked.person, asked), {
      params: {},
      query: {},
      body: {
        clientId: clientOf(booked.client),
        startsAt: start.toString(),
        endsAt: start.add({ minutes: booked.minutes }).toString(),
        minutesExpected: booked.minutes - 30,
        reason: booked.reason,
      },
    });
    const id = known<'booking'>(booking.id);
    bookings.set(booked.key, id);
    if (booked.decision === 'approved') {
      const decided = people.acting('Sofia Marchetti', asked.add({ hours: 20 }));
      await timeHandlers.approveBooking(decided, {
        params: { booking: id },
        query: {},
        body: { reason: '' },
      });
    }
  }
  await makeVisits(people, clientOf, story.visits, context.now);
  const lead = people.id('Sofia Marchetti');
  const rows = story.worked.map((worked) =>
    rowOf(context, worked, clientOf(worked.client), people.id(worked.person), lead, bookings),
  );
  await insertEntries(context.db, context.providerId, rows, (done) => progress(done, rows.length));
}

function rowOf(
  context: Omit<Context, 'actor'>,
  worked: WorkedTime,
  client: ClientId,
  person: PersonId,
  lead: PersonId,
  bookings: ReadonlyMap<string, string>,
): EntryRow {
  const start = worked.start.toInstant();
  const submitted = earlier(start.add({ hours: 72 }), context.now);
  return {
    id: context.newId(),
    client_id: client,
    person_id: person,
    role: worked.role,
    technology_group_id: worked.group,
    started_at: start.toString(),
    ended_at: start.add({ minutes: worked.minutes }).toString(),
    billing: worked.billing,
    subject: worked.subject,
    note: worked.note,
    booking_id: worked.booking === null ? null : (bookings.get(worked.booking) ?? null),
    state: worked.state,
    submitted_at: submitted.toString(),
    decided_by: lead,
    decided_at: earlier(submitted.add({ hours: 20 }), context.now).toString(),
  };
}

const earlier = (a: Temporal.Instant, b: Temporal.Instant): Temporal.Instant =>
  Temporal.Instant.compare(a, b) < 0 ? a : b;
