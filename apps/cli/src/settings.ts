import { loadConfig, type Environment } from '@uplift/runtime';
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

const EnvironmentSchema = z.object({
  DATABASE_URL: urlOf(['postgres', 'postgresql'], 'postgres://user:password@host/database'),
  DATABASE_POOL_SIZE: z.coerce.number().int().min(1).max(200).default(10),
  REDIS_URL: urlOf(['redis', 'rediss'], 'redis://host:6379'),
  UPLIFT_DATA_DIR: text.default('.uplift').describe('a directory that may be written'),
  UPLIFT_BASE_URL: urlOf(['http', 'https'], 'https://uplift.example.com'),
  HOST: text.default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(4000).describe('a port, 0 to 65535'),
  GITHUB_WEBHOOK_SECRET: text.optional(),
  UPLIFT_INBOX_RETENTION_DAYS: z.coerce.number().int().min(7).optional(),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
    .default('info')
    .describe('fatal, error, warn, info, debug, trace or silent'),
});

/** Where the data lives. */
export type StoreSettings =
  | { readonly mode: 'embedded'; readonly dataDirectory: string }
  | { readonly mode: 'distributed'; readonly url: string; readonly poolSize: number };

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
  /** Null: raw deliveries are kept for ever. */
  readonly inboxRetentionDays: number | null;
  readonly logLevel: z.output<typeof EnvironmentSchema>['LOG_LEVEL'];
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
    inboxRetentionDays: read.UPLIFT_INBOX_RETENTION_DAYS ?? null,
    logLevel: read.LOG_LEVEL,
  };
}

function storeOf(read: z.output<typeof EnvironmentSchema>): StoreSettings {
  if (read.DATABASE_URL === undefined) {
    return { mode: 'embedded', dataDirectory: read.UPLIFT_DATA_DIR };
  }
  return { mode: 'distributed', url: read.DATABASE_URL, poolSize: read.DATABASE_POOL_SIZE };
}
