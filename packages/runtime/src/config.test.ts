import { describe, expect, it } from 'vitest';
import { z } from 'zod';

import { ConfigError, loadConfig } from './config.ts';

const schema = z.object({
  DATABASE_URL: z.url().describe('the address of PostgreSQL, such as postgres://…'),
  PORT: z.coerce.number().int().min(1).max(65_535).default(4000),
  WEBHOOK_SECRET: z
    .string()
    .refine((value) => value.length > 20, { error: ({ input }) => `${String(input)} is short` })
    .describe('the secret of the GitHub App'),
});

const faultsOf = (environment: Record<string, string>): ConfigError => {
  try {
    loadConfig(schema, environment);
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
  throw new Error('expected a fault');
};

describe('loading settings', () => {
  it('answers parsed values with defaults, and leaves other variables out', () => {
    const config = loadConfig(schema, {
      DATABASE_URL: 'postgres://127.0.0.1/uplift',
      WEBHOOK_SECRET: 'a-secret-that-is-long-enough',
      HOME: '/root',
    });

    expect(config).toEqual({
      DATABASE_URL: 'postgres://127.0.0.1/uplift',
      PORT: 4000,
      WEBHOOK_SECRET: 'a-secret-that-is-long-enough',
    });
  });

  it('names every fault at once and says what to do', () => {
    const error = faultsOf({ PORT: '70000' });

    expect(error.faults.map(({ variable }) => variable)).toEqual([
      'DATABASE_URL',
      'PORT',
      'WEBHOOK_SECRET',
    ]);
    expect(error.message).toContain(
      'DATABASE_URL: is not set; set it to the address of PostgreSQL',
    );
    expect(error.message).toContain('PORT: is not valid');
  });

  it('counts an empty variable as not set', () => {
    const error = faultsOf({ DATABASE_URL: '', WEBHOOK_SECRET: 'a-secret-that-is-long-enough' });

    expect(error.message).toContain('DATABASE_URL: is not set');
  });

  it('leaves words whole that happen to hold a short value', () => {
    const error = faultsOf({ DATABASE_URL: 'x', PORT: 'x' });
    expect(error.message).toContain('expected');
  });

  it('never repeats a value, even where the schema does', () => {
    const error = faultsOf({ DATABASE_URL: 'postgres://u:hunter2', WEBHOOK_SECRET: 'hunter2' });

    expect(error.message).toContain('WEBHOOK_SECRET');
    expect(error.message).not.toContain('hunter2');
    expect(JSON.stringify(error.faults)).not.toContain('hunter2');
  });
});
