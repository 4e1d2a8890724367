import { useQuery } from '@tanstack/react-query';

import { useScope } from '../../address/org-scope.ts';
import { useChoice } from '../../address/use-choice.ts';
import { distributionQuery, type Distribution } from '../../api/distribution.ts';
import type { ChartPoint } from '../../charts/chart-types.ts';
import { distributionContent } from '../../charts/distribution-chart.tsx';
import { durationWithInterval } from '../../format/durations.ts';
import { count } from '../../format/numbers.ts';
import type { Absence } from '../../ui/absent.tsx';
import { ChartCard } from '../../ui/chart-card.tsx';
import { stateNames } from '../../words/states.ts';

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
      subtitle={`count of pull requests by cycle time, logarithmic${n === null ? '' : ` · n = ${count(n)}`}`}
      span={4}
      height={HEIGHT}
      query={query}
      absent={absenceIn}
      show={(distribution) => ({
        content: distributionContent(distribution, HEIGHT, choose),
        foot: medianWords(distribution),
      })}
    />
  );
}

function medianWords({ quantiles, interval }: Distribution): string | undefined {
  if (quantiles === null) return undefined;
  const p50 = durationWithInterval(quantiles.p50, interval);
  return p50.interval === null
    ? `p50 ${p50.value}, no interval`
    : `p50 ${p50.value} ${p50.interval}, 95% interval`;
}

function absenceIn({ status, quantiles, sampleSize, reason }: Distribution): Absence | null {
  if (status === 'suppressed') return { kind: 'hidden', why: reason ?? stateNames.suppressed };
  if (sampleSize === 0) return { kind: 'empty', awaits: 'distribution' };
  return quantiles === null ? { kind: 'few', why: reason ?? stateNames.insufficient } : null;
}
