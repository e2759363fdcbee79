import { theClient } from '../clients/handlers.ts';
import { listPurchasedServices, listTechnologyGroups, lockClient } from '../clients/store.ts';
import { notFound, Refused } from '../core/refusal.ts';
import type { Handlers } from '../core/route.ts';
import { todayIn } from '../core/zone.ts';
import { refusing } from '../database/refusals.ts';
import { finance, mayCall, supervisor } from '../people/access.ts';
import { doneBy, type Actor, type Context } from '../people/context.ts';
import type { changeRequestApi } from './change-request-api.ts';
import * as store from './change-request-store.ts';
import {
  changeEnded,
  needsFinance,
  needsSupervisor,
  notProposed,
  notYoursToAgree,
  type ChangeDraft,
  type ChangePart,
  type ChangeRequest,
  type ChangeRequestId,
  type Side,
} from './change-request.ts';
import { breachesOfChange, breachesOfStructure, effectiveDayOf, type ChangeOffer } from './change-rules.ts';
import { changeOf } from './changed-contract.ts';
import { differencesOf, shownVersion, versionsOf, type AgreedContract } from './contract-version.ts';
import type { Contract, ContractId } from './contract.ts';
import { findPriceBook } from './price-book-store.ts';
import { pricedPart, unpriced } from './priced-part.ts';
import { requireUnbroken, rules } from './rule.ts';
import { findContract, listContractsOf } from './store.ts';

export const changeRequestHandlers: Handlers<typeof changeRequestApi, Context> = {
  draftChange: (context, { params, body }) => draftChange(context, params.contract, body),

  renewContract: (context, { params, body: { end, reason } }) =>
    draftChange(context, params.contract, { reason, parts: [{ kind: 'end', end }] }),

  terminateContract: (context, { params, body: { end, reason } }) =>
    draftChange(context, params.contract, { reason, parts: [{ kind: 'end', end }] }),

  async listChangeRequests(context, { params, query }) {
    const { db, providerId, actor } = context;
    const { id } = await theClient(context, params.client);
    const found = await store.listChangeRequests(db, providerId, { client: id });
    return found.filter(
      (request) =>
        isSeenBy(actor, request) && (query.contract === undefined || request.contractId === query.contract),
    );
  },

  getChangeRequest: (context, { params }) => theChangeRequest(context, params.changeRequest),

  async proposeChange(context, { params }) {
    const request = await theChangeRequest(context, params.changeRequest);
    requireOpen(request);
    if (request.proposed) return foundAgain(context, request);
    const contract = await theContract(context, request.contractId);
    requireUnbroken(breachesOfChange(await offerOf(context, contract, request)));
    await propose(context, request);
    return theChangeRequest(context, request.id);
  },

  async agreeToChange(context, { params, body }) {
    const { actor } = context;
    const request = await theOpenProposal(context, params.changeRequest);
    requireExecutive(actor);
    if (request.outcome) return foundAgain(context, request);
    if (actor.clientId !== null) return agree(context, request, 'client', {});
    requireAuthority(actor, request.parts);
    const { availabilityAcknowledged } = body;
    if (addsHours(request.parts) && !availabilityAcknowledged)
      throw new Refused(rules.notAcknowledged, rules.notAcknowledged.title, {}, [
        { path: '/availabilityAcknowledged', message: 'Say that people are available for these hours.' },
      ]);
    const contract = await theContract(context, request.contractId);
    requireUnbroken(breachesOfChange(await offerOf(context, contract, request)));
    return agree(context, request, 'provider', { availabilityAcknowledged });
  },

  async recordConsent(context, { params, body }) {
    return agree(context, await theOpenProposal(context, params.changeRequest), 'client', body);
  },

  async declineChange(context, { params, body }) {
    const request = await theOpenProposal(context, params.changeRequest);
    requireExecutive(context.actor);
    return end(context, request, 'declined', body.reason);
  },

  async withdrawChange(context, { params, body }) {
    const request = await theChangeRequest(context, params.changeRequest);
    requireOpen(request);
    return end(context, request, 'withdrawn', body.reason);
  },

  async listVersions(context, { params }) {
    const versions = await theAgreedVersions(context, params.contract);
    return versions.map((agreed, index) => shownVersion(agreed, versions[index - 1], index + 1));
  },

  async compareVersions(context, { params, query }) {
    const versions = await theAgreedVersions(context, params.contract);
    const [before, after] = [versions[query.before - 1], versions[query.after - 1]];
    if (!before || !after) throw new Refused(notFound, `The contract has ${versions.length} versions.`);
    return differencesOf(before, after);
  },
};

