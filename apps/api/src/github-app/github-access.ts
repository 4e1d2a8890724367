import { setTimeout as pause } from 'node:timers/promises';

import { findGitHubApp, saveGitHubApp, type Database } from '@uplift/db';
import {
  createAnonymousClient,
  createGitHubApp,
  type ConnectionSettings,
  type GitHubApp,
  type GitHubClient,
  type GitHubHost,
} from '@uplift/github/client';
import type { Vault } from '@uplift/runtime';

import { openCredentials, sealCredentials, type AppCredentials } from './credentials.ts';

/** The GitHub App that this service works as. */
export type AppInUse = AppCredentials & {
  /** GitHub's id. */
  readonly id: number;
  /** `environment` wins over what is `kept` in the database. */
  readonly source: 'environment' | 'kept';
  /** Null where only the environment tells of it: GitHub knows. */
  readonly slug: string | null;
  readonly htmlUrl: string | null;
  readonly client: GitHubApp;
};

/** An App as GitHub hands it over once. */
type HandedOverApp = {
  readonly id: number;
  readonly slug: string;
  readonly name: string;
  readonly htmlUrl: string;
  readonly clientId: string;
  readonly credentials: AppCredentials;
};

/** What may be shown of an App that is kept. */
type KeptApp = { readonly id: number; readonly slug: string; readonly htmlUrl: string };

/** How this service stands to GitHub. */
export type GitHubAccess = {
  readonly host: GitHubHost;
  /** For what needs no credentials. */
  readonly anonymous: GitHubClient;
  /** Whether credentials can be kept: not without a secret to encrypt them with. */
  readonly canKeep: boolean;
  /**
   * The App in use; null while there is none. One that another process has just kept is seen within
   * seconds; if `fresh`, by a look that begins after the call, for which it may wait half a second.
   *
   * @throws {VaultError} if its credentials were encrypted with another secret
   * @throws {TypeError} if its private key is none
   */
  readonly app: (wishes?: { readonly fresh: boolean }) => Promise<AppInUse | null>;
  /** The App that is kept, as far as it is no secret; null if none is. */
  readonly kept: () => Promise<KeptApp | null>;
  /** Whether the environment tells of an App, which wins over one that is kept. */
  readonly isSetByEnvironment: boolean;
  /** Keeps an App, its credentials encrypted, in the place of any other. */
  readonly keep: (app: HandedOverApp) => Promise<void>;
};

/** What {@link createGitHubAccess} is made of. */
export type GitHubAccessOptions = {
  readonly db: Database;
  readonly connection: ConnectionSettings;
  /** Null: nothing can be kept, and what is kept cannot be read. */
  readonly vault: Vault | null;
  /** An App that the environment tells of; null if it tells of none. */
  readonly environmentApp: (AppCredentials & { readonly id: number }) | null;
  /** Wins over the one that is kept with an App; null: that one. */
  readonly environmentWebhookSecret: string | null;
  readonly now: () => Date;
};

const LOOKED_EVERY_MS = 5000;
/** However often somebody wants the latest, the database is asked no more often. */
const LOOKED_AT_MOST_EVERY_MS = 500;

/** The way to GitHub, by the environment's App or the one that is kept. */
export function createGitHubAccess(options: GitHubAccessOptions): GitHubAccess {
  const { db, connection, vault, environmentApp } = options;
  const cached = createKeptApp(options);
  let fromEnvironment: AppInUse | null = null;
  return {
    host: connection.host,
    anonymous: createAnonymousClient(connection),
    canKeep: vault !== null,
    isSetByEnvironment: environmentApp !== null,
    kept: async () => {
      const row = await findGitHubApp(db);
      return row === null ? null : { id: row.id, slug: row.slug, htmlUrl: row.htmlUrl };
    },
    app: async ({ fresh } = { fresh: false }) => {
      if (environmentApp === null) return cached.find(fresh);
      fromEnvironment ??= {
        ...environmentApp,
        source: 'environment',
        slug: null,
        htmlUrl: null,
        client: connected(environmentApp, connection),
      };
      return fromEnvironment;
    },
    keep: async ({ credentials, ...app }) => {
      if (vault === null) throw new Error('there is no secret to encrypt credentials with');
      await saveGitHubApp(db, {
        ...app,
        credentials: sealCredentials(credentials, { vault, appId: app.id }),
        createdAt: options.now(),
      });
      cached.forget();
    },
  };
}

function createKeptApp(options: GitHubAccessOptions) {
  const { db, vault, now } = options;
  let known: { readonly app: AppInUse | null; readonly version: string } | null = null;
  let lookedAtMs = Number.NEGATIVE_INFINITY;

  const look = async (): Promise<AppInUse | null> => {
    const row = await findGitHubApp(db);
    lookedAtMs = now().getTime();
    const version = row === null ? '' : `${row.id} ${row.createdAt.toISOString()}`;
    if (known?.version === version) return known.app;
    if (row === null || vault === null) {
      known = { app: null, version: row === null ? '' : 'unreadable' };
      return null;
    }
    const app = opened(row, { ...options, vault });
    known = { app, version };
    return app;
  };
  const lookAfter = sharedLook(look);
  return {
    find: async (fresh: boolean): Promise<AppInUse | null> => {
      const ageMs = now().getTime() - lookedAtMs;
      const limitMs = fresh ? LOOKED_AT_MOST_EVERY_MS : LOOKED_EVERY_MS;
      // A clock that went back makes no answer older.
      if (known === null || ageMs < 0 || ageMs >= limitMs) return look();
      return fresh ? lookAfter(limitMs - ageMs) : known.app;
    },
    forget: (): void => {
      known = null;
    },
  };
}

type KeptRow = NonNullable<Awaited<ReturnType<typeof findGitHubApp>>>;

/** @throws {VaultError} if it was encrypted with another secret */
function opened(
  { credentials: sealed, id, slug, htmlUrl }: KeptRow,
  options: GitHubAccessOptions & { readonly vault: Vault },
): AppInUse {
  const credentials = openCredentials(sealed, { vault: options.vault, appId: id });
  return {
    ...credentials,
    webhookSecret: options.environmentWebhookSecret ?? credentials.webhookSecret,
    id,
    slug,
    htmlUrl,
    source: 'kept',
    client: connected({ ...credentials, id }, options.connection),
  };
}

/** Whoever asks while others wait for a look has the same one. */
function sharedLook<T>(look: () => Promise<T>): (waitMs: number) => Promise<T> {
  let next: Promise<T> | null = null;
  return (waitMs) => {
    next ??= pause(waitMs).then(() => {
      next = null;
      return look();
    });
    return next;
  };
}

function connected(
  { id, privateKey }: { readonly id: number; readonly privateKey: string },
  connection: ConnectionSettings,
): GitHubApp {
  return createGitHubApp({ ...connection, app: { appId: id, privateKey } });
}
