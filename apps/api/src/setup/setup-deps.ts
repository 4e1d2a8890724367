import type { ApiDeps } from '../deps.ts';
import type { GitHubAccess } from '../github-app/github-access.ts';

/** What the set-up works with: an API that can reach GitHub. */
export type SetupDeps = ApiDeps & { readonly github: GitHubAccess };
