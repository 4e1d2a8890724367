import { loadConfig, SHORTEST_VAULT_SECRET, type Environment } from '@uplift/runtime';
import { z } from 'zod';

const text = z.string().min(1);

function urlOf(protocols: readonly string[], example: string) {
  return text
    .refine(
      (value) => protocols.some((protocol) => value.startsWith(`${protocol}://`)),
      `must start with ${protocols.map((protocol) => `${protocol}://`).join(' or ')}`,
    )
    .optional()
    .describe(`an address like ${example}`);
}

const webAddress = (example: string) => urlOf(['http', 'https'], example);

const EnvironmentSchema = z
  .object({
    DATABASE_URL: urlOf(['postgres', 'postgresql'], 'postgres://user:password@host/database'),
    DATABASE_POOL_SIZE: z.coerce.number().int().min(1).max(200).default(10),
    REDIS_URL: urlOf(['redis', 'rediss'], 'redis://host:6379'),
    UPLIFT_DATA_DIR: text.default('.uplift').describe('a directory that may be written'),
    UPLIFT_BASE_URL: webAddress('https://uplift.example.com'),
    UPLIFT_SECRET: text
      .refine(
        (value) => Buffer.byteLength(value) >= SHORTEST_VAULT_SECRET,
        `must have at least ${SHORTEST_VAULT_SECRET} bytes`,
      )
      .optional()
      .describe(`${SHORTEST_VAULT_SECRET} or more random bytes, as of: openssl rand -hex 32`),
    HOST: text.default('127.0.0.1'),
    PORT: z.coerce.number().int().min(0).max(65_535).default(4000).describe('a port, 0 to 65535'),
    GITHUB_URL: webAddress('https://github.example.com').default('https://github.com'),
    GITHUB_API_URL: webAddress('https://github.example.com/api/v3'),
    GITHUB_GRAPHQL_URL: webAddress('https://github.example.com/api/graphql'),
    GITHUB_DOWNLOAD_HOSTS: text
      .optional()
      .describe('names of the hosts that reports are downloaded from, with commas between'),
    GITHUB_APP_ID: z.coerce.number().int().positive().optional().describe("the App's number"),
    GITHUB_APP_PRIVATE_KEY: text
      .refine((value) => value.includes('PRIVATE KEY-----'), 'must be a private key')
      .optional()
      .describe(
        "the App's private key in PEM format, or name its file in GITHUB_APP_PRIVATE_KEY_FILE",
      ),
    GITHUB_APP_PRIVATE_KEY_FILE: text.optional(),
    GITHUB_CLIENT_ID: text.optional(),
    GITHUB_CLIENT_SECRET: text.optional(),
    GITHUB_WEBHOOK_SECRET: text.optional(),
    GITHUB_TOKEN: text.optional(),
    GITHUB_ENTERPRISE: text
      .regex(/^[\w.-]+$/, 'must be the name of an enterprise, as in its address')
      .optional()
      .describe('the name of the enterprise in its address'),
    UPLIFT_BACKFILL_DAYS: z.coerce.number().int().min(1).max(7300).optional(),
    UPLIFT_ON_UNINSTALL: z.enum(['keep', 'purge']).default('keep').describe('keep or purge'),
    UPLIFT_INBOX_RETENTION_DAYS: z.coerce.number().int().min(7).optional(),
    LOG_LEVEL: z
      .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
      .default('info')
      .describe('fatal, error, warn, info, debug, trace or silent'),
  })
  .superRefine(({ GITHUB_APP_ID: id, ...rest }, context) => {
    const hasKey =
      rest.GITHUB_APP_PRIVATE_KEY !== undefined || rest.GITHUB_APP_PRIVATE_KEY_FILE !== undefined;
    if (hasKey === (id !== undefined)) return;
    const variable = hasKey ? 'GITHUB_APP_ID' : 'GITHUB_APP_PRIVATE_KEY';
    context.addIssue({ code: 'custom', path: [variable], message: 'is needed with the other' });
  });

type Read = z.output<typeof EnvironmentSchema>;

/** Where the data lives. */
export type StoreSettings =
  | { readonly mode: 'embedded'; readonly dataDirectory: string }
  | { readonly mode: 'distributed'; readonly url: string; readonly poolSize: number };

/** A GitHub App that is told by the environment, and so wins over one that is kept. */
type AppSettings = {
  readonly id: number;
  readonly privateKey:
    | { readonly source: 'value'; readonly pem: string }
    | { readonly source: 'file'; readonly path: string };
  /** Null: nobody can sign in by GitHub. */
  readonly signIn: { readonly clientId: string; readonly clientSecret: string } | null;
};

