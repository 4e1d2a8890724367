import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

import { deliveriesOf, historyLines, sendDeliveries } from '@uplift/simulated-github';
import { temporaryDirectory, type TemporaryDirectory } from '@uplift/testkit';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';

import {
  apiOf,
  dumpPullRequests,
  dumpSeries,
  eventually,
  isJson,
  listPullRequests,
  type Api,
  type Json,
} from './support/api.ts';
import { migratedDirectory, type MigratedDirectory } from './support/migrated-directory.ts';
import {
  createToken,
  killAll,
  runUplift,
  serveUplift,
  startUplift,
  type Environment,
  type Served,
} from './support/service.ts';
import { organizationStory, STORY_FROM, STORY_TO } from './support/story.ts';

const SECRET = 'a secret of this test';
/** So many lines are stored at once. */
const BATCH_LINES = 1000;
/** Pull requests of the file that is broken off: enough for several batches. */
const LARGE = 400;
const LATE = new Date('2036-01-01T00:00:00Z');
const story = organizationStory({ seed: 5 });
const lines = [...historyLines(story, { from: STORY_FROM, to: STORY_TO })];

describe('history files', () => {
  let directory: TemporaryDirectory;
  let migrated: MigratedDirectory;
  let plain: string;
  let zipped: string;
  /** What the plain file gives that is imported before serving. */
  let reference: Json[];
  beforeAll(async () => {
    directory = await temporaryDirectory();
    migrated = await migratedDirectory();
    plain = await written('acme.ndjson', lines.join('\n'));
    zipped = join(directory.path, 'acme.ndjson.gz');
    await writeFile(zipped, gzipSync(`${lines.join('\n')}\n`));

    const environment = await newEnvironment();
    await importOf(environment, plain);
    const { api } = await serve(environment);
    reference = await dumpOf(api);
    await killAll();
  });
  afterEach(() => killAll());
  afterAll(async () => {
    await migrated.remove();
    await directory.remove();
  });

  const written = async (name: string, text: string): Promise<string> => {
    const path = join(directory.path, name);
    await writeFile(path, text);
    return path;
  };
  const newEnvironment = async (): Promise<Environment> => ({
    UPLIFT_DATA_DIR: await migrated.copy(),
    GITHUB_WEBHOOK_SECRET: SECRET,
  });
  const serve = async (environment: Environment): Promise<Served & { readonly api: Api }> => {
    const served = await serveUplift(environment);
    return { ...served, api: apiOf(served.url, await createToken(environment)) };
  };

  test('zipped and while serving, or plain and before it, once or twice: all give the same', async () => {
    expect(reference.length).toBe(story.pullRequests.length + SERIES);
    const environment = await newEnvironment();
    const { api } = await serve(environment);

    const first = await importOf(environment, zipped);
    expect(first).toMatchObject({ linesRead: lines.length, linesStored: lines.length });
    expect(await dumpOf(api)).toEqual(reference);

    const again = await importOf(environment, plain);
    expect(again).toMatchObject({ linesRead: lines.length, resumedAfterLine: 0 });
    expect(await dumpOf(api)).toEqual(reference);
  });

  test('webhooks and commit lines give what the import gives, row by row', async () => {
    const environment = await newEnvironment();
    const { webhookUrl, api } = await serve(environment);
    const interval = { from: STORY_FROM, to: STORY_TO };
    await sendDeliveries({
      url: webhookUrl,
      deliveries: deliveriesOf(story, { ...interval, secret: SECRET, installationId: 1 }),
    });
    const commits = [...historyLines(story, { ...interval, kinds: ['commit'] })];
    await importOf(environment, await written('commits.ndjson', commits.join('\n')));

    const expected = reference.map(withoutEvidence);
    const found = await eventually(
      async () => (await dumpOf(api)).map(withoutEvidence),
      (dump) => JSON.stringify(dump) === JSON.stringify(expected),
    ).catch(async () => (await dumpOf(api)).map(withoutEvidence));
    expect(found).toEqual(expected);
  });

  test('lines that cannot be read are named by number and reason, and stop nothing', async () => {
    const environment = await newEnvironment();
    const bad = [
      'no JSON',
      '{"kind":"horoscope","data":{}}',
      '{"kind":"pull_request","repository":"acme/api","data":{"number":"twelve"}}',
      '[]',
    ];
    const half = Math.floor(lines.length / 2);
    const text = [...lines.slice(0, half), ...bad, ...lines.slice(half)].join('\n');
    const { api } = await serve(environment);

    const report = await importOf(environment, await written('holes.ndjson', text));

    expect(report).toMatchObject({ linesRead: lines.length + 4, linesStored: lines.length });
    expect(skippedOf(report)).toEqual([
      { line: half + 1, reason: 'not_json' },
      { line: half + 2, reason: 'unknown_kind' },
      { line: half + 3, reason: 'invalid_pull_request' },
      { line: half + 4, reason: 'not_an_object' },
    ]);
    expect(await dumpOf(api)).toEqual(reference);
  });

  test('an import that was killed goes on where it was, and ends as one that was not', async () => {
    const large = organizationStory({ seed: 6, pullRequests: LARGE });
    const largeLines = [...historyLines(large, { from: STORY_FROM, to: LATE })];
    const path = await written('large.ndjson', largeLines.join('\n'));
    const [undisturbed, killed] = [await newEnvironment(), await newEnvironment()];
    const one = await serve(undisturbed);
    const whole = await importOf(undisturbed, path);
    const expected = await dumpPullRequests(one.api, 'acme');
    await one.process.kill('SIGTERM');
    const other = await serve(killed);

    const importing = startUplift(['import', path, '--json'], killed);
    const early = new Set(largeLines.slice(0, BATCH_LINES).map(placeOf)).size;
    await eventually(
      () => listPullRequests(other.api, 'acme').catch(() => []),
      (items) => items.length > early,
    );
    await other.process.kill('SIGKILL');
    expect((await importing.ended).code).toBe(1);
    expect(importing.stderr()).toMatch(/^uplift: .*run the command again$/m);
    const again = await serve(killed);
    const rest = await importOf(killed, path);

    expect(rest['resumedAfterLine']).toBeGreaterThanOrEqual(BATCH_LINES);
    expect(rest['resumedAfterLine']).toBeLessThan(largeLines.length);
    expect(rest['linesRead']).toBe(whole['linesRead']);
    expect(expected).toHaveLength(LARGE);
    expect(await dumpPullRequests(again.api, 'acme')).toEqual(expected);
  });
});

