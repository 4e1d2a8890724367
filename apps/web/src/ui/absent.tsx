import { useQuery } from '@tanstack/react-query';
import { EyeOff } from 'lucide-react';

import { useOrg, useScope } from '../address/org-scope.ts';
import { windowUpTo } from '../address/scope.ts';
import type { Series } from '../api/series.ts';
import { healthQuery } from '../api/health.ts';
import { useZone } from '../api/use-zone.ts';
import { useFilters, type FilterChange } from '../filters/use-filters.ts';
import { emptyWords, situationOf, type Awaited, type Situation } from '../words/empty.ts';
import { capital } from '../words/measures.ts';
import { Skeleton } from './states.tsx';

/** Why a chart is not drawn although its answer came. */
export type Absence =
  | { readonly kind: 'empty'; readonly awaits: Awaited }
  | { readonly kind: 'hidden' | 'few'; readonly why: string };

/** What a series lacks of which nothing at all happened; null where there is something to draw. */
export function absenceOf({ series }: Pick<Series, 'series'>, awaits: Awaited): Absence | null {
  const points = series.flatMap((line) => line.points);
  const isEmpty = points.every(
    ({ status, sampleSize }) => status === 'insufficient_data' && (sampleSize ?? 0) === 0,
  );
  return isEmpty ? { kind: 'empty', awaits } : null;
}

/** What stands in place of a chart. */
export function Absent({
  absence,
  height,
}: {
  readonly absence: Absence;
  readonly height: number;
}) {
  if (absence.kind === 'empty') return <Empty awaits={absence.awaits} height={height} />;
  const { kind, why } = absence;
  return (
    <div className={`absent absent-${kind}`} style={{ minHeight: height }}>
      <p>
        {kind === 'hidden' && <EyeOff aria-hidden="true" className="lucide" />}
        <b>{kind === 'hidden' ? 'Hidden.' : 'Too little to measure.'}</b>
      </p>
      <p>{capital(why)}.</p>
    </div>
  );
}

type EmptyProps = { readonly awaits: Awaited; readonly height: number };

/** What will stand here and when, or what to change so that it does. */
function Empty({ awaits, height }: EmptyProps) {
  const scope = useScope();
  const zone = useZone();
  const { data, isPending } = useQuery(healthQuery(useOrg()));
  if (isPending) return <Skeleton height={height} />;
  const situation =
    data === undefined
      ? ({ kind: 'period' } as const)
      : situationOf(awaits, data, { ...scope, zone });
  const { title, text } = emptyWords(awaits, situation);
  return (
    <div className="absent" style={{ minHeight: height }}>
      <p>
        <b>{title}</b>
      </p>
      <p>{text}</p>
      <WayOut situation={situation} />
    </div>
  );
}

/** A press that leads to where there is something, where one does. */
function WayOut({ situation }: { readonly situation: Situation }) {
  const { view, change } = useFilters();
  const isOtherPeriod = view.from !== undefined || view.period !== undefined;
  const [words, changed] = wayOutOf(situation, isOtherPeriod);
  if (words === null) return null;
  return (
    <button type="button" className="button" onClick={() => change(changed)}>
      {words}
    </button>
  );
}

const USUAL = { period: undefined, from: undefined, to: undefined };

/** What a button says and what it changes; null where none helps. */
function wayOutOf(
  situation: Situation,
  isOtherPeriod: boolean,
): readonly [string | null, FilterChange] {
  if (situation.kind === 'narrowed') {
    const none = { team: undefined, repository: undefined, authorship: undefined };
    return ['Take the filters away', none];
  }
  if (situation.kind === 'before') {
    return ['Show the 26 weeks up to it', { ...USUAL, ...windowUpTo(situation.last) }];
  }
  return [situation.kind === 'period' && isOtherPeriod ? 'Show the last 26 weeks' : null, USUAL];
}
