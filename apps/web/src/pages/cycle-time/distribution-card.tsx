import { useQuery } from '@tanstack/react-query';

import { useScope } from '../../address/org-scope.ts';
import { useChoice } from '../../address/use-choice.ts';
import { distributionQuery } from '../../api/distribution.ts';
import type { ChartPoint } from '../../charts/chart-types.ts';
import { distributionContent } from '../../charts/distribution-chart.tsx';
import { count } from '../../format/numbers.ts';
import { ChartCard } from '../../ui/chart-card.tsx';
import { NoFigure } from '../../ui/key-figure.tsx';

const HEIGHT = 212;

/** How cycle time is spread over the period. */
export function DistributionCard() {
  const query = useQuery(distributionQuery(useScope(), 'cycle_time'));
  const open = useChoice();
  const choose = ({ index }: ChartPoint) => {
    const bin = query.data?.bins[index];
    if (bin !== undefined) open({ bin: `${bin.from}-${bin.to}` });
  };
  const n = query.data?.sampleSize ?? null;
  return (
    <ChartCard
      id="c-spread"
      guide="cycle_time"
      title="Distribution"
      subtitle={`pull requests by cycle time, logarithmic${n === null ? '' : ` · n = ${count(n)}`}`}
      span={4}
      height={HEIGHT}
      query={query}
      show={(distribution) => ({
        ...(distribution.quantiles === null && {
          figure: <NoFigure why={distribution.reason ?? 'Nothing was measured.'} />,
        }),
        content: distributionContent(distribution, HEIGHT, choose),
      })}
    />
  );
}
