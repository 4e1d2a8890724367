import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';

import { useScope } from '../../address/org-scope.ts';
import { useChooseBucket } from '../../address/use-choice.ts';
import { seriesQuery, type Series } from '../../api/series.ts';
import { seriesContent } from '../../charts/series-content.tsx';
import {
  noFigureWords,
  numbered,
  PULL_REQUESTS,
  settledPoint,
} from '../../charts/series-readings.ts';
import { bucket } from '../../format/dates.ts';
import { duration } from '../../format/durations.ts';
import { figure } from '../../format/measured.ts';
import { absenceOf } from '../../ui/absent.tsx';
import { ChartCard } from '../../ui/chart-card.tsx';
import { KeyFigure, NoFigure } from '../../ui/key-figure.tsx';
import { SeriesKeys } from './series-keys.tsx';

const HEIGHT = 306;

/** Where the time goes, with how many use the tool on the same weeks. */
export function CycleTimeCard() {
  const scope = useScope();
  const query = useQuery(seriesQuery(scope, 'cycle_time'));
  const adoption = useQuery(seriesQuery(scope, 'adoption')).data;
  const choose = useChooseBucket(query.data);
  const per = scope.grain;
  const isUsed = adoption?.series[0]?.points.some(({ value }) => value !== null) ?? false;
  return (
    <ChartCard
      id="o-ct"
      guide="cycle_time"
      title="Cycle time, first commit to merge"
      subtitle={`p50 by ${per} of merge · calendar time${isUsed ? ` · adoption below on the same ${per}s` : ''}`}
      span={8}
      height={HEIGHT}
      query={query}
      absent={(series) => absenceOf(series, 'cycle_time')}
      show={(series) => ({
        figure: <Headline series={series} />,
        content: seriesContent({
          id: 'o-ct',
          series,
          height: HEIGHT,
          statistic: 'p50',
          counted: PULL_REQUESTS,
          adoption,
          choose,
        }),
        foot: (
          <>
            <SeriesKeys series={series} label="p50 and 95% interval" />
            <Link to="/o/$org/cycle-time" params={{ org: scope.org }}>
              Stages and distribution
            </Link>
          </>
        ),
      })}
    />
  );
}

function Headline({ series }: { readonly series: Series }) {
  const point = settledPoint(series);
  if (point?.value === undefined || point.value === null) {
    return <NoFigure why={noFigureWords(series)} />;
  }
  const when = bucket(series.grain, new Date(point.from), new Date(point.to));
  const tails = [
    point.p75 === null ? null : `p75 ${duration(point.p75)}`,
    point.p90 === null ? null : `p90 ${duration(point.p90)}`,
  ].filter((tail) => tail !== null);
  const n = `n = ${numbered(point.sampleSize ?? 0, PULL_REQUESTS)}, ${when}`;
  return (
    <KeyFigure
      figure={figure(series.unit, point.value, point.interval)}
      n={[n, ...tails].join(' · ')}
    />
  );
}
