import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { temporaryDirectory, type TemporaryDirectory } from '@uplift/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { killAll, runUplift } from './support/service.ts';

const DAY = 86_400_000;
const start = Date.UTC(2019, 0, 7, 9);

/** Twelve people who each open a pull request a week and merge it after some hours. */
const history = Array.from({ length: 12 }, (_, person) =>
  Array.from({ length: 30 }, (__, week) => {
    const opened = start + (week * 7 + (person % 5)) * DAY;
    const end = new Date(opened + (1 + ((person * 7 + week * 3) % 11)) * 3_600_000).toISOString();
    const data = {
      number: person * 100 + week + 1,
      state: 'closed',
      user: { id: 5000 + person, login: `dev-${person}`, type: 'User' },
      created_at: new Date(opened).toISOString(),
      updated_at: end,
      merged_at: end,
      closed_at: end,
    };
    return JSON.stringify({ kind: 'pull_request', repository: 'acme/api', data });
  }),
).flat();

let directory: TemporaryDirectory;
let file: string;
beforeAll(async () => {
  directory = await temporaryDirectory();
  file = join(directory.path, 'history.ndjson');
  writeFileSync(file, history.join('\n'));
});
afterAll(async () => {
  await killAll();
  await directory.remove();
});

describe('uplift prove', () => {
  it('asks a history in which nothing was adopted, in threads, the same every time', async () => {
    const ask = () => runUplift(['prove', '--history', file, '--draws', '8', '--json'], {});
    const [first, second] = [await ask(), await ask()];

    expect({ code: first.code, again: second.stdout }).toEqual({ code: 0, again: first.stdout });
    expect(JSON.parse(first.stdout)).toMatchObject({
      draws: 8,
      seed: 1,
      organizations: ['acme'],
      developers: 12,
      pullRequests: 360,
      rows: expect.arrayContaining([
        // six adopters are too few for anything
        expect.objectContaining({
          design: 'all',
          measure: 'cycle_time',
          draws: 8,
          eligible: expect.objectContaining({ count: 0, of: 8 }),
          claims: expect.objectContaining({ count: 0, of: 8 }),
        }),
      ]),
    });
  });

  it('refuses to play the demo on a history, and a file that does not exist', async () => {
    const both = await runUplift(['prove', '--demo', '--history', file], {});
    const missing = await runUplift(['prove', '--history', `${file}.gz`], {});

    expect(both).toMatchObject({ code: 2, stdout: '' });
    expect(both.stderr).toContain('--demo');
    expect(missing).toMatchObject({ code: 1, stdout: '' });
    expect(missing.stderr).toContain('there is no such file');
  });
});
