import { randomUUIDv7 } from 'node:crypto';
import { billingApi } from '../src/billing/api.ts';
import { usualWeek } from '../src/calendars/business-week.ts';
import { calendarsApi } from '../src/calendars/api.ts';
import { announcementsApi } from '../src/clients/announcement-api.ts';
import { clientsApi } from '../src/clients/api.ts';
import { TechnologyGroupId } from '../src/clients/client.ts';
import { interactionsApi } from '../src/clients/interaction-api.ts';
import { contractsApi } from '../src/contracts/api.ts';
import type { ContractId } from '../src/contracts/contract.ts';
import { guidePriceBook } from '../src/contracts/guide-price-book.ts';
import type { Call } from '../src/core/call.ts';
import { known } from '../src/core/id.ts';
import { consentApi } from '../src/hours/consent-api.ts';
import { importersApi } from '../src/importers/api.ts';
import { meetingsApi } from '../src/meetings/api.ts';
import type { Actor } from '../src/people/context.ts';
import type { TouchPointId } from '../src/meetings/touch-point.ts';
import { onboardingsApi } from '../src/onboarding/api.ts';
import { guideTemplate } from '../src/onboarding/template.ts';
import type { ClientId, PersonId } from '../src/people/person.ts';
import { plansApi } from '../src/plan/api.ts';
import { template } from '../src/plan/catalogue.ts';
import { quotesApi } from '../src/quotes/api.ts';
import { teamApi } from '../src/team/api.ts';
import { timeApi } from '../src/time/api.ts';
import { visitsApi } from '../src/visits/api.ts';
import type { World } from '../test/world.ts';

/** Whose things are asked for: of one client, of another client of the same provider, of a client of another provider. */
export const places = ['lakeside', 'harbor', 'foreign'] as const;
export type Place = (typeof places)[number];

/** An example of everything that a route can name, by the name it has in an address, a query or a body. */
export type Examples = Readonly<Record<string, unknown>>;

/** What a route wants that cannot be made up from its schema, so that somebody can do what it is for. */
interface Wanted {
  /** Other examples than the usual, such as an entry in another state. */
  readonly about?: (examples: Examples) => Examples;
  readonly body?: (examples: Examples) => unknown;
}

const file = Buffer.from('code,name\nMAPLE,Maple Credit Union\n').toString('base64');
const standard = { scope: 'standard', technologyGroups: ['network', 'security'], hoursPerMonth: 30 };
const entry = {
  role: 'csdm',
  startedAt: '2026-11-23T19:00:00Z',
  endedAt: '2026-11-23T19:30:00Z',
  subject: 'Patch review',
};
const internal = {
  role: 'cse',
  technologyGroup: TechnologyGroupId.parse('network'),
  billing: 'internal',
  subject: 'Stock-taking',
} as const;
const about = (name: string) => (examples: Examples) => ({ ...examples, entry: examples[name] });
const decision = (name: string) => (examples: Examples) => ({
  entries: [{ id: examples[name], version: 1 }],
  reason: 'example',
});

const lunch = { day: '2026-11-20', kind: 'meals', amount: '12.00' } as const;
const proposedChange = (examples: Examples) => ({ ...examples, changeRequest: examples['proposedChange'] });
const dearer = { reason: 'Agreed for next year', parts: [{ kind: 'rates', rates: { overage: '190.00' } }] };

const call = (name: string) => (examples: Examples) => ({ ...examples, touchPoint: examples[name] });
const series = ({ personId }: Examples) => ({
  kind: 'other',
  title: 'Monthly call',
  rule: 'FREQ=MONTHLY;BYDAY=1TU',
  time: '09:30',
  minutes: 30,
  from: '2026-12-01',
  organiserId: personId,
});

const sentQuote = (examples: Examples) => ({ ...examples, quote: examples['sentQuote'] });
const offered = (examples: Examples) => ({
  validUntil: '2026-12-31',
  options: [{ name: 'As it is', contract: renewal(examples) }],
});

const ofWorker = (examples: Examples) => ({ ...examples, person: examples['personId'] });
const told = (title: string, client: unknown) => ({
  kind: 'provider-change' as const,
  title,
  words: 'A new telephone number',
  acknowledgeBy: '2026-12-24',
  audience: { to: 'picked' as const, clients: [known<'client'>(String(client))] },
});
const draftedAnnouncement = (examples: Examples) => ({
  ...examples,
  announcement: examples['draftedAnnouncement'],
});

const inMonth = (month: string) => (examples: Examples) => ({ ...examples, month });
const renewal = ({ calendar }: Examples) => ({
  start: '2027-01-01',
  end: '2028-01-01',
  calendar,
  packages: [standard],
});

const version = (from: string) => ({ from, note: 'New for the year', activities: template.activities });
const plannedRow = { row: 14, owner: 'csdm', cadence: 'FREQ=WEEKLY;BYDAY=MO', minutes: 45 };

