import { sql } from 'kysely';
import type { Contract } from '../contracts/contract.ts';
import type { Db } from '../database/transaction.ts';
import type { ClientId, Done, ProviderId } from '../people/person.ts';
import { Statement } from './criteria.ts';
import { emptyKickOff, KickOff, type KickOffDraft } from './kick-off.ts';
import type { Onboarding, OnboardingId, PhaseStanding } from './onboarding.ts';
import type { Phase, PhaseDays } from './phase.ts';
import type { TemplatePackage } from './template.ts';

/** Which onboardings; what is left out restricts nothing. */
export interface SoughtOnboardings {
  readonly id?: OnboardingId | undefined;
  readonly client?: ClientId | undefined;
  /** Those with an open phase, or those without one. */
  readonly running?: boolean | undefined;
}

/** An onboarding without what is in its phases. */
export interface FoundOnboarding extends PhaseDays {
  readonly id: OnboardingId;
  readonly clientId: ClientId;
  readonly clientName: string;
  readonly contractId: Contract['id'];
  readonly contractNumber: string;
  readonly package: TemplatePackage;
  readonly lengthReason: string;
  /** By the client's clock. */
  readonly today: string;
  readonly closed: readonly Phase[];
  readonly tasksOpen: number;
  readonly tasksLate: number;
}

type OfOnboarding = Pick<Onboarding, 'id' | 'clientId'>;

/** Closure `l` stands: the phase was not opened again since. */
const stands = (provider: ProviderId) =>
  sql`not exists (select from phase_reopening r where r.provider_id = ${provider} and r.phase_closure_id = l.id)`;

/** Onboardings, the one that began last first, then by id; `after` is where the page before ended. One statement. */
export async function listOnboardings(
  db: Db,
  provider: ProviderId,
  { id, client, running }: SoughtOnboardings,
  now: Temporal.Instant,
  limit: number,
  after: { readonly beginsOn: string; readonly id: string } | null = null,
): Promise<FoundOnboarding[]> {
  const where = sql.join(
    [
      ...(id === undefined ? [] : [sql`o.id = ${id}`]),
      ...(client === undefined ? [] : [sql`o.client_id = ${client}`]),
      ...(running === undefined
        ? []
        : [running ? sql`cardinality(l.closed) < 3` : sql`cardinality(l.closed) = 3`]),
      ...(after === null ? [] : [sql`(o.begins_on, o.id) < (${after.beginsOn}::date, ${after.id}::uuid)`]),
      sql`true`,
    ],
    sql` and `,
  );
  const { rows } = await sql<
    Omit<FoundOnboarding, 'ends'> & { kickOffEnds: string; documentationEnds: string; ongoingEnds: string }
  >`
    select o.id, o.client_id as "clientId", c.name as "clientName", o.contract_id as "contractId", k.number as "contractNumber", o.package,
      o.begins_on as "beginsOn", o.kick_off_ends as "kickOffEnds", o.documentation_ends as "documentationEnds",
      o.ongoing_ends as "ongoingEnds", o.length_reason as "lengthReason", d.today, l.closed, t.open as "tasksOpen", t.late as "tasksLate"
    from onboarding o
    join client c on c.provider_id = ${provider} and c.id = o.client_id
    join contract k on k.provider_id = ${provider} and k.id = o.contract_id
    cross join lateral (select (${now.toString()}::timestamptz at time zone c.time_zone)::date as today) d
    cross join lateral (select coalesce(array_agg(l.phase), '{}') as closed from phase_closure l
      where l.provider_id = ${provider} and l.onboarding_id = o.id and ${stands(provider)}) l
    cross join lateral (select count(*)::int as open, (count(*) filter (where t.due_day < d.today))::int as late from onboarding_task t
      where t.provider_id = ${provider} and t.onboarding_id = o.id and not exists
        (select from onboarding_task_end e where e.provider_id = ${provider} and e.onboarding_task_id = t.id)) t
    where o.provider_id = ${provider} and ${where}
    order by o.begins_on desc, o.id desc limit ${limit}`.execute(db);
  return rows.map(({ kickOffEnds, documentationEnds, ongoingEnds, ...row }) => ({
    ...row,
    ends: { 'kick-off': kickOffEnds, documentation: documentationEnds, ongoing: ongoingEnds },
  }));
}

/** An onboarding as it begins. */
export interface NewOnboarding extends PhaseDays {
  readonly id: OnboardingId;
  readonly package: TemplatePackage;
  readonly lengthReason: string;
}

export async function insertOnboarding(
  db: Db,
  provider: ProviderId,
  { id: contract, clientId }: Pick<Contract, 'id' | 'clientId'>,
  { id, package: bought, beginsOn, ends, lengthReason }: NewOnboarding,
  { by, at }: Done,
): Promise<void> {
  await db
    .insertInto('onboarding')
    .values({
      provider_id: provider,
      id,
      client_id: clientId,
      contract_id: contract,
      package: bought,
      begins_on: beginsOn,
      kick_off_ends: ends['kick-off'],
      documentation_ends: ends.documentation,
      ongoing_ends: ends.ongoing,
      length_reason: lengthReason,
      begun_by: by,
      begun_at: at,
    })
    .execute();
}

/** Whether a contract has an onboarding. */
export async function hasOnboarding(
  db: Db,
  provider: ProviderId,
  contract: Contract['id'],
): Promise<boolean> {
  const row = await db
    .selectFrom('onboarding')
    .select('id')
    .where('provider_id', '=', provider)
    .where('contract_id', '=', contract)
    .executeTakeFirst();
  return row !== undefined;
}

