import type { GitHubAccess } from '@uplift/api';
import type { Database } from '@uplift/db';
import { openGitHubConnection, type GitHubConnection } from '@uplift/worker';

import type { Settings } from '../settings.ts';
import { gitHubConnection } from './github.ts';

type ConnectionParts = {
  readonly db: Database;
  readonly access: GitHubAccess;
  readonly now: () => Date;
};

/**
 * The way to GitHub of what fetches: by the App, wherever it is told of, and by GITHUB_TOKEN where
 * the App is not installed.
 *
 * @throws {CommandError} if an address in the settings is none
 */
export function openConnection(
  settings: Settings,
  { db, access, now }: ConnectionParts,
): GitHubConnection {
  return openGitHubConnection({
    db,
    settings: { ...gitHubConnection(settings), now },
    token: settings.github.token,
    enterprise: settings.github.enterprise,
    app: async () => {
      const app = await access.app();
      return app === null ? null : { appId: app.id, privateKey: app.privateKey };
    },
  });
}
