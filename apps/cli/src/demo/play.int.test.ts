import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { ComparisonResult } from '@uplift/causal';
import { ComparisonResult as RecordedResult } from '@uplift/contracts';
import {
  adoptions,
  createAccessToken,
  findComparison,
  people,
  recordComparison,
  withOrganization,
  type OpenDatabase,
} from '@uplift/db';
import { openTestStore, readNamedActivity, readNamedFacts } from '@uplift/db/testing';
import { createLogger } from '@uplift/runtime';
import { historyLines } from '@uplift/simulated-github';
import type { SimulatedGitHub } from '@uplift/simulated-github/server';
import { temporaryDirectory, type TemporaryDirectory } from '@uplift/testkit';
import { catchUp, importHistory, runComparison } from '@uplift/worker';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { openGitHubAccess } from '../composition/github.ts';
import { openStore } from '../composition/open-store.ts';
import { startService, type Service } from '../composition/service.ts';
import { playSeed } from '../prove/seed-task.ts';
import { settingsOf } from '../settings.ts';
import { environmentOf, startDemoGitHub } from './demo-github.ts';
import { playStory, type PlayedCounts } from './play.ts';
import { rehearseWork } from './rehearsed-work.ts';
import { tellDemo } from './run-demo.ts';
import { openStoryClock } from './story-clock.ts';

const organizationId = 1;
const endsAt = new Date('2026-11-23');
const demo = { developers: 24, weeks: 30, effect: -30, seed: 5 };
const told = tellDemo({ ...demo, until: endsAt });

describe('a demo that is played from its GitHub', () => {
  let directory: TemporaryDirectory;
  let github: SimulatedGitHub;
  let store: OpenDatabase;
  let service: Service;
  let played: PlayedCounts;
  const logged: string[] = [];

  beforeAll(async () => {
    directory = await temporaryDirectory();
    const clock = openStoryClock(told.installedAt);
    github = await startDemoGitHub(told.story, clock.now);
    const kept = { UPLIFT_DATA_DIR: directory.path, UPLIFT_BACKFILL_DAYS: '700', PORT: '0' };
    const settings = settingsOf({ ...kept, ...environmentOf(github) });
    store = await openStore(settings.store);
    const work = rehearseWork();
    service = await startService({
      settings,
      store,
      logger: createLogger({
        name: 'test',
        level: 'warn',
        destination: { write: (line) => logged.push(line) },
      }),
      parts: { api: true, worker: true },
      webhookSecret: null,
      github: openGitHubAccess(settings, store.db, clock.now),
      now: clock.now,
      manner: work,
    });
    const place = { store, github, clock, work, directory: directory.path };
    const { url, jobs } = service;
    const onProgress = () => undefined;
    played = await playStory(told, { ...place, url: url ?? '', queue: jobs.queue, onProgress });
  }, 600_000);
  afterAll(async () => {
    await service.close();
    await github.close();
    await store.close();
    await directory.remove();
  });

  const compare = async (): Promise<Pick<ComparisonResult, 'effect' | 'naive'>> => {
    const all = { from: null, to: null, teamIds: null, teams: null };
    const comparisonId = await withOrganization(store.db, organizationId, (tx) =>
      recordComparison(tx, {
        organizationId,
        name: 'asked',
        measure: 'cycle_time',
        method: 'group_time_ratio',
        question: { ...all, tool: 'copilot', source: 'usage', seed: demo.seed },
        createdAt: endsAt,
      }),
    );
    await runComparison({ organizationId, comparisonId }, { db: store.db, now: () => new Date() });
    const stored = await withOrganization(store.db, organizationId, (tx) =>
      findComparison(tx, comparisonId),
    );
    return RecordedResult.parse(stored?.result);
  };

  it('has the facts, the presence and the starts of its history file', async () => {
    const imported = await openTestStore('pglite');
    const path = join(directory.path, 'history.ndjson');
    const period = { from: told.startsAt, to: endsAt };
    await writeFile(path, [...historyLines(told.story, period)].join('\n'));
    await importHistory({ path }, { db: imported.db, now: () => endsAt });
    await catchUp({ db: imported.db, now: () => endsAt });

    expect(await readNamedFacts(store.db)).toEqual(await readNamedFacts(imported.db));
    expect(await readNamedActivity(store.db)).toEqual(await readNamedActivity(imported.db));
    expect(await startsIn(store)).toEqual(await startsIn(imported));
    expect(played.pullRequests).toBe(told.story.pullRequests.length);
    expect(played.deliveries).toBeGreaterThan(0);
    await imported.close();
  }, 120_000);

  it('finds what the history finds without a service', async () => {
    const folded = playSeed({ ...demo, endsAt });
    const { effect, naive } = await compare();

    expect(effect.interval).not.toBeNull();
    // Ids may come in another order here, and with them the last digits of sums.
    expect(folded.controlled.percent).toBeCloseTo(effect.percent ?? NaN, 8);
    expect(folded.controlled.interval?.[0]).toBeCloseTo(effect.interval?.[0] ?? NaN, 8);
    expect(folded.controlled.interval?.[1]).toBeCloseTo(effect.interval?.[1] ?? NaN, 8);
    expect(folded.naive.percent).toBeCloseTo(naive.percent ?? NaN, 8);
  });

  it('is connected, knows that nothing is missing, and no job failed', async () => {
    const token = await createAccessToken(store.db, {
      kind: 'token',
      name: 'test',
      role: 'admin',
      organizationId: null,
      expiresAt: null,
    });
    const ask = async (path: string): Promise<string> => {
      const headers = { authorization: `Bearer ${token}` };
      const answer = await fetch(`${service.url ?? ''}${path}`, { headers });
      return answer.text();
    };

    const health: unknown = JSON.parse(await ask('/api/v1/organizations/acme/health?days=60'));
    expect(health).toMatchObject({ completeness: { percent: 100, unknownDays: 0 } });
    expect(await ask('/api/v1/organizations/acme/adoption')).toContain('"seats":17');
    expect(logged).toEqual([]);
  });
});

/** Who began to use the tool when, by usage reports and by licence. */
async function startsIn({ db }: OpenDatabase): Promise<string[]> {
  const { starts, logins } = await withOrganization(db, organizationId, async (tx) => ({
    starts: await tx.select().from(adoptions),
    logins: new Map((await tx.select().from(people)).map(({ id, login }) => [id, login])),
  }));
  return starts
    .map(({ personId, source, status, startedOn }) =>
      [logins.get(personId), source, status, startedOn].join(' '),
    )
    .toSorted();
}
