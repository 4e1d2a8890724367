import type { OrganizationStory } from '../../story.ts';
import { ada, api, january, smallStory } from '../../testing/small-story.ts';

const sha = 'd'.repeat(40);
const common = { repository: api, sha, ref: 'main', environment: 'production', creator: ada };

/** The small organisation with a deployment that failed and one that succeeded. */
export const deployedStory: OrganizationStory = {
  ...smallStory,
  deployments: [
    {
      ...common,
      id: 60,
      createdAt: january(8, '09:00:00'),
      statuses: [
        { id: 600, state: 'in_progress', at: january(8, '09:01:00') },
        { id: 601, state: 'failure', at: january(8, '09:05:00') },
      ],
    },
    {
      ...common,
      id: 61,
      createdAt: january(8, '10:00:00'),
      statuses: [
        { id: 610, state: 'in_progress', at: january(8, '10:01:00') },
        { id: 611, state: 'success', at: january(8, '10:04:00') },
      ],
    },
  ],
};
