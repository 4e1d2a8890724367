export type { AppIdentity } from './connection/app-tokens.ts';
export type { Budget, BudgetCost, BudgetStatus, LimitedResource } from './connection/budget.ts';
export {
  createAnonymousClient,
  createGitHubApp,
  createTokenClient,
  type GitHubApp,
} from './connection/create-client.ts';
export type { ConnectionSettings, Fetch } from './connection/engine.ts';
export type { GitHubClient, Reading } from './connection/github-client.ts';
export { GitHubError, type GitHubFailure, isGitHubError } from './connection/github-error.ts';
export { type GitHubHost, gitHubHost, type GitHubHostSettings } from './connection/github-host.ts';
export type { RepositoryRead } from './pull-requests/answer.ts';
export { expectedPoints, type PullRequestPart } from './pull-requests/query.ts';
export type { PullRequestRead } from './pull-requests/read-node.ts';
export {
  type OpenPullRequest,
  type PageWishes,
  type PullRequestPage,
  readOpenNumbers,
  readPullRequestPage,
  readUpdatedSince,
  type SinceWishes,
} from './pull-requests/read-pages.ts';
export {
  type PullRequestPartPage,
  readPullRequest,
  readPullRequestPart,
} from './pull-requests/read-pull-request.ts';
