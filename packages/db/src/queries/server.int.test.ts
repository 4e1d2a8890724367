import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { rowsOf, type OpenDatabase } from '../client.ts';
import { dialects, openTestStore } from '../testing/index.ts';
import { withOrganization } from '../with-organization.ts';
import { refreshStatistics } from './server.ts';

describe.each(dialects)('statistics of the planner on %s', (dialect) => {
  let store: OpenDatabase;
  beforeAll(async () => {
    store = await openTestStore(dialect);
    await store.db.execute(sql`insert into organizations (login) values ('acme')`);
    // or a server might count by itself meanwhile
    await store.db.execute(sql`alter table people set (autovacuum_enabled = false)`);
  });
  afterAll(() => store.close());

  const addPeople = (from: number, to: number) =>
    withOrganization(store.db, 1, (tx) =>
      tx.execute(sql`
        insert into people (organization_id, login, kind)
        select 1, 'dev-' || n, 'human' from generate_series(${from}::int, ${to}::int) n`),
    );
  const known = async () => {
    const [row] = await rowsOf<{ rows: number }>(
      store.db,
      sql`select reltuples::int as rows from pg_class where relname = 'people'`,
    );
    return row?.rows;
  };

  test('a table that has doubled is counted again, and one that has hardly grown is not', async () => {
    await addPeople(1, 1000);
    await refreshStatistics(store.db);
    expect(await known()).toBe(1000);

    await addPeople(1001, 1200);
    await refreshStatistics(store.db);
    expect(await known()).toBe(1000);

    await addPeople(1201, 3000);
    await refreshStatistics(store.db);
    expect(await known()).toBe(3000);
  });
});
