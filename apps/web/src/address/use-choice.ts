import { useNavigate } from '@tanstack/react-router';

import type { Series, SeriesPoint } from '../api/series.ts';
import type { ChartPoint } from '../charts/chart-types.ts';
import { useOrg } from './org-scope.ts';
import { dayOf } from './scope.ts';
import { readView, type View } from './view.ts';

/** What is chosen: a bucket by its first day, an age of what is open, or a bin of cycle times. */
type Choice = {
  readonly [Name in 'at' | 'age' | 'bin' | 'stage']?: View[Name] | undefined;
};

/** Opens the pull requests behind a point, on the page that lists them: a step in history. */
export function useChoice(): (choice: Choice) => void {
  const org = useOrg();
  const navigate = useNavigate();
  return (choice) =>
    void navigate({
      to: '/o/$org/cycle-time',
      params: { org },
      resetScroll: false,
      search: (before) => readView({ ...before, ...NOTHING, ...ownTables(before), ...choice }),
    });
}

/** Which charts are tables is kept on the page itself, not carried to it. */
function ownTables({ show }: View): Pick<View, 'show'> {
  return { show: (show ?? []).filter((name) => name.startsWith('c-')) };
}

const NOTHING = {
  at: undefined,
  age: undefined,
  bin: undefined,
  stage: undefined,
  sort: undefined,
};

/** How the bucket of a point is called in an address. */
export function atOf({ from }: Pick<SeriesPoint, 'from'>): string {
  return dayOf(new Date(from));
}

/** Opens the pull requests of the bucket of a point. */
export function useChooseBucket(series: Series | undefined): (point: ChartPoint) => void {
  const choose = useChoice();
  return ({ index }) => {
    const point = series?.series[0]?.points[index];
    if (point !== undefined) choose({ at: atOf(point) });
  };
}
