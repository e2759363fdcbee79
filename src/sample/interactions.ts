import { TechnologyGroupId } from '../clients/client.ts';
import { clientsHandlers } from '../clients/handlers.ts';
import { interactionsHandlers } from '../clients/interaction-handlers.ts';
import type { InteractionKind } from '../clients/interaction.ts';
import { known } from '../core/id.ts';
import type { Context } from '../people/context.ts';
import type { ClientId } from '../people/person.ts';
import type { ClientPart } from './cast.ts';

interface Told {
  readonly client: string;
  readonly kind: InteractionKind;
  readonly title: string;
  readonly words: string;
  readonly daysAgo: number;
  readonly group?: string;
  readonly settled?: { readonly words: string; readonly daysAgo: number };
  readonly shared?: true;
}

const told: readonly Told[] = [
  {
    client: 'LAKE',
    kind: 'need',
    title: 'A second internet line for the east clinic',
    words: 'The clinic is cut off at every storm, and patients cannot be checked in. Lena wants a price.',
    daysAgo: 9,
    group: 'network',
    shared: true,
  },
  {
    client: 'LAKE',
    kind: 'problem',
    title: 'Nobody can print from the new laptops',
    words: 'Carl has twelve of them in reception. It began with the last image.',
    daysAgo: 2,
  },
  {
    client: 'LAKE',
    kind: 'intervention',
    title: 'Stopped the roll-out of the faulty image',
    words: 'Asked the help desk to hold it back until printing works; they confirmed within the hour.',
    daysAgo: 1,
  },
  {
    client: 'LAKE',
    kind: 'need',
    title: 'Who may call out of hours',
    words: 'They were not sure who is on the list.',
    daysAgo: 30,
    settled: { words: 'Went through the list of contacts with Carl; two names were taken off.', daysAgo: 24 },
    shared: true,
  },
  {
    client: 'COPPER',
    kind: 'conversation',
    title: 'Ruth asks why hours run out before the month does',
    words: 'Showed her the alerts. She would rather buy ten hours more than be asked for consent each month.',
    daysAgo: 5,
  },
  {
    client: 'COPPER',
    kind: 'problem',
    title: 'Scanners lose the network in hall 2',
    words: 'Pickers walk back to the desk to send. It costs them an hour a shift.',
    daysAgo: 12,
    group: 'network',
    settled: { words: 'Two access points moved; a week without a report.', daysAgo: 4 },
    shared: true,
  },
  {
    client: 'MAPLE',
    kind: 'need',
    title: 'Hours over the summer',
    words: 'Schools are closed in July and August. They want to know whether hours can be planned elsewhere.',
    daysAgo: 16,
  },
  {
    client: 'HARBOR',
    kind: 'intervention',
    title: 'Brought the carrier and the port together',
    words: 'Each said that the other had to change a route. One call with both settled it.',
    daysAgo: 7,
    group: 'network',
  },
];

/** Puts on record what clients of the sample needed and had trouble with, by their CSDM, with their head of IT. */
export async function logInteractions(
  clients: readonly ClientPart[],
  clientOf: (code: string) => ClientId | undefined,
  acting: (name: string, daysAgo: number) => Context,
): Promise<void> {
  for (const one of told) {
    const client = clients.find(({ code }) => code === one.client);
    const id = clientOf(one.client);
    if (client && id) await logInteraction(client, id, one, acting);
  }
}

async function logInteraction(
  { csdm, contact: name }: ClientPart,
  client: ClientId,
  { kind, title, words, daysAgo, group, settled, shared }: Told,
  acting: (name: string, daysAgo: number) => Context,
): Promise<void> {
  const then = acting(csdm, daysAgo);
  const contacts = await clientsHandlers.listContacts(then, { params: { client }, query: {}, body: {} });
  const contact = contacts.find((one) => one.name === name);
  const { id } = await interactionsHandlers.logInteraction(then, {
    params: { client },
    query: {},
    body: {
      kind,
      title,
      words,
      contacts: contact ? [known<'contact'>(contact.id)] : [],
      technologyGroups: group === undefined ? [] : [TechnologyGroupId.parse(group)],
    },
  });
  const of = { params: { interaction: known<'interaction'>(id) }, query: {} };
  if (shared) await interactionsHandlers.shareInteraction(then, { ...of, body: {} });
  if (settled)
    await interactionsHandlers.settleInteraction(acting(csdm, settled.daysAgo), {
      ...of,
      body: { words: settled.words },
    });
}