/** A closure of a phase, and why it was opened again, if it was. */
export interface Closure {
  readonly id: string;
  readonly phase: Phase;
  readonly byName: string;
  readonly at: string;
  readonly reopening: PhaseStanding['reopenings'][number] | null;
}

/** Every closure of an onboarding's phases, the latest first. */
export async function listClosures(
  db: Db,
  provider: ProviderId,
  onboarding: OnboardingId,
): Promise<Closure[]> {
  const { rows } = await sql<Closure>`
    select l.id, l.phase, p.name as "byName", l.closed_at as at,
      case when r.phase_closure_id is not null then
        json_build_object('reason', r.reason, 'byName', q.name, 'at', to_char(r.reopened_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')) end as reopening
    from phase_closure l
    join person p on p.provider_id = ${provider} and p.id = l.closed_by
    left join phase_reopening r on r.provider_id = ${provider} and r.phase_closure_id = l.id
    left join person q on q.provider_id = ${provider} and q.id = r.reopened_by
    where l.provider_id = ${provider} and l.onboarding_id = ${onboarding}
    order by l.id desc`.execute(db);
  return rows;
}

export async function insertClosure(
  db: Db,
  provider: ProviderId,
  { id: onboarding, clientId }: OfOnboarding,
  id: string,
  phase: Phase,
  { by, at }: Done,
): Promise<void> {
  await db
    .insertInto('phase_closure')
    .values({
      provider_id: provider,
      id,
      client_id: clientId,
      onboarding_id: onboarding,
      phase,
      closed_by: by,
      closed_at: at,
    })
    .execute();
}

export async function insertReopening(
  db: Db,
  provider: ProviderId,
  client: ClientId,
  closure: string,
  reason: string,
  { by, at }: Done,
): Promise<void> {
  await db
    .insertInto('phase_reopening')
    .values({
      provider_id: provider,
      phase_closure_id: closure,
      client_id: client,
      reason,
      reopened_by: by,
      reopened_at: at,
    })
    .execute();
}

/** The newest statement of each exit criterion that somebody stated, by its key. */
export async function findStatements(
  db: Db,
  provider: ProviderId,
  onboarding: OnboardingId,
): Promise<ReadonlyMap<string, Statement>> {
  const rows = await db
    .selectFrom('onboarding_statement as s')
    .innerJoin('person as p', (join) =>
      join.on('p.provider_id', '=', provider).onRef('p.id', '=', 's.stated_by'),
    )
    .distinctOn('s.criterion')
    .select(['s.criterion', 's.holds', 's.words', 's.link', 'p.name as byName', 's.stated_at as at'])
    .where('s.provider_id', '=', provider)
    .where('s.onboarding_id', '=', onboarding)
    .orderBy('s.criterion')
    .orderBy('s.id', 'desc')
    .execute();
  return new Map(rows.map(({ criterion, ...statement }) => [criterion, Statement.parse(statement)]));
}

export async function insertStatement(
  db: Db,
  provider: ProviderId,
  { id: onboarding, clientId }: OfOnboarding,
  id: string,
  criterion: string,
  { holds, words, link }: Pick<Statement, 'holds' | 'words' | 'link'>,
  { by, at }: Done,
): Promise<void> {
  await db
    .insertInto('onboarding_statement')
    .values({
      provider_id: provider,
      id,
      client_id: clientId,
      onboarding_id: onboarding,
      criterion,
      holds,
      words,
      link,
      stated_by: by,
      stated_at: at,
    })
    .execute();
}

/** The kick-off as it is written, at version 0 where nothing is yet. */
export async function findKickOff(db: Db, provider: ProviderId, onboarding: OnboardingId): Promise<KickOff> {
  const row = await db
    .selectFrom('kick_off as k')
    .innerJoin('person as p', (join) =>
      join.on('p.provider_id', '=', provider).onRef('p.id', '=', 'k.edited_by'),
    )
    .select(['k.current_state as currentState', 'k.pain_points as painPoints', 'k.gaps', 'k.cadence'])
    .select(['k.checklists', 'k.version', 'k.edited_at', 'p.name'])
    .where('k.provider_id', '=', provider)
    .where('k.onboarding_id', '=', onboarding)
    .executeTakeFirst();
  if (!row) return emptyKickOff;
  const { edited_at: at, name: byName, ...kickOff } = row;
  return KickOff.parse({ ...kickOff, edited: { byName, at } });
}

/** Saves a kick-off written from `version`, 0 for the first; false where somebody wrote since. */
export async function saveKickOff(
  db: Db,
  provider: ProviderId,
  { id: onboarding, clientId }: OfOnboarding,
  { currentState, painPoints, gaps, cadence, checklists }: KickOffDraft,
  version: number,
  { by, at }: Done,
): Promise<boolean> {
  const written = {
    current_state: currentState,
    pain_points: painPoints,
    gaps,
    cadence,
    checklists,
    version: version + 1,
    edited_by: by,
    edited_at: at,
  };
  const saved =
    version === 0
      ? await db
          .insertInto('kick_off')
          .values({ provider_id: provider, onboarding_id: onboarding, client_id: clientId, ...written })
          .onConflict((conflict) => conflict.doNothing())
          .returning('version')
          .executeTakeFirst()
      : await db
          .updateTable('kick_off')
          .set(written)
          .where('provider_id', '=', provider)
          .where('client_id', '=', clientId)
          .where('onboarding_id', '=', onboarding)
          .where('version', '=', version)
          .returning('version')
          .executeTakeFirst();
  return saved !== undefined;
}
