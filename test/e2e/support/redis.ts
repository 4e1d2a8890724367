import { connect } from 'node:net';

import { testRedisUrl } from '@uplift/testkit';

/** A numbered database of the Redis for tests that belongs to one file of tests. */
export type RedisDatabase = {
  readonly url: string;
  /** Deletes all that is in it, as a Redis without persistence does when it restarts. */
  readonly empty: () => Promise<void>;
};

/** @param number - 1 to 15; no other file of tests may use it */
export function redisDatabase(number: number): RedisDatabase {
  const url = new URL(testRedisUrl());
  url.pathname = `/${number}`;
  return { url: url.href, empty: () => flush(url, number) };
}

async function flush({ hostname, port, username, password }: URL, number: number): Promise<void> {
  const user = username === '' ? 'default' : decodeURIComponent(username);
  const login = password === '' ? [] : [`AUTH ${user} ${decodeURIComponent(password)}`];
  const commands = [...login, `SELECT ${number}`, 'FLUSHDB', 'QUIT'];
  const socket = connect({ host: hostname, port: Number(port || 6379) });
  socket.write(commands.map((command) => `${command}\r\n`).join(''));
  let answer = '';
  for await (const piece of socket) answer += String(piece);
  const expected = '+OK\r\n'.repeat(commands.length);
  if (answer !== expected) throw new Error(`Redis was not emptied: ${answer}`);
}
