export { convertManifest, type NewApp } from './app/convert-manifest.ts';
export {
  type DeliveryAttempt,
  type DeliveryDetail,
  type DeliveryLogPage,
  readDelivery,
  readDeliveryLog,
  redeliver,
} from './app/delivery-log.ts';
export {
  type AppFacts,
  readApp,
  readEnterpriseInstallations,
  readInstallation,
  readInstallations,
  setHookUrl,
} from './app/read-app.ts';
export type { EnterpriseInstallation, Installation, Permissions } from './app/shapes.ts';
export {
  authorizeUrl,
  type CodeExchange,
  exchangeCode,
  type Membership,
  readMembership,
  readOwnInstallations,
  readOwnMembership,
  readOwnRepositories,
  readViewer,
  type SignInWishes,
  type UserToken,
  type Viewer,
} from './app/sign-in.ts';
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
export {
  type NumbersRead,
  type PullRequestNumber,
  readOpenNumbers,
  readUpdatedNumbers,
} from './pull-requests/read-numbers.ts';
export { expectedPoints, type PullRequestPart } from './pull-requests/query.ts';
export type { PartOverflow, PullRequestRead } from './pull-requests/read-node.ts';
export {
  type PageWishes,
  type PullRequestPage,
  readPullRequestPage,
  readUpdatedSince,
  type SinceWishes,
} from './pull-requests/read-pages.ts';
export {
  type PullRequestPartPage,
  readPullRequest,
  readPullRequestPart,
} from './pull-requests/read-pull-request.ts';
export { type ReportOutcome, type ReportWishes, readReport } from './copilot/read-report.ts';
export type { ReportKind, ReportRow } from './copilot/report-row.ts';
export { type BillingRead, readBilling, readSeats, type SeatsRead } from './copilot/read-seats.ts';
export { readMembers } from './directory/read-teams-and-members.ts';
export {
  type DeploymentPage,
  type DeploymentWishes,
  readDeployments,
} from './directory/read-deployments.ts';
export {
  readRepositories,
  readRepository,
  type RepositoriesRead,
  type SeenRepository,
} from './directory/read-repositories.ts';
export {
  type DirectoryRead,
  readTeamsAndMembers,
  type TeamRead,
} from './directory/read-teams-and-members.ts';