const onboardingTemplate = () => {
  const { lengths, tasks } = guideTemplate('csdm-only');
  return { lengths, tasks };
};
const kickOffWords = (client: unknown) => ({
  currentState: `Two sites of ${String(client)}`,
  painPoints: 'Outages',
  gaps: 'No inventory',
  cadence: 'Tuesdays',
  checklists: 'Weekly',
});
const onboardingTask = {
  title: 'Count the printers',
  owner: 'client' as const,
  dueDay: '2026-12-01',
  evidence: '',
};
const kpi = (client: unknown, contact: unknown) => ({
  kind: 'kpi' as const,
  name: `Uptime of ${String(client)}`,
  unit: '%',
  baseline: '97.2',
  target: '99.5',
  targetDay: '2027-06-30',
  owner: { side: 'client' as const, id: String(contact) },
});
const inPhase = (phase: string) => (examples: Examples) => ({ ...examples, phase });

/** By the name of the route. */
export const wanted: Readonly<Record<string, Wanted>> = {
  invitePerson: {
    body: ({ client }) => ({
      name: 'Pat',
      email: 'pat@example.com',
      roles: ['client-contact'],
      clientId: client,
      timeZone: 'Europe/London',
    }),
  },
  changeRoles: { body: () => ({ roles: ['client-executive'] }) },
  addHoliday: { body: () => ({ day: '2026-11-25', name: 'Day after' }) },
  publishPriceBook: {
    body: () => guidePriceBook('USD', '2027-01-01', [TechnologyGroupId.parse('network')]),
  },
  logInteraction: { body: () => ({ kind: 'need', title: 'A second line' }) },
  editInteraction: { body: () => ({ kind: 'need', title: 'A third line', version: 1 }) },
  draftAnnouncement: { body: ({ client }) => told('A new number', client) },
  editAnnouncement: {
    about: draftedAnnouncement,
    body: ({ client }) => ({ ...told('A newer number', client), version: 1 }),
  },
  discardAnnouncement: { about: draftedAnnouncement },
  previewAnnouncement: { about: draftedAnnouncement },
  publishAnnouncement: { about: draftedAnnouncement, body: ({ reaches }) => reaches },
  checkContract: { body: renewal },
  createContract: { body: renewal },
  addSupplement: {
    body: () => ({
      scope: 'cse',
      technologyGroup: 'network',
      hoursPerMonth: 10,
      availabilityAcknowledged: true,
      from: '2026-12-01',
    }),
  },
  draftChange: { body: () => dearer },
  previewChange: { body: () => ({ parts: dearer.parts }) },
  renewContract: { body: () => ({ end: '2028-01-01' }) },
  terminateContract: { body: () => ({ end: '2026-12-15', reason: 'Moves on' }) },
  agreeToChange: { about: proposedChange, body: () => ({}) },
  recordConsent: { about: proposedChange },
  declineChange: { about: proposedChange },
  previewChangeRequest: { about: proposedChange },
  getChangeRequest: { about: proposedChange },
  compareVersions: { about: (examples) => ({ ...examples, before: 1, after: 1 }) },
  checkQuote: { body: offered },
  draftQuote: { body: offered },
  getQuote: { about: sentQuote },
  acceptQuote: {
    about: sentQuote,
    body: ({ documentHash }) => ({ option: 1, documentHash, hasAuthority: true, signedName: 'Lena' }),
  },
  declineQuote: { about: sentQuote },
  saveQuoteFile: { about: sentQuote },
  enterAbsence: { body: () => ({ from: '2026-12-21', to: '2026-12-23', reason: 'leave' }) },
  weighAbsence: {
    about: (examples) => ({ ...ofWorker(examples), from: '2026-12-21', to: '2026-12-23' }),
  },
  explainCapacity: { about: (examples) => ({ ...ofWorker(examples), week: '2026-12-07' }) },
  endAbsence: { body: () => ({ to: '2026-12-08' }) },
  setSkill: { about: (examples) => ({ ...ofWorker(examples), technologyGroup: 'network' }) },
  endDesignation: { body: () => ({ to: '2026-11-24', reason: 'Nobody is free until next week' }) },
  beginSeries: { body: series },
  changeSeries: { body: (examples) => ({ ...series(examples), from: '2026-11-26' }) },
  endSeries: { body: () => ({ from: '2026-11-26', reason: 'Enough' }) },
  moveTouchPoint: { body: () => ({ day: '2026-12-03', time: '14:00', reason: 'Their audit' }) },
  dropAgendaItem: { body: () => ({ key: 'hours', reason: 'Told by mail' }) },
  restoreAgendaItem: { body: () => ({ key: 'hours' }) },
  orderAgenda: { body: () => ({ keys: ['hours'] }) },
  beginMinutes: { about: call('callOfToday') },
  showMinutes: { about: call('heldCall') },
  saveMinutes: {
    about: call('heldCall'),
    body: ({ personId }) => ({ version: 2, items: [], present: [personId] }),
  },
  publishMinutes: { about: call('heldCall') },
  addAction: {
    about: call('heldCall'),
    body: ({ personId }) => ({
      title: 'Send the drawing',
      owner: { side: 'provider', id: personId },
      dueDay: '2026-12-01',
    }),
  },
  readMinutes: { about: call('publishedCall') },
  addAddendum: { about: call('publishedCall') },
  completeAction: { about: (examples) => ({ ...examples, action: examples['ownAction'] }) },
  editAction: {
    body: ({ personId }) => ({
      title: 'Send the drawing',
      owner: { side: 'provider', id: personId },
      dueDay: '2026-12-01',
      version: 1,
    }),
  },
  previewCatalogue: { body: () => version('2027-06-01') },
  publishCatalogue: { body: () => version('2027-06-01') },
  createPlan: {
    about: (examples) => ({ ...examples, contract: examples['planless'] }),
    body: () => ({ start: '2028-01-01' }),
  },
  addPlanRow: { body: () => ({ ...plannedRow, row: 32, owner: 'cse', technologyGroup: 'network' }) },
  changePlanRow: { body: () => plannedRow },
  endPlanRow: { body: () => ({}) },
  proposePlanChange: { body: () => ({ reason: 'Agreed', words: 'On Mondays', row: plannedRow }) },
  noteTrigger: { about: (examples) => ({ ...examples, planRow: examples['triggeredRow'] }) },
  tickItem: {
    about: (examples) => ({ ...examples, occurrence: examples['maintenance'] }),
    body: () => ({ item: 'Maintenance window agreed', ticked: true }),
  },
  giveEvidence: { body: () => ({ kind: 'statement', words: 'In order' }) },
  giveEvidenceFile: { body: () => new TextEncoder().encode('%PDF-1.7') },
  completeOccurrence: { body: () => ({ evidence: { kind: 'statement', words: 'In order' } }) },
  beginOnboarding: {
    about: (examples) => ({ ...examples, contract: examples['endedContract'] }),
    body: () => ({}),
  },
  publishOnboardingTemplate: {
    about: (examples) => ({ ...examples, package: 'csdm-only' }),
    body: onboardingTemplate,
  },
  writeKickOff: { body: ({ client }) => ({ ...kickOffWords(client), version: 1 }) },
  stateCriterion: {
    about: (examples) => ({ ...examples, criterion: 'monthly-summary' }),
    body: () => ({ words: 'It was sent' }),
  },
  closePhase: { about: inPhase('documentation') },
  reopenPhase: { about: inPhase('kick-off') },
  addOnboardingTask: { body: () => ({ ...onboardingTask, phase: 'ongoing' }) },
  editOnboardingTask: { body: () => ({ ...onboardingTask, version: 1 }) },
  completeOnboardingTask: { body: () => ({ words: 'It is' }) },
  recordSuccessCriterion: { body: ({ client, contact }) => kpi(client, contact) },
  recordMeasurement: { body: () => ({ day: '2026-11-23', value: '98.1' }) },
  correctMeasurement: { body: () => ({ day: '2026-11-23', value: '98.2' }) },
  designate: {
    body: ({ engineer }) => ({
      personId: engineer,
      role: 'cse',
      technologyGroup: 'network',
      from: '2026-11-24',
    }),
  },
  logEntry: { body: ({ client }) => ({ ...entry, clientId: client }) },
  editEntry: { body: ({ client }) => ({ ...entry, clientId: client, version: 1 }) },
  splitEntry: { body: () => ({ version: 1, minutes: 15 }) },
  submitEntries: { body: (examples) => ({ entries: [examples['entry']] }) },
  approveEntries: { body: decision('submitted') },
  rejectEntries: { body: decision('submitted') },
  referEntry: { about: about('submitted') },
  reopenEntry: { about: about('approved') },
  reclassifyEntry: {
    about: about('submitted'),
    body: () => ({ billing: 'goodwill', reason: 'A favour', version: 1 }),
  },
  approveAfterHours: { about: about('afterHours') },
  writeOffAfterHours: { about: about('afterHours') },
  requestBooking: {
    body: ({ client }) => ({
      clientId: client,
      startsAt: '2026-11-28T22:00:00Z',
      endsAt: '2026-11-28T23:00:00Z',
      minutesExpected: 60,
      reason: 'A switch',
    }),
  },
  priceBooking: {
    about: (examples) => ({
      ...examples,
      startsAt: '2026-11-28T22:00:00Z',
      endsAt: '2026-11-28T23:00:00Z',
      minutesExpected: 60,
    }),
  },
  declineBooking: { body: () => ({ reason: 'The upgrade runs then' }) },
  takeSlot: { about: (examples) => ({ ...examples, booking: examples['offered'] }) },
  startTimer: { body: ({ client }) => ({ clientId: client, role: 'csdm', subject: 'Patch review' }) },
  switchTimer: { body: () => internal },
  reviewSiteVisit: {
    body: () => ({ remotely: false, words: 'A rack', estimate: [{ kind: 'lodging', amount: '90.00' }] }),
  },
  approveSiteVisit: { about: (examples) => ({ ...examples, visit: examples['reviewed'] }) },
  addReceipt: { body: () => new TextEncoder().encode('%PDF-1.7') },
  addExpense: { body: ({ client }) => ({ clientId: client, ...lunch }) },
  editExpense: { body: ({ client }) => ({ clientId: client, ...lunch, version: 1 }) },
  setTravelRate: { body: () => ({ currency: 'USD', unit: 'mile', rate: '0.725', from: '2027-01-01' }) },
  giveEmergency: { about: about('approved') },
  setOverageCap: { body: () => ({ from: '2026-11', minutes: 60, agreedWith: 'By telephone' }) },
  priceWhatIf: { body: () => ({ changes: [] }) },
  askConsent: { body: () => ({ month: '2026-12', minutes: 60, reason: 'A switch' }) },
  answerConsent: { body: () => ({ answer: 'agreed' }) },
  changeAlertLevels: {
    body: () => ({
      percents: [50],
      overageForeseen: true,
      hoursExpiring: true,
      contacts: [],
      mailCsdm: false,
    }),
  },
  startReview: { about: inMonth('2026-03') },
  withdrawReview: { about: inMonth('2026-02') },
  closeMonth: { about: inMonth('2026-02') },
  startCloseRun: { body: ({ contract }) => ({ month: '2026-02', contracts: [contract] }) },
  logLateTime: {
    body: ({ client }) => ({
      ...entry,
      clientId: client,
      startedAt: '2026-01-19T19:00:00Z',
      endedAt: '2026-01-19T19:30:00Z',
      reason: 'Forgotten',
    }),
  },
  correctTime: { body: ({ billed }) => ({ corrects: billed, takenAway: true, reason: 'Never worked' }) },
  getLateTimeMonth: { about: inMonth('2026-01') },
  billLateTime: { about: inMonth('2026-01') },
  saveHours: { about: inMonth('2026-01') },
  saveAccounting: { about: inMonth('2026-01') },
  addTax: { body: () => ({ name: 'Exempt', category: 'E', reason: 'Passed on at cost' }) },
  setTaxRate: { body: () => ({ rate: '9', from: '2027-01-01' }) },
  changeInvoicing: { body: () => ({ city: 'Chicago', version: 0 }) },
  changeClientInvoicing: { body: () => ({ city: 'Chicago', version: 0 }) },
  openDispute: { body: () => ({ position: 2, reason: 'Not ours' }) },
  billAdjustments: {
    about: (examples) => ({ ...examples, client: examples['endedClient'] }),
    body: () => ({ currency: 'USD' }),
  },
  adjustInvoice: { body: () => ({ amount: '-10.00', reason: 'A courtesy' }) },
  previewImport: { body: () => ({ kind: 'clients', fileName: 'clients.csv', bytes: file }) },
  bringIn: { body: () => ({ kind: 'clients', fileName: 'clients.csv', bytes: file }) },
};

