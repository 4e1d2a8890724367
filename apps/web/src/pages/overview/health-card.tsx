import { useQuery } from '@tanstack/react-query';
import { Check, Clock, RefreshCw } from 'lucide-react';

import { useOrg } from '../../address/org-scope.ts';
import { healthQuery, lastEventOf, type Health } from '../../api/health.ts';
import { seriesQuery, type SeriesPoint } from '../../api/series.ts';
import { ago, day, moment } from '../../format/dates.ts';
import { count } from '../../format/numbers.ts';
import { Card, CardHead } from '../../ui/card.tsx';
import { Broken, Skeleton } from '../../ui/states.tsx';
import { HEALTH_DAYS, lastDays } from './queries.ts';

const CLASSES = 5;

/** Whether the figures above can be whole: a cell a day, and one line of words. */
export function HealthCard() {
  const org = useOrg();
  const health = useQuery(healthQuery(org));
  const days = useQuery(seriesQuery(lastDays(org, new Date()), 'merged'));
  const points = days.data?.series[0]?.points ?? [];
  return (
    <Card span={12} labelledBy="o-hl">
      <CardHead
        id="o-hl"
        title={`Data health, last ${HEALTH_DAYS} days`}
        subtitle={`${count(totalOf(points))} merged pull requests known · one cell a day, the darker the more`}
      />
      {days.data === undefined ? <Skeleton height={20} /> : <Strip points={points} />}
      {health.error === null ? (
        health.data !== undefined && <HealthWords health={health.data} />
      ) : (
        <Broken what="Data health" error={health.error} onRetry={() => void health.refetch()} />
      )}
    </Card>
  );
}

function Strip({ points }: { readonly points: readonly SeriesPoint[] }) {
  const most = Math.max(1, ...points.map(({ value }) => value ?? 0));
  return (
    <ol className="days">
      {points.map(({ from, value }) => {
        const words = `${day(new Date(from))}: ${value === null ? 'not told' : count(value)}`;
        return (
          <li key={from} className={`day-${classOf(value, most)}`} title={words}>
            <span className="sr">{words}</span>
          </li>
        );
      })}
    </ol>
  );
}

function classOf(value: number | null, most: number): string {
  if (value === null) return 'unknown';
  return value === 0 ? 'none' : `q${Math.max(1, Math.ceil((value / most) * CLASSES))}`;
}

function HealthWords({ health }: { readonly health: Health }) {
  const shared = health.repositories.filter(({ removed }) => !removed);
  const heard = shared.filter(({ lastEventAt }) => lastEventAt !== null);
  const last = lastEventOf(health);
  return (
    <div className="card-foot">
      <span className="key">
        <Check aria-hidden="true" />
        {count(heard.length)} of {count(shared.length)} repositories have told of pull requests
      </span>
      <span className="key">
        <RefreshCw aria-hidden="true" />
        {health.staleDays === 0
          ? 'All figures are computed'
          : `${count(health.staleDays)} days wait to be computed again`}
      </span>
      {last !== null && (
        <span className="key">
          <Clock aria-hidden="true" />
          Last event{' '}
          <time dateTime={last.toISOString()} title={moment(last)}>
            {ago(last, new Date())}
          </time>
        </span>
      )}
    </div>
  );
}

function totalOf(points: readonly SeriesPoint[]): number {
  return points.reduce((sum, { value }) => sum + (value ?? 0), 0);
}
