import { TechnologyGroupId, type Client } from '../../clients/client.ts';
import type { Request } from '../../core/route.ts';
import type { contractsApi } from '../api.ts';
import type { ChangePartDraft } from '../change-request.ts';
import { monthsAfter, monthsBetween } from '../../web/kit/days.ts';
import type { Contract } from '../contract.ts';

export const changeKinds = [
  { value: 'base', label: 'Base package' },
  { value: 'supplement', label: 'More hours, as a supplement' },
  { value: 'rates', label: 'Rates by the hour' },
  { value: 'scope', label: 'Tasks and activities, in words' },
  { value: 'end', label: 'End of the contract' },
] as const;

/** One thing that changes, as it is filled in; only what belongs to its kind is asked for. */
export interface PartValues {
  readonly key: number;
  kind: string;
  hoursPerMonth: number | string;
  technologyGroups: string[];
  /** `csdm`, or the technology group of a CSE. */
  supplement: string;
  overage: string;
  afterHours: string;
  incremental: string;
  words: string;
  end: string | null;
}

export interface ChangeValues extends Record<string, unknown> {
  parts: PartValues[];
  effectiveDay: string | null;
  reason: string;
}

/** What a change begins with, where it is advised. */
export interface Advice {
  /** As it stands in the address: base hours, or hours of a supplement for somebody, or both. Example: `20,network:10`. */
  readonly hours: string;
  /** Whether the contract is to be extended by another term, with all that it has. */
  readonly renews: boolean;
}

/** Where the change form begins with what is advised. Example: `/app/clients/…/contract?contract=…&hours=20,network:10`. */
export function changeAddress(
  { clientId, contractId }: { readonly clientId: string; readonly contractId: string },
  parts: readonly ChangePartDraft[],
): string {
  const hours = parts.flatMap((part) => {
    if (part.kind === 'base') return String(part.hoursPerMonth);
    return part.kind === 'supplement' ? `${part.technologyGroups[0] ?? 'csdm'}:${part.hoursPerMonth}` : [];
  });
  return `/app/clients/${clientId}/contract?contract=${contractId}&hours=${hours.join(',')}`;
}

/** The contract as it stands, to change from; where hours are advised, with those and with every technology of the client. */
export function initialOf(contract: Contract, client: Client, { hours, renews }: Advice): ChangeValues {
  if (renews) {
    const end = monthsAfter(contract.end, Math.max(1, monthsBetween(contract.start, contract.end)));
    const part = { ...partValues(0, 'end', contract, client), end };
    return { parts: [part], effectiveDay: null, reason: 'Renewal' };
  }
  const advised = /^([1-9]\d*)?(?:(?:^|,)([a-z][a-z0-9-]*):([1-9]\d*))?$/.exec(hours);
  const [, base, supplement, more] = advised ?? [];
  const added = supplement !== undefined && {
    ...partValues(1, 'supplement', contract, client),
    supplement,
    hoursPerMonth: Number(more),
  };
  const parts = [
    ...(base !== undefined || !added
      ? [baseValues(contract, client, base === undefined ? null : Number(base))]
      : []),
    ...(added ? [added] : []),
  ];
  return { parts, effectiveDay: null, reason: '' };
}

function baseValues(contract: Contract, client: Client, advised: number | null): PartValues {
  const values = partValues(0, 'base', contract, client);
  const isStandard = values.technologyGroups.length > 0;
  const further = advised !== null && isStandard ? client.technologyGroups : [];
  return {
    ...values,
    hoursPerMonth: advised ?? values.hoursPerMonth,
    technologyGroups: [...new Set([...values.technologyGroups, ...further])],
  };
}

/** Something else that changes: of a kind that does not change yet, from the contract as it stands. */
export function furtherPart(parts: readonly PartValues[], contract: Contract, client: Client): PartValues {
  const free = changeKinds.find(({ value }) => parts.every(({ kind }) => kind !== value));
  const key = 1 + Math.max(...parts.map((part) => part.key));
  return partValues(key, free?.value ?? 'supplement', contract, client);
}

function partValues(key: number, kind: string, contract: Contract, client: Client): PartValues {
  const base = contract.packages.find((bought) => bought.kind === 'base' && bought.endedBy === null);
  const [first] = client.technologyGroups;
  const { overage, afterHours, incremental } = contract.laterRates.at(-1)?.rates ?? contract.rates;
  return {
    key,
    kind,
    hoursPerMonth: kind === 'supplement' ? 10 : (base?.hoursPerMonth ?? 20),
    technologyGroups: base?.technologyGroups ?? [],
    supplement: first ?? 'csdm',
    overage,
    afterHours,
    incremental,
    words: '',
    end: contract.end,
  };
}

type Draft = Request<typeof contractsApi.draftChange>['body'];

/** Whether nothing but the end of the contract changes, which has its day already. */
export const isEndAlone = ({ parts }: Pick<ChangeValues, 'parts'>): boolean =>
  parts.every(({ kind }) => kind === 'end');

/** What is asked of the preview and of the draft alike. */
export const draftOf = (values: ChangeValues): Omit<Draft, 'reason'> => ({
  parts: values.parts.map(partOf),
  ...(values.effectiveDay && !isEndAlone(values) ? { effectiveDay: values.effectiveDay } : {}),
});

function partOf(values: PartValues): Draft['parts'][number] {
  const { overage, afterHours, incremental, words, end, supplement } = values;
  const hoursPerMonth = Number(values.hoursPerMonth);
  const technologyGroups = values.technologyGroups.map((id) => TechnologyGroupId.parse(id));
  switch (values.kind) {
    case 'supplement':
      return supplement === 'csdm'
        ? { kind: 'supplement', scope: 'csdm', technologyGroups: [], hoursPerMonth }
        : {
            kind: 'supplement',
            scope: 'cse',
            technologyGroups: [TechnologyGroupId.parse(supplement)],
            hoursPerMonth,
          };
    case 'rates':
      return { kind: 'rates', rates: { overage, afterHours, incremental } };
    case 'scope':
      return { kind: 'scope', words };
    case 'end':
      return { kind: 'end', end: end ?? '' };
    default:
      return technologyGroups.length === 0
        ? { kind: 'base', scope: 'csdm-only', technologyGroups, hoursPerMonth }
        : { kind: 'base', scope: 'standard', technologyGroups, hoursPerMonth };
  }
}