/** Somebody who does the work of a provider and somebody who decides on it, as whom the examples are made. */
export interface Makers {
  readonly worker: { readonly id: PersonId; readonly call: Call };
  readonly decider: { readonly id: PersonId; readonly call: Call };
  readonly engineer: PersonId;
}

/** Makes one of each thing for each place, through the same doors as everybody. */
export async function makeExamples(
  world: World,
  makers: Readonly<Record<'own' | 'foreign', Makers>>,
): Promise<Readonly<Record<Place, Examples>>> {
  const own = await ofProvider(makers.own, 'OURS-');
  const other = await ofProvider(makers.foreign, 'THEIRS-');
  const { carl, hugo } = world.people;
  const fred = await visitor(world);
  await world.as('marek')(timeApi.startTimer, { body: internal });
  const lakeside = await ofClient(makers.own, world.lakeside, own, 14, carl.id);
  const harbor = await ofClient(makers.own, world.harbor, own, 16, hugo.id);
  const foreign = await ofClient(makers.foreign, world.foreign, other, 14, fred.id);
  const [run, otherRun] = [await closeRun(makers.own), await closeRun(makers.foreign)];
  return {
    lakeside: {
      ...own,
      ...lakeside,
      alert: await alert(world, lakeside),
      dispute: await dispute(world, lakeside),
      run,
      session: await session(world, carl),
    },
    harbor: {
      ...own,
      ...harbor,
      alert: await alert(world, harbor),
      dispute: await dispute(world, harbor),
      run,
      session: await session(world, hugo),
    },
    foreign: {
      ...other,
      ...foreign,
      alert: await alert(world, foreign),
      dispute: await dispute(world, foreign),
      run: otherRun,
      session: await session(world, fred),
    },
  };
}

