import type { Token } from '../../web/kit/tokens.ts';
import type { Band } from '../forecast.ts';
import type { MonthHours } from '../month-hours.ts';
import type { PlannedSteps } from './planned-steps.ts';

export type Colours = Readonly<Record<Token, string>>;
const inHours = (minutes: number): number => Math.round(minutes / 6) / 10;
const inHoursOrNone = (minutes: number | undefined): number | null =>
  minutes === undefined ? null : inHours(minutes);

/**
 * Hours left at the end of each day as steps up to today, from there on the fan and what the plan takes, and the even line to nought; the
 * zone below nought is marked as overage.
 */
export function burnDownOptions(
  { burnDown, pace }: MonthHours,
  band: Band | null,
  planned: PlannedSteps | null,
  today: string,
  colours: Colours,
) {
  const left = burnDown
    .filter(({ day }) => day <= today)
    .map(({ minutesUsed }) => inHours(pace.minutesAllotted - minutesUsed));
  const even = burnDown.map(({ minutesEven }) => inHours(pace.minutesAllotted - minutesEven));
  const fan = band ? fanOf(burnDown, band, today) : [];
  const now = inHours(pace.minutesAllotted - pace.minutesUsed);
  const plan = planned ? burnDown.map(({ day }) => inHoursOrNone(planned.minutes.get(day))) : [];
  const least = Math.min(
    0,
    ...left,
    ...fan.map((step) => step?.lower80 ?? 0),
    ...plan.map((hours) => now - (hours ?? 0)),
  );
  const told = (at: number): string[] => [
    ...(left[at] === undefined ? [] : [`Left: ${left[at]} h`]),
    ...(fan[at]
      ? [
          `Likely left (50%): ${fan[at].lower50} to ${fan[at].upper50} h`,
          `80%: ${fan[at].lower80} to ${fan[at].upper80} h`,
        ]
      : []),
    ...(plan[at] ? [`Planned by then: ${plan[at]} h`] : []),
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
      ...(planned ? planSeries(plan, now, colours) : []),
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

const quiet = { type: 'line', symbol: 'none', silent: true, stackStrategy: 'all' };

/** Each band is an area that stands on an invisible line at its lower edge; the middle is a dashed line. */
function fanSeries(fan: readonly (FanStep | null)[], colours: Colours) {
  const of = (value: (step: FanStep) => number): (number | null)[] =>
    fan.map((step) => (step ? Math.round(value(step) * 10) / 10 : null));
  const area = (stack: string, opacity: number, lower: (number | null)[], height: (number | null)[]) => [
    { ...quiet, stack, data: lower, lineStyle: { opacity: 0 } },
    {
      ...quiet,
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
      ...quiet,
      data: of(({ median }) => median),
      lineStyle: { width: 1.5, type: [2, 3], color: colours['chart-1'] },
    },
  ];
}

/** What the plan takes of what is left now: a hatched block that hangs from it in steps. */
function planSeries(plan: readonly (number | null)[], now: number, colours: Colours) {
  const colour = colours['chart-3'];
  const lower = plan.map((hours) => (hours === null ? null : Math.round((now - hours) * 10) / 10));
  const from = plan.findIndex((hours) => hours !== null);
  const line = { ...quiet, step: 'end', stack: 'plan' };
  const hatch = { symbol: 'rect', dashArrayX: [1, 0], dashArrayY: [1.5, 4], rotation: -Math.PI / 4 };
  return [
    { ...line, name: 'Planned', data: lower, lineStyle: { width: 1.5, color: colour } },
    {
      ...line,
      data: plan,
      lineStyle: { opacity: 0 },
      itemStyle: { decal: { ...hatch, color: colour } },
      areaStyle: { color: 'transparent' },
      markArea: {
        silent: true,
        itemStyle: { color: 'transparent' },
        label: { position: 'insideRight', color: colour, backgroundColor: colours.bg, padding: [1, 3] },
        data: [
          [
            { name: 'planned', xAxis: from, yAxis: now },
            { xAxis: plan.length - 1, yAxis: lower.at(-1) ?? now },
          ],
        ],
      },
    },
  ];
}

/** The place in the month of the day that is pointed at. */
function placeOf(points: unknown): number {
  const [point]: readonly unknown[] = Array.isArray(points) ? points : [];
  const isPlaced = typeof point === 'object' && point !== null && 'dataIndex' in point;
  return isPlaced && typeof point.dataIndex === 'number' ? point.dataIndex : 0;
}
