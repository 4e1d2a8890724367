export { createAccessToken, type AccessKind, type NewAccessToken } from '@uplift/db';
export { createApi } from './app.ts';
export { examineGitHub, type GitHubQuestion } from './github-app/examine-github.ts';
export type { Finding } from './github-app/finding.ts';
export {
  createGitHubAccess,
  type GitHubAccess,
  type GitHubAccessOptions,
} from './github-app/github-access.ts';
export type { ApiDeps } from './deps.ts';