async function importOf(environment: Environment, path: string): Promise<Json> {
  const { code, stdout, stderr } = await runUplift(['import', path, '--json'], environment);
  if (code !== 0) throw new Error(`the import failed: ${stderr}`);
  const report: unknown = JSON.parse(stdout);
  const files: unknown = isJson(report) ? report['files'] : null;
  const file: unknown = Array.isArray(files) ? files[0] : null;
  if (!isJson(file)) throw new Error(`the report names no file: ${stdout}`);
  return file;
}

/** Number and reason of every skipped line that a report names, by number. */
function skippedOf(report: Json): { readonly line: number; readonly reason: string }[] {
  const groups: unknown = report['skipped'];
  if (!Array.isArray(groups)) return [];
  const named = groups.flatMap((group: unknown) => {
    const examples: unknown = isJson(group) ? group['examples'] : null;
    if (!isJson(group) || !Array.isArray(examples)) return [];
    return examples.flatMap((example: unknown) =>
      isJson(example) ? [{ line: Number(example['line']), reason: String(group['reason']) }] : [],
    );
  });
  return named.toSorted((a, b) => a.line - b.line);
}

/** How many measures a dump holds. */
const SERIES = 4;

/** All that is known of acme: pull requests with their evidence, and measures. */
async function dumpOf(api: Api): Promise<Json[]> {
  return [
    ...(await dumpPullRequests(api, 'acme', { withEvidence: true })),
    ...(await dumpSeries(api, 'acme')),
  ];
}

/** The evidence has its source's own words; what follows from it has not. */
function withoutEvidence({ events: _events, ...known }: Json): Json {
  return known;
}

/** The pull request that a line of a history file belongs to. */
function placeOf(line: string): string {
  const record: unknown = JSON.parse(line);
  if (!isJson(record)) return '';
  const data: unknown = record['data'];
  const number = record['pull_request'] ?? (isJson(data) ? data['number'] : '');
  return `${String(record['repository'])}#${String(number)}`;
}
