import { createTemporaryDatabase } from '@uplift/testkit';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';

import { rowsOf } from '../client.ts';
import { migrateDatabase } from '../migrate.ts';
import { openPostgres } from '../open-postgres.ts';
import { ensureDeliveryPartitions } from './inbox.ts';

const MONTHS = Array.from({ length: 24 }, (_, month) => new Date(Date.UTC(2040, month, 15)));

let database: Awaited<ReturnType<typeof createTemporaryDatabase>>;
beforeAll(async () => {
  database = await createTemporaryDatabase({ owner: 'unprivileged' });
});
afterAll(async () => database.drop());

const open = () => openPostgres({ url: database.url, poolSize: 1 });

it('processes that all make the same months of the inbox never wait for each other', async () => {
  // given
  const reader = open();
  await migrateDatabase(reader.db);
  const processes = Array.from({ length: 8 }, open);

  // when
  for (const month of MONTHS) {
    await Promise.all(processes.map(({ db }) => ensureDeliveryPartitions(db, [month])));
  }

  // then
  const made = await rowsOf<{ name: string }>(
    reader.db,
    sql`select relname as name from pg_class where relname like 'deliveries\\_204%' and relkind = 'r'`,
  );
  expect(made).toHaveLength(MONTHS.length);
  await Promise.all([reader, ...processes].map((opened) => opened.close()));
});
