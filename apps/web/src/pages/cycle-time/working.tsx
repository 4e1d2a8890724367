import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';

import { useOrg, useScope, useView } from '../../address/org-scope.ts';
import type { View } from '../../address/view.ts';
import {
  workingDistributionQuery,
  workingSeriesQuery,
  type WorkingClockState,
  type WorkingDistribution,
  type WorkingFigures,
} from '../../api/working-clock.ts';
import type { Series } from '../../api/series.ts';
import type { SecondClock } from '../../charts/second-clock.tsx';
import { useFilters } from '../../filters/use-filters.ts';
import { workingDuration, workingWithInterval } from '../../format/working.ts';
import { Fact } from '../../ui/fact.tsx';
import { Broken } from '../../ui/states.tsx';
import { workingClockWords } from '../../words/working-clock.ts';

/** Calendar time alone, or working hours beside it. */
export function ClockSwitch() {
  const { view, change } = useFilters();
  return (
    <div className="segments ct-clocks" role="group" aria-label="Clock">
      {([undefined, 'working'] as const).map((one) => (
        <button
          key={one ?? 'calendar'}
          type="button"
          aria-pressed={view.clock === one}
          onClick={() => change({ clock: one })}
        >
          {one === undefined ? 'Calendar' : 'Both clocks'}
        </button>
      ))}
    </div>
  );
}

/** The buckets of a series by the clock of working hours; null where that is not asked for, or not there. */
export function useSecondClock(series: Series | undefined): SecondClock | null {
  const { clock, p } = useView();
  const asked = useQuery({ ...workingSeriesQuery(useScope()), enabled: clock === 'working' });
  const points = series?.series[0]?.points;
  const found = asked.data?.series[0]?.points;
  if (clock !== 'working' || points === undefined || found === undefined) return null;
  const byBucket = new Map(found.map(({ from, working }) => [from, working ?? null]));
  return points.map(({ from }) => figureAt(byBucket.get(from) ?? null, p));
}

/** Percentiles other than the median have no interval of their own. */
function figureAt(figures: WorkingFigures | null, p: View['p']): SecondClock[number] {
  if (figures === null) return null;
  if (p === undefined) return { value: figures.value, interval: figures.interval };
  const value = figures[p];
  return value === null ? null : { value, interval: null };
}

/** What the dashed line is. */
export function SecondKey({ second }: { readonly second: SecondClock | null }) {
  if (second === null || second.every((figure) => figure === null)) return null;
  return (
    <span className="key">
      <svg width="22" height="12" aria-hidden="true">
        <line x1="0" x2="22" y1="6" y2="6" className="chart-second" />
      </svg>
      working hours
    </span>
  );
}

/** The whole period by the clock of working hours, below that of the calendar. */
export function WorkingFiguresOfPeriod() {
  const { clock } = useView();
  const isAsked = clock === 'working';
  const query = useQuery({ ...workingDistributionQuery(useScope()), enabled: isAsked });
  const { data, error, refetch } = query;
  if (!isAsked) return null;
  if (error !== null) {
    return <Broken what="Working hours" error={error} onRetry={() => void refetch()} />;
  }
  if (data === undefined) return <p className="ct-none">Counting working hours …</p>;
  return <Told {...data} />;
}

function Told({ working, workingClock }: WorkingDistribution) {
  if (working === undefined || working === null) return <ClockNote state={workingClock} />;
  const { quantiles, interval, mean } = working;
  return (
    <section aria-labelledby="c-working">
      <h3 id="c-working" className="ct-working">
        The same in working hours
      </h3>
      <dl className="ct-figures">
        <Fact
          name="p50"
          value={workingDuration(quantiles.p50)}
          note={`${boundsOf(quantiles.p50, interval)} 95% interval`}
        />
        <Fact name="p75" value={workingDuration(quantiles.p75)} note="3 of 4 take less" />
        <Fact name="p90" value={workingDuration(quantiles.p90)} note="9 of 10 take less" />
        <Fact name="Mean" value={workingDuration(mean)} note="of the same pull requests" />
      </dl>
      {workingClock === 'computing' && <ClockNote state={workingClock} />}
    </section>
  );
}

function boundsOf(median: number, interval: readonly [number, number]): string {
  return /\[.*\]/.exec(workingWithInterval(median, interval))?.[0] ?? '';
}

/** Why there are no working hours, and what to do. */
export function ClockNote({ state }: { readonly state: WorkingClockState | undefined }) {
  const org = useOrg();
  return (
    <p className="ct-none" role="status">
      {workingClockWords(state)}{' '}
      {state === 'unset' && (
        <Link to="/o/$org/settings/$section" params={{ org, section: 'hours' }}>
          Settings, Hours
        </Link>
      )}
    </p>
  );
}
