import { useQueries, useQuery } from '@tanstack/react-query';

import { useScope } from '../../address/org-scope.ts';
import { atOf, useChoice } from '../../address/use-choice.ts';
import { stages, type Stage } from '../../address/view.ts';
import { distributionQuery, type Distribution } from '../../api/distribution.ts';
import { seriesQuery, type Series } from '../../api/series.ts';
import type { ChartPoint } from '../../charts/chart-types.ts';
import { noFigureWords } from '../../charts/series-readings.ts';
import { meanStages, stagesContent } from '../../charts/stages-content.tsx';
import { duration } from '../../format/durations.ts';
import { count, share } from '../../format/numbers.ts';
import { stageNames } from '../../words/stages.ts';
import { absenceOf } from '../../ui/absent.tsx';
import { ChartCard } from '../../ui/chart-card.tsx';
import { NoFigure } from '../../ui/key-figure.tsx';
import { StageBar } from '../../ui/stage-bar.tsx';
import { stageMeasures } from './queries.ts';

const HEIGHT = 212;

/** The stages of each bucket, which sum to its mean. */
export function StagesCard({ chosen }: { readonly chosen: number | null }) {
  const scope = useScope();
  const query = useQuery(seriesQuery(scope, 'cycle_time'));
  const open = useChoice();
  const choose = ({ series, index }: ChartPoint) => {
    const point = query.data?.series[0]?.points[index];
    const stage = stages[series];
    if (point !== undefined) open({ at: atOf(point), stage });
  };
  return (
    <ChartCard
      id="c-stages"
      guide="cycle_time"
      title="Where the time goes"
      subtitle={`mean time per pull request by ${scope.grain} of merge · stages sum to the mean`}
      span={12}
      height={HEIGHT + 70}
      query={query}
      absent={(series) => absenceOf(series, 'stages')}
      show={(series) => ({
        figure: <WholePeriod series={series} />,
        content: stagesContent({ id: 'c-stages', series, height: HEIGHT, chosen, choose }),
        foot: 'Medians of stages do not add up; means do. A paler bar on grey may still change.',
      })}
    />
  );
}

function WholePeriod({ series }: { readonly series: Series }) {
  const scope = useScope();
  const spreads = useQueries({
    queries: stages.map((stage) => distributionQuery(scope, stageMeasures[stage])),
  });
  const whole = meanStages(series);
  if (whole === null) return <NoFigure why={noFigureWords(series)} />;
  const { parts, mean, n, buckets } = whole;
  return (
    <div className="ct-whole">
      <p className="key-n">
        Mean {duration(mean)}, n = {count(n)} pull requests in {buckets} settled {series.grain}s
      </p>
      <StageBar parts={parts} most={mean} height={18} />
      <dl>
        {stages.map((stage, index) => (
          <StageFigure
            key={stage}
            stage={stage}
            seconds={parts[stage]}
            mean={mean}
            spread={spreads[index]?.data}
          />
        ))}
      </dl>
    </div>
  );
}

function StageFigure({
  stage,
  seconds,
  mean,
  spread,
}: {
  readonly stage: Stage;
  readonly seconds: number;
  readonly mean: number;
  readonly spread: Distribution | undefined;
}) {
  const quantiles = spread?.quantiles ?? null;
  return (
    <div>
      <dt>
        <i className={`swatch swatch-${stage}`} aria-hidden="true" />
        {stageNames[stage]}
      </dt>
      <dd>
        {duration(seconds)} · {share(mean === 0 ? 0 : seconds / mean)}
        {quantiles !== null && (
          <span>
            <span>p50 {duration(quantiles.p50)}</span>
            <span>p75 {duration(quantiles.p75)}</span>
            <span>p90 {duration(quantiles.p90)}</span>
          </span>
        )}
      </dd>
    </div>
  );
}
