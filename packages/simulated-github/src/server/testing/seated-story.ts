import type { OrganizationStory, StoryAccount } from '../../story.ts';
import { ada, january, smallStory, usageOf } from '../../testing/small-story.ts';

/** Three more people with seats in the team, who use Copilot now and then. */
const others: readonly StoryAccount[] = [1003, 1004, 1005].map((id) => ({
  id,
  login: `person-${id}`,
  type: 'User',
}));

/** {@link smallStory} with a team of five seats. */
export const seated: OrganizationStory = {
  ...smallStory,
  people: [...smallStory.people, ...others.map((one) => ({ ...one, from: january(1), to: null }))],
  teams: smallStory.teams.map((team) => ({
    ...team,
    members: [
      ...team.members,
      ...others.map(({ id, login }) => ({ id, login, from: '2026-01-01', to: null })),
    ],
  })),
  seats: [
    ...smallStory.seats,
    ...others.map(({ id, login }) => ({ id, login, grantedAt: january(3) })),
  ],
  usage: [
    ...smallStory.usage,
    ...others.map((one) => usageOf(one, '2026-01-09')),
    usageOf(ada, '2026-01-09'),
  ],
};
