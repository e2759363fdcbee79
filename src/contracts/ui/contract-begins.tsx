import type { ReactNode } from 'react';
import { calendarsApi } from '../../calendars/api.ts';
import type { CalendarSummary } from '../../calendars/business-week.ts';
import { clientsApi } from '../../clients/api.ts';
import type { Client, TechnologyGroup } from '../../clients/client.ts';
import { useAnswer } from '../../web/kit/data.ts';
import { Loaded } from '../../web/kit/loaded.tsx';
import { useToday } from '../../web/kit/now.ts';
import { contractsApi } from '../api.ts';
import type { ContractBeginning } from './contract-values.ts';

interface Props {
  readonly client: Client;
  readonly children: (known: Known) => ReactNode;
}

interface Known extends ContractBeginning {
  readonly calendars: readonly CalendarSummary[];
  readonly groups: readonly TechnologyGroup[];
}

/** Waits for what the form of a contract begins with, so that it begins once and nothing typed is replaced. */
export function ContractBegins({ client, children }: Props): ReactNode {
  const ofClient = { params: { client: client.id } };
  const contracts = useAnswer(contractsApi.listClientContracts, ofClient);
  const recommendation = useAnswer(contractsApi.recommendForClient, { ...ofClient, query: {} });
  const calendars = useAnswer(calendarsApi.listCalendars, {});
  const groups = useAnswer(clientsApi.listTechnologyGroups, {});
  const today = useToday(client.timeZone);
  return (
    <Loaded answer={contracts} lines={8}>
      {(contracts) => (
        <Loaded answer={calendars} lines={8}>
          {(calendars) =>
            groups.data && !recommendation.isPending
              ? children({
                  client,
                  contracts,
                  calendars,
                  groups: groups.data,
                  recommendation: recommendation.data ?? null,
                  today,
                })
              : null
          }
        </Loaded>
      )}
    </Loaded>
  );
}
