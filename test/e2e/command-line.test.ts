import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import {
  createTemporaryDatabase,
  freePort,
  temporaryDirectory,
  type TemporaryDirectory,
} from '@uplift/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { isJson, type Json } from './support/api.ts';
import {
  killAll,
  runUplift,
  serveUplift,
  startUplift,
  type Environment,
} from './support/service.ts';

const commands = [
  '--help',
  ...['serve', 'demo', 'import', 'compare', 'estimate'].map((name) => `${name} --help`),
  ...['token', 'token create', 'migrate', 'doctor'].map((name) => `${name} --help`),
];
const STACK = /^\s+at .*:\d+:\d+\)?$/m;

let directory: TemporaryDirectory;
let embedded: Environment;
/** Nobody listens there. */
let closedPort: number;

beforeAll(async () => {
  [directory, closedPort] = await Promise.all([temporaryDirectory(), freePort()]);
  embedded = { UPLIFT_DATA_DIR: join(directory.path, 'data') };
});

afterAll(async () => {
  await killAll();
  await directory.remove();
});

function uplift(line: string, environment: Environment = {}) {
  return runUplift(line.split(' '), { ...embedded, ...environment });
}

describe.concurrent('help', () => {
  it.each(commands)('of uplift %s holds an example and ends well', async (line) => {
    const { code, stdout, stderr } = await uplift(line);

    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/Examples?:\n(.*\n)*? {2}.*uplift /);
  });
});

describe.concurrent('wrong usage', () => {
  it.each([
    ['an unknown command', 'frobnicate', "unknown command 'frobnicate'"],
    ['an unknown option', 'doctor --loud', "unknown option '--loud'"],
    ['no file to import', 'import', "missing required argument 'file'"],
    ['no organisation to compare', 'compare --measure cycle_time', '--org <login>'],
    ['a measure that is not compared', 'compare --org a --measure joy', 'cycle_time, throughput'],
    ['a role that there is not', 'token create --role king', 'admin'],
    ['words for a number', 'demo --developers many', 'a whole number from 10 to 5000'],
    ['a port that there is not', 'serve --port 70000', 'a whole number from 0 to 65535'],
  ])('%s ends with 2 and a short message', async (_, line, words) => {
    const { code, stdout, stderr } = await uplift(line);

    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(words);
    expect(stderr).not.toMatch(STACK);
    expect(stderr.trim().split('\n').length).toBeLessThanOrEqual(3);
  });
});

describe('what a person can mend', () => {
  it('is told at once for all settings', async () => {
    const faulty = { DATABASE_URL: 'mysql://db', REDIS_URL: 'db:6379', PORT: 'x', LOG_LEVEL: 'x' };

    const { code, stderr } = await uplift('migrate', faulty);

    expect(code).toBe(1);
    for (const name of Object.keys(faulty)) expect(stderr).toContain(`  ${name}: is not valid`);
    expect(stderr).not.toMatch(STACK);
  });

  it('is one line where a file to import is missing', async () => {
    const { code, stdout, stderr } = await uplift('import nowhere.ndjson');

    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^uplift: .*nowhere\.ndjson.*\n$/);
  });

  it('is one line where the database refuses connections, and a stack with --debug', async () => {
    const refusing = { DATABASE_URL: `postgres://uplift@127.0.0.1:${closedPort}/uplift` };

    const short = await uplift('migrate', refusing);
    const long = await uplift('--debug migrate', refusing);

    expect(short.code).toBe(1);
    expect(short.stderr).toMatch(/^uplift: .*ECONNREFUSED.*DATABASE_URL.*\n$/);
    expect(long.code).toBe(1);
    expect(long.stderr).toMatch(STACK);
  });

  it('is named by the doctor, who ends with 1', async () => {
    const { code, stdout } = await uplift('doctor --json', {
      DATABASE_URL: `postgres://uplift@127.0.0.1:${closedPort}/uplift`,
      REDIS_URL: `redis://127.0.0.1:${closedPort}`,
    });

    expect(code).toBe(1);
    expect(checksOf(stdout)).toMatchObject({ settings: 'ok', database: 'failed', queue: 'failed' });
  });
});

