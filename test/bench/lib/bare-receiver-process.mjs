// The least that a receiver can do: read the body, store it, answer. No signature, no second look.
import { createServer } from 'node:http';

import { answerQuestions } from './processes.mjs';
import { packageOf } from './stores.mjs';

const TABLE = 'create table raw (id bigint generated always as identity primary key, body bytea)';

const express = packageOf('apps/api', 'express');

await answerQuestions(async ({ dialect, place }) => {
  const { insert, close } = dialect === 'pglite' ? await embedded(place) : await pool(place);
  const app = express();
  app.post('/', express.raw({ type: () => true, limit: '25mb' }), async (request, response) => {
    await insert(request.body);
    response.status(202).json({ outcome: 'accepted' });
  });
  const server = createServer(app);
  await new Promise((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    ready: { url: `http://127.0.0.1:${server.address().port}/` },
    answer: () => ({}),
    close: async () => {
      server.closeAllConnections();
      await close();
    },
  };
});

async function embedded(directory) {
  const { PGlite } = packageOf('packages/db', '@electric-sql/pglite');
  const client = await PGlite.create(directory);
  await client.exec(TABLE);
  const insert = (body) => client.query('insert into raw (body) values ($1)', [body]);
  return { insert, close: () => client.close() };
}

async function pool(url) {
  const postgres = packageOf('packages/db', 'postgres');
  const sql = postgres(url, { max: 10, onnotice: () => {} });
  await sql.unsafe(TABLE);
  return { insert: (body) => sql`insert into raw (body) values (${body})`, close: () => sql.end() };
}
