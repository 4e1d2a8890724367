import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';

import { useScope, useView } from '../../address/org-scope.ts';
import { useChooseBucket } from '../../address/use-choice.ts';
import { readView, type Percentile } from '../../address/view.ts';
import { seriesQuery, type Series } from '../../api/series.ts';
import type { SecondClock } from '../../charts/second-clock.tsx';
import { seriesContent } from '../../charts/series-content.tsx';
import { countWords, PULL_REQUESTS } from '../../charts/series-readings.ts';
import { absenceOf } from '../../ui/absent.tsx';
import { ChartCard } from '../../ui/chart-card.tsx';
import { SeriesKeys } from '../overview/series-keys.tsx';
import { ClockSwitch, SecondKey, useSecondClock } from './working.tsx';

const HEIGHT = 212;

/** Cycle time by bucket, at the percentile that is asked for. */
export function SeriesCard({ chosen }: { readonly chosen: number | null }) {
  const scope = useScope();
  const query = useQuery(seriesQuery(scope, 'cycle_time'));
  const { p } = useView();
  const second = useSecondClock(query.data);
  const choose = useChooseBucket(query.data);
  const label = p === undefined ? 'p50 and 95% interval' : `${p}; only p50 has an interval`;
  return (
    <ChartCard
      id="c-ct"
      guide="cycle_time"
      title={`Cycle time by ${scope.grain} of merge`}
      subtitle={`${p ?? 'p50'} in calendar time${countWords(query.data)} · choose a ${scope.grain} to see its pull requests`}
      span={12}
      height={HEIGHT}
      query={query}
      absent={(series) => absenceOf(series, 'cycle_time')}
      show={(series) => {
        const shown = atPercentile(series, p);
        return {
          figure: <Switches />,
          content: seriesContent({
            id: 'c-ct',
            series: shown,
            height: HEIGHT,
            statistic: p ?? 'p50',
            counted: PULL_REQUESTS,
            chosen,
            choose,
            second,
          }),
          foot: <Keys series={shown} label={label} second={second} />,
        };
      }}
    />
  );
}

/** The same buckets at another percentile, which has no interval of its own. */
export function atPercentile(series: Series, p: Percentile | undefined): Series {
  if (p === undefined) return series;
  const lines = series.series.map(({ key, points }) => ({
    key,
    points: points.map((point) => ({ ...point, value: point[p], interval: null })),
  }));
  return { ...series, series: lines };
}

function Keys({
  second,
  ...calendar
}: {
  readonly series: Series;
  readonly label: string;
  readonly second: SecondClock | null;
}) {
  return (
    <>
      <SeriesKeys {...calendar} />
      <SecondKey second={second} />
    </>
  );
}

function Switches() {
  return (
    <div className="ct-switches">
      <PercentileSwitch />
      <ClockSwitch />
    </div>
  );
}

function PercentileSwitch() {
  const navigate = useNavigate();
  const { p } = useView();
  const show = (percentile: Percentile | undefined) =>
    void navigate({
      to: '.',
      replace: true,
      resetScroll: false,
      search: (before) => readView({ ...before, p: percentile }),
    });
  return (
    <div className="segments ct-percentiles" role="group" aria-label="Percentile">
      {([undefined, 'p75', 'p90'] as const).map((one) => (
        <button key={one ?? 'p50'} type="button" aria-pressed={p === one} onClick={() => show(one)}>
          {one ?? 'p50'}
        </button>
      ))}
    </div>
  );
}
