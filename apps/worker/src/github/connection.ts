import type { Database, OrganizationInstallation } from '@uplift/db';
import {
  createGitHubApp,
  createTokenClient,
  type AppIdentity,
  type Budget,
  type ConnectionSettings,
  type GitHubApp,
  type GitHubClient,
} from '@uplift/github/client';

import { findingEnterprise, type EnterpriseReach } from './enterprise.ts';
import { storedBudget } from './stored-budget.ts';

/** Whom a worker can ask in whose name. */
export type GitHubReach = {
  /** There is an App: its installations can be asked. */
  readonly installations: boolean;
  /** There is a token: whatever it may see can be asked, without an installation. */
  readonly token: boolean;
};

/** The way to GitHub: of an App, of a token, or of both. */
export type GitHubConnection = {
  /** Never asks the database while a transaction is open elsewhere: ask before opening one. */
  readonly reach: () => Promise<GitHubReach>;
  /**
   * A client that keeps to the shared budget: in the name of an installation, or else (null, or no
   * App) of the token. Null where neither is there.
   */
  readonly clientFor: (installationId: number | null) => Promise<GitHubClient | null>;
  /**
   * The enterprise that can be asked for Copilot's seats and reports: the one where the App is
   * installed, or the one that the settings name. Null where there is none.
   *
   * @throws {GitHubError} if GitHub cannot be asked where the App is installed
   */
  readonly enterprise: () => Promise<EnterpriseReach | null>;
  /** The App itself, with a shared budget of its own; null where there is none. */
  readonly asApp: () => Promise<GitHubClient | null>;
};

/** What connections are made from. */
export type GitHubConnectionOptions = {
  readonly db: Database;
  readonly settings: ConnectionSettings;
  /** The App as it is now: it may be made, or removed, while this runs. */
  readonly app: () => Promise<AppIdentity | null>;
  /** A person's token; null for none. */
  readonly token: string | null;
  /** The enterprise to ask for Copilot's figures; null: the one where the App is installed. */
  readonly enterprise?: string | null;
};

/** Under this the budget of a token is kept, which belongs to no installation. */
const TOKEN_BUDGET = 0;
/** And under this that of the App itself; installations have numbers above zero. */
const APP_BUDGET = -1;

/** Connects to GitHub with budgets that all workers share. */
export function openGitHubConnection(options: GitHubConnectionOptions): GitHubConnection {
  const { db, settings, token, enterprise: named = null } = options;
  const now = settings.now ?? (() => new Date());
  const budgetOf = (installationId: number) => storedBudget(installationId, { db, now });
  const appOf = keepingLast(options, budgetOf(APP_BUDGET));
  const ofToken =
    token === null
      ? null
      : createTokenClient({ ...settings, token, budget: budgetOf(TOKEN_BUDGET) });
  const installations = new WeakMap<GitHubApp, Map<number, GitHubClient>>();
  const installedAt = (app: GitHubApp, installationId: number): GitHubClient => {
    const ofApp = installations.get(app) ?? new Map<number, GitHubClient>();
    installations.set(app, ofApp);
    const client =
      ofApp.get(installationId) ?? app.installation(installationId, budgetOf(installationId));
    ofApp.set(installationId, client);
    return client;
  };
  return {
    reach: async () => ({ installations: (await appOf()) !== null, token: token !== null }),
    clientFor: async (installationId) => {
      const kept = installationId === null ? null : await appOf();
      if (kept === null || installationId === null) return ofToken;
      return installedAt(kept.app, installationId);
    },
    enterprise: findingEnterprise({
      named,
      ofToken,
      now,
      app: async () => (await appOf())?.app ?? null,
      installedAt,
    }),
    asApp: async () => (await appOf())?.app.asApp ?? null,
  };
}

/**
 * The client to ask for an organisation with: its installation, or a token where the App is not
 * installed. Null where nobody can ask; an App that was put to rest is not circumvented by a token.
 */
export async function clientOfOrganization(
  { installationId, status }: Pick<OrganizationInstallation, 'installationId' | 'status'>,
  github: GitHubConnection,
): Promise<GitHubClient | null> {
  const { installations } = await github.reach();
  if (status === 'active' && installations) return github.clientFor(installationId);
  return status === 'suspended' ? null : github.clientFor(null);
}

type KeptApp = { readonly identity: AppIdentity; readonly app: GitHubApp };

/** The App, made anew only when it is another: it keeps the tokens of its installations. */
function keepingLast(
  { app, settings }: GitHubConnectionOptions,
  appBudget: Budget,
): () => Promise<KeptApp | null> {
  let kept: KeptApp | null = null;
  return async () => {
    const identity = await app();
    if (identity === null) return null;
    const isSame =
      kept?.identity.appId === identity.appId && kept.identity.privateKey === identity.privateKey;
    if (kept === null || !isSame) {
      kept = { identity, app: createGitHubApp({ ...settings, app: identity, appBudget }) };
    }
    return kept;
  };
}
