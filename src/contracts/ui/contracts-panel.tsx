import { UnstyledButton } from '@mantine/core';
import type { ReactNode } from 'react';
import { lastDayOf } from '../../web/kit/days.ts';
import { dayWords, moneyFigure } from '../../web/kit/figures.ts';
import { Panel } from '../../web/kit/panel.tsx';
import { StatePill } from '../../web/kit/state-pill.tsx';
import { feeTogether } from '../contract-draft.ts';
import type { Contract } from '../contract.ts';
import styles from './contracts-panel.module.css';
import { dayShown } from './contract-strip.tsx';

interface Props {
  readonly contracts: readonly Contract[];
  readonly shown: Contract;
  readonly today: string;
  readonly onShow: (contract: string) => void;
}

/** Every contract there was, is and will be, the latest first; choosing one shows it. Silent while there is only one. */
export function ContractsPanel({ contracts, shown, today, onShow }: Props): ReactNode {
  if (contracts.length < 2) return null;
  return (
    <Panel title="All contracts" flush>
      <ul className={styles['contracts']}>
        {contracts.map((contract) => (
          <li key={contract.id}>
            <UnstyledButton
              className={styles['contract']}
              aria-current={contract.id === shown.id}
              onClick={() => {
                onShow(contract.id);
                scrollTo({ top: 0 });
              }}
            >
              <span className={styles['number']}>{contract.number}</span>
              <span>
                {dayWords(contract.start)} to {dayWords(lastDayOf(contract.end))}
              </span>
              <span className={styles['figures']}>{line(contract, today)}</span>
              <Standing contract={contract} today={today} />
            </UnstyledButton>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function line(contract: Contract, today: string): string {
  const day = dayShown(contract, today);
  const packages = contract.packages.filter(({ from, to }) => from <= day && day < to);
  const hours = packages.reduce((total, { hoursPerMonth }) => total + hoursPerMonth, 0);
  return `${hours} h, ${moneyFigure(feeTogether(packages, contract.currency) ?? '', contract.currency)} a month`;
}

function Standing({
  contract: { start, end },
  today,
}: {
  readonly contract: Contract;
  readonly today: string;
}): ReactNode {
  if (today < start) return <StatePill tone="info">to come</StatePill>;
  if (today < end) return <StatePill tone="ok">runs</StatePill>;
  return <StatePill tone="neutral">ended</StatePill>;
}
