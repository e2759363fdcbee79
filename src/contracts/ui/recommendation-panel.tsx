import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Client, TechnologyGroup } from '../../clients/client.ts';
import { groupNames } from '../../clients/ui/client-form.tsx';
import { useAnswer } from '../../web/kit/data.ts';
import { moneyFigure, thousands } from '../../web/kit/figures.ts';
import { Loaded } from '../../web/kit/loaded.tsx';
import { Panel } from '../../web/kit/panel.tsx';
import { contractsApi } from '../api.ts';
import type { Recommendation } from '../recommendation.ts';
import type { ContractForm } from './contract-values.ts';
import styles from './recommendation-panel.module.css';

interface Props {
  readonly client: Client;
  readonly groups: readonly TechnologyGroup[];
  readonly form: ContractForm;
}

/** The hours to recommend for the technologies that are ticked, with every step that leads there. */
export function RecommendationPanel({ client, groups, form }: Props): ReactNode {
  const { technologyGroups, scope, start } = form.values;
  const recommendation = useAnswer(
    contractsApi.recommend,
    {
      query: {
        currency: client.currency,
        spend: client.managedServicesSpend,
        devices: client.deviceCount,
        technologyGroups: scope === 'standard' ? technologyGroups.join(',') : '',
        ...(start ? { on: start } : {}),
      },
    },
    { keeps: true },
  );
  return (
    <Panel
      title="Recommended hours"
      acts={
        recommendation.data && (
          <Button variant="subtle" size="compact-sm" onClick={() => take(form, recommendation.data)}>
            Take these hours
          </Button>
        )
      }
    >
      <Loaded answer={recommendation}>
        {(found) => (
          <>
            <p className={styles['hours']}>{found.hours} h a month</p>
            <p className={styles['parts']}>
              {found.supplementHours === 0
                ? `one base package, ${found.tier}`
                : `${found.baseHours} h base, ${found.tier}, and ${found.supplementHours} h supplemental`}
            </p>
            <ol className={styles['steps']}>
              {found.steps.map((step) => (
                <li key={step.text} className={styles['step']}>
                  <span>
                    {stepWords(step, client, groups)}
                    <small className="note">guide, section {step.kind === 'raised' ? '6' : '2'}</small>
                  </span>
                  <span className={styles['figure']}>
                    {step.kind === 'supplement' ? `+ ${step.hours} h` : `${step.hours} h`}
                  </span>
                </li>
              ))}
            </ol>
            <p className={styles['from']}>
              From {moneyFigure(client.managedServicesSpend, client.currency)} of managed services a month,{' '}
              {client.deviceCount === 0
                ? 'devices not counted yet'
                : `${thousands(client.deviceCount)} devices`}{' '}
              and the technology groups that are ticked.
            </p>
          </>
        )}
      </Loaded>
    </Panel>
  );
}

type Step = Recommendation['steps'][number];

function stepWords(step: Step, client: Client, groups: readonly TechnologyGroup[]): string {
  const money = (amount: string): string => moneyFigure(amount, client.currency);
  if (step.kind === 'supplement')
    return `${groupNames(groups, [step.technologyGroup])} is a further technology group.`;
  if (step.kind === 'band')
    return step.spendTo === null
      ? `The spend is in the band from ${money(step.spendFrom)} on.`
      : `The spend is in the band from ${money(step.spendFrom)} to below ${money(step.spendTo)}.`;
  const { tier, limit, found } = step;
  return step.because === 'devices'
    ? `${tier} is for up to ${thousands(limit)} devices, and there are ${thousands(found)}: one tier up.`
    : `${tier} is for ${limit} technology ${limit === 1 ? 'group' : 'groups'}, and ${found} are in scope: one tier up.`;
}

/** Fills in the hours; supplements that are there already for other groups are replaced. */
function take(form: ContractForm, { baseHours, steps }: Recommendation): void {
  form.setValues({
    hoursPerMonth: baseHours,
    supplements: steps.flatMap((step) =>
      step.kind === 'supplement'
        ? [{ package: step.technologyGroup, hoursPerMonth: step.hours, from: null }]
        : [],
    ),
  });
}