/** A change request that breaks no rule, priced by the book the contract was sold from. */
export async function draftChange(
  context: Context,
  id: ContractId,
  { reason, parts, effectiveDay, orderedOn }: ChangeDraft,
): Promise<ChangeRequest> {
  const contract = await theContract(context, id);
  const offer = await offerOf(context, contract, { parts, effectiveDay, orderedOn });
  requireUnbroken(breachesOfChange(offer));
  const drafted = await insertDraft(context, offer, reason);
  return theChangeRequest(context, drafted);
}

async function insertDraft(
  context: Context,
  { contract, order, book }: Pick<ChangeOffer, 'contract' | 'order' | 'book'>,
  reason: string,
): Promise<ChangeRequestId> {
  const { db, providerId, actor, now } = context;
  const request: store.NewChangeRequest = {
    id: context.newId<'change-request'>(),
    clientId: contract.clientId,
    contractId: contract.id,
    reason,
    ...order,
    parts: order.parts.flatMap((part) => pricedPart(part, order.effectiveDay, book, contract) ?? []),
    draftedBy: actor.id,
    draftedAt: now.toString(),
  };
  await store.insertChangeRequest(db, providerId, request, contract.currency);
  record(context, 'change-request.drafted', request, { ...request });
  return request.id;
}

async function propose(context: Context, request: Pick<ChangeRequest, 'id' | 'clientId'>): Promise<void> {
  const { db, providerId } = context;
  await store.insertProposal(db, providerId, request, doneBy(context));
  record(context, 'change-request.proposed', request, {});
}

interface Given {
  readonly note?: string;
  readonly availabilityAcknowledged?: boolean;
}

/** Notes that a side agrees, once; with the consent of both the change is made. */
async function agree(
  context: Context,
  asked: ChangeRequest,
  side: Side,
  given: Given,
): Promise<ChangeRequest> {
  const { db, providerId } = context;
  await lockClient(db, providerId, asked.clientId);
  const request = await theChangeRequest(context, asked.id);
  if (request.outcome || request.consents.some((consent) => consent.side === side))
    return foundAgain(context, request);
  const { note = null, availabilityAcknowledged = false } = given;
  const done = doneBy(context);
  await store.insertConsent(db, providerId, request, side, { ...done, note, availabilityAcknowledged });
  record(context, 'change-request.agreed', request, { side, note, availabilityAcknowledged });
  const agreed = await theChangeRequest(context, request.id);
  if (agreed.consents.length === 2) await apply(context, agreed);
  return theChangeRequest(context, request.id);
}

/** Makes a change that both sides agreed to, unless the contract has changed so that it no longer fits. */
async function apply(context: Context, request: ChangeRequest): Promise<void> {
  const { db, providerId } = context;
  const contract = await theContract(context, request.contractId);
  requireUnbroken(breachesOfStructure(contract, request));
  const change = changeOf(contract, request, () => context.newId<'package'>());
  const done = doneBy(context);
  await refusing(
    { contract_provider_id_client_id_daterange_excl: rules.overlap },
    store.applyChange(db, providerId, contract, request.id, change, done),
  );
  record(context, 'contract.changed', request, { contract: contract.id, ...change });
}

async function end(
  context: Context,
  request: ChangeRequest,
  outcome: 'declined' | 'withdrawn',
  reason: string,
): Promise<ChangeRequest> {
  const { db, providerId } = context;
  await lockClient(db, providerId, request.clientId);
  requireOpen(await theChangeRequest(context, request.id));
  await store.insertEnding(db, providerId, request, outcome, { ...doneBy(context), reason });
  record(context, `change-request.${outcome}`, request, { reason });
  return theChangeRequest(context, request.id);
}

/**
 * A change that the supervisor makes because the client ordered it elsewhere: drafted, proposed, and agreed to by both sides at once, the
 * client's consent as it was recorded. The rules were asked before.
 */
