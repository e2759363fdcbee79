import { Skeleton, useComputedColorScheme } from '@mantine/core';
import type { EChartsCoreOption } from 'echarts/core';
import { useEffect, useRef, type ReactNode } from 'react';
import { dark, light, type Token } from './tokens.ts';
import styles from './chart.module.css';

interface Props {
  /** What it shows, in a sentence with its main figure: a reader who cannot see it gets this. */
  readonly label: string;
  /** Options for ECharts, made from the colours of the theme that is on; the same builder serves screen and PDF. */
  readonly options: (
    colours: Readonly<Record<Token, string>>,
  ) => EChartsCoreOption | Promise<EChartsCoreOption>;
  /** The same figures as a table, for everybody who prefers to read them. */
  readonly table: ReactNode;
  readonly height?: number;
}

/** A chart with its figures behind it as a table. ECharts is fetched only where a chart is shown. */
export function Chart({ label, options, table, height = 280 }: Props): ReactNode {
  const place = useRef<HTMLDivElement>(null);
  const colours = useComputedColorScheme('light') === 'dark' ? dark : light;
  useEffect(() => {
    let gone = false;
    let leave = (): void => {};
    const show = async (): Promise<void> => {
      const [{ draw }, drawn] = await Promise.all([import('./chart-engine.ts'), options(colours)]);
      if (!gone && place.current) leave = draw(place.current, drawn);
    };
    void show();
    return () => {
      gone = true;
      leave();
    };
  }, [options, colours]);
  return (
    <figure className={styles['chart']}>
      <div ref={place} role="img" aria-label={label} style={{ height }}>
        <Skeleton height={height} />
      </div>
      <details className={styles['table']}>
        <summary>Show the figures as a table</summary>
        {table}
      </details>
    </figure>
  );
}