/** `prefix` keeps the numbers of two providers' invoices apart. */
async function ofProvider({ decider, worker, engineer }: Makers, prefix: string) {
  await decider.call(billingApi.setInvoicePrefix, { body: { prefix } });
  const groups = ['network', 'security'].map((group) => TechnologyGroupId.parse(group));
  const book = await decider.call(contractsApi.publishPriceBook, {
    body: guidePriceBook('USD', '2020-01-01', groups),
  });
  const calendar = await decider.call(calendarsApi.createCalendar, {
    body: { name: 'Office hours', timeZone: 'America/Chicago', weekly: usualWeek },
  });
  await decider.call(calendarsApi.addHoliday, {
    params: { calendar: calendar.id },
    body: { day: '2026-11-24', name: 'Day of the founders' },
  });
  await decider.call(importersApi.saveMapping, { params: { kind: 'clients', name: 'example' }, body: {} });
  await decider.call(teamApi.setSkill, {
    params: { person: engineer, technologyGroup: TechnologyGroupId.parse('network') },
    body: { level: 'works-alone' },
  });
  const absence = await decider.call(teamApi.enterAbsence, {
    body: { personId: worker.id, from: '2026-12-07', to: '2026-12-10', reason: 'leave' },
  });
  const tax = await decider.call(billingApi.addTax, {
    body: { name: 'Sales tax', category: 'S', rate: '8.25', from: '2020-01-01' },
  });
  await decider.call(onboardingsApi.publishOnboardingTemplate, {
    params: { package: 'csdm-only' },
    body: onboardingTemplate(),
  });
  const catalogue = await decider.call(plansApi.publishCatalogue, { body: version('2027-01-01') });
  return {
    calendar: calendar.id,
    priceBook: book.id,
    tax: tax.id,
    absence: absence.id,
    catalogue: catalogue.id,
    personId: worker.id,
    engineer,
  };
}