export async function makeOrderedChange(
  context: Context,
  offer: Pick<ChangeOffer, 'contract' | 'order' | 'book'>,
  note: string,
): Promise<void> {
  const id = await insertDraft(context, offer, note);
  await propose(context, await theChangeRequest(context, id));
  await agree(context, await theChangeRequest(context, id), 'client', { note });
  await agree(context, await theChangeRequest(context, id), 'provider', { availabilityAcknowledged: true });
}

/** The change request, or "nothing here" where there is none or it is not the caller's to see. */
export async function theChangeRequest(
  { db, providerId, actor }: Context,
  id: ChangeRequestId,
): Promise<ChangeRequest> {
  const request = await store.findChangeRequest(db, providerId, id);
  if (!request || !isSeenBy(actor, request)) throw new Refused(notFound, notFound.title);
  return request;
}

/** A client sees what was proposed to it. */
const isSeenBy = ({ clientId }: Actor, { proposed }: ChangeRequest): boolean =>
  clientId === null || proposed !== null;

async function theOpenProposal(context: Context, id: ChangeRequestId): Promise<ChangeRequest> {
  const request = await theChangeRequest(context, id);
  if (request.outcome?.kind !== 'agreed') requireOpen(request);
  if (!request.proposed) throw new Refused(notProposed, notProposed.title);
  return request;
}

function requireOpen({ outcome }: ChangeRequest): void {
  if (outcome) throw new Refused(changeEnded, `It was ${outcome.kind} by ${outcome.byName}.`);
}

/** Of a client, an executive speaks for it. */
function requireExecutive({ clientId, roles }: Actor): void {
  if (clientId !== null && !roles.includes('client-executive'))
    throw new Refused(notYoursToAgree, notYoursToAgree.title);
}

function requireAuthority({ roles }: Actor, parts: readonly ChangePart[]): void {
  const may =
    (!needsFinance(parts) || mayCall(roles, finance)) &&
    (!needsSupervisor(parts) || mayCall(roles, supervisor));
  if (!may) throw new Refused(notYoursToAgree, notYoursToAgree.title);
}

const addsHours = (parts: readonly ChangePart[]): boolean => parts.some(({ kind }) => kind === 'supplement');

/** Asked for what was done before: the answer is how it stands. */
function foundAgain(context: Context, request: ChangeRequest): ChangeRequest {
  record(context, 'change-request.found', request, { state: request.state });
  return request;
}

function record(
  context: Context,
  act: `${string}.${string}`,
  { id, clientId }: Pick<ChangeRequest, 'id' | 'clientId'>,
  detail: Readonly<Record<string, unknown>>,
): void {
  context.record({ act, client: clientId, object: id, detail });
}

/** The contract, or "nothing here" where there is none or it is not the caller's to see. */
export async function theContract({ db, providerId }: Context, id: ContractId): Promise<Contract> {
  const contract = await findContract(db, providerId, id);
  if (!contract) throw new Refused(notFound, notFound.title);
  return contract;
}

/** A change with all that it is judged by; what it leaves open is as the price book says. */
export async function offerOf(
  context: Context,
  contract: Contract,
  said: Pick<ChangeDraft, 'parts' | 'effectiveDay' | 'orderedOn'>,
): Promise<ChangeOffer> {
  const { db, providerId, now } = context;
  const book = await findPriceBook(db, providerId, contract.priceBookId);
  if (!book) throw new Error('a contract was sold from a price book');
  const client = await theClient(context, contract.clientId);
  const today = todayIn(contract.timeZone, now);
  const ordered = { parts: said.parts.map(unpriced), orderedOn: said.orderedOn ?? today };
  const effectiveDay = said.effectiveDay ?? effectiveDayOf(ordered, contract, book, today);
  const contracts = await listContractsOf(db, providerId, contract.clientId);
  return {
    contract,
    order: { ...ordered, effectiveDay },
    deviceCount: client.deviceCount,
    services: await listPurchasedServices(db, providerId, contract.clientId),
    book,
    technologyGroups: (await listTechnologyGroups(db, providerId)).map(({ id }) => id),
    others: contracts.filter(({ id }) => id !== contract.id),
    openFrom: await store.openFrom(db, providerId, contract.id),
    today,
  };
}

/** Every version of a contract, the one that was signed first. */
export async function theAgreedVersions(context: Context, id: ContractId): Promise<AgreedContract[]> {
  const contract = await theContract(context, id);
  const { db, providerId } = context;
  return versionsOf(contract, await store.listChangeRequests(db, providerId, { contract: id }));
}
