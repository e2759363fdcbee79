import { useCallback, type ReactNode } from 'react';
import { Chart } from '../../web/kit/chart.tsx';
import { useAnswer } from '../../web/kit/data.ts';
import { dayWords, hoursFigure, hoursWords, moneyFigure } from '../../web/kit/figures.ts';
import { Loaded } from '../../web/kit/loaded.tsx';
import { Panel } from '../../web/kit/panel.tsx';
import type { Token } from '../../web/kit/tokens.ts';
import styles from './month-hours.module.css';
import { hoursApi } from '../api.ts';
import { forecastWords } from '../forecast-words.ts';
import type { MonthHours } from '../month-hours.ts';
import type { Band } from '../forecast.ts';
import { ForecastFacts, ForecastWords } from './forecast-words.tsx';

/** What is left of the month's hours, day by day, against even use, and where it is likely to go; below the line of nought is overage. */
export function BurnDownPanel({
  hours,
  today,
}: {
  readonly hours: MonthHours;
  readonly today: string;
}): ReactNode {
  const { clientId: client, month, contractId: contract, pace } = hours;
  const forecast = useAnswer(hoursApi.forecastMonth, { params: { client, month }, query: { contract } });
  const band = forecast.data?.kind === 'band' ? forecast.data : null;
  const options = useCallback(
    (colours: Readonly<Record<Token, string>>) => burnDownOptions(hours, band, today, colours),
    [hours, band, today],
  );
  const left = `${hoursWords(Math.max(0, pace.minutesAllotted - pace.minutesUsed))} are left.`;
  return (
    <Panel title="Burn-down">
      <Loaded answer={forecast} lines={1}>
        {(found) => <ForecastWords forecast={found} />}
      </Loaded>
      <Chart
        label={[pace.words, left, band ? forecastWords(band, moneyFigure) : ''].join(' ').trim()}
        options={options}
        height={260}
        table={<BurnDownTable hours={hours} band={band} today={today} />}
      />
      {band && <ForecastFacts forecast={band} minutesWaiting={pace.minutesWaiting} />}
    </Panel>
  );
}

