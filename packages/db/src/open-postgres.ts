import { drizzle } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';

import type { OpenDatabase } from './client.ts';

const INT8 = 20;

/**
 * Opens a pool of connections to a PostgreSQL server (15 or later). Connects on the first query.
 *
 * @param options.url - `postgres://…`; never logged
 * @param options.poolSize - most connections at once
 */
export function openPostgres(options: {
  readonly url: string;
  readonly poolSize: number;
}): OpenDatabase {
  const client = postgres(options.url, {
    max: options.poolSize,
    onnotice: () => {},
    connection: { application_name: 'uplift', TimeZone: 'UTC' },
    // All our bigint values lie below 2^53.
    types: { int8: { to: INT8, from: [INT8], parse: Number, serialize: String } },
  });
  return {
    db: drizzle(client),
    dialect: 'postgres',
    close: () => client.end({ timeout: 5 }),
  };
}
