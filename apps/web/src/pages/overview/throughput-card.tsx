import { useQuery } from '@tanstack/react-query';

import { useScope } from '../../address/org-scope.ts';
import { useChooseBucket } from '../../address/use-choice.ts';
import type { ListedComparison } from '../../api/comparisons.ts';
import { seriesQuery } from '../../api/series.ts';
import { seriesContent } from '../../charts/series-content.tsx';
import { PULL_REQUESTS } from '../../charts/series-readings.ts';
import { capital } from '../../words/measures.ts';
import { readVerdict } from '../../words/verdict.ts';
import { absenceOf } from '../../ui/absent.tsx';
import { ChartCard } from '../../ui/chart-card.tsx';
import { Chip } from '../../ui/chip.tsx';
import { PointFigure } from './point-figure.tsx';
import { SeriesKeys } from './series-keys.tsx';

const HEIGHT = 212;

/** How much is merged by who is there. */
export function ThroughputCard({
  comparison,
}: {
  readonly comparison: ListedComparison | undefined;
}) {
  const query = useQuery(seriesQuery(useScope(), 'throughput'));
  const choose = useChooseBucket(query.data);
  const reading = comparison === undefined ? null : readVerdict(comparison);
  return (
    <ChartCard
      id="o-tp"
      guide="throughput"
      title="Throughput"
      subtitle="rate: merged PRs per developer-week present"
      span={4}
      height={HEIGHT}
      query={query}
      absent={(series) => absenceOf(series, 'throughput')}
      show={(series) => ({
        figure: <PointFigure series={series} counted={PULL_REQUESTS} />,
        content: seriesContent({
          id: 'o-tp',
          series,
          height: HEIGHT,
          counted: PULL_REQUESTS,
          choose,
        }),
        foot: (
          <>
            {reading !== null && (
              <Chip reading={reading} words={`${capital(reading.words)} since adoption`} />
            )}
            <SeriesKeys series={series} label="rate and 95% interval" />
          </>
        ),
      })}
    />
  );
}
