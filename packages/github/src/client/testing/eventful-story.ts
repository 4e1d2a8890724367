import type { OrganizationStory, PullRequestStory } from '@uplift/simulated-github';

import { ada, commit, copilot, grace, hour, pullRequest, storyOf } from './one-story.ts';

/** A pull request that everything happens to that is measured. */
const eventful: PullRequestStory = pullRequest(1, {
  draftAtOpening: true,
  assignees: [grace],
  commits: [commit(1), commit(2, copilot)],
  steps: [
    { kind: 'ready_for_review', at: hour(2), actor: ada },
    { kind: 'review_requested', at: hour(3), actor: ada, reviewer: grace },
    { kind: 'review', at: hour(4), actor: grace, reviewId: 301, state: 'approved', body: '' },
    { kind: 'issue_comment', at: hour(5), actor: grace, commentId: 401, body: 'Why?' },
    { kind: 'review_dismissed', at: hour(6), actor: ada, reviewId: 301 },
    { kind: 'converted_to_draft', at: hour(7), actor: ada },
    { kind: 'closed', at: hour(8), actor: ada },
    { kind: 'reopened', at: hour(9), actor: grace },
    { kind: 'ready_for_review', at: hour(10), actor: ada },
    { kind: 'merged', at: hour(11), actor: grace },
  ],
});

/** An organisation with that pull request, one that stays open, and a deployment. */
export const eventfulStory: OrganizationStory = {
  ...storyOf([eventful, pullRequest(20, { author: copilot, assignees: [ada] })]),
  deployments: [
    {
      id: 60,
      repository: eventful.repository,
      sha: 'd'.repeat(40),
      ref: 'main',
      environment: 'production',
      creator: ada,
      createdAt: hour(12),
      statuses: [{ id: 600, state: 'success', at: hour(13) }],
    },
  ],
};