/** `hour` keeps what one worker does for two clients apart; `person` is somebody of the client. */
async function ofClient(
  makers: Makers,
  client: ClientId,
  { calendar }: { readonly calendar: string },
  hour: number,
  person: PersonId,
): Promise<Examples> {
  const { worker, decider } = makers;
  const params = { client };
  const [service] = await decider.call(clientsApi.listPurchasedServices, { params });
  const contact = await decider.call(clientsApi.addContact, {
    params,
    body: { name: `Contact of ${client}`, email: `contact@${client}.example`, authority: ['request-work'] },
  });
  const interaction = await worker.call(interactionsApi.logInteraction, {
    params,
    body: { kind: 'need', title: `Needed by ${client}` },
  });
  const announced = async (title: string) =>
    decider.call(announcementsApi.draftAnnouncement, { body: told(title, client) });
  const announcement = await announced(`Told to ${client}`);
  const { clients, people } = await decider.call(announcementsApi.previewAnnouncement, {
    params: { announcement: announcement.id },
  });
  await decider.call(announcementsApi.publishAnnouncement, {
    params: { announcement: announcement.id },
    body: { clients, people },
  });
  const contract = await decider.call(contractsApi.createContract, {
    params,
    body: {
      start: '2026-01-01',
      end: '2027-01-01',
      calendar,
      packages: [
        {
          scope: 'standard',
          technologyGroups: ['network', 'security'].map((id) => TechnologyGroupId.parse(id)),
          hoursPerMonth: 30,
        },
      ],
    },
  });
  const change = async (words: string) =>
    decider.call(contractsApi.draftChange, {
      params: { contract: contract.id },
      body: { reason: `Asked for by ${client}`, parts: [{ kind: 'scope', words }] },
    });
  const [drafted, proposed] = [await change(`Draft for ${client}`), await change(`Proposal for ${client}`)];
  await decider.call(contractsApi.proposeChange, { params: { changeRequest: proposed.id } });
  const quoted = async () =>
    decider.call(quotesApi.draftQuote, {
      params,
      body: {
        validUntil: '2026-12-31',
        words: `Offered to ${client}`,
        options: [
          {
            name: `Option for ${client}`,
            contract: {
              start: '2027-01-01',
              end: '2028-01-01',
              calendar,
              packages: [{ scope: 'csdm-only', hoursPerMonth: 20 }],
            },
          },
        ],
      },
    });
  const quote = await quoted();
  const sent = await decider.call(quotesApi.sendQuote, { params: { quote: (await quoted()).id }, body: {} });
  const designation = await decider.call(teamApi.designate, {
    params,
    body: { personId: worker.id, role: 'csdm', from: '2026-01-01' },
  });
  const logged = async (from: string, to: string, subject: string, billing?: 'incremental') =>
    worker.call(timeApi.logEntry, {
      body: { clientId: client, role: 'csdm', startedAt: from, endedAt: to, subject, billing },
    });
  const [draft, submitted, approved, afterHours, billed] = [
    await logged(`2026-11-23T${hour}:00:00Z`, `2026-11-23T${hour}:30:00Z`, `Draft for ${client}`),
    await logged(`2026-11-20T${hour}:00:00Z`, `2026-11-20T${hour}:30:00Z`, `Submitted for ${client}`),
    await logged(`2026-11-19T${hour}:00:00Z`, `2026-11-19T${hour}:30:00Z`, `Approved for ${client}`),
    await logged(`2026-11-21T${hour}:00:00Z`, `2026-11-21T${hour}:30:00Z`, `Saturday for ${client}`),
    await logged(
      `2026-01-15T${hour}:00:00Z`,
      `2026-01-15T${hour}:30:00Z`,
      `Billed to ${client}`,
      'incremental',
    ),
  ];
  await worker.call(timeApi.submitEntries, {
    body: { entries: [submitted.id, approved.id, afterHours.id, billed.id] },
  });
  await decider.call(timeApi.approveEntries, {
    body: { entries: [approved, billed].map(({ id, version }) => ({ id, version })) },
  });
  const booking = await worker.call(timeApi.requestBooking, {
    body: {
      clientId: client,
      startsAt: `2026-11-28T${hour}:00:00Z`,
      endsAt: `2026-11-28T${hour + 1}:00:00Z`,
      minutesExpected: 60,
      reason: `Work at ${client}`,
    },
  });
  const offered = await worker.call(timeApi.requestBooking, {
    body: {
      clientId: client,
      startsAt: `2026-11-29T${hour}:00:00Z`,
      endsAt: `2026-11-29T${hour + 1}:00:00Z`,
      minutesExpected: 60,
      reason: `Other work at ${client}`,
    },
  });
  await decider.call(timeApi.declineBooking, {
    params: { booking: offered.id },
    body: {
      reason: `Not then at ${client}`,
      slot: { startsAt: `2026-11-30T${hour}:00:00Z`, endsAt: `2026-11-30T${hour + 1}:00:00Z` },
    },
  });
  const visit = await worker.call(visitsApi.requestSiteVisit, {
    body: { clientId: client, day: '2026-12-01', purpose: `Visit to ${client}`, amountExpected: '100.00' },
  });
  const reviewed = await worker.call(visitsApi.requestSiteVisit, {
    body: { clientId: client, day: '2026-12-02', purpose: `Review at ${client}`, amountExpected: '100.00' },
  });
  await decider.call(visitsApi.reviewSiteVisit, {
    params: { visit: reviewed.id },
    body: {
      remotely: false,
      words: `Seen at ${client}`,
      estimate: [{ kind: 'lodging', amount: '90.00' }],
    },
  });
  const expense = await worker.call(visitsApi.addExpense, {
    body: { clientId: client, ...lunch, note: `Lunch at ${client}` },
  });
  const receipt = await worker.call(visitsApi.addReceipt, {
    params: { expense: expense.id },
    query: { name: `Receipt of ${client}.pdf` },
    body: new TextEncoder().encode(`%PDF-1.7\n${client}`),
  });
  const called = await ofCalls(makers, client, contact.id);
  const consent = await worker.call(consentApi.askConsent, {
    params,
    body: { month: '2026-11', minutes: 60, reason: `Asked of ${client}` },
  });
  const ofMonth = (month: string) => ({ params: { contract: contract.id, month } });
  const { invoice } = await decider.call(billingApi.closeMonth, ofMonth('2026-01'));
  await decider.call(billingApi.startReview, ofMonth('2026-02'));
  const lateTime = await worker.call(billingApi.logLateTime, {
    body: {
      clientId: client,
      role: 'csdm',
      startedAt: `2026-01-16T${hour}:00:00Z`,
      endedAt: `2026-01-16T${hour}:30:00Z`,
      subject: `Late for ${client}`,
      reason: `Forgotten at ${client}`,
    },
  });
  return {
    client,
    clientId: client,
    person,
    contact: contact.id,
    interaction: interaction.id,
    announcement: announcement.id,
    draftedAnnouncement: (await announced(`Draft for ${client}`)).id,
    reaches: { clients, people },
    consent: consent.id,
    ...called,
    service: service?.id,
    contract: contract.id,
    changeRequest: drafted.id,
    proposedChange: proposed.id,
    quote: quote.id,
    sentQuote: sent.id,
    documentHash: sent.sent?.documentHash,
    designation: designation.id,
    entry: draft.id,
    submitted: submitted.id,
    approved: approved.id,
    afterHours: afterHours.id,
    booking: booking.id,
    offered: offered.id,
    visit: visit.id,
    reviewed: reviewed.id,
    expense: expense.id,
    receipt: receipt.id,
    billed: billed.id,
    invoice: invoice.id,
    lateTime: lateTime.id,
    ...(await plan(makers, client, contract.id, calendar)),
    ...(await onboarding(makers, client, contact.id, calendar)),
    ...(await endedClient(makers, calendar, client)),
  };
}