/** Which GitHub, and as whom. */
type GitHubSettings = {
  /** Where people see it, without a trailing slash. */
  readonly url: string;
  /** Null: as it follows from {@link GitHubSettings.url}. */
  readonly apiUrl: string | null;
  readonly graphqlUrl: string | null;
  readonly downloadHosts: readonly string[] | null;
  /** Null: the App that is kept in the database, if there is one. */
  readonly app: AppSettings | null;
  /** A person's token, to read with instead of an App; null if none. */
  readonly token: string | null;
  /** The enterprise to ask for Copilot's figures; null: the one where the App is installed, if any. */
  readonly enterprise: string | null;
};

/** The settings of an `uplift` process. */
export type Settings = {
  readonly store: StoreSettings;
  /** Null: the queue lives in the process. */
  readonly redisUrl: string | null;
  /** The address that people use, where it is not the one listened on. */
  readonly baseUrl: string | null;
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  readonly webhookSecret: string | null;
  /** Encrypts the credentials that are kept; null: one in the data directory, or none. */
  readonly secret: string | null;
  readonly github: GitHubSettings;
  /** How far back histories are fetched from GitHub; null: two years. */
  readonly backfillDays: number | null;
  /** What becomes of an organisation's data once it removes the App. */
  readonly onUninstall: 'keep' | 'purge';
  /** Null: raw deliveries are kept for ever. */
  readonly inboxRetentionDays: number | null;
  readonly logLevel: Read['LOG_LEVEL'];
};

/**
 * Reads the settings; nothing set means the embedded mode on loopback.
 *
 * @throws {ConfigError} naming every faulty setting
 */
export function settingsOf(environment: Environment): Settings {
  const read = loadConfig(EnvironmentSchema, environment);
  return {
    store: storeOf(read),
    redisUrl: read.REDIS_URL ?? null,
    baseUrl: read.UPLIFT_BASE_URL ?? null,
    host: read.HOST,
    port: read.PORT,
    webhookSecret: read.GITHUB_WEBHOOK_SECRET ?? null,
    secret: read.UPLIFT_SECRET ?? null,
    github: githubOf(read),
    backfillDays: read.UPLIFT_BACKFILL_DAYS ?? null,
    onUninstall: read.UPLIFT_ON_UNINSTALL,
    inboxRetentionDays: read.UPLIFT_INBOX_RETENTION_DAYS ?? null,
    logLevel: read.LOG_LEVEL,
  };
}

function storeOf(read: Read): StoreSettings {
  if (read.DATABASE_URL === undefined) {
    return { mode: 'embedded', dataDirectory: read.UPLIFT_DATA_DIR };
  }
  return { mode: 'distributed', url: read.DATABASE_URL, poolSize: read.DATABASE_POOL_SIZE };
}

function githubOf(read: Read): GitHubSettings {
  return {
    url: trimmed(read.GITHUB_URL),
    apiUrl: read.GITHUB_API_URL === undefined ? null : trimmed(read.GITHUB_API_URL),
    graphqlUrl: read.GITHUB_GRAPHQL_URL === undefined ? null : trimmed(read.GITHUB_GRAPHQL_URL),
    downloadHosts:
      read.GITHUB_DOWNLOAD_HOSTS?.split(',')
        .map((host) => host.trim())
        .filter((host) => host !== '') ?? null,
    app: appOf(read),
    token: read.GITHUB_TOKEN ?? null,
    enterprise: read.GITHUB_ENTERPRISE ?? null,
  };
}

function appOf(read: Read): AppSettings | null {
  const {
    GITHUB_APP_ID: id,
    GITHUB_APP_PRIVATE_KEY: pem,
    GITHUB_APP_PRIVATE_KEY_FILE: path,
  } = read;
  if (id === undefined) return null;
  const { GITHUB_CLIENT_ID: clientId, GITHUB_CLIENT_SECRET: clientSecret } = read;
  const signIn =
    clientId === undefined || clientSecret === undefined ? null : { clientId, clientSecret };
  if (pem !== undefined) {
    // Files of variables cannot hold line breaks, so keys come with them written out.
    return { id, privateKey: { source: 'value', pem: pem.replaceAll('\\n', '\n') }, signIn };
  }
  return path === undefined ? null : { id, privateKey: { source: 'file', path }, signIn };
}

function trimmed(url: string): string {
  return url.replace(/\/+$/, '');
}
