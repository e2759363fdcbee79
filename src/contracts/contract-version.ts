import { z } from 'zod';
import { amountOf, minorOf, sum } from '../core/money.ts';
import { Amount, Day, Moment } from '../core/shape.ts';
import { ChangeRequestId, type ChangeRequest } from './change-request.ts';
import { changed, changeOf } from './changed-contract.ts';
import type { Contract } from './contract.ts';
import { scopeWords, type Package, type PackageId } from './package.ts';
import type { Rates } from './terms.ts';

/** What differs between two versions: what it is about, and what was and is agreed about it; null where there is nothing. */
export const ContractDifference = z
  .object({ about: z.string(), before: z.string().nullable(), after: z.string().nullable() })
  .meta({ id: 'ContractDifference' });
export type ContractDifference = z.output<typeof ContractDifference>;

/** A contract as it was signed or as a change made it. */
export const ContractVersion = z
  .object({
    /** 1 is as it was signed. */
    version: z.int(),
    /** The first local day on which it holds. */
    from: Day,
    changeRequest: ChangeRequestId.nullable(),
    reason: z.string().nullable(),
    /** Who agreed for whom; null for the contract as it was signed. */
    agreed: z.object({ client: z.string(), provider: z.string(), at: Moment }).nullable(),
    end: Day,
    /** Once it holds: hours and fees of a whole month together. */
    hoursPerMonth: z.int(),
    feeMonthly: Amount,
    /** What is other than in the version before. */
    differences: z.array(ContractDifference),
  })
  .meta({ id: 'ContractVersion' });
export type ContractVersion = z.output<typeof ContractVersion>;

/** A version with the contract as it was agreed then. */
export interface AgreedContract {
  readonly contract: Contract;
  /** Scope that was altered by then, in words, in the order in which it was agreed. */
  readonly scope: readonly string[];
  readonly request: ChangeRequest | null;
}

/**
 * Every version of a contract, the one that was signed first: the changes that were agreed are made again, one after the other, so that
 * nothing but the changes themselves is kept. Packages without a change request are those it was signed with.
 *
 * Example: signed with 30 hours, one change to 40 → two versions, of which the last is the contract as it stands.
 */
export function versionsOf(contract: Contract, requests: readonly ChangeRequest[]): AgreedContract[] {
  const agreed = requests
    .filter(({ outcome }) => outcome?.kind === 'agreed')
    .toSorted((a, b) => (a.outcome?.version ?? 0) - (b.outcome?.version ?? 0));
  const end = agreed[0]?.outcome?.endBefore ?? contract.end;
  const versions: AgreedContract[] = [{ contract: signed(contract, end), scope: [], request: null }];
  for (const request of agreed) {
    const last = versions.at(-1);
    if (!last) continue;
    const ids = contract.packages.filter(({ addedBy }) => addedBy === request.id).map(({ id }) => id);
    const change = changeOf(last.contract, request, () => next(ids, contract.number));
    const scope = request.parts.flatMap((part) => (part.kind === 'scope' ? [part.words] : []));
    versions.push({
      contract: changed(last.contract, change),
      scope: [...last.scope, ...scope],
      request,
    });
  }
  return versions;
}

const signed = (contract: Contract, end: string): Contract => ({
  ...contract,
  end,
  laterRates: [],
  packages: contract.packages
    .filter(({ addedBy }) => addedBy === null)
    .map((bought) => ({ ...bought, to: end, endedBy: null })),
});

function next(ids: PackageId[], number: string): PackageId {
  const id = ids.shift();
  if (id === undefined) throw new Error(`a change of contract ${number} added packages that are not there`);
  return id;
}