describe('an embedded directory', () => {
  it('gives a token alone on the last line, which the service takes', async () => {
    const { code, stdout, stderr } = await uplift('token create --role admin');

    expect(code).toBe(0);
    expect(stdout).toMatch(/^upl_[0-9A-Za-z]{40,}\n$/);
    expect(stderr).toContain('shown this once');
    expect(await meWith(stdout.trim())).toMatchObject({ kind: 'token', role: 'admin' });
  });

  it('is worked through the server that has it open', async () => {
    const path = join(directory.path, 'acme.ndjson');
    writeFileSync(path, '{"kind":"organization","data":{"id":9,"login":"acme"}}\n');
    const { process } = await serveUplift(embedded);
    const mode = statSync(join(directory.path, 'data', 'server.json')).mode & 0o777;

    const imported = await uplift(`import --json ${path}`);
    const missing = await uplift('compare --measure cycle_time --org nobody');
    await process.kill('SIGTERM');

    expect(mode).toBe(0o600);
    expect(imported.code).toBe(0);
    expect(JSON.parse(imported.stdout)).toMatchObject({ files: [{ path, linesStored: 1 }] });
    expect(missing.code).toBe(1);
    expect(missing.stderr).toMatch(/^uplift: no organisation "nobody" is known.*\n$/);
  });
});

describe('migrating', () => {
  it('twice, or twice at once, is once', async () => {
    const database = await createTemporaryDatabase({ owner: 'unprivileged' });
    const environment = { DATABASE_URL: database.url };

    const atOnce = await Promise.all([
      uplift('migrate', environment),
      uplift('migrate', environment),
    ]);
    const again = await uplift('migrate', environment);
    await database.drop();

    const done = { code: 0, stdout: 'The database is up to date.\n', stderr: '' };
    expect([...atOnce, again]).toEqual([done, done, done]);
  });
});

describe('the demo', () => {
  const line = 'demo --json --developers 30 --weeks 16 --seed 3 --until 2026-11-02';

  /** The same demo, left serving: what it printed, and what the doctor says of it. */
  async function leftServing() {
    const demo = startUplift([...line.split(' '), '--port', '0'], embedded);
    const [, place = ''] = await demo.printed(/UPLIFT_DATA_DIR=(\S+) /, 600_000);
    const doctor = await uplift('doctor --json', { UPLIFT_DATA_DIR: place });
    await demo.kill('SIGTERM');
    return { stdout: demo.stdout(), doctor };
  }

  it('prints one answer alone, the same for the same seed and end, and can be examined', async () => {
    const [first, second] = await Promise.all([uplift(`${line} --exit`), leftServing()]);

    expect(first.code).toBe(0);
    expect(second.doctor.code).toBe(0);
    expect(checksOf(second.doctor.stdout)).toMatchObject({
      database: 'ok',
      inbox: 'ok',
      'github-app': 'ok',
      measures: 'ok',
    });
    expect(first.stdout.trim().split('\n')).toHaveLength(1);
    expect(timeless(first.stdout)).toEqual(timeless(second.stdout));
    const { truth, comparison } = answerOf(first.stdout);
    expect(truth).toEqual({ percent: -12 });
    expect(Object.keys(comparison)).toEqual(expect.arrayContaining(FIELDS));
    expect(comparison['status']).toBe('done');
    // Ten adopters are too few for any claim, and the before/after of themselves stands beside it.
    expect(comparison['verdict']).toMatchObject({
      claim: 'descriptive_only',
      words: expect.any(String),
    });
    expect(comparison['naive']).toMatchObject({ percent: expect.any(Number) });
  });
});

const FIELDS =
  `id status verdict effect levels n eventStudy checks robustness guards naive exclusions method
  data`.split(/\s+/);

function answerOf(stdout: string): { readonly truth: unknown; readonly comparison: Json } {
  const answer: unknown = JSON.parse(stdout);
  if (!isJson(answer) || !isJson(answer['comparison'])) throw new Error(`no answer: ${stdout}`);
  return { truth: answer['truth'], comparison: answer['comparison'] };
}

/**
 * The answer without the instant at which it was computed, and without the count of changes to the
 * facts, which depends on how deliveries fell into batches; the hash of the data stays.
 */
function timeless(stdout: string): unknown {
  const { comparison, truth } = answerOf(stdout);
  const data = isJson(comparison['data']) ? comparison['data'] : {};
  expect(data).toMatchObject({ computedAt: expect.any(String), hash: expect.any(String) });
  return {
    truth,
    comparison: { ...comparison, data: { ...data, computedAt: null, version: null } },
  };
}

function checksOf(stdout: string): Json {
  const answer: unknown = JSON.parse(stdout);
  const checks = isJson(answer) && Array.isArray(answer['checks']) ? answer['checks'] : [];
  return Object.fromEntries(
    checks.filter((check) => isJson(check)).map(({ id, status }) => [String(id), status]),
  );
}

async function meWith(token: string): Promise<unknown> {
  const { process, url } = await serveUplift(embedded);
  const answer = await fetch(`${url}/api/v1/me`, { headers: { authorization: `Bearer ${token}` } });
  const me: unknown = await answer.json();
  await process.kill('SIGTERM');
  return me;
}
