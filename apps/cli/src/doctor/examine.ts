import { checkRedis } from '../composition/check-redis.ts';
import { openGitHubAccess } from '../composition/github.ts';
import { failed, ok, warning, type Check } from '../operations/check.ts';
import { perform, type PerformContext } from '../operations/perform.ts';
import { checkToken } from './check-token.ts';
import type { Settings } from '../settings.ts';
import { describeFailure } from '../terminal/failure.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { checkDataDirectory } from './check-data-directory.ts';

/** What was found, and the way to connect GitHub if it is not. */
export type Examination = {
  readonly checks: readonly Check[];
  /** Good once, within a day; null if GitHub is connected or cannot be. */
  readonly setupLink: string | null;
};

/** How an examination is made. */
export type ExamineDeps = { readonly terminal: Terminal; readonly now?: () => Date };

/** Everything that can be wrong with a service, each with how to mend it. */
export async function examine(settings: Settings, deps: ExamineDeps): Promise<Examination> {
  const directory = checkDataDirectory(settings.store);
  const [stored, queue, token] = await Promise.all([
    storeChecks(settings, deps),
    checkRedis(settings.redisUrl),
    checkToken(settings),
  ]);
  const { connected, setupLink } = stored;
  return {
    setupLink,
    checks: [
      modeCheck(settings),
      webhookCheck(settings, connected),
      ...(directory === null ? [] : [directory]),
      ...stored.checks,
      ...(token === null ? [] : [token]),
      queue,
    ],
  };
}

function modeCheck({ store }: Settings): Check {
  const words =
    store.mode === 'embedded'
      ? `embedded database in ${store.dataDirectory}`
      : 'distributed: DATABASE_URL is set';
  return ok('settings', words);
}

function webhookCheck({ webhookSecret, store, github }: Settings, connected: boolean): Check {
  const id = 'webhooks';
  if (github.token !== null && !connected) {
    const words = 'no App sends webhooks: GitHub is asked every hour, by GITHUB_TOKEN';
    return warning(id, words, 'connect GitHub on /setup, to have changes within seconds');
  }
  if (webhookSecret !== null) return ok(id, 'GITHUB_WEBHOOK_SECRET is set');
  if (connected) return ok(id, 'signed with the secret of the App');
  if (store.mode === 'embedded') {
    return ok(id, `signed with the secret in ${store.dataDirectory}/webhook-secret`);
  }
  const advice = 'connect GitHub, or set GITHUB_WEBHOOK_SECRET to the secret of the webhook there';
  return warning(id, 'no webhooks are taken', advice);
}

type Stored = Examination & { readonly connected: boolean };

async function storeChecks(settings: Settings, deps: ExamineDeps): Promise<Stored> {
  const { store, baseUrl } = settings;
  const context: PerformContext = {
    store,
    ...deps,
    openGitHub: (db) => openGitHubAccess(settings, db, deps.now),
  };
  try {
    const diagnosis = await perform({ name: 'diagnose', input: {} }, context);
    const input = { baseUrl, linkTo: baseUrl ?? localAddress(settings) };
    const github = await perform({ name: 'diagnose-github', input }, context);
    return { ...github, checks: [...diagnosis.checks, ...github.checks] };
  } catch (error) {
    const words = describeFailure(error, false).replace(/^uplift: /, '');
    const advice =
      store.mode === 'embedded'
        ? 'mend this first: everything else needs the database'
        : 'start PostgreSQL, or mend DATABASE_URL, first: everything else needs the database';
    return { checks: [failed('database', words, advice)], setupLink: null, connected: false };
  }
}

function localAddress({ host, port }: Settings): string {
  const everywhere = host === '0.0.0.0' || host === '::';
  return `http://${everywhere ? '127.0.0.1' : host}:${port}`;
}
