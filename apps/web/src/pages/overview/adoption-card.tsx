import { useQuery } from '@tanstack/react-query';

import { useScope } from '../../address/org-scope.ts';
import { seriesQuery } from '../../api/series.ts';
import { seriesContent } from '../../charts/series-content.tsx';
import { DEVELOPERS } from '../../charts/series-readings.ts';
import { absenceOf } from '../../ui/absent.tsx';
import { ChartCard } from '../../ui/chart-card.tsx';
import { PointFigure } from './point-figure.tsx';
import { SeriesKeys } from './series-keys.tsx';

const HEIGHT = 212;

/** How many use the tools. */
export function AdoptionCard() {
  const query = useQuery(seriesQuery(useScope(), 'adoption'));
  return (
    <ChartCard
      id="o-ad"
      guide="adoption"
      title="Adoption"
      subtitle="share of developers present who are active with AI tools"
      span={4}
      height={HEIGHT}
      query={query}
      absent={(series) => absenceOf(series, 'adoption')}
      show={(series) => ({
        figure: <PointFigure series={series} counted={DEVELOPERS} />,
        content: seriesContent({ id: 'o-ad', series, height: HEIGHT, counted: DEVELOPERS }),
        foot: <SeriesKeys series={series} label="share and 95% interval" />,
      })}
    />
  );
}
