import type { PullRequest } from '@uplift/contracts';
import type { ListedPullRequest, PlacedPullRequest } from '@uplift/db';
import { parseSegment, stageSeconds, sumOfStages } from '@uplift/metrics';

/**
 * A pull request as the API shows it.
 *
 * @param now - until when the last stage of an open one is counted
 */
export function toPullRequest(
  row: ListedPullRequest & Partial<Pick<PlacedPullRequest, 'position'>>,
  now: Date,
): PullRequest {
  const { id: _id, position: _position, segments, labels, flags, ...rest } = row;
  const spent = stageSeconds({ segments: segments.flatMap(parseSegment) }, now);
  return {
    ...rest,
    firstCommitAt: row.firstCommitAt.toISOString(),
    openedAt: row.openedAt.toISOString(),
    readyAt: toText(row.readyAt),
    firstReviewAt: toText(row.firstReviewAt),
    firstAiReviewAt: toText(row.firstAiReviewAt),
    firstResponseAt: toText(row.firstResponseAt),
    approvedAt: toText(row.approvedAt),
    mergedAt: toText(row.mergedAt),
    closedAt: toText(row.closedAt),
    labels: [...labels],
    // The sum of the stages as they are shown, so that it holds to the last digit.
    cycleTimeSeconds: row.mergedAt === null ? null : sumOfStages(spent),
    stages: { ...spent, deploy: null },
    flags: [...flags],
  };
}

function toText(instant: Date | null): string | null {
  return instant?.toISOString() ?? null;
}
