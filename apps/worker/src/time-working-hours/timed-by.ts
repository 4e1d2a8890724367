import type { StoredSegment, TimedPullRequest } from '@uplift/db';
import {
  parseSegment,
  sharedClock,
  workingStageSeconds,
  type WorkingCalendar,
} from '@uplift/metrics';

/** A merged pull request with its stages, by the clock of working hours. */
export function timedBy(
  calendar: WorkingCalendar,
  { id, segments }: { readonly id: number; readonly segments: readonly StoredSegment[] },
): TimedPullRequest {
  const fact = { segments: segments.flatMap(parseSegment) };
  const clock = sharedClock(calendar);
  return { id, stageSeconds: workingStageSeconds(fact, { clock, asOf: null }) };
}
