import { listContacts } from '../clients/store.ts';
import { known } from '../core/id.ts';
import { meetingsHandlers } from '../meetings/handlers.ts';
import type { TouchPointId } from '../meetings/touch-point.ts';
import type { Context } from '../people/context.ts';
import type { ClientId, PersonId } from '../people/person.ts';
import type { ClientPart } from './cast.ts';

/** A client that is spoken with every week. */
export interface Spoken {
  readonly client: ClientPart;
  readonly id: ClientId;
  /** Its place among those who are spoken with: who comes first has its calls early in the week. */
  readonly nth: number;
  readonly now: Temporal.Instant;
  readonly acting: (name: string, at: Temporal.Instant) => Context;
  readonly personId: (name: string) => PersonId;
}

const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR'] as const;
const days = (count: number) => ({ hours: 24 * count });

/** What was said in the calls that are over, the earliest first; the minutes of the last are still to be published for the first client. */
const told = [
  {
    notes: 'The patch window went well; two switches restarted twice.',
    decisions: 'The window stays on the second Sunday.',
    ours: 'Send the report on the two switches',
    theirs: 'Name an approver for changes while the head of IT is away',
  },
  {
    notes: 'Budget planning starts next month; they want figures by site.',
    decisions: 'The next quarterly review begins with the budget.',
    ours: 'Prepare the hours by site',
    theirs: 'Send the list of sites that close in spring',
  },
] as const;

/** Has a client's calls planned five weeks ago, weekly and reviews, and the last two of the weekly ones held and written down. */
export async function speakWith(spoken: Spoken): Promise<void> {
  const { client, id, nth, now, acting, personId } = spoken;
  const planned = acting(client.csdm, now.subtract(days(35)));
  const contacts = (await listContacts(planned.db, planned.providerId, id)).map((contact) => contact.id);
  const engineers = [...new Set(Object.values(client.engineers))].map(personId);
  const weekday = weekdays[nth % weekdays.length] ?? 'MO';
  const from = now.subtract(days(34)).toZonedDateTimeISO(client.timeZone).toPlainDate().toString();
  const begin = (
    kind: 'operational-call' | 'service-review' | 'quarterly-review',
    title: string,
    rule: string,
  ) =>
    meetingsHandlers.beginSeries(planned, {
      params: { client: id },
      query: {},
      body: {
        kind,
        title,
        rule,
        time: kind === 'operational-call' ? '09:30' : '14:00',
        minutes: kind === 'operational-call' ? 30 : 60,
        place: `https://meet.fieldstone.example/${client.code.toLowerCase()}`,
        from,
        to: null,
        organiserId: personId(client.csdm),
        staff: engineers,
        contacts,
      },
    });
  const weekly = await begin('operational-call', 'Weekly call', `FREQ=WEEKLY;BYDAY=${weekday}`);
  await begin('service-review', 'Service review', `FREQ=MONTHLY;BYDAY=2${weekday}`);
  await begin('quarterly-review', 'Quarterly review', `FREQ=MONTHLY;INTERVAL=3;BYDAY=3${weekday}`);
  const { items } = await meetingsHandlers.listTouchPoints(planned, {
    params: {},
    query: {
      client: id,
      of: 'all',
      to: now.subtract({ hours: 2 }).toString(),
      order: 'latest-first',
      limit: 50,
    },
    body: {},
  });
  const over = items
    .filter(({ seriesId }) => seriesId === weekly.id)
    .slice(0, told.length)
    .toReversed();
  for (const [index, { id: call, startsAt }] of over.entries())
    await hold(spoken, known<'touch-point'>(call), Temporal.Instant.from(startsAt), index);
}

/** Writes down what was said in a call and who does what. */
async function hold(
  { client, nth, acting, personId }: Spoken,
  touchPoint: TouchPointId,
  startsAt: Temporal.Instant,
  index: number,
): Promise<void> {
  const said = told[index] ?? told[0];
  const of = { params: { touchPoint }, query: {} };
  const csdm = acting(client.csdm, startsAt.add({ minutes: 30 }));
  const { invitees } = await meetingsHandlers.getTouchPoint(csdm, { ...of, body: {} });
  const { version } = await meetingsHandlers.beginMinutes(acting(client.csdm, startsAt), { ...of, body: {} });
  await meetingsHandlers.saveMinutes(csdm, {
    ...of,
    body: {
      version,
      items: [{ key: 'other', notes: said.notes, decisions: said.decisions }],
      present: invitees.filter(({ name }) => name !== client.executive).map((invitee) => invitee.id),
    },
  });
  const due = startsAt
    .add(days(9 + index))
    .toZonedDateTimeISO(client.timeZone)
    .toPlainDate()
    .toString();
  const [contact] = invitees.filter(({ name }) => name === client.contact);
  const take = (title: string, side: 'provider' | 'client', owner: string) =>
    meetingsHandlers.addAction(csdm, { ...of, body: { title, owner: { side, id: owner }, dueDay: due } });
  const ours = await take(said.ours, 'provider', personId(client.csdm));
  if (contact) await take(said.theirs, 'client', contact.id);
  if (index === told.length - 1 && nth === 0) return;
  await meetingsHandlers.publishMinutes(acting(client.csdm, startsAt.add({ hours: 1 })), { ...of, body: {} });
  if (index === 0)
    await meetingsHandlers.completeAction(acting(client.csdm, startsAt.add({ hours: 20 })), {
      params: { action: known<'action'>(ours.id) },
      query: {},
      body: { note: '' },
    });
}
