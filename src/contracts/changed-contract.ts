import type { ChangeRequest } from './change-request.ts';
import { ratesFor, type Contract } from './contract.ts';
import { kindOf, type Package, type PackageId } from './package.ts';
import type { Rates } from './terms.ts';

/** What a change request makes of a contract, as rows: nothing else of the contract is touched. */
export interface Change {
  /** Packages that end on another day than before; `endedBy` is null where they end with the contract. */
  readonly ended: readonly Pick<Package, 'id' | 'to' | 'endedBy'>[];
  readonly added: readonly Package[];
  readonly rates: { readonly from: string; readonly rates: Rates } | null;
  readonly end: string;
}

type Agreed = Pick<ChangeRequest, 'id' | 'parts' | 'effectiveDay' | 'orderedOn' | 'consents'>;

/**
 * What an agreed change request makes of a contract. Days are local days of its time zone, [from, to).
 *
 * - A base package, or another fee of a package, ends the package before on the effective day and adds one in its place, which says whose
 *   place it took. A supplement is added from that day. All end with the contract.
 * - Rates hold from the effective day; those that are not named stay as they are on it.
 * - Another end moves every package that ends with the contract. One that would begin after it holds on no day any more; one that a change
 *   was to replace after it ends with the contract instead.
 *
 * Nothing is refused: `breachesOfStructure` has done that. Example: 30 hours in 2026, from 1 December 40: the package of 30 hours ends on
 * 2026-12-01, one of 40 follows it until 2027-01-01.
 */
export function changeOf(contract: Contract, request: Agreed, newId: () => PackageId): Change {
  const { parts, effectiveDay } = request;
  const end = parts.find((part) => part.kind === 'end')?.end ?? contract.end;
  const added: Package[] = [];
  const replaced = new Map<PackageId, Pick<Package, 'to' | 'endedBy'>>();
  const replace = (before: Package, by: Partial<Package>): void => {
    replaced.set(before.id, { to: effectiveDay, endedBy: request.id });
    added.push({ ...before, ...by, id: newId(), ...begins(request, end), follows: before.id });
  };
  const current = contract.packages.filter(({ endedBy }) => endedBy === null);
  let rates: Change['rates'] = null;
  for (const part of parts) {
    if (part.kind === 'base') {
      const before = current.find(({ kind }) => kind === 'base');
      const { kind: _kind, ...bought } = part;
      if (before) replace(before, bought);
    }
    if (part.kind === 'fee') {
      const before = current.find(({ id }) => id === part.package);
      if (before) replace(before, { feeMonthly: part.feeMonthly, feeAgreed: true });
    }
    if (part.kind === 'supplement') {
      const { kind: _kind, ...bought } = part;
      added.push({
        ...bought,
        kind: kindOf(part.scope),
        id: newId(),
        ...begins(request, end),
        follows: null,
        ...acknowledgedBy(request),
      });
    }
    if (part.kind === 'rates')
      rates = { from: effectiveDay, rates: withNamed(ratesFor(contract, effectiveDay), part.rates) };
  }
  const ended = contract.packages.flatMap((bought) => {
    const then = { to: bought.to, endedBy: bought.endedBy, ...replaced.get(bought.id) };
    const at = coTermed({ ...bought, ...then }, end, request.id);
    return at.to === bought.to && at.endedBy === bought.endedBy ? [] : [{ id: bought.id, ...at }];
  });
  return { ended, added, rates, end };
}

const begins = ({ id, effectiveDay }: Agreed, end: string) =>
  ({ from: effectiveDay, to: end, addedBy: id, endedBy: null }) as const;

/** Who said that there are people for the hours of a supplement, and when. */
function acknowledgedBy({ orderedOn, consents }: Agreed) {
  const given = consents.find(({ availabilityAcknowledged }) => availabilityAcknowledged);
  return { orderedOn, acknowledgedBy: given?.by ?? null, acknowledgedAt: given?.at ?? null };
}

const withNamed = (
  rates: Rates,
  { overage, afterHours, afterHoursSurcharge, incremental }: { [Name in keyof Rates]?: string | undefined },
): Rates => ({
  overage: overage ?? rates.overage,
  afterHours: afterHours ?? rates.afterHours,
  afterHoursSurcharge: afterHoursSurcharge ?? rates.afterHoursSurcharge,
  incremental: incremental ?? rates.incremental,
});

/** Where a package ends when the contract ends on a day. */
function coTermed(
  { from, to, endedBy }: Pick<Package, 'from' | 'to' | 'endedBy'>,
  end: string,
  request: ChangeRequest['id'],
): Pick<Package, 'to' | 'endedBy'> {
  if (from >= end) return { to: from, endedBy: endedBy ?? request };
  if (endedBy === null || to > end) return { to: end, endedBy: null };
  return { to, endedBy };
}

/** The contract as a change makes it; its packages stay in contract order. */
export const changed = (contract: Contract, { ended, added, rates, end }: Change): Contract => ({
  ...contract,
  end,
  laterRates: rates ? [...contract.laterRates, rates] : contract.laterRates,
  packages: [
    ...contract.packages.map((bought) => ({ ...bought, ...ended.find(({ id }) => id === bought.id) })),
    ...added,
  ],
});