function BurnDownTable({
  hours,
  band,
  today,
}: {
  readonly hours: MonthHours;
  readonly band: Band | null;
  readonly today: string;
}): ReactNode {
  const foretold = new Map(band?.days.map((step) => [step.day, step]));
  const range = (minutes: { readonly from: number; readonly to: number } | undefined): string =>
    minutes ? `${hoursFigure(minutes.from)}–${hoursFigure(minutes.to)}` : '';
  return (
    <table className={styles['plain']}>
      <thead>
        <tr>
          <th scope="col">Day</th>
          <th scope="col">Used by its end</th>
          {band && <th scope="col">50% band</th>}
          {band && <th scope="col">80% band</th>}
          <th scope="col">Even use</th>
        </tr>
      </thead>
      <tbody>
        {hours.burnDown.map(({ day, minutesUsed, minutesEven }) => (
          <tr key={day}>
            <th scope="row">{dayWords(day, { withYear: false })}</th>
            <td className="figures">{day < today ? hoursFigure(minutesUsed) : ''}</td>
            {band && <td className="figures">{range(foretold.get(day)?.band50)}</td>}
            {band && <td className="figures">{range(foretold.get(day)?.band80)}</td>}
            <td className="figures">{hoursFigure(minutesEven)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

type Colours = Readonly<Record<Token, string>>;
const inHours = (minutes: number): number => Math.round(minutes / 6) / 10;

/** Hours left at the end of each day as steps up to today, the fan from today on, and the even line to nought; the zone below nought is marked as overage. */
function burnDownOptions({ burnDown, pace }: MonthHours, band: Band | null, today: string, colours: Colours) {
  const left = burnDown
    .filter(({ day }) => day <= today)
    .map(({ minutesUsed }) => inHours(pace.minutesAllotted - minutesUsed));
  const even = burnDown.map(({ minutesEven }) => inHours(pace.minutesAllotted - minutesEven));
  const fan = band ? fanOf(burnDown, band, today) : [];
  const least = Math.min(0, ...left, ...fan.map((step) => step?.lower80 ?? 0));
  const told = (at: number): string[] => [
    ...(left[at] === undefined ? [] : [`Left: ${left[at]} h`]),
    ...(fan[at]
      ? [
          `Likely left (50%): ${fan[at].lower50} to ${fan[at].upper50} h`,
          `80%: ${fan[at].lower80} to ${fan[at].upper80} h`,
        ]
      : []),
    `Even use: ${even[at]} h`,
  ];
  return {
    grid: { left: 40, right: 16, top: 24, bottom: 28 },
    textStyle: { fontFamily: 'inherit', color: colours.muted },
    tooltip: {
      trigger: 'axis',
      formatter: (points: unknown) =>
        [`<strong>${burnDown[placeOf(points)]?.day ?? ''}</strong>`, ...told(placeOf(points))].join('<br>'),
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
      axisLabel: { color: colours.muted, formatter: '{value} h', showMinLabel: least === 0 },
      splitLine: { lineStyle: { color: colours.border } },
    },
    series: [
      ...fanSeries(fan, colours),
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
          // At the end of the month there is no room beside the line.
          align: left.length > burnDown.length - 2 ? 'right' : 'left',
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

interface FanStep {
  readonly lower80: number;
  readonly lower50: number;
  readonly median: number;
  readonly upper50: number;
  readonly upper80: number;
}

/** Hours left by the end of each day to come, beginning today at what is left now; null before. */
function fanOf(
  burnDown: MonthHours['burnDown'],
  { days, minutesAllotted, minutesUsed }: Band,
  today: string,
): (FanStep | null)[] {
  const foretold = new Map(days.map((step) => [step.day, step]));
  const left = (minutes: number): number => inHours(minutesAllotted - minutes);
  const now = left(minutesUsed);
  return burnDown.map(({ day }) => {
    const step = foretold.get(day);
    if (!step) return null;
    if (day === today) return { lower80: now, lower50: now, median: now, upper50: now, upper80: now };
    return {
      lower80: left(step.band80.to),
      lower50: left(step.band50.to),
      median: left(step.median),
      upper50: left(step.band50.from),
      upper80: left(step.band80.from),
    };
  });
}

/** Each band is an area that stands on an invisible line at its lower edge; the middle is a dashed line. */
function fanSeries(fan: readonly (FanStep | null)[], colours: Colours) {
  const of = (value: (step: FanStep) => number): (number | null)[] =>
    fan.map((step) => (step ? Math.round(value(step) * 10) / 10 : null));
  const line = { type: 'line', symbol: 'none', silent: true, stackStrategy: 'all' };
  const area = (stack: string, opacity: number, lower: (number | null)[], height: (number | null)[]) => [
    { ...line, stack, data: lower, lineStyle: { opacity: 0 } },
    {
      ...line,
      stack,
      data: height,
      lineStyle: { opacity: 0 },
      areaStyle: { color: colours['chart-1'], opacity },
    },
  ];
  if (fan.length === 0) return [];
  return [
    ...area(
      '80',
      0.15,
      of(({ lower80 }) => lower80),
      of(({ lower80, upper80 }) => upper80 - lower80),
    ),
    ...area(
      '50',
      0.25,
      of(({ lower50 }) => lower50),
      of(({ lower50, upper50 }) => upper50 - lower50),
    ),
    {
      ...line,
      data: of(({ median }) => median),
      lineStyle: { width: 1.5, type: [2, 3], color: colours['chart-1'] },
    },
  ];
}

/** The place in the month of the day that is pointed at. */
function placeOf(points: unknown): number {
  const [point]: readonly unknown[] = Array.isArray(points) ? points : [];
  const isPlaced = typeof point === 'object' && point !== null && 'dataIndex' in point;
  return isPlaced && typeof point.dataIndex === 'number' ? point.dataIndex : 0;
}
