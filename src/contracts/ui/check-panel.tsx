import type { ReactNode } from 'react';
import type { TechnologyGroup } from '../../clients/client.ts';
import { groupNames } from '../../clients/ui/client-form.tsx';
import { lastDayOf } from '../../web/kit/days.ts';
import { dayWords, moneyFigure } from '../../web/kit/figures.ts';
import { Panel } from '../../web/kit/panel.tsx';
import { StatePill } from '../../web/kit/state-pill.tsx';
import type { QuotedPackage } from '../contract-draft.ts';
import { scopeWords } from '../package.ts';
import styles from './check-panel.module.css';
import type { Check } from './contract-values.ts';
import { FirstMonth } from './first-month.tsx';
import type { RuleFault } from './rule-faults.tsx';

interface Props {
  /** Nothing while the server has not told. */
  readonly check: { readonly data: Check | undefined };
  readonly faults: readonly RuleFault[];
  readonly groups: readonly TechnologyGroup[];
}

/** What the contract comes to as the server counts it, and every rule it breaks; choosing one leads to its field. */
export function CheckPanel({ check: { data }, faults, groups }: Props): ReactNode {
  return (
    <Panel title="What it comes to" acts={<Verdict faults={faults.length} known={data !== undefined} />}>
      {data && (
        <>
          <p className={styles['fee']}>
            {data.feeMonthly === null ? '–' : moneyFigure(data.feeMonthly, data.currency)}
            <small> a month{data.tier && `, ${data.tier}`}</small>
          </p>
          <ul className={styles['packages']}>
            {data.packages.map((bought, at) => (
              <li key={`${at} ${bought.scope}`}>
                <span>
                  {bought.hoursPerMonth} h {packageWords(bought, groups)}
                  {isPartial(bought) && data.terms && (
                    <small className="note">
                      <FirstMonth bought={bought} under={{ ...data, proration: data.terms.proration }} />
                    </small>
                  )}
                </span>
                <span className="figures">
                  {bought.feeMonthly === null ? '–' : moneyFigure(bought.feeMonthly, data.currency)}
                </span>
              </li>
            ))}
          </ul>
          <p className={styles['term']}>
            {data.start < data.end && `${dayWords(data.start)} to ${dayWords(lastDayOf(data.end))}. `}
            {data.priceBook && `From the price book ${data.priceBook.name}.`}
          </p>
        </>
      )}
      {faults.length > 0 && (
        <ul className={styles['faults']} aria-label="Broken rules">
          {faults.map(({ path, message, section, code }) => (
            <li key={path + code + message}>
              <button type="button" onClick={() => goToField(path)}>
                {message}
                <small className="note">{section === null ? 'contract' : `guide, section ${section}`}</small>
              </button>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function Verdict({ faults, known }: { readonly faults: number; readonly known: boolean }): ReactNode {
  if (faults > 0)
    return (
      <StatePill tone="bad">
        {faults} broken {faults === 1 ? 'rule' : 'rules'}
      </StatePill>
    );
  return known ? <StatePill tone="ok">breaks no rule</StatePill> : null;
}

/** Example: `30 h base, CSDM and CSE`; a supplement: `10 h more, CSE, Security`. */
const packageWords = ({ kind, scope, technologyGroups }: QuotedPackage, groups: Props['groups']): string =>
  kind === 'base'
    ? `base, ${scopeWords[scope]}`
    : ['more', scopeWords[scope], groupNames(groups, technologyGroups)].filter(Boolean).join(', ');

const isPartial = ({ from, to }: QuotedPackage): boolean => from < to && !from.endsWith('-01');

function goToField(path: string): void {
  const places = [path, path.replace(/\/\d+$/, ''), path.replace(/scope$/, 'technologyGroup')];
  for (const place of places) {
    const field = document.querySelector<HTMLElement>(`[data-path="${place}"]`);
    if (!field) continue;
    field.focus();
    return;
  }
}
