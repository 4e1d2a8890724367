import type { Stage, StageSegment } from '../../facts.ts';
import type { DraftSpell } from './draft-spells.ts';

/** The instants that decide the stages, in milliseconds. */
export type StageInstants = {
  readonly firstCommitAt: number;
  readonly openedAt: number;
  readonly draftSpells: readonly DraftSpell[];
  readonly firstReviewAt: number | null;
  readonly approvedAt: number | null;
  /** `null` while the pull request is open. */
  readonly end: number | null;
};

/**
 * The stages from the first commit to the end, as a partition: no gap, no overlap, no empty stretch,
 * neighbours of different stages. Each instant is in the first stage whose rule holds. Nothing is
 * left where the end does not lie after the first commit.
 */
export function segmentsOf(instants: StageInstants): readonly StageSegment[] {
  const start = instants.firstCommitAt;
  const end = instants.end ?? Number.POSITIVE_INFINITY;
  if (end <= start) return [];

  const cuts = cutsOf(instants).filter((cut) => cut > start && cut < end);
  const segments: StageSegment[] = [];
  for (const from of new Set([start, ...cuts.toSorted((a, b) => a - b)])) {
    const stage = stageAt(from, instants);
    const previous = segments.at(-1);
    if (previous?.stage === stage) continue;
    if (previous !== undefined) segments.splice(-1, 1, { ...previous, to: new Date(from) });
    segments.push({ stage, from: new Date(from), to: null });
  }

  const last = segments.at(-1);
  if (last !== undefined && instants.end !== null) {
    segments.splice(-1, 1, { ...last, to: new Date(instants.end) });
  }
  return segments;
}

function stageAt(instant: number, instants: StageInstants): Stage {
  const { openedAt, draftSpells, firstReviewAt, approvedAt } = instants;
  const isDraft = draftSpells.some(({ from, to }) => from <= instant && instant < to);
  if (instant < openedAt || isDraft) return 'coding';
  if (firstReviewAt === null || instant < firstReviewAt) return 'pickup';
  if (approvedAt === null || instant < approvedAt) return 'review';
  return 'merge';
}

function cutsOf(instants: StageInstants): readonly number[] {
  const { openedAt, draftSpells, firstReviewAt, approvedAt } = instants;
  return [
    openedAt,
    ...draftSpells.flatMap(({ from, to }) => [from, to]),
    ...(firstReviewAt === null ? [] : [firstReviewAt]),
    ...(approvedAt === null ? [] : [approvedAt]),
  ];
}
