import type { StoryAccount } from './story.ts';

/** The coding agent that opens pull requests when a person delegates to it. */
export const codingAgent: StoryAccount = { id: 198_982_749, login: 'Copilot', type: 'Bot' };

/** The AI reviewer, under the login of its reviews. */
export const aiReviewer: StoryAccount = {
  id: 175_728_472,
  login: 'copilot-pull-request-reviewer[bot]',
  type: 'Bot',
};

/** The same account, under the login of its comments and of requests to it. */
export const aiReviewerInComments: StoryAccount = { ...aiReviewer, login: 'Copilot' };

export const dependencyBot: StoryAccount = {
  id: 49_699_333,
  login: 'dependabot[bot]',
  type: 'Bot',
};

/** Every account of the world that is no person. */
export const worldBots: readonly StoryAccount[] = [dependencyBot, codingAgent, aiReviewer];
