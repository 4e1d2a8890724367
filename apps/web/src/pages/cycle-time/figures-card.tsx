import { useQuery } from '@tanstack/react-query';

import { useScope } from '../../address/org-scope.ts';
import { distributionQuery, type Distribution } from '../../api/distribution.ts';
import { useIsNarrow } from '../../charts/use-width.ts';
import { duration } from '../../format/durations.ts';
import { period } from '../../format/dates.ts';
import { figure } from '../../format/measured.ts';
import { count } from '../../format/numbers.ts';
import { Absent } from '../../ui/absent.tsx';
import { Card } from '../../ui/card.tsx';
import { stateNames } from '../../words/states.ts';
import { Broken, Skeleton } from '../../ui/states.tsx';
import { Fact } from '../../ui/fact.tsx';
import { WorkingFiguresOfPeriod } from './working.tsx';

const TITLE = 'c-figures';
/** Of the percentiles beside each other, and two by two on a narrow screen; in pixels. */
const HEIGHT = 70;
const NARROW_HEIGHT = 174;

/** The percentiles of the whole period. */
export function FiguresCard() {
  const scope = useScope();
  const isNarrow = useIsNarrow();
  const query = useQuery(distributionQuery(scope, 'cycle_time'));
  const { data, error, isPlaceholderData, refetch } = query;
  const isBusy = isPlaceholderData || (data === undefined && error === null);
  return (
    <Card span={12} labelledBy={TITLE} isBusy={isBusy}>
      <h2 id={TITLE} className="sr">
        Cycle time of {period(new Date(scope.from), new Date(scope.to))}
      </h2>
      {error !== null ? (
        <Broken what="The figures" error={error} onRetry={() => void refetch()} />
      ) : data === undefined ? (
        <Skeleton height={isNarrow ? NARROW_HEIGHT : HEIGHT} />
      ) : (
        <Figures distribution={data} />
      )}
      <WorkingFiguresOfPeriod />
    </Card>
  );
}

/** The percentiles with interval and n, or why there are none. */
export function Figures({ distribution }: { readonly distribution: Distribution }) {
  const { quantiles, interval, sampleSize, mean, status, reason } = distribution;
  if (status === 'suppressed') {
    return (
      <Absent absence={{ kind: 'hidden', why: reason ?? stateNames.suppressed }} height={50} />
    );
  }
  if (status !== 'measured' || quantiles === null || mean === null) {
    const isEmpty = status === 'insufficient_data' && sampleSize === 0;
    return (
      <p className={`ct-none ct-${status}`}>
        {isEmpty
          ? 'Nothing was merged in this period. Cycle time appears with the first merged pull request, about two minutes later.'
          : (reason ?? 'No figure in this period.')}
      </p>
    );
  }
  const median = figure('seconds', quantiles.p50, interval);
  return (
    <dl className="ct-figures">
      <Fact name="p50" value={median.value} note={`${median.interval ?? ''} 95% interval`} />
      <Fact name="p75" value={duration(quantiles.p75)} note="3 of 4 take less" />
      <Fact name="p90" value={duration(quantiles.p90)} note="9 of 10 take less" />
      <Fact name="Pull requests" value={count(sampleSize ?? 0)} note={`mean ${duration(mean)}`} />
    </dl>
  );
}
