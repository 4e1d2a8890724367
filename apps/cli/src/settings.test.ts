import { ConfigError } from '@uplift/runtime';
import { describe, expect, it } from 'vitest';

import { settingsOf } from './settings.ts';

const faultsOf = (environment: Record<string, string>): ConfigError => {
  try {
    settingsOf(environment);
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
  throw new Error('expected a fault');
};

describe('settingsOf', () => {
  it('means an embedded database on loopback where nothing is set', () => {
    expect(settingsOf({})).toEqual({
      store: { mode: 'embedded', dataDirectory: '.uplift' },
      redisUrl: null,
      baseUrl: null,
      host: '127.0.0.1',
      port: 4000,
      webhookSecret: null,
      inboxRetentionDays: null,
      logLevel: 'info',
    });
  });

  it('uses PostgreSQL and Redis where their addresses are set', () => {
    const settings = settingsOf({
      DATABASE_URL: 'postgresql://uplift@db/uplift',
      DATABASE_POOL_SIZE: '25',
      REDIS_URL: 'rediss://queue:6380',
    });

    expect(settings.store).toEqual({
      mode: 'distributed',
      url: 'postgresql://uplift@db/uplift',
      poolSize: 25,
    });
    expect(settings.redisUrl).toBe('rediss://queue:6380');
  });

  it('counts a variable that is set to nothing as not set', () => {
    expect(settingsOf({ DATABASE_URL: '', PORT: '', REDIS_URL: '' })).toEqual(settingsOf({}));
  });

  it('takes port 0 for any free one', () => {
    expect(settingsOf({ PORT: '0' }).port).toBe(0);
  });

  it('names every fault at once', () => {
    const { faults } = faultsOf({
      DATABASE_URL: 'mysql://db',
      REDIS_URL: 'localhost:6379',
      PORT: '70000',
      UPLIFT_INBOX_RETENTION_DAYS: '1',
      LOG_LEVEL: 'loud',
    });

    expect(faults.map(({ variable }) => variable)).toEqual([
      'DATABASE_URL',
      'REDIS_URL',
      'PORT',
      'UPLIFT_INBOX_RETENTION_DAYS',
      'LOG_LEVEL',
    ]);
  });

  it('says what an address must look like, and keeps the password in a wrong one to itself', () => {
    const { message } = faultsOf({ DATABASE_URL: 'mysql://uplift:hunter2@db' });

    expect(message).toContain('must start with postgres:// or postgresql://');
    expect(message).toContain('postgres://user:password@host/database');
    expect(message).not.toContain('hunter2');
  });

  it.each([
    ['half a port', { PORT: '40.5' }],
    ['words for a port', { PORT: 'http' }],
    ['a pool without connections', { DATABASE_POOL_SIZE: '0' }],
    ['a base address of another protocol', { UPLIFT_BASE_URL: 'ftp://uplift' }],
  ])('refuses %s', (_, environment) => {
    expect(faultsOf(environment).faults).toHaveLength(1);
  });
});
