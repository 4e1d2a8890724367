import { join } from 'node:path';

import { openPostgres, withOrganization, type OpenDatabase } from '@uplift/db';
import { createTemporaryDatabase } from '@uplift/testkit';
import { expect } from 'vitest';

import { redisDatabase } from '../../e2e/support/redis.ts';
import type { Environment } from '../../e2e/support/service.ts';

/** Where a served organisation keeps its data. */
export type ServedStore = {
  /** What tells the service of it. */
  readonly environment: Environment;
  /** Ends it, once nobody uses it any more. */
  readonly close: () => Promise<void>;
};

/** Makes a store; the directory takes its files. */
export type OpenStore = (directory: string) => Promise<ServedStore>;

/** In the serving process, in files. */
export const openEmbeddedStore: OpenStore = (directory) =>
  Promise.resolve({
    environment: { UPLIFT_DATA_DIR: join(directory, 'data') },
    close: () => Promise.resolve(),
  });

/** A row of an answer in SQL. */
export type Row = Readonly<Record<string, unknown>>;

/** A store on PostgreSQL, which can be asked beside the service. */
export type AskableStore = {
  readonly open: OpenStore;
  /** What a statement answers of the only organisation. */
  readonly rows: (statement: string) => Promise<readonly Row[]>;
};

/** @param redis - the number of a database that no other file of tests uses */
export function askableStore(redis: number): AskableStore {
  let store: OpenDatabase;
  return {
    open: async () => {
      const queue = redisDatabase(redis);
      const database = await createTemporaryDatabase();
      await queue.empty();
      store = openPostgres({ url: database.url, poolSize: 1 });
      return {
        environment: { DATABASE_URL: database.url, REDIS_URL: queue.url },
        close: async () => {
          await store.close();
          await queue.empty();
          await database.drop();
        },
      };
    },
    rows: (statement) =>
      withOrganization(store.db, ONLY_ORGANIZATION, async (tx) => {
        const rows: unknown = await tx.execute(statement);
        if (!Array.isArray(rows)) return expect.fail('PostgreSQL answers rows');
        return rows;
      }),
  };
}

const ONLY_ORGANIZATION = 1;