/** Calls with a client: one ahead, one of today, one that is held and one whose minutes are published, with an action of the client's. */
async function ofCalls({ worker, decider }: Makers, client: ClientId, contact: string): Promise<Examples> {
  const begun = await decider.call(meetingsApi.beginSeries, {
    params: { client },
    body: {
      kind: 'operational-call',
      title: `Call with ${client}`,
      rule: 'FREQ=DAILY',
      time: '23:00',
      minutes: 30,
      place: `https://meet.example.com/${client}`,
      from: '2026-11-24',
      to: '2026-12-01',
      organiserId: worker.id,
      contacts: [known<'contact'>(contact)],
    },
  });
  const { items } = await decider.call(meetingsApi.listTouchPoints, { query: { client } });
  const [today, second, third, ahead] = items.map(({ id }) => id);
  if (!today || !second || !third || !ahead) throw new Error('a series of a week has calls');
  const hold = async (touchPoint: TouchPointId, day: string, time: string) => {
    const of = { params: { touchPoint } };
    await decider.call(meetingsApi.moveTouchPoint, {
      ...of,
      body: { day, time, reason: `Asked by ${client}` },
    });
    const { version } = await decider.call(meetingsApi.beginMinutes, of);
    await decider.call(meetingsApi.saveMinutes, {
      ...of,
      body: { version, items: [], present: [worker.id] },
    });
    return (title: string, owner: { side: 'provider' | 'client'; id: string }) =>
      decider.call(meetingsApi.addAction, { ...of, body: { title, owner, dueDay: '2026-12-01' } });
  };
  const action = await (
    await hold(second, '2026-11-24', '22:00')
  )(`Send it to ${client}`, {
    side: 'provider',
    id: worker.id,
  });
  const own = await (
    await hold(third, '2026-11-24', '22:30')
  )(`Ask ${client}`, { side: 'client', id: contact });
  await decider.call(meetingsApi.publishMinutes, { params: { touchPoint: third } });
  await worker.call(meetingsApi.addAgendaItem, {
    params: { touchPoint: ahead },
    body: { title: `Printers of ${client}` },
  });
  return {
    series: begun.id,
    touchPoint: ahead,
    callOfToday: today,
    heldCall: second,
    publishedCall: third,
    action: action.id,
    ownAction: own.id,
  };
}

