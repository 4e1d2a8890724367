import { readFileSync } from 'node:fs';

import { createGitHubAccess, type GitHubAccess } from '@uplift/api';
import type { Database } from '@uplift/db';
import { gitHubHost, type ConnectionSettings } from '@uplift/github/client';
import { createVault, type Vault } from '@uplift/runtime';

import type { Settings } from '../settings.ts';
import { CommandError } from '../terminal/failure.ts';
import { filedSecret } from './secret-file.ts';

const SECRET_FILE = 'secret';

/** Which GitHub the settings mean. @throws {CommandError} if an address is none */
export function gitHubConnection({ github }: Settings): ConnectionSettings {
  try {
    return { host: gitHubHost(github) };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new CommandError(`${error.message}: see GITHUB_URL, GITHUB_API_URL, GITHUB_GRAPHQL_URL`);
  }
}

/**
 * The way to GitHub, by the App of the environment or the one that is kept.
 *
 * @throws {CommandError} if the settings name a file of a key that cannot be read
 */
export function openGitHubAccess(
  settings: Settings,
  db: Database,
  now: () => Date = () => new Date(),
): GitHubAccess {
  return createGitHubAccess({
    db,
    connection: { ...gitHubConnection(settings), now },
    vault: vaultOf(settings),
    environmentApp: environmentApp(settings),
    environmentWebhookSecret: settings.webhookSecret,
    now,
  });
}

/** Encrypts with UPLIFT_SECRET, else (embedded) with a secret that the data directory keeps. */
function vaultOf({ secret, store }: Settings): Vault | null {
  if (secret !== null) return createVault(secret);
  if (store.mode === 'distributed') return null;
  return createVault(filedSecret(store.dataDirectory, SECRET_FILE).value);
}

function environmentApp({ github: { app }, webhookSecret }: Settings) {
  if (app === null) return null;
  const { id, signIn } = app;
  return { id, privateKey: keyOf(app.privateKey), signIn, webhookSecret };
}

function keyOf(key: NonNullable<Settings['github']['app']>['privateKey']): string {
  if (key.source === 'value') return key.pem;
  try {
    return readFileSync(key.path, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
    throw new CommandError(`GITHUB_APP_PRIVATE_KEY_FILE cannot be read (${code})`);
  }
}
