import { useCallback, type ReactNode } from 'react';
import { Chart } from '../../web/kit/chart.tsx';
import { dayWords, hoursFigure, hoursWords } from '../../web/kit/figures.ts';
import { Panel } from '../../web/kit/panel.tsx';
import type { Token } from '../../web/kit/tokens.ts';
import styles from './month-hours.module.css';
import type { MonthHours } from '../month-hours.ts';

/** What is left of the month's hours, day by day, against even use; below the line of nought is overage. */
export function BurnDownPanel({
  hours,
  today,
}: {
  readonly hours: MonthHours;
  readonly today: string;
}): ReactNode {
  const { burnDown, pace } = hours;
  const options = useCallback(
    (colours: Readonly<Record<Token, string>>) => burnDownOptions(hours, today, colours),
    [hours, today],
  );
  return (
    <Panel title="Burn-down">
      <Chart
        label={`${pace.words} ${hoursWords(Math.max(0, pace.minutesAllotted - pace.minutesUsed))} are left.`}
        options={options}
        height={260}
        table={
          <table className={styles['plain']}>
            <thead>
              <tr>
                <th scope="col">Day</th>
                <th scope="col">Used by its end</th>
                <th scope="col">Even use</th>
              </tr>
            </thead>
            <tbody>
              {burnDown.map(({ day, minutesUsed, minutesEven }) => (
                <tr key={day}>
                  <th scope="row">{dayWords(day, { withYear: false })}</th>
                  <td className="figures">{day < today ? hoursFigure(minutesUsed) : ''}</td>
                  <td className="figures">{hoursFigure(minutesEven)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        }
      />
    </Panel>
  );
}

/** Hours left at the end of each day as steps up to today, and the even line to nought; the zone below nought is marked as overage. */
function burnDownOptions(
  { burnDown, pace }: MonthHours,
  today: string,
  colours: Readonly<Record<Token, string>>,
) {
  const inHours = (minutes: number): number => Math.round(minutes / 6) / 10;
  const left = burnDown
    .filter(({ day }) => day <= today)
    .map(({ minutesUsed }) => inHours(pace.minutesAllotted - minutesUsed));
  const even = burnDown.map(({ minutesEven }) => inHours(pace.minutesAllotted - minutesEven));
  const least = Math.min(0, ...left);
  return {
    grid: { left: 40, right: 16, top: 24, bottom: 28 },
    textStyle: { fontFamily: 'inherit', color: colours.muted },
    tooltip: {
      trigger: 'axis',
      valueFormatter: (value: unknown) => (typeof value === 'number' ? `${value} h` : 'to come'),
    },
    xAxis: {
      type: 'category',
      data: burnDown.map(({ day }) => String(Number(day.slice(8)))),
      axisLine: { lineStyle: { color: colours.border }, onZero: false },
      axisTick: { show: false },
      axisLabel: { color: colours.muted, interval: (at: number) => at === 0 || (at + 1) % 5 === 0 },
    },
    yAxis: {
      type: 'value',
      min: Math.floor(least),
      axisLabel: { color: colours.muted, formatter: '{value} h' },
      splitLine: { lineStyle: { color: colours.border } },
    },
    series: [
      {
        name: 'Left',
        type: 'line',
        step: 'end',
        symbol: 'none',
        data: left,
        lineStyle: { width: 2.5, color: colours['chart-1'] },
        itemStyle: { color: colours['chart-1'] },
        areaStyle: { color: colours['chart-1'], opacity: 0.08 },
        endLabel: {
          show: true,
          formatter: 'left',
          offset: [0, -10],
          color: colours['chart-1'],
          fontSize: 12,
        },
        ...(least < 0
          ? {
              markArea: {
                silent: true,
                itemStyle: { color: colours.bad, opacity: 0.08 },
                label: { color: colours.bad, position: 'insideBottomLeft' },
                data: [[{ name: 'overage', yAxis: 0 }, { yAxis: Math.floor(least) }]],
              },
            }
          : {}),
      },
      {
        name: 'Even use',
        type: 'line',
        symbol: 'none',
        data: even,
        lineStyle: { width: 1.5, type: 'dashed', color: colours.faint },
        itemStyle: { color: colours.faint },
        endLabel: { show: false },
      },
    ],
  };
}
