import { ages, type Age } from '../../address/view.ts';
import { dayOf } from '../../address/scope.ts';
import { EVER, type PullRequest } from '../../api/pull-requests.ts';
import type { Stage } from '../../address/view.ts';
import type { OpenByAge } from '../../charts/open-age-chart.tsx';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Days from the youngest of a band to the first beyond it; null for no end. */
const BOUNDS: Readonly<Record<Age, readonly [number, number | null]>> = {
  '1d': [0, 1],
  '3d': [1, 3],
  '7d': [3, 7],
  '28d': [7, 28],
  older: [28, null],
};

/** The full hour: ages are told by it, so that a list holds what its bar counts. */
export function hourOf(instant: Date): Date {
  return new Date(Math.floor(instant.getTime() / HOUR) * HOUR);
}

/** The UTC day after an instant's: what was opened up to now lies before it. */
export function dayAfter(instant: Date): string {
  return dayOf(new Date(instant.getTime() + DAY));
}

/** When the pull requests of a band of age were opened, half-open. */
export function openedIn(age: Age, asOf: Date): { readonly from: string; readonly to: string } {
  const [least, most] = BOUNDS[age];
  const before = (days: number) => new Date(asOf.getTime() - days * DAY).toISOString();
  return {
    from: most === null ? EVER : before(most),
    to: least === 0 ? dayAfter(asOf) : before(least),
  };
}

/** The stage that an open pull request is in now. */
export function stageNow(pullRequest: PullRequest): Stage {
  const { draft, readyAt, firstReviewAt, approvedAt } = pullRequest;
  if (draft || readyAt === null) return 'coding';
  if (firstReviewAt === null) return 'pickup';
  return approvedAt === null ? 'review' : 'merge';
}

/** Open pull requests counted by age and stage. */
export function openByAge(items: readonly PullRequest[], asOf: Date): OpenByAge {
  const counted = Object.fromEntries(
    ages.map((age) => [age, { coding: 0, pickup: 0, review: 0, merge: 0 }]),
  );
  for (const item of items) {
    const opened = Date.parse(item.openedAt);
    const age = ages.find((one) => opened >= Date.parse(openedIn(one, asOf).from)) ?? 'older';
    const parts = counted[age];
    if (parts !== undefined) parts[stageNow(item)] += 1;
  }
  const none = { coding: 0, pickup: 0, review: 0, merge: 0 };
  return {
    '1d': counted['1d'] ?? none,
    '3d': counted['3d'] ?? none,
    '7d': counted['7d'] ?? none,
    '28d': counted['28d'] ?? none,
    older: counted['older'] ?? none,
  };
}
