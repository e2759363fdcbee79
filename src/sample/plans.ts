import { contractsHandlers } from '../contracts/handlers.ts';
import { known } from '../core/id.ts';
import { keepFile } from '../files/store.ts';
import type { Context } from '../people/context.ts';
import type { ClientId } from '../people/person.ts';
import { catalogueReader } from '../plan/catalogue-handlers.ts';
import { horizonOf } from '../plan/generation.ts';
import { generate } from '../plan/generation-handlers.ts';
import { plansHandlers } from '../plan/handlers.ts';
import type { ClientPart } from './cast.ts';
import { hangTime, letTriggersCome, workOff } from './plan-store.ts';

/** A client whose contract is planned, from the contract's first day. */
export interface Planned {
  readonly client: ClientPart;
  readonly id: ClientId;
  readonly start: Temporal.PlainDate;
}

/** Somebody, acting in the morning of a day. */
export type ActingOn = (name: string, day: Temporal.PlainDate) => Context;

/**
 * Plans of the twelve clients of the cast, but for the last, which has none yet; the one before it has not accepted its plan. What was due in
 * the history was worked, mostly; of the last weeks some is overdue.
 */
export async function makePlans(
  clients: readonly Planned[],
  acting: ActingOn,
  today: Temporal.PlainDate,
): Promise<void> {
  const planned = clients.slice(0, 11);
  const supervisor = acting('Sofia Marchetti', today);
  const { db, providerId } = supervisor;
  const files: { client: string; file: string; name: string }[] = [];
  for (const [index, { client, id, start }] of planned.entries()) {
    const csdm = acting(client.csdm, start);
    const contracts = await contractsHandlers.listClientContracts(csdm, {
      params: { client: id },
      query: {},
      body: {},
    });
    const signed = contracts.find((contract) => contract.start === start.toString());
    if (!signed) throw new Error('every client of the sample has a contract');
    const params = { contract: known<'contract'>(signed.id) };
    await plansHandlers.createPlan(csdm, {
      params,
      query: {},
      body: { start: start.toString(), eachGroup: [], without: [] },
    });
    if (index < 10)
      await plansHandlers.recordPlanAcceptance(csdm, {
        params,
        query: {},
        body: { reason: 'Signed together with the contract' },
      });
    const content = new TextEncoder().encode('site,device,serial\nMain site,core switch,FS-1001\n');
    const by = { by: csdm.actor.id, at: csdm.now };
    const kept = await keepFile(db, providerId, {
      id: supervisor.newId<'file'>(),
      client: id,
      kind: 'csv',
      content,
      ...by,
    });
    files.push({ client: id, file: kept.id, name: 'true-up.csv' });
  }
  await generate(db, providerId, horizonOf(today.toString()), 5000);
  const { activities } = (await catalogueReader(supervisor)).on(today.toString());
  const shown = activities.map(({ row, evidence, evidenceWords, checklist }) => ({
    row,
    kind: evidence,
    words: evidenceWords.slice(0, 1).toUpperCase() + evidenceWords.slice(1),
    checklist,
  }));
  await letTriggersCome(db, providerId, today.toString(), causes);
  await workOff(db, providerId, today.toString(), shown, files);
  await hangTime(db, providerId, rowOf);
}

/** What came, by the trigger that it is. */
const causes = {
  'escalation-opened': 'Escalation',
  'root-cause-determined': 'Root cause of incident',
  'problem-opened': 'Recurring incident',
  'major-incident-opened': 'Major incident',
  'normal-change-requested': 'Change',
  'emergency-change-requested': 'Emergency change',
  'major-change-completed': 'Major change',
  'change-to-review': 'Change',
  'change-approved': 'Change',
  'alert-change-requested': 'Alert request',
  'service-requested': 'Request',
  'assistance-requested': 'Ticket',
};

/** Which row is meant by what people write beside their time. */
const rowOf = {
  'Regular client touch points': 2,
  'Service execution report': 5,
  'SLA management': 6,
  'Change management coordination': 14,
  'Authorised contact list review': 26,
  'Client relationship management': 1,
  'Device configuration review': 32,
  'Routine maintenance': 19,
  'Performance reporting': 42,
  'Technical suggestions': 44,
  'Capacity reporting': 43,
  'Critical patch identification': 45,
  'Run book management': 13,
  'Security event trend analysis': 47,
  'Malware trend analysis': 49,
  'Intrusion event analysis': 50,
  'Technical documentation': 29,
};
