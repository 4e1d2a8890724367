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
      secret: null,
      github: {
        url: 'https://github.com',
        apiUrl: null,
        graphqlUrl: null,
        downloadHosts: null,
        app: null,
        token: null,
        enterprise: null,
      },
      backfillDays: null,
      onUninstall: 'keep',
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

  it('takes an App, its key with line breaks written out', () => {
    const { github } = settingsOf({
      GITHUB_URL: 'https://acme.ghe.com/',
      GITHUB_DOWNLOAD_HOSTS: 'reports.acme.example, other.example',
      GITHUB_APP_ID: '7',
      GITHUB_APP_PRIVATE_KEY: '-----BEGIN PRIVATE KEY-----\\nMII\\n-----END PRIVATE KEY-----',
      GITHUB_CLIENT_ID: 'Iv23',
      GITHUB_CLIENT_SECRET: 'hush',
    });

    expect(github).toMatchObject({
      url: 'https://acme.ghe.com',
      downloadHosts: ['reports.acme.example', 'other.example'],
      app: {
        id: 7,
        privateKey: {
          source: 'value',
          pem: '-----BEGIN PRIVATE KEY-----\nMII\n-----END PRIVATE KEY-----',
        },
        signIn: { clientId: 'Iv23', clientSecret: 'hush' },
      },
    });
  });

  it.each([
    [{ GITHUB_APP_ID: '7' }, 'GITHUB_APP_PRIVATE_KEY'],
    [{ GITHUB_APP_PRIVATE_KEY_FILE: '/run/secrets/key' }, 'GITHUB_APP_ID'],
    [{ UPLIFT_SECRET: 'hunter2-hunter2' }, 'UPLIFT_SECRET'],
    [{ GITHUB_APP_ID: '7', GITHUB_APP_PRIVATE_KEY: 'hunter2-hunter2' }, 'GITHUB_APP_PRIVATE_KEY'],
  ])('says what is wrong with %o, and never repeats a secret', (environment, variable) => {
    const { faults, message } = faultsOf(environment);

    expect(faults.map((fault) => fault.variable)).toEqual([variable]);
    expect(message).not.toContain('hunter2');
  });
});
