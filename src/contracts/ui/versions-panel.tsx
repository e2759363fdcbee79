import type { ReactNode } from 'react';
import { useAnswer } from '../../web/kit/data.ts';
import { lastDayOf } from '../../web/kit/days.ts';
import { dayIn, dayWords, moneyFigure } from '../../web/kit/figures.ts';
import { Panel } from '../../web/kit/panel.tsx';
import { contractsApi } from '../api.ts';
import type { Contract } from '../contract.ts';
import { Differences } from './change-effect.tsx';
import styles from './changes.module.css';

/** What the contract was and is, the latest version first; silent while it is as it was signed. */
export function VersionsPanel({ contract }: { readonly contract: Contract }): ReactNode {
  const versions = useAnswer(contractsApi.listVersions, { params: { contract: contract.id } });
  if (!versions.data || versions.data.length < 2) return null;
  return (
    <Panel title="Versions" flush>
      <ol className={styles['list']} reversed>
        {versions.data.toReversed().map(({ version, from, reason, agreed, differences, ...then }) => (
          <li key={version}>
            <div>
              <p>
                <strong>
                  {version}. {reason ?? 'As it was signed'}
                </strong>
              </p>
              <p className="note">
                From {dayWords(from)} until {dayWords(lastDayOf(then.end))}.
                {agreed &&
                  ` Agreed by ${agreed.client} for the client and ${agreed.provider} for the provider on ${dayWords(dayIn(agreed.at, contract.timeZone))}.`}
              </p>
            </div>
            <p className="figures">
              {then.hoursPerMonth} h, {moneyFigure(then.feeMonthly, contract.currency)} a month
            </p>
            {differences.length > 0 && (
              <div className={styles['whole']}>
                <Differences differences={differences} />
              </div>
            )}
          </li>
        ))}
      </ol>
    </Panel>
  );
}
