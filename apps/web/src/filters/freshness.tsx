import { useQuery } from '@tanstack/react-query';

import { useOrg } from '../address/org-scope.ts';
import { healthQuery, lastEventOf, type Health } from '../api/health.ts';
import { useZone } from '../api/use-zone.ts';
import { ago, day, daysBetween, moment } from '../format/dates.ts';
import { count } from '../format/numbers.ts';
import { STALE_DAYS } from '../ui/stale.tsx';

/** How fresh the figures are, at the end of the row of filters. */
export function Freshness() {
  const { data } = useQuery(healthQuery(useOrg()));
  const zone = useZone();
  if (data === undefined) return <span className="fresh wide" />;
  const last = lastEventOf(data);
  const isStale = last !== null && daysBetween(last, new Date()) >= STALE_DAYS;
  return (
    <span className={isStale ? 'fresh fresh-stale wide' : 'fresh wide'}>
      <i aria-hidden="true" />
      <span>{words(data, last, zone)}</span>
    </span>
  );
}

function words({ staleDays }: Health, last: Date | null, zone: string | undefined) {
  if (last === null) return 'No event yet';
  const now = new Date();
  const days = daysBetween(last, now);
  const seen = (
    <time dateTime={last.toISOString()} title={moment(last, zone)}>
      {ago(last, now)}
    </time>
  );
  if (days >= STALE_DAYS) return `Last event ${day(last)}, ${count(days)} days old`;
  return (
    <>
      <b>{staleDays === 0 ? 'Figures are up to date' : 'Figures are being computed'}</b> · last
      event {seen}
    </>
  );
}
