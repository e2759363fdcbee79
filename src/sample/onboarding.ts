import { listContacts } from '../clients/store.ts';
import { contractsHandlers } from '../contracts/handlers.ts';
import { known } from '../core/id.ts';
import { onboardingsHandlers } from '../onboarding/handlers.ts';
import type { OnboardingId } from '../onboarding/onboarding.ts';
import type { Context } from '../people/context.ts';
import type { ClientId, PersonId } from '../people/person.ts';
import type { ClientPart } from './cast.ts';

interface Followed {
  readonly client: string;
  readonly kind: 'kpi' | 'goal';
  readonly name: string;
  readonly unit: string;
  readonly baseline: string;
  readonly target: string;
  /** Days from now until it should be reached. */
  readonly within: number;
  /** Days ago and value, the earliest first. */
  readonly measured: readonly (readonly [number, string])[];
}

const followed: readonly Followed[] = [
  {
    client: 'HARBOR',
    kind: 'kpi',
    name: 'Availability of the port network',
    unit: '%',
    baseline: '98.1',
    target: '99.7',
    within: 120,
    measured: [
      [24, '98.3'],
      [10, '98.9'],
    ],
  },
  {
    client: 'HARBOR',
    kind: 'goal',
    name: 'Sites with a current diagram',
    unit: 'sites',
    baseline: '1',
    target: '6',
    within: 30,
    measured: [[8, '3']],
  },
  {
    client: 'LAKE',
    kind: 'kpi',
    name: 'Time to restore a clinic',
    unit: 'min',
    baseline: '95',
    target: '45',
    within: 90,
    measured: [
      [150, '90'],
      [120, '82'],
      [90, '71'],
      [60, '66'],
      [30, '52'],
    ],
  },
  {
    client: 'LAKE',
    kind: 'kpi',
    name: 'Devices with current patches',
    unit: '%',
    baseline: '71',
    target: '95',
    within: 20,
    measured: [
      [90, '84'],
      [60, '91'],
      [30, '96.5'],
    ],
  },
  {
    client: 'COPPER',
    kind: 'kpi',
    name: 'Scanner outages a month',
    unit: 'outages',
    baseline: '14',
    target: '4',
    within: -5,
    measured: [
      [95, '12'],
      [65, '13'],
      [35, '8'],
    ],
  },
];

interface Setting {
  readonly clients: readonly ClientPart[];
  readonly clientOf: (code: string) => ClientId | undefined;
  readonly today: Temporal.PlainDate;
  readonly acting: (name: string, daysAgo: number) => Context;
  readonly personId: (name: string) => PersonId;
}

/** Who is on the way in, and how long ago that began: the kick-off is closed, the documentation half done. */
const onTheWay = { code: 'HARBOR', begun: 32, closed: 18 };
const alreadyDone = [
  'True up the supported devices',
  'Confirm the list of supported devices',
  'Draw the diagrams',
];

/** Follows what some clients call success, and brings one of them half into the service. */
export async function bringIn(setting: Setting): Promise<void> {
  for (const one of followed) await follow(setting, one);
  const client = setting.clients.find(({ code }) => code === onTheWay.code);
  const id = setting.clientOf(onTheWay.code);
  if (client && id) await begin(setting, client, id);
}

async function follow(
  { clients, clientOf, today, acting, personId }: Setting,
  { client: code, within, measured, ...criterion }: Followed,
): Promise<void> {
  const client = clients.find((one) => one.code === code);
  const id = clientOf(code);
  if (!client || !id) return;
  const began = (measured[0]?.[0] ?? 0) + 5;
  const { id: recorded } = await onboardingsHandlers.recordSuccessCriterion(acting(client.csdm, began), {
    params: { client: id },
    query: {},
    body: {
      ...criterion,
      targetDay: today.add({ days: within }).toString(),
      owner: { side: 'provider', id: personId(client.csdm) },
    },
  });
  for (const [daysAgo, value] of measured)
    await onboardingsHandlers.recordMeasurement(acting(client.csdm, daysAgo), {
      params: { successCriterion: known<'success-criterion'>(recorded) },
      query: {},
      body: { day: today.subtract({ days: daysAgo + 1 }).toString(), value, words: '' },
    });
}

async function begin(
  { today, acting }: Setting,
  { csdm, contact: name, code }: ClientPart,
  client: ClientId,
): Promise<void> {
  const then = acting(csdm, onTheWay.begun);
  const [contract] = await contractsHandlers.listClientContracts(then, {
    params: { client },
    query: {},
    body: {},
  });
  if (!contract) return;
  const begun = await onboardingsHandlers.beginOnboarding(then, {
    params: { contract: known<'contract'>(contract.id) },
    query: {},
    body: { beginsOn: today.subtract({ days: onTheWay.begun }).toString() },
  });
  const onboarding: OnboardingId = known<'onboarding'>(begun.id);
  const later = acting(csdm, onTheWay.closed);
  const of = { params: { onboarding }, query: {} };
  await onboardingsHandlers.writeKickOff(later, {
    ...of,
    body: {
      currentState: 'Six sites at the port, each with its own carrier. Nobody has a diagram of the whole.',
      painPoints: 'Two outages a month, and each carrier says it was the other.',
      gaps: 'No inventory, no agreed change window, no list of who may approve.',
      cadence: 'A call every week, a service review every month.',
      checklists: 'Links and firewalls every Monday; backups and certificates monthly.',
      version: 0,
    },
  });
  const contacts = await listContacts(then.db, then.providerId, client);
  const link = `https://docs.fieldstone.example/${code.toLowerCase()}`;
  for (const { tasks } of begun.phases)
    for (const { id, phase, title, owner, evidence } of tasks) {
      if (phase !== 'kick-off' && !alreadyDone.includes(title)) continue;
      const isTheirs = owner === 'client' && contacts.some((contact) => contact.name === name);
      await onboardingsHandlers.completeOnboardingTask(isTheirs ? acting(name, onTheWay.closed) : later, {
        params: { task: known<'onboarding-task'>(id) },
        query: {},
        body: { words: '', link: evidence === '' ? '' : link },
      });
    }
  await onboardingsHandlers.stateCriterion(acting(csdm, 6), {
    params: { onboarding, criterion: 'true-up' },
    query: {},
    body: { holds: true, words: '279 devices, four more than the contract said', link },
  });
  await onboardingsHandlers.closePhase(later, {
    params: { onboarding, phase: 'kick-off' },
    query: {},
    body: {},
  });
}
