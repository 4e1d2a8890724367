export {
  createTemporaryDatabase,
  type TemporaryDatabase,
  type TemporaryDatabaseOptions,
} from './postgres.ts';
export { createRedisPrefix, testRedisUrl, type RedisPrefix } from './redis.ts';
export { freePort, serve, type ServedListener } from './serve.ts';
export { requiredSetting } from './setting.ts';
export { temporaryDirectory, type TemporaryDirectory } from './temporary-directory.ts';
