import { useQuery } from '@tanstack/react-query';
import { Check, Clock, RefreshCw } from 'lucide-react';

import { useOrg } from '../../address/org-scope.ts';
import { healthQuery, lastEventOf, type Health } from '../../api/health.ts';
import { seriesQuery, type SeriesPoint } from '../../api/series.ts';
import { useZone } from '../../api/use-zone.ts';
import { ago, day, moment } from '../../format/dates.ts';
import { fixed } from '../../format/locale.ts';
import { count } from '../../format/numbers.ts';
import { Card, CardHead } from '../../ui/card.tsx';
import { Broken, Skeleton } from '../../ui/states.tsx';
import { healthDays, type DayHealth } from './health-days.ts';
import { HEALTH_DAYS, lastDays } from './queries.ts';

const CLASSES = 5;

/** Whether the figures above can be whole: a cell a day, and one line of words. */
export function HealthCard() {
  const org = useOrg();
  const health = useQuery(healthQuery(org));
  const merged = useQuery(seriesQuery(lastDays(org, new Date()), 'merged'));
  const points = merged.data?.series[0]?.points ?? [];
  const days = health.data === undefined ? [] : healthDays(health.data);
  const cells = days.length === 0 ? mergedCells(points) : comparedCells(days);
  return (
    <Card span={12} labelledBy="o-hl">
      <CardHead
        id="o-hl"
        title={`Data health, last ${HEALTH_DAYS} days`}
        subtitle={subtitleOf(health.data, { days, points })}
      />
      {cells.length === 0 && merged.isPending && health.error === null && <Skeleton height={20} />}
      {cells.length > 0 && <Strip cells={cells} />}
      {health.error === null ? (
        health.data !== undefined && <HealthWords health={health.data} />
      ) : (
        <Broken what="Data health" error={health.error} onRetry={() => void health.refetch()} />
      )}
    </Card>
  );
}

function subtitleOf(
  health: Health | undefined,
  {
    days,
    points,
  }: { readonly days: readonly DayHealth[]; readonly points: readonly SeriesPoint[] },
): string {
  if (health === undefined) return 'one cell a day';
  if (days.length === 0) {
    const merged = totalOf(points);
    const cells =
      merged === 0
        ? 'no pull request was merged in these days'
        : `one cell a day, the stronger the colour, the more of ${count(merged)} merged pull requests`;
    return `not compared with GitHub · ${cells}`;
  }
  const { percent } = health.completeness;
  const whole = percent === null ? 'Some' : `${fixed(percent, 1)}%`;
  return `${whole} of what changed on GitHub is known to be here · one cell a day`;
}

/** A day on the strip: how it looks, what it says. */
type Cell = { readonly key: string; readonly look: string; readonly words: string };

function Strip({ cells }: { readonly cells: readonly Cell[] }) {
  return (
    <ol className="days">
      {cells.map(({ key, look, words }) => (
        <li key={key} className={`day-${look}`} title={words}>
          {look === 'missing' && <span aria-hidden="true">!</span>}
          <span className="sr">{words}</span>
        </li>
      ))}
    </ol>
  );
}

const LOOKS = { complete: 'q4', missing: 'missing', unknown: 'unknown' } as const;

function comparedCells(days: readonly DayHealth[]): readonly Cell[] {
  return days.map(({ day: key, state, words }) => ({ key, look: LOOKS[state], words }));
}

function mergedCells(points: readonly SeriesPoint[]): readonly Cell[] {
  const most = Math.max(1, ...points.map(({ value }) => value ?? 0));
  return points.map(({ from, value }) => ({
    key: from,
    look: classOf(value, most),
    words: `${day(new Date(from))}: ${value === null ? 'not told' : `${count(value)} merged`}`,
  }));
}

function classOf(value: number | null, most: number): string {
  if (value === null) return 'unknown';
  return value === 0 ? 'none' : `q${Math.max(1, Math.ceil((value / most) * CLASSES))}`;
}

function HealthWords({ health }: { readonly health: Health }) {
  const shared = health.repositories.filter(({ removed }) => !removed);
  const heard = shared.filter(({ lastEventAt }) => lastEventAt !== null);
  const last = lastEventOf(health);
  const zone = useZone();
  return (
    <div className="card-foot">
      <span className="key">
        <Check aria-hidden="true" />
        {heardWords(heard.length, shared.length)}
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
          <time dateTime={last.toISOString()} title={moment(last, zone)}>
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

function heardWords(heard: number, shared: number): string {
  if (shared === 1) return `The repository has ${heard === 1 ? '' : 'not '}told of pull requests`;
  return `${count(heard)} of ${count(shared)} repositories have told of pull requests`;
}
