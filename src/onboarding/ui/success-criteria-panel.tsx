import { Button } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { lead, workers } from '../../people/access.ts';
import type { ClientId } from '../../people/person.ts';
import { useAnswer } from '../../web/kit/data.ts';
import { EmptyState } from '../../web/kit/empty-state.tsx';
import { dayWords } from '../../web/kit/figures.ts';
import { Loaded } from '../../web/kit/loaded.tsx';
import { useMay } from '../../web/kit/me.tsx';
import { Panel } from '../../web/kit/panel.tsx';
import { ReasonDialog } from '../../web/kit/reason-dialog.tsx';
import { StatePill } from '../../web/kit/state-pill.tsx';
import { onboardingsApi } from '../api.ts';
import { criterionKindWords, type SuccessCriterion } from '../success-criterion.ts';
import styles from './onboarding.module.css';
import { MeasurementDialog, MeasurementList, SuccessCriterionDialog } from './success-criterion-dialogs.tsx';
import { successRefreshed } from './refreshed.ts';
import { progressWords } from './words.ts';

interface Props {
  readonly client: ClientId;
  readonly today: string;
  /** Whether the place stays away while there is nothing, as on a page that is about other things. */
  readonly silent?: boolean;
}

/** What a client calls success: each figure with its way from baseline to target, small and side by side. */
export function SuccessCriteriaPanel({ client, today, silent = false }: Props): ReactNode {
  const found = useAnswer(onboardingsApi.listSuccessCriteria, { params: { client } });
  const [asked, setAsked] = useState<{
    readonly what: 'record' | 'measure' | 'all' | 'drop';
    readonly of: SuccessCriterion | null;
  } | null>(null);
  const mayRecord = useMay(lead);
  const mayMeasure = useMay(workers);
  const close = (): void => setAsked(null);
  if (silent && !found.data?.some(({ drop }) => drop === null)) return null;
  return (
    <Panel
      title="Success criteria"
      acts={
        mayRecord && (
          <Button variant="subtle" size="compact-sm" onClick={() => setAsked({ what: 'record', of: null })}>
            Record a success criterion
          </Button>
        )
      }
    >
      <Loaded answer={found} lines={4}>
        {(all) => {
          const followed = all.filter(({ drop }) => drop === null);
          return followed.length === 0 ? (
            <EmptyState title="Nothing is agreed on yet">
              A KPI or a goal with a baseline, a target and a day says when the service is a success.
            </EmptyState>
          ) : (
            <ul className={styles['cards']}>
              {followed.map((of) => (
                <li key={of.id} className={styles['card']}>
                  <Card of={of} />
                  <span className={styles['acts']}>
                    {mayMeasure && (
                      <Button
                        size="compact-sm"
                        variant="default"
                        aria-label={`Measure: ${of.name}`}
                        onClick={() => setAsked({ what: 'measure', of })}
                      >
                        Measure
                      </Button>
                    )}
                    <Button
                      size="compact-sm"
                      variant="subtle"
                      aria-label={`Measurements: ${of.name}`}
                      onClick={() => setAsked({ what: 'all', of })}
                    >
                      Measurements
                    </Button>
                    {mayRecord && (
                      <Button
                        size="compact-sm"
                        variant="subtle"
                        aria-label={`Drop: ${of.name}`}
                        onClick={() => setAsked({ what: 'drop', of })}
                      >
                        Drop
                      </Button>
                    )}
                  </span>
                </li>
              ))}
            </ul>
          );
        }}
      </Loaded>
      {asked?.what === 'record' && <SuccessCriterionDialog client={client} onClose={close} />}
      {asked?.what === 'measure' && asked.of && (
        <MeasurementDialog of={asked.of} today={today} corrects={null} onClose={close} />
      )}
      {asked?.what === 'all' && asked.of && (
        <MeasurementList
          of={found.data?.find(({ id }) => id === asked.of?.id) ?? asked.of}
          today={today}
          onClose={close}
        />
      )}
      {asked?.what === 'drop' && (
        <ReasonDialog
          title={`Drop “${asked.of?.name ?? ''}”`}
          act="Drop the success criterion"
          label="Why it is followed no more"
          route={onboardingsApi.dropSuccessCriterion}
          request={(reason) => ({ params: { successCriterion: asked.of?.id ?? '' }, body: { reason } })}
          refreshes={successRefreshed}
          done={({ name }) => `${name} is followed no more.`}
          onClose={close}
        />
      )}
    </Panel>
  );
}

function Card({ of }: { readonly of: SuccessCriterion }): ReactNode {
  const { tone, words } = progressWords[of.state];
  return (
    <>
      <h3>{of.name}</h3>
      <p className={styles['figure']}>{of.current ? withUnit(of.current.value, of.unit) : 'Not measured'}</p>
      <span className={styles['facts']}>
        <StatePill tone={tone}>{words}</StatePill>
        {of.percent !== null && <span className="note">{of.percent}% of the way</span>}
      </span>
      <Sparkline of={of} />
      <p className="note">
        {criterionKindWords[of.kind]}: from {of.baseline} to {withUnit(of.target, of.unit)} by{' '}
        {dayWords(of.targetDay)}. {of.owner.name}
      </p>
    </>
  );
}

/** What was measured, oldest at the left, from the baseline on; the dashes are the target. All of it stands in words as well. */
function Sparkline({ of }: { readonly of: SuccessCriterion }): ReactNode {
  const values = [of.baseline, ...of.measurements.filter((one) => !one.corrected).map(({ value }) => value)];
  if (values.length < 2) return null;
  const figures = values.map(Number);
  const target = Number(of.target);
  const [least, most] = [Math.min(...figures, target), Math.max(...figures, target)];
  const height = (value: number): number => 44 - ((value - least) / (most - least)) * 40;
  const points = figures
    .map((value, at) => `${(at / (figures.length - 1)) * 100},${height(value)}`)
    .join(' ');
  return (
    <svg viewBox="0 0 100 48" preserveAspectRatio="none" className={styles['spark']} aria-hidden>
      <line x1="0" x2="100" y1={height(target)} y2={height(target)} className={styles['aim']} />
      <polyline points={points} className={styles['line']} />
    </svg>
  );
}

/** Example: "52 min", "96.5%". */
const withUnit = (value: string, unit: string): string => (unit === '%' ? `${value}%` : `${value} ${unit}`);
