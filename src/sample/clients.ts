import type { CalendarId } from '../calendars/business-week.ts';
import { ClientDraft, type TechnologyGroupId } from '../clients/client.ts';
import { clientsHandlers } from '../clients/handlers.ts';
import { contractsHandlers } from '../contracts/handlers.ts';
import { known } from '../core/id.ts';
import type { Context } from '../people/context.ts';
import type { ClientId } from '../people/person.ts';
import { teamHandlers } from '../team/handlers.ts';
import type { ClientPart } from './cast.ts';
import { addressOf, type People } from './people.ts';
import { contractStart, supplementStart, type Setting } from './story.ts';

/** A client as it comes to be one: what it buys, whom the provider deals with, who serves it, and its contract. */
export async function takeOn(
  people: People,
  supervisor: Context,
  client: ClientPart,
  calendar: CalendarId,
  setting: Setting,
): Promise<ClientId> {
  const draft = ClientDraft.parse({
    code: client.code,
    name: client.name,
    timeZone: client.timeZone,
    currency: client.currency,
    managedServicesSpend: `${client.spendHundreds}00.00`,
    deviceCount: client.devices,
    technologyGroups: client.groups,
  });
  const created = await clientsHandlers.createClient(supervisor, { params: {}, query: {}, body: draft });
  const id = known<'client'>(created.id);
  const ofClient = { params: { client: id }, query: {} };
  const start = contractStart(client, setting);
  const since = start.subtract({ years: 1 }).toString();
  const services = client.groups.includes('security')
    ? (['managed-services', 'managed-security'] as const)
    : (['managed-services'] as const);
  for (const kind of services) {
    await clientsHandlers.addPurchasedService(supervisor, {
      ...ofClient,
      body: { kind, from: since, to: null },
    });
  }
  for (const [name, title, role] of [
    [client.executive, 'Chief operating officer', 'client-executive'],
    [client.contact, 'Head of IT', 'client-contact'],
  ] as const) {
    const domain = `${client.code.toLowerCase()}.example`;
    await people.add(name, [role], client.timeZone, id, domain);
    await clientsHandlers.addContact(supervisor, {
      ...ofClient,
      body: {
        name,
        title,
        email: addressOf(name, domain),
        phone: '',
        authority:
          role === 'client-executive'
            ? ['sign-contract', 'approve-overage', 'approve-change']
            : ['approve-change', 'request-work'],
      },
    });
  }
  const designate = (person: string, role: 'csdm' | 'cse', technologyGroup: TechnologyGroupId | null) =>
    teamHandlers.designate(supervisor, {
      ...ofClient,
      body: {
        personId: people.id(person),
        role,
        technologyGroup,
        deputy: false,
        from: start.toString(),
        to: null,
        reason: '',
      },
    });
  await designate(client.csdm, 'csdm', null);
  for (const group of draft.technologyGroups)
    await designate(client.engineers[group] ?? client.csdm, 'cse', group);
  await sign(people, client, draft, id, calendar, setting);
  return id;
}

async function sign(
  people: People,
  client: ClientPart,
  draft: ClientDraft,
  id: ClientId,
  calendar: CalendarId,
  setting: Setting,
): Promise<void> {
  const start = contractStart(client, setting);
  const begins = supplementStart(client, setting);
  const supplements = draft.technologyGroups.flatMap((group) => {
    const hoursPerMonth = client.supplements[group];
    return hoursPerMonth === undefined
      ? []
      : [{ scope: 'cse' as const, technologyGroup: group, hoursPerMonth, availabilityAcknowledged: true }];
  });
  const later = begins.toString() !== start.toString();
  const at = (day: Temporal.PlainDate) =>
    day
      .subtract({ days: 30 })
      .toZonedDateTime({ timeZone: 'America/Chicago', plainTime: '10:00' })
      .toInstant();
  const base =
    client.scope === 'standard'
      ? { scope: 'standard' as const, technologyGroups: draft.technologyGroups, hoursPerMonth: client.hours }
      : { scope: 'csdm-only' as const, hoursPerMonth: client.hours };
  const contract = await contractsHandlers.createContract(people.acting('Sofia Marchetti', at(start)), {
    params: { client: id },
    query: {},
    body: {
      start: start.toString(),
      // Every contract goes on for a year at least.
      end: start.add({ years: Math.ceil((setting.months + 12) / 12) }).toString(),
      calendar,
      packages: [base, ...(later ? [] : supplements)],
    },
  });
  for (const supplement of later ? supplements : []) {
    await contractsHandlers.addSupplement(people.acting('Sofia Marchetti', at(begins)), {
      params: { contract: known<'contract'>(contract.id) },
      query: {},
      body: { ...supplement, from: begins.toString() },
    });
  }
}