/** A version as it is shown, beside the one before. */
export function shownVersion(
  agreed: AgreedContract,
  before: AgreedContract | undefined,
  version: number,
): ContractVersion {
  const { contract, request } = agreed;
  const packages = lasting(contract);
  const consentOf = (side: 'client' | 'provider'): string =>
    request?.consents.find((consent) => consent.side === side)?.byName ?? '';
  return {
    version,
    from: request?.effectiveDay ?? contract.start,
    changeRequest: request?.id ?? null,
    reason: request?.reason ?? null,
    agreed: request?.outcome
      ? { client: consentOf('client'), provider: consentOf('provider'), at: request.outcome.at }
      : null,
    end: contract.end,
    hoursPerMonth: packages.reduce((total, { hoursPerMonth }) => total + hoursPerMonth, 0),
    feeMonthly: amountOf(
      sum(packages.map(({ feeMonthly }) => minorOf(feeMonthly, contract.currency))),
      contract.currency,
    ),
    differences: before ? differencesOf(before, agreed) : [],
  };
}

/** The packages that hold once all that is agreed has taken effect, the base first. */
const lasting = ({ packages }: Contract): Package[] => {
  const current = packages.filter(({ endedBy }) => endedBy === null);
  return current.toSorted((a, b) => Number(b.kind === 'base') - Number(a.kind === 'base'));
};

/**
 * What differs between two versions of a contract once each has taken effect, in plain words: base package, supplements in contract order,
 * rates, scope, end. Money has its currency; an end is the last day.
 * Example: base package, "30 h a month, CSDM and CSE (network), 4950.00 USD" → "40 h a month, CSDM and CSE (network), 6600.00 USD".
 */
export function differencesOf(before: AgreedContract, after: AgreedContract): ContractDifference[] {
  const { currency } = after.contract;
  const [was, is] = [lasting(before.contract), lasting(after.contract)];
  const all = after.contract.packages;
  const pairs = is.map((bought) => [was.find(({ id }) => comesFrom(bought, id, all)), bought] as const);
  const gone = was.filter(({ id }) => !is.some((bought) => comesFrom(bought, id, all)));
  const differences: ContractDifference[] = [
    ...pairs.map(([then, now]) => ({
      about: aboutOf(now),
      before: then ? packageWords(then, currency) : null,
      after: packageWords(now, currency),
    })),
    ...gone.map((then) => ({ about: aboutOf(then), before: packageWords(then, currency), after: null })),
    ...rateNames.map(([name, about]) => ({
      about,
      before: `${lastRates(before.contract)[name]} ${currency} an hour`,
      after: `${lastRates(after.contract)[name]} ${currency} an hour`,
    })),
    ...after.scope
      .slice(before.scope.length)
      .map((words) => ({ about: scopeAltered, before: null, after: words })),
    { about: 'Last day', before: lastDay(before.contract.end), after: lastDay(after.contract.end) },
  ];
  return differences.filter((one) => one.before !== one.after);
}

/** Whether a package is another or stands in its place, however many lie between. */
function comesFrom(bought: Package, id: PackageId, packages: readonly Package[]): boolean {
  if (bought.id === id) return true;
  const before = packages.find((one) => one.id === bought.follows);
  return before !== undefined && comesFrom(before, id, packages);
}

/** What scope that was altered stands under, in somebody's own words. */
export const scopeAltered = 'Tasks and activities';

const aboutOf = ({ kind }: Package): string => (kind === 'base' ? 'Base package' : 'Supplement');

function packageWords(
  { hoursPerMonth, scope, technologyGroups, feeMonthly }: Package,
  currency: string,
): string {
  const groups = technologyGroups.length === 0 ? '' : ` (${technologyGroups.join(', ')})`;
  return `${hoursPerMonth} h a month, ${scopeWords[scope]}${groups}, ${feeMonthly} ${currency}`;
}

const lastRates = ({ rates, laterRates }: Contract): Rates => laterRates.at(-1)?.rates ?? rates;

const rateNames = [
  ['overage', 'Overage'],
  ['afterHours', 'After hours'],
  ['afterHoursSurcharge', 'Surcharge for after hours'],
  ['incremental', 'Incremental time'],
] as const satisfies readonly (readonly [keyof Rates, string])[];

const lastDay = (end: string): string => Temporal.PlainDate.from(end).subtract({ days: 1 }).toString();
