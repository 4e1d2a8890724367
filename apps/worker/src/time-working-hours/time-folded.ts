import {
  findWorkingHours,
  saveWorkingTimes,
  type FoldedPullRequest,
  type Transaction,
} from '@uplift/db';
import { calendarKey, sharedClock, workingStageSeconds } from '@uplift/metrics';

/** Measures facts that were just folded by the clock of working hours too, where there is one. */
export async function timeFolded(
  tx: Transaction,
  organizationId: number,
  folded: readonly FoldedPullRequest[],
): Promise<void> {
  const merged = folded.filter(({ fact }) => fact.mergedAt !== null);
  if (merged.length === 0) return;
  const calendar = await findWorkingHours(tx);
  if (calendar === null) return;
  const clock = sharedClock(calendar);
  await saveWorkingTimes(tx, organizationId, {
    calendar: calendarKey(calendar),
    timed: merged.map(({ id, fact }) => ({
      id,
      stageSeconds: workingStageSeconds(fact, { clock, asOf: null }),
    })),
  });
}
