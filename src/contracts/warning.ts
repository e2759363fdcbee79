import { z } from 'zod';
import type { Client } from '../clients/client.ts';
import { Day } from '../core/shape.ts';
import { ClientId } from '../people/person.ts';
import { ContractId, groupsInScope, packagesOn, type Contract } from './contract.ts';
import { eligibilityBreaches, type Offer } from './eligibility.ts';
import type { Package } from './package.ts';
import { fewestSold, soldAs, type PriceBook, type SoldPackage } from './price-book.ts';
import { rules, type Rule } from './rule.ts';
import { limitsExceeded, tierOf, type Limit } from './tier.ts';

/** A rule of what can be sold that a contract which runs no longer meets, the figures, and what to do. */
export const ContractWarning = z
  .object({
    clientId: ClientId,
    clientCode: z.string(),
    clientName: z.string(),
    contractId: ContractId,
    contractNumber: z.string(),
    /** The local day of the contract's time zone on which it was asked. */
    day: Day,
    code: z.string(),
    /** Where the service guide says the rule. */
    section: z.string().nullable(),
    because: z.enum(['services', 'technology-groups', 'devices']),
    /** What the tier allows and what there is; null where the rule is about services. */
    limit: z.int().nullable(),
    found: z.int().nullable(),
    words: z.string(),
    advice: z.string(),
    /** The fewest hours a month of a base package that is allowed; null where no change of hours helps, or one is agreed. */
    baseHours: z.int().nullable(),
  })
  .meta({ id: 'ContractWarning' });
export type ContractWarning = z.output<typeof ContractWarning>;

/** A contract that runs on a local day of its time zone, with all that it is watched by. */
export interface Watched {
  readonly client: Pick<Client, 'id' | 'code' | 'name' | 'deviceCount' | 'technologyGroups'>;
  readonly services: Offer['services'];
  readonly contract: Pick<Contract, 'id' | 'number'> & { readonly packages: readonly PackageWatched[] };
  /** The book the contract was sold from. */
  readonly book: Pick<PriceBook, 'tiers'> & {
    readonly packages: readonly Omit<SoldPackage, 'feePerHour'>[];
  };
  readonly day: string;
}

type PackageWatched = Pick<Package, 'kind' | 'scope' | 'technologyGroups' | 'hoursPerMonth' | 'from' | 'to'>;

/**
 * What of the rules of sale a contract that runs no longer meets on a day: first that the client has no active Managed Services or Help
 * Desk service, then the limits of its base package's tier, technology groups before devices. Nothing is stored: the answer follows from
 * the client, its services, its packages and the price book as they are.
 *
 * Technologies are those of the client and of all its packages together; a client with CSDM time alone has those of its supplements.
 * Reaching a limit does not exceed it. Where an agreed change puts it right on a later day, its day is told and no change is advised.
 * Source: service guide, sections 2 and 6.
 * Example: 20 hours, 250 devices → "Bronze is for at most 249 devices, and 250 are covered.", and 30 hours are advised.
 */
export function warningsOf(watched: Watched): ContractWarning[] {
  const { client, contract, services, day } = watched;
  const about = {
    clientId: client.id,
    clientCode: client.code,
    clientName: client.name,
    contractId: contract.id,
    contractNumber: contract.number,
    day,
  };
  const lost = eligibilityBreaches(services, day, '').map(({ rule, message }) => ({
    ...about,
    ...told(rule),
    because: 'services' as const,
    limit: null,
    found: null,
    words: message,
    advice: 'Record the service that the client has, or end the contract.',
    baseHours: null,
  }));
  const exceeded = limitsOn(watched, day);
  const way = exceeded.length > 0 ? wayOut(watched) : nothingToDo;
  return [
    ...lost,
    ...exceeded.map(({ because, limit, found, text }) => ({
      ...about,
      ...told(because === 'devices' ? rules.tooManyDevices : rules.tooManyGroups),
      because,
      limit,
      found,
      words: text,
      ...way,
    })),
  ];
}

const told = ({ code, section }: Rule) => ({ code, section });

/** The limits of the tier of the base package of a day. */
function limitsOn({ client, contract, book }: Watched, day: string): Limit[] {
  const packages = packagesOn(contract, day);
  const base = packages.find(({ kind }) => kind === 'base');
  const tier = base ? tierOf(book, base.hoursPerMonth) : null;
  if (!base || !tier) return [];
  return limitsExceeded(tier, groupsWatched(client, base, packages).length, client.deviceCount);
}

const groupsWatched = (
  { technologyGroups }: Watched['client'],
  base: PackageWatched,
  packages: readonly PackageWatched[],
) => groupsInScope(base.scope === 'csdm-only' ? packages : [{ technologyGroups }, ...packages]);

type Way = Pick<ContractWarning, 'advice' | 'baseHours'>;
const nothingToDo: Way = { advice: 'Talk to the client about its contract.', baseHours: null };

/** A change that is agreed already, or the fewest hours of a base package that the book sells to such a client. */
function wayOut(watched: Watched): Way {
  const { client, contract, book, day } = watched;
  const agreed = contract.packages.find(
    ({ kind, from, to }) =>
      kind === 'base' && day < from && from < to && limitsOn(watched, from).length === 0,
  );
  if (agreed) {
    const advice = `Nothing: from ${agreed.from} the base package has ${agreed.hoursPerMonth} hours, as was agreed.`;
    return { advice, baseHours: null };
  }
  const packages = packagesOn(contract, day);
  const base = packages.find(({ kind }) => kind === 'base');
  if (!base) return nothingToDo;
  const groups = groupsWatched(client, base, packages).length;
  const tier = book.tiers.find(
    (other) =>
      other.fromHours > base.hoursPerMonth && limitsExceeded(other, groups, client.deviceCount).length === 0,
  );
  const sold = soldAs(book, base.scope, null);
  if (!tier || !sold) return nothingToDo;
  const baseHours = fewestSold(sold, tier.fromHours);
  return { advice: `Draft a change to ${tier.name}: ${baseHours} hours a month or more.`, baseHours };
}
