import {
  offerOf,
  theAgreedVersions,
  theChangeRequest,
  theContract,
} from '../contracts/change-request-handlers.ts';
import type { ChangeRequest } from '../contracts/change-request.ts';
import { breachesOfChange } from '../contracts/change-rules.ts';
import { changed, changeOf } from '../contracts/changed-contract.ts';
import { differencesOf, type AgreedContract } from '../contracts/contract-version.ts';
import type { Contract } from '../contracts/contract.ts';
import { pricedPart } from '../contracts/priced-part.ts';
import { brokenRule } from '../contracts/rule.ts';
import type { Handlers } from '../core/route.ts';
import { todayIn } from '../core/zone.ts';
import type { Context } from '../people/context.ts';
import type { changePreviewApi } from './change-preview-api.ts';
import { previewMonths, type ChangePreview } from './change-preview.ts';

export const changePreviewHandlers: Handlers<typeof changePreviewApi, Context> = {
  async previewChange(context, { params, body }) {
    const contract = await theContract(context, params.contract);
    const offer = await offerOf(context, contract, body);
    const { order, book, today } = offer;
    const broken = breachesOfChange(offer).map(brokenRule);
    const fits = order.parts.flatMap((part) => pricedPart(part, order.effectiveDay, book, contract) ?? []);
    const request = { ...order, id: context.newId<'change-request'>(), parts: fits, consents: [] };
    return { broken, ...previewOf(...madeOf(context, contract, request), order.effectiveDay, today) };
  },

  async previewChangeRequest(context, { params }) {
    const request = await theChangeRequest(context, params.changeRequest);
    const contract = await theContract(context, request.contractId);
    const today = todayIn(contract.timeZone, context.now);
    const version = request.outcome?.version ?? null;
    const versions = version === null ? [] : await theAgreedVersions(context, contract.id);
    const [before, after] = version === null ? [] : versions.slice(version - 2, version);
    const [then, now] = before && after ? [before, after] : madeOf(context, contract, request);
    return { broken: [], ...previewOf(then, now, request.effectiveDay, today) };
  },
};

type Made = Pick<ChangeRequest, 'id' | 'parts' | 'effectiveDay' | 'orderedOn' | 'consents'>;

/** A contract as it stands, and as a change that is not agreed yet would make it. */
function madeOf(context: Context, contract: Contract, request: Made): [AgreedContract, AgreedContract] {
  const change = changeOf(contract, request, () => context.newId<'package'>());
  const scope = request.parts.flatMap((part) => (part.kind === 'scope' ? [part.words] : []));
  return [
    { contract, scope: [], request: null },
    { contract: changed(contract, change), scope, request: null },
  ];
}

const previewOf = (
  before: AgreedContract,
  after: AgreedContract,
  effectiveDay: string,
  today: string,
): Omit<ChangePreview, 'broken'> => ({
  effectiveDay,
  differences: differencesOf(before, after),
  ...previewMonths(before.contract, after.contract, effectiveDay, today),
});
