import { stages } from '../address/view.ts';
import type { Series, SeriesPoint } from '../api/series.ts';
import { bucket, spokenBucket } from '../format/dates.ts';
import { duration } from '../format/durations.ts';
import { count, share } from '../format/numbers.ts';
import { stateNames } from '../words/states.ts';
import { stageNames } from '../words/stages.ts';
import type { ChartContent, ChartPoint, ChartReading, ChartTable } from './chart-types.ts';
import { stateOf } from './plot.ts';
import { absentWords, numbered, PULL_REQUESTS } from './series-readings.ts';
import { stageAt, StagesChart, stagesPlot } from './stages-chart.tsx';

/** How the stages of cycle time are shown in a frame. */
export type StagesContentOptions = {
  readonly id: string;
  readonly series: Series;
  readonly height: number;
  readonly chosen: number | null;
  readonly choose: (point: ChartPoint) => void;
};

/** The mean by stage of each bucket as the content of a chart. */
export function stagesContent(options: StagesContentOptions): ChartContent {
  const { id, series, height, chosen, choose } = options;
  const points = series.series[0]?.points ?? [];
  const { grain } = series;
  return {
    height,
    summary: 'Stacked means by stage, which sum to the mean cycle time.',
    draw: (place) => (
      <StagesChart {...place} id={id} grain={grain} points={points} chosen={chosen} />
    ),
    positions: (width) => {
      const { x } = stagesPlot(points, { width, height });
      return points.map((_, index) => x(index));
    },
    locate: (place) => stageAt(points, { ...place, height }),
    choose,
    series: stages.map((stage) => ({
      label: stageNames[stage],
      readings: points.map((point) => readingOf(point, { stage, grain })),
    })),
    table: tableOf(series),
    noInterval: 'means of all that were merged; the median has one',
  };
}

type Read = { readonly stage: (typeof stages)[number]; readonly grain: Series['grain'] };

function readingOf(point: SeriesPoint, { stage, grain }: Read): ChartReading {
  const title = bucket(grain, new Date(point.from), new Date(point.to));
  const spokenTitle = spokenBucket(grain, new Date(point.from));
  const { stages: parts, mean, sampleSize } = point;
  if (parts === null || parts === undefined || mean === null) {
    const lines = absentWords(point, PULL_REQUESTS);
    const spoken = [`${spokenTitle}: ${stageNames[stage]}, no figure`, ...lines].join(', ');
    return { title, lines, spoken };
  }
  const of = mean === 0 ? '' : `, ${share(parts[stage] / mean)}`;
  const n = numbered(sampleSize ?? 0, PULL_REQUESTS);
  const open = point.provisional ? [stateNames.provisional] : [];
  const head = `${stageNames[stage]} ${duration(parts[stage])}${of}`;
  const whole = `mean of all stages ${duration(mean)}`;
  return {
    title,
    lines: [head, whole, `n = ${n}`, ...open],
    spoken: [`${spokenTitle}: ${head}`, whole, n, ...open].join(', '),
  };
}

function tableOf({ grain, series }: Series): ChartTable {
  const names = stages.map((stage) => stageNames[stage]);
  return {
    caption: 'Mean by stage',
    columns: ['From', ...names, 'Sum, the mean', 'n, pull requests', 'State'],
    rows: (series[0]?.points ?? []).map((point) => ({
      head: bucket(grain, new Date(point.from), new Date(point.to)),
      cells: [
        ...stages.map((stage) => told(point.stages?.[stage])),
        told(point.mean),
        point.sampleSize === null ? 'hidden' : count(point.sampleSize),
        stateNames[stateOf(point)],
      ],
    })),
  };
}

function told(seconds: number | null | undefined): string {
  return seconds === null || seconds === undefined ? 'none' : duration(seconds);
}

/** Mean seconds by stage over all settled buckets, each weighted by its n; null where none is. */
export function meanStages(series: Series) {
  const settled = (series.series[0]?.points ?? []).flatMap((point) =>
    stateOf(point) === 'measured' && point.stages && point.sampleSize !== null
      ? [{ parts: point.stages, n: point.sampleSize }]
      : [],
  );
  const n = settled.reduce((sum, point) => sum + point.n, 0);
  if (n === 0) return null;
  const meanOf = (stage: (typeof stages)[number]) =>
    settled.reduce((sum, point) => sum + point.parts[stage] * point.n, 0) / n;
  const parts = {
    coding: meanOf('coding'),
    pickup: meanOf('pickup'),
    review: meanOf('review'),
    merge: meanOf('merge'),
  };
  const mean = parts.coding + parts.pickup + parts.review + parts.merge;
  return { parts, mean, n, buckets: settled.length };
}
