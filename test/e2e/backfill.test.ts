import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { openEmbedded } from '@uplift/db';
import { readNamedFacts } from '@uplift/db/testing';
import { historyLines } from '@uplift/simulated-github';
import { startSimulatedGitHub, type SimulatedGitHub } from '@uplift/simulated-github/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { eventually } from './support/api.ts';
import { migratedDirectory, type MigratedDirectory } from './support/migrated-directory.ts';
import { killAll, runUplift, startUplift, type Environment } from './support/service.ts';
import { organizationStory, STORY_FROM } from './support/story.ts';

const KILLS = 10;
const STORY_END = new Date('2028-06-01T00:00:00Z');
const story = organizationStory({ seed: 5, pullRequests: 1200 });
const [ada] = story.people;
const names = story.repositories.map(({ fullName }) => fullName);

let migrated: MigratedDirectory;
let github: SimulatedGitHub;
beforeAll(async () => {
  migrated = await migratedDirectory();
  github = await startSimulatedGitHub({
    organizations: [story],
    clock: () => STORY_END,
    seed: 'backfill',
    faults: [{ fault: { kind: 'slow', delayMs: 250 }, path: /graphql/ }],
  });
});
afterAll(async () => {
  await killAll();
  await github.close();
  await migrated.remove();
});

const pagesAsked = () => github.stats.byRoute().get('POST /graphql')?.requests ?? 0;

async function newEnvironment(): Promise<Environment> {
  if (ada === undefined) throw new Error('nobody is in the story');
  return {
    UPLIFT_DATA_DIR: await migrated.copy(),
    GITHUB_URL: github.webUrl,
    GITHUB_API_URL: github.apiUrl,
    GITHUB_GRAPHQL_URL: github.graphqlUrl,
    GITHUB_TOKEN: github.tokens.issuePersonal(ada).token,
  };
}

async function factsIn({ UPLIFT_DATA_DIR = '' }: Environment) {
  const store = await openEmbedded({ dataDirectory: UPLIFT_DATA_DIR });
  try {
    return await readNamedFacts(store.db);
  } finally {
    await store.close();
  }
}

async function importedFacts() {
  const environment = await newEnvironment();
  const directory = await mkdtemp(join(tmpdir(), 'uplift-history-'));
  const path = join(directory, 'history.ndjson');
  await writeFile(path, [...historyLines(story, { from: STORY_FROM, to: STORY_END })].join('\n'));
  const { code, stderr } = await runUplift(['import', path], environment);
  await rm(directory, { recursive: true });
  expect([code, stderr]).toEqual([0, expect.anything()]);
  return factsIn(environment);
}

describe('uplift backfill', () => {
  it('that is killed again and again loses no page, and ends with the facts of a history file', async () => {
    const args = ['backfill', ...names, '--since', '2026-01-01'];
    expect((await runUplift(args, await newEnvironment())).code).toBe(0);
    const undisturbed = pagesAsked();
    const environment = await newEnvironment();
    for (let round = 0; round < KILLS; round += 1) {
      const before = pagesAsked();
      const command = startUplift(args, environment);
      // Two to find the repositories, then pages: killed at another place each time.
      const enough = before + names.length + 2 + (round % 3);
      await eventually(
        () => Promise.resolve(pagesAsked()),
        (asked) => asked >= enough,
      );
      await command.kill('SIGKILL');
    }
    expect(await factsIn(environment).then((facts) => facts.length)).toBeGreaterThan(50);

    const finished = await runUplift([...args, '--json'], environment);

    expect(finished.code).toBe(0);
    const facts = await factsIn(environment);
    expect(facts).toHaveLength(story.pullRequests.length);
    expect(facts).toEqual(await importedFacts());
    // Each start looks every repository up, and fetches one page at most of each again. The last one
    // compares what was updated since the first: here all of it, since the story ends years from now.
    const asked = pagesAsked() - undisturbed;
    const compared = Math.ceil(story.pullRequests.length / 25) + names.length;
    expect(asked).toBeLessThanOrEqual(undisturbed + names.length * 2 * KILLS + compared);
  }, 400_000);

  it('says in one line what a person can do', async () => {
    const environment = await newEnvironment();
    const { GITHUB_TOKEN: _, ...nobody } = environment;
    const somebody = { ...environment, GITHUB_TOKEN: 'ghp_nonsense' };

    const answers = [
      await runUplift(['backfill', 'acme/api'], nobody),
      await runUplift(['backfill', 'acme/api'], somebody),
      await runUplift(['backfill', 'acme/nothing'], environment),
      await runUplift(['backfill', 'acme'], environment),
    ];

    expect(answers.map(({ code }) => code)).toEqual([1, 1, 1, 2]);
    expect(answers.map(({ stderr }) => stderr)).toEqual([
      expect.stringMatching(/^uplift: nobody can be asked for acme\/api: set GITHUB_TOKEN .*\n$/),
      expect.stringMatching(/^uplift: GitHub does not accept the token.*\n$/),
      expect.stringMatching(/^uplift: GitHub has no such repository.*\n$/),
      expect.stringMatching(/OWNER\/REPO/),
    ]);
  }, 120_000);
});
