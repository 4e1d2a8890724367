import { createTemporaryDatabase } from '@uplift/testkit';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { rowsOf } from './client.ts';
import { findMigrationVersion, migrateDatabase } from './migrate.ts';
import { openPostgres } from './open-postgres.ts';
import { dialects, openTestStore } from './testing/index.ts';

describe('migrating an empty PostgreSQL database', () => {
  let database: Awaited<ReturnType<typeof createTemporaryDatabase>>;

  beforeAll(async () => {
    database = await createTemporaryDatabase({ owner: 'unprivileged' });
  });
  afterAll(async () => database.drop());

  it('is safe with twenty starters at once, and leaves each migration applied once', async () => {
    // given
    const starters = Array.from({ length: 20 }, () =>
      openPostgres({ url: database.url, poolSize: 1 }),
    );

    // when
    await Promise.all(starters.map(({ db }) => migrateDatabase(db)));

    // then
    const reader = openPostgres({ url: database.url, poolSize: 1 });
    const applied = await rowsOf<{ hash: string }>(
      reader.db,
      sql`select hash from drizzle.__drizzle_migrations`,
    );
    expect(applied.length).toBe(new Set(applied.map(({ hash }) => hash)).size);
    expect(applied.length).toBeGreaterThan(0);
    await Promise.all([reader, ...starters].map((opened) => opened.close()));
  });
});

describe.each(dialects)('migrating on %s', (dialect) => {
  it('changes nothing the second time', async () => {
    // given
    const store = await openTestStore(dialect);
    const version = await findMigrationVersion(store.db);

    // when
    await migrateDatabase(store.db);

    // then
    expect(version).toBeGreaterThan(0);
    expect(await findMigrationVersion(store.db)).toBe(version);
    await store.close();
  });

  it('leaves no table of an organisation without a forced policy', async () => {
    const store = await openTestStore(dialect);
    const unprotected = await rowsOf<{ name: string }>(
      store.db,
      sql`select c.relname as name from pg_class c
          join pg_attribute a on a.attrelid = c.oid and a.attname = 'organization_id'
          where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace
            and c.relname <> 'access_tokens'
            and not (c.relrowsecurity and c.relforcerowsecurity
                     and exists (select from pg_policy p where p.polrelid = c.oid))`,
    );
    expect(unprotected).toEqual([]);
    await store.close();
  });
});
