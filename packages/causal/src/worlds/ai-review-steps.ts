import { aiReviewer, aiReviewerInComments } from './accounts.ts';
import type { StoryStep } from './story.ts';
import { authorAt, instant, type Telling } from './telling.ts';

const SHARE_OF_ADOPTERS = 0.45;
const SHARE_OF_OTHERS = 0.05;

/** On a share of pull requests the AI reviewer comments about a minute after they are ready. */
export function aiReviewSteps(telling: Telling, readyAt: number): StoryStep[] {
  const { ids, plan, random } = telling;
  const asked = random.chance(plan.adopted ? SHARE_OF_ADOPTERS : SHARE_OF_OTHERS);
  const at = readyAt + random.integer(40, 150);
  if (!asked || plan.kind !== 'own' || at >= plan.endsAt) return [];

  const comments = Array.from({ length: random.integer(0, 3) }, (): StoryStep => ({
    kind: 'review_comment',
    at: instant(at),
    actor: aiReviewerInComments,
    commentId: ids.nextCommentId(),
    body: 'This value may be missing here.',
  }));
  return [
    {
      kind: 'review_requested',
      at: instant(readyAt),
      actor: authorAt(telling, readyAt),
      reviewer: aiReviewerInComments,
    },
    {
      kind: 'review',
      at: instant(at),
      actor: aiReviewer,
      reviewId: ids.nextReviewId(),
      state: 'commented',
      body: 'Reviewed the changed files.',
    },
    ...comments,
  ];
}
