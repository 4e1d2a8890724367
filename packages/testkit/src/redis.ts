import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';

import { requiredSetting } from './setting.ts';

/** A part of the Redis named by `TEST_REDIS_URL` that belongs to one test file. */
export type RedisPrefix = {
  readonly url: string;
  /** Every key of the test begins with it (BullMQ's option `prefix`). */
  readonly prefix: string;
  /** Deletes every key under the prefix, and no other. */
  readonly clean: () => Promise<void>;
};

/**
 * The Redis for tests.
 *
 * @throws {Error} if `TEST_REDIS_URL` is not set
 */
export function testRedisUrl(): string {
  return requiredSetting('TEST_REDIS_URL');
}

/**
 * A prefix that no other test uses, so that test files can share one Redis at the same time.
 *
 * @throws {Error} if `TEST_REDIS_URL` is not set
 */
export function createRedisPrefix(): RedisPrefix {
  const url = testRedisUrl();
  const prefix = `uplift-test-${randomBytes(8).toString('hex')}`;
  return { url, prefix, clean: () => deleteKeys(url, `${prefix}*`) };
}

const DELETE_MATCHING = `
  local cursor = '0'
  repeat
    local page = redis.call('SCAN', cursor, 'MATCH', ARGV[1], 'COUNT', 1000)
    cursor = page[1]
    for _, key in ipairs(page[2]) do redis.call('UNLINK', key) end
  until cursor == '0'
  return 1`;

async function deleteKeys(address: string, pattern: string): Promise<void> {
  const { hostname, port, username, password, pathname } = new URL(address);
  const credentials = [username, password].filter(Boolean).map(decodeURIComponent);
  const commands = [
    ...(credentials.length > 0 ? [['AUTH', ...credentials]] : []),
    ...(pathname.length > 1 ? [['SELECT', pathname.slice(1)]] : []),
    ['EVAL', DELETE_MATCHING, '0', pattern],
  ];
  const socket = connect({ host: hostname, port: Number(port || 6379) });
  try {
    socket.write(commands.map(encode).join(''));
    await answers(socket, commands.length);
  } finally {
    socket.destroy();
  }
}

/** A command in the wire format of Redis: an array of bulk strings. */
function encode(command: readonly string[]): string {
  const parts = command.map((part) => `$${Buffer.byteLength(part)}\r\n${part}\r\n`);
  return `*${command.length}\r\n${parts.join('')}`;
}

/** Waits for `count` answers of one line each; an error among them is thrown. */
async function answers(socket: Socket, count: number): Promise<void> {
  let text = '';
  for await (const chunk of socket) {
    text += String(chunk);
    const lines = text.split('\r\n').slice(0, -1);
    const fault = lines.find((line) => line.startsWith('-'));
    if (fault !== undefined) throw new Error(`Redis answered: ${fault.slice(1)}`);
    if (lines.length >= count) return;
  }
  throw new Error('Redis ended the connection before it answered');
}
