import type { SeriesPoint, SeriesResponse } from '@uplift/contracts';
import type { MeasureId } from '@uplift/metrics';

import { seriesChart, seriesTable } from './chart.ts';
import { bare, counted, dayWords, scaleFor, written, type Scale } from './format.ts';
import { html, type Html } from './html.ts';

/** The measures of the first page, and what is said beneath their names. */
export const headlines = [
  {
    measure: 'cycle_time',
    words: 'First commit to merge, median by week of merge',
    of: 'merged pull requests',
  },
  {
    measure: 'throughput',
    words: 'Merged pull requests per developer-week present',
    of: 'merged pull requests',
  },
  {
    measure: 'adoption',
    words: 'Developers active with an AI tool, of those present',
    of: 'developers present',
  },
  {
    measure: 'revert_rate',
    words: 'Merged pull requests reverted within 30 days',
    of: 'merged pull requests',
  },
] as const satisfies readonly { measure: MeasureId; words: string; of: string }[];

export type Headline = (typeof headlines)[number];

/** One measure: its latest settled value with n and interval, the chart, and the numbers. */
export function measureCard(headline: Headline, series: SeriesResponse): Html {
  const points = series.series[0]?.points ?? [];
  const latest = latestOf(points);
  const scale = scaleFor(series.unit, latest?.value ?? typicalOf(points));
  return html`<section class="card" aria-labelledby="${headline.measure}-name">
    <h2 id="${headline.measure}-name">${series.title}</h2>
    <p class="second">${headline.words}</p>
    ${latest === null ? nothing(points, headline) : figure(latest, scale, headline)}
    ${latest === null ? null : chart(headline, { series, points, scale, latest })}
  </section>`;
}

/** The last value that no longer changes; else the last one there is. */
function latestOf(points: readonly SeriesPoint[]): SeriesPoint | null {
  const settled = points.findLast((point) => isMeasured(point) && !point.provisional);
  return settled ?? points.findLast(isMeasured) ?? null;
}

function isMeasured({ value }: SeriesPoint): boolean {
  return value !== null;
}

function typicalOf(points: readonly SeriesPoint[]): number {
  return Math.max(0, ...points.map(({ value }) => value ?? 0));
}

function figure(latest: SeriesPoint, scale: Scale, { of }: Headline): Html {
  const { value, interval, sampleSize, from, provisional } = latest;
  return html`<p class="figure">
    <strong>${written(value ?? 0, scale)}</strong><span>${intervalWords(interval, scale)}</span
    ><span>n = ${counted(sampleSize ?? 0)} ${of}</span
    ><span>week of ${dayWords(new Date(from))}${provisional ? ', provisional' : ''}</span>
  </p>`;
}

function intervalWords(interval: SeriesPoint['interval'], scale: Scale): string {
  if (interval === null) return 'a full count';
  return `95% interval ${bare(interval[0], scale)} to ${written(interval[1], scale)}`;
}

type ChartedSeries = {
  readonly series: SeriesResponse;
  readonly points: readonly SeriesPoint[];
  readonly scale: Scale;
  readonly latest: SeriesPoint;
};

function chart({ measure }: Headline, { series, points, scale, latest }: ChartedSeries): Html {
  const measured = points.filter(({ value }) => value !== null);
  const values = measured.map(({ value }) => value ?? 0);
  const description = `By week. ${measured.length} of ${points.length} weeks have a value, from ${written(Math.min(...values), scale)} to ${written(Math.max(...values), scale)}; the latest that is settled is ${written(latest.value ?? 0, scale)}. Dashed: can still change.`;
  return html`${seriesChart({ id: measure, title: `${series.title} by week`, description, points, scale })}
    <p class="second">Band: 95% interval. Dashed on grey: can still change.</p>
    ${seriesTable(points, scale)}`;
}

function nothing(points: readonly SeriesPoint[], { measure }: Headline): Html {
  const isSuppressed = points.some(({ status }) => status === 'suppressed');
  const words = isSuppressed
    ? 'Not shown: in these weeks too few people were active, and figures of so few would tell of each of them.'
    : measure === 'adoption'
      ? 'No source has told yet who uses an AI tool, and unknown is not zero.'
      : 'Nothing to measure in the last 26 weeks yet.';
  return html`<p class="nothing">${words}</p>`;
}
