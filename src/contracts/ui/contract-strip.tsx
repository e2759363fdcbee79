import type { ReactNode } from 'react';
import { clientsApi } from '../../clients/api.ts';
import { groupNames } from '../../clients/ui/client-form.tsx';
import { useAnswer } from '../../web/kit/data.ts';
import { lastDayOf, spanWords } from '../../web/kit/days.ts';
import { dayWords, moneyFigure } from '../../web/kit/figures.ts';
import { PageLink } from '../../web/kit/link.tsx';
import { Strip, StripCell } from '../../web/kit/strip.tsx';
import { contractsApi } from '../api.ts';
import { feeTogether } from '../contract-draft.ts';
import { groupsInScope, type Contract } from '../contract.ts';

interface Props {
  readonly contract: Contract;
  readonly today: string;
}

/** What is in force at a glance: hours, fee, what they are for, until when. */
export function ContractStrip({ contract, today }: Props): ReactNode {
  const groups = useAnswer(clientsApi.listTechnologyGroups, {});
  const book = useAnswer(contractsApi.getPriceBook, { params: { priceBook: contract.priceBookId } });
  const { start, end, currency, timeZone, number } = contract;
  const day = dayShown(contract, today);
  const packages = contract.packages.filter(({ from, to }) => from <= day && day < to);
  const base = packages.find(({ kind }) => kind === 'base');
  const hours = packages.reduce((total, { hoursPerMonth }) => total + hoursPerMonth, 0);
  const scope = groupNames(groups.data, groupsInScope(packages));
  return (
    <Strip label={`Contract ${number}`}>
      <StripCell title="Hours a month" figure={`${hours} h`}>
        {hoursWords(packages.length, base?.hoursPerMonth ?? 0, hours)}
      </StripCell>
      <StripCell title="Fee a month" figure={moneyFigure(feeTogether(packages, currency) ?? '', currency)}>
        {book.data ? (
          <>
            from the price book <PageLink to={`/app/price-books/${book.data.id}`}>{book.data.name}</PageLink>
          </>
        ) : (
          currency
        )}
      </StripCell>
      <StripCell title="Tier" figure={base?.tier ?? 'none'}>
        {scope === '' ? 'CSDM only' : `CSDM and CSE: ${scope}`}
      </StripCell>
      <StripCell {...standing(contract, today)}>
        {number}: {dayWords(start)} to {dayWords(lastDayOf(end))}, days in {timeZone}
      </StripCell>
    </Strip>
  );
}

/** Today, or of a contract that does not run its first or last day. */
export const dayShown = ({ start, end }: Contract, today: string): string => {
  if (today < start) return start;
  return today < end ? today : lastDayOf(end);
};

const hoursWords = (packages: number, base: number, hours: number): string =>
  packages === 1 ? 'one base package' : `${base} h base and ${hours - base} h supplemental`;

function standing({ start, end }: Contract, today: string): { title: string; figure: string } {
  if (today < start) return { title: 'Term begins in', figure: spanWords(today, start) };
  if (today < end) return { title: 'Term left', figure: spanWords(today, end) };
  return { title: 'Term', figure: 'ended' };
}
