import type { CalendarId } from '../calendars/business-week.ts';
import { TechnologyGroupId } from '../clients/client.ts';
import { contractsHandlers } from '../contracts/handlers.ts';
import { known } from '../core/id.ts';
import type { Context } from '../people/context.ts';
import type { ClientId } from '../people/person.ts';
import { quotesHandlers } from '../quotes/handlers.ts';
import type { ClientPart } from './cast.ts';

/** A client that is offered to go on, and how long ago. */
export interface Offering {
  readonly client: ClientPart;
  readonly id: ClientId;
  readonly calendar: CalendarId;
  readonly today: Temporal.PlainDate;
  /** Somebody, acting at this hour so many days ago. */
  readonly acting: (name: string, daysAgo: number) => Context;
}

/** Offers a client to go on as it is, or with more hours, once its contract ends: drafted by its CSDM five days ago, and sent. */
export async function offerToGoOn({ client, id, calendar, today, acting }: Offering) {
  const csdm = acting(client.csdm, 5);
  const [contract] = await contractsHandlers.listClientContracts(csdm, {
    params: { client: id },
    query: {},
    body: {},
  });
  if (!contract) throw new Error('every client of the sample has a contract');
  const technologyGroups = client.groups.map((group) => TechnologyGroupId.parse(group));
  const option = (name: string, words: string, hoursPerMonth: number) => ({
    name,
    words,
    contract: {
      start: contract.end,
      end: Temporal.PlainDate.from(contract.end).add({ years: 1 }).toString(),
      calendar,
      packages: [{ scope: 'standard' as const, technologyGroups, hoursPerMonth }],
    },
  });
  const drafted = await quotesHandlers.draftQuote(csdm, {
    params: { client: id },
    query: {},
    body: {
      validUntil: today.add({ days: 14 }).toString(),
      words:
        'Your contract can go on as it is. The second option has room for the projects you told us about.',
      options: [
        option('As it is', '', client.hours),
        option('With more hours', 'For the second site.', client.hours + 10),
      ],
    },
  });
  return quotesHandlers.sendQuote(acting(client.csdm, 4), {
    params: { quote: known<'quote'>(drafted.id) },
    query: {},
    body: { availabilityAcknowledged: false },
  });
}

/** The same, and the client's executive accepted the first option the day before yesterday. */
export async function goOn(offering: Offering): Promise<void> {
  const { client, acting } = offering;
  const { id, sent } = await offerToGoOn(offering);
  await quotesHandlers.acceptQuote(acting(client.executive, 2), {
    params: { quote: known<'quote'>(id) },
    query: {},
    body: {
      option: 1,
      documentHash: sent?.documentHash ?? '',
      hasAuthority: true,
      signedName: client.executive,
    },
  });
}
