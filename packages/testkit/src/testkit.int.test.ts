import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { connect } from 'node:net';

import postgres from 'postgres';
import { afterEach, describe, expect, it } from 'vitest';

import {
  createRedisPrefix,
  createTemporaryDatabase,
  freePort,
  requiredSetting,
  serve,
  temporaryDirectory,
} from './index.ts';

const stack: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of stack.splice(0).toReversed()) await close();
});

const open = (url: string) => {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  stack.push(() => sql.end());
  return sql;
};

const redis = async (command: string) => {
  const { hostname, port, username, password } = new URL(requiredSetting('TEST_REDIS_URL'));
  const credentials = [username, password].filter((part) => part !== '');
  const socket = connect({ host: hostname, port: Number(port) });
  stack.push(() => socket.destroy());
  if (credentials.length > 0) {
    socket.write(`AUTH ${credentials.join(' ')}\r\n`);
    await once(socket, 'data');
  }
  socket.write(`${command}\r\n`);
  const [answer] = await once(socket, 'data');
  return String(answer).trim();
};

describe('a temporary database', () => {
  it('is empty, takes tables, and is gone with its connections after drop', async () => {
    const database = await createTemporaryDatabase();
    const sql = open(database.url);
    await sql`create table things (id int)`;

    await database.drop();

    await expect(sql`select 1`).rejects.toThrow(/terminating connection|CONNECTION|does not exist/);
    await expect(open(database.url)`select 1`).rejects.toThrow(/does not exist/);
  });

  it('can be a copy of another', async () => {
    const template = await createTemporaryDatabase();
    stack.push(template.drop);
    const original = postgres(template.url, { max: 1 });
    await original`create table things as select 7 as id`;
    await original.end();

    const copy = await createTemporaryDatabase({
      template: new URL(template.url).pathname.slice(1),
    });
    stack.push(copy.drop);

    expect(await open(copy.url)`select id from things`).toEqual([{ id: 7 }]);
  });

  it('can belong to a role that row level security holds', async () => {
    // given
    const database = await createTemporaryDatabase({ owner: 'unprivileged' });
    stack.push(database.drop);
    const sql = open(database.url);

    // when
    await sql`create table things as select 7 as id`;
    await sql`alter table things enable row level security`;
    await sql`alter table things force row level security`;

    // then
    expect(await sql`select id from things`).toEqual([]);
    const [role] = await sql`select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb
      from pg_roles where rolname = current_user`;
    expect(Object.values(role ?? {})).toEqual([false, false, false, false]);
  });

  it('takes its role along when it is dropped', async () => {
    const database = await createTemporaryDatabase({ owner: 'unprivileged' });
    const role = new URL(database.url).username;

    await database.drop();

    const admin = open(requiredSetting('TEST_DATABASE_URL'));
    expect(await admin`select 1 from pg_roles where rolname = ${role}`).toHaveLength(0);
  });

  it('leaves no role behind when its template does not exist', async () => {
    const admin = open(requiredSetting('TEST_DATABASE_URL'));

    const attempt = createTemporaryDatabase({ template: 'no_such', owner: 'unprivileged' });

    await expect(attempt).rejects.toThrow(/no_such/);
    const idle = await admin`select rolname from pg_roles
      where rolname like 'uplift_test_%' and not exists (
        select from pg_database where datdba = pg_roles.oid) and rolname not in (
        select datname from pg_database)`;
    expect(idle).toHaveLength(0);
  });
});

describe('a Redis prefix', () => {
  it('cleans its own keys and no other', async () => {
    // given
    const [mine, other] = [createRedisPrefix(), createRedisPrefix()];
    stack.push(other.clean);
    await redis(`SET ${mine.prefix}:a 1`);
    await redis(`SET ${other.prefix}:a 1`);

    // when
    await mine.clean();

    // then
    expect(await redis(`EXISTS ${mine.prefix}:a`)).toBe(':0');
    expect(await redis(`EXISTS ${other.prefix}:a`)).toBe(':1');
  });
});

describe('serving on loopback', () => {
  it('answers on its own port until closed, though a connection is kept open', async () => {
    const served = await serve((_request, response) => response.end('hello'));

    expect(await (await fetch(served.url)).text()).toBe('hello');
    await served.close();

    await expect(fetch(served.url)).rejects.toThrow(/fetch failed/);
  });

  it('finds a port that a listener can take', async () => {
    expect(await freePort()).toBeGreaterThan(1023);
  });
});

describe('a temporary directory', () => {
  it('exists until it is removed', async () => {
    const directory = await temporaryDirectory();
    expect(existsSync(directory.path)).toBe(true);

    await directory.remove();

    expect(existsSync(directory.path)).toBe(false);
  });
});

describe('a required setting', () => {
  it('says how to set it when it is missing', () => {
    expect(() => requiredSetting('UPLIFT_NO_SUCH_SETTING')).toThrow(/npm test/);
  });
});