/** The plan of a contract, rows and occurrences of it, and a later contract that has none. */
async function plan({ decider }: Makers, client: ClientId, contract: ContractId, calendar: string) {
  const planless = await decider.call(contractsApi.createContract, {
    params: { client },
    body: {
      start: '2028-01-01',
      end: '2029-01-01',
      calendar,
      packages: [{ scope: 'csdm-only', hoursPerMonth: 20 }],
    },
  });
  const { rows } = await decider.call(plansApi.createPlan, {
    params: { contract },
    body: { start: '2026-11-01' },
  });
  const occurrenceOf = async (row: number) => {
    const { items } = await decider.call(plansApi.listOccurrences, { query: { client, row, limit: 1 } });
    return items[0]?.id;
  };
  const occurrence = await occurrenceOf(14);
  const given = await decider.call(plansApi.giveEvidenceFile, {
    params: { occurrence: occurrence ?? '' },
    query: { name: 'changes.pdf', kind: 'statement', words: `Changes of ${client}` },
    body: new TextEncoder().encode(`%PDF-1.7\nchanges of ${client}`),
  });
  return {
    planless: planless.id,
    planRow: rows.find(({ row }) => row === 14)?.id,
    triggeredRow: rows.find(({ row }) => row === 22)?.id,
    occurrence,
    maintenance: await occurrenceOf(19),
    evidence: given.evidenceGiven[0]?.id,
  };
}

/** An onboarding whose kick-off is closed and whose documentation is ready to be, with a success criterion that was measured. */
async function onboarding({ worker, decider }: Makers, client: ClientId, contact: string, calendar: string) {
  const contract = await decider.call(contractsApi.createContract, {
    params: { client },
    body: {
      start: '2030-01-01',
      end: '2031-01-01',
      calendar,
      packages: [{ scope: 'csdm-only', hoursPerMonth: 20 }],
    },
  });
  const ofContract = { params: { contract: contract.id } };
  await decider.call(plansApi.createPlan, { ...ofContract, body: {} });
  await decider.call(plansApi.recordPlanAcceptance, { ...ofContract, body: { reason: `Mail of ${client}` } });
  const begun = await decider.call(onboardingsApi.beginOnboarding, {
    ...ofContract,
    body: { beginsOn: '2026-11-01' },
  });
  const of = { params: { onboarding: begun.id } };
  await worker.call(onboardingsApi.writeKickOff, { ...of, body: { ...kickOffWords(client), version: 0 } });
  const follow = () =>
    decider.call(onboardingsApi.recordSuccessCriterion, { params: { client }, body: kpi(client, contact) });
  const [followed, dropped] = [await follow(), await follow()];
  await decider.call(onboardingsApi.dropSuccessCriterion, {
    params: { successCriterion: dropped.id },
    body: { reason: `Twice for ${client}` },
  });
  const { measurements } = await worker.call(onboardingsApi.recordMeasurement, {
    params: { successCriterion: followed.id },
    body: { day: '2026-11-20', value: '97.9', words: `Measured at ${client}` },
  });
  for (const criterion of ['true-up', 'play-book', 'baselines', 'current-state-summary'])
    await worker.call(onboardingsApi.stateCriterion, {
      params: { onboarding: begun.id, criterion },
      body: { words: `Seen at ${client}` },
    });
  const tasks = begun.phases.flatMap((one) => one.tasks);
  for (const task of tasks.filter(({ phase }) => phase !== 'ongoing'))
    await decider.call(onboardingsApi.dropOnboardingTask, {
      params: { task: task.id },
      body: { reason: `Not with ${client}` },
    });
  const kickOff = { onboarding: begun.id, phase: 'kick-off' as const };
  await decider.call(onboardingsApi.closePhase, { params: kickOff });
  await decider.call(onboardingsApi.reopenPhase, {
    params: kickOff,
    body: { reason: `A site of ${client} was forgotten` },
  });
  await decider.call(onboardingsApi.closePhase, { params: kickOff });
  return {
    onboarding: begun.id,
    task: tasks.find(({ phase, owner }) => phase === 'ongoing' && owner === 'client')?.id,
    successCriterion: followed.id,
    measurement: measurements[0]?.id,
  };
}

