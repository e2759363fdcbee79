import { TechnologyGroupId, type Client } from '../../clients/client.ts';
import type { Request } from '../../core/route.ts';
import type { contractsApi } from '../api.ts';
import type { Contract } from '../contract.ts';

export const changeKinds = [
  { value: 'base', label: 'Base package' },
  { value: 'supplement', label: 'More hours, as a supplement' },
  { value: 'rates', label: 'Rates by the hour' },
  { value: 'scope', label: 'Tasks and activities, in words' },
  { value: 'end', label: 'End of the contract' },
] as const;

/** What is filled in; only what belongs to the kind is asked for. */
export interface ChangeValues extends Record<string, unknown> {
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
  effectiveDay: string | null;
  reason: string;
}

/** The contract as it stands, to change from; where hours are advised, with those and with every technology of the client. */
export function initialOf(contract: Contract, client: Client, hours: string): ChangeValues {
  const base = contract.packages.find(({ kind, endedBy }) => kind === 'base' && endedBy === null);
  const [first] = client.technologyGroups;
  const advised = /^[1-9]\d*$/.test(hours) ? Number(hours) : null;
  const further = advised !== null && base?.scope === 'standard' ? client.technologyGroups : [];
  const { overage, afterHours, incremental } = contract.laterRates.at(-1)?.rates ?? contract.rates;
  return {
    kind: 'base',
    hoursPerMonth: advised ?? base?.hoursPerMonth ?? 20,
    technologyGroups: [...new Set([...(base?.technologyGroups ?? []), ...further])],
    supplement: first ?? 'csdm',
    overage,
    afterHours,
    incremental,
    words: '',
    end: contract.end,
    effectiveDay: null,
    reason: '',
  };
}

type Draft = Request<typeof contractsApi.draftChange>['body'];

/** What is asked of the preview and of the draft alike. */
export const draftOf = (values: ChangeValues): Omit<Draft, 'reason'> => ({
  parts: [partOf(values)],
  ...(values.effectiveDay && values.kind !== 'end' ? { effectiveDay: values.effectiveDay } : {}),
});

function partOf(values: ChangeValues): Draft['parts'][number] {
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
