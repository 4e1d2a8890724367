import type { OrganizationStory, PullRequestStory, StoryAccount } from '../../../story.ts';
import { ada, bob, eventful, january, smallStory } from '../../../testing/small-story.ts';

const ghost: StoryAccount = { id: 10_137, login: 'ghost', type: 'User' };
const imported: StoryAccount = { id: 1900, login: 'imported-ivy', type: 'Mannequin' };
const cloudAgent: StoryAccount = { id: 198_982_749, login: 'Copilot', type: 'Bot' };

const odd: readonly PullRequestStory[] = [ghost, imported, cloudAgent].map((author, index) => ({
  ...eventful,
  number: 20 + index,
  id: 4_000_000_000 + index,
  author,
  assignees: [cloudAgent, ada],
  openedAt: january(10 + index),
  draftAtOpening: false,
  commits: [],
  steps: [
    { kind: 'review_requested', at: january(10 + index, '01:00:00'), actor: ada, reviewer: bob },
  ],
}));

/** The small organisation with pull requests by someone who left, who was imported, and an agent. */
export const oddStory: OrganizationStory = {
  ...smallStory,
  bots: [...smallStory.bots, cloudAgent],
  pullRequests: [...smallStory.pullRequests, ...odd],
};