/** A client whose only contract is over and closed, with a credit that has no invoice to come. */
async function endedClient({ decider }: Makers, calendar: string, of: ClientId) {
  const client = await decider.call(clientsApi.createClient, {
    body: {
      code: `END-${of.slice(-6).toUpperCase()}`,
      name: `Ended beside ${of}`,
      timeZone: 'America/Chicago',
      currency: 'USD',
      managedServicesSpend: '5000.00',
      deviceCount: 40,
      technologyGroups: ['network', 'security'].map((id) => TechnologyGroupId.parse(id)),
    },
  });
  await decider.call(clientsApi.addPurchasedService, {
    params: { client: client.id },
    body: { kind: 'managed-services', from: '2025-01-01', to: null },
  });
  const contract = await decider.call(contractsApi.createContract, {
    params: { client: client.id },
    body: {
      start: '2026-01-01',
      end: '2026-02-01',
      calendar,
      packages: [{ scope: 'csdm-only', hoursPerMonth: 20 }],
    },
  });
  const { invoice } = await decider.call(billingApi.closeMonth, {
    params: { contract: contract.id, month: '2026-01' },
  });
  await decider.call(billingApi.adjustInvoice, {
    params: { invoice: invoice.id },
    body: { amount: '-10.00', reason: `A courtesy beside ${of}` },
  });
  return { endedClient: client.id, endedContract: contract.id };
}

/** A run that waits for its turn, because no server is there. */
const closeRun = async ({ decider }: Makers): Promise<string> =>
  (await decider.call(billingApi.startCloseRun, { body: { month: '2026-02' } })).id;

type Person = Pick<Actor, 'id' | 'providerId' | 'name'>;

/** The other provider has somebody of a client too. */
async function visitor(world: World): Promise<Person> {
  const fred = {
    id: known<'person'>(randomUUIDv7()),
    providerId: world.otherProviderId,
    name: 'Fred Foreigner',
  };
  await world.owner.query(
    `insert into person (provider_id, id, client_id, name, email, roles, time_zone)
     values ($1, $2, $3, $4, 'fred@foreign.example', '{client-contact}', 'America/Chicago')`,
    [fred.providerId, fred.id, world.foreign, fred.name],
  );
  return fred;
}

/** Somebody who has signed in, with a second factor. */
async function session({ signIn, owner }: World, { id, providerId, name }: Person): Promise<string> {
  await signIn.choosePassword(
    { id, providerId, name, email: `${id}@example.com` },
    'correct horse battery staple',
  );
  await owner.query(
    `insert into auth."twoFactor" ("userId", secret, "backupCodes", verified) values ($1, 'x', 'x', true)`,
    [id],
  );
  const { rows } = await owner.query<{ id: string }>(
    `insert into auth.session ("userId", token, "expiresAt", "updatedAt", "userAgent")
     values ($1, gen_random_uuid()::text, now() + interval '1 day', now(), $2) returning id`,
    [id, `The browser of ${name}`],
  );
  return rows[0]?.id ?? '';
}

/** That a month of a client has reached a level, which only a server's jobs find. */
async function alert({ owner }: World, { client, contract }: Examples): Promise<string> {
  const { rows } = await owner.query<{ id: string }>(
    `insert into alert (provider_id, id, client_id, contract_id, month, level, words, reached_at)
     select k.provider_id, gen_random_uuid(), k.client_id, k.id, '2026-11-01', 'used-50', 'Reached by ' || $1, now()
     from contract k where k.client_id = $1::uuid and k.id = $2::uuid returning id`,
    [client, contract],
  );
  return rows[0]?.id ?? '';
}

/** That somebody of a client disputes the first line of its invoice. */
async function dispute({ owner }: World, { client, invoice, person }: Examples): Promise<string> {
  const { rows } = await owner.query<{ id: string }>(
    `insert into dispute (provider_id, id, client_id, invoice_id, position, reason, opened_by, opened_at)
     select i.provider_id, gen_random_uuid(), i.client_id, i.id, 1, 'Disputed by ' || $1, $3, now()
     from invoice i where i.client_id = $1::uuid and i.id = $2::uuid returning id`,
    [client, invoice, person],
  );
  return rows[0]?.id ?? '';
}
