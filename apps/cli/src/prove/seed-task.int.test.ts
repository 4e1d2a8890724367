import { simulateOrganization, type ComparisonResult } from '@uplift/causal';
import { ComparisonResult as RecordedResult } from '@uplift/contracts';
import { findComparison, recordComparison, withOrganization, type OpenDatabase } from '@uplift/db';
import { createLogger } from '@uplift/runtime';
import { temporaryDirectory, type TemporaryDirectory } from '@uplift/testkit';
import { runComparison } from '@uplift/worker';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { openGitHubAccess } from '../composition/github.ts';
import { openStore } from '../composition/open-store.ts';
import { startService, type Service } from '../composition/service.ts';
import { playStory } from '../demo/play.ts';
import { storyStart, weeksBefore } from '../demo/story-start.ts';
import { settingsOf } from '../settings.ts';
import { playSeed } from './seed-task.ts';

const organizationId = 1;
const demo = { developers: 24, weeks: 30, effect: -30, seed: 5, endsAt: new Date('2026-11-23') };
const webhookSecret = 'a secret of this test';

describe('a demo played in a thread', () => {
  let directory: TemporaryDirectory;
  let store: OpenDatabase;
  let service: Service;
  beforeAll(async () => {
    directory = await temporaryDirectory();
    const settings = settingsOf({ UPLIFT_DATA_DIR: directory.path, PORT: '0' });
    const logger = createLogger({ name: 'test', level: 'silent' });
    store = await openStore(settings.store);
    // Without a worker of its own: the story works everything off itself.
    const parts = { api: true, worker: false };
    const github = openGitHubAccess(settings, store.db);
    service = await startService({ settings, store, logger, parts, webhookSecret, github });
    await playIn(service);
  }, 120_000);
  afterAll(async () => {
    await service.close();
    await store.close();
    await directory.remove();
  });

  const playIn = ({ url }: Service) => {
    const { developers, effect: effectPercent, endsAt, seed, weeks } = demo;
    const { story } = simulateOrganization({ developers, weeks, effectPercent, seed, endsAt });
    return playStory(
      {
        story,
        endsAt,
        startsAt: storyStart({ endsAt, weeks }),
        installedAt: weeksBefore(endsAt, 2),
      },
      {
        store,
        onProgress: () => undefined,
        webhookUrl: `${url}/webhooks/github`,
        webhookSecret,
        directory: directory.path,
      },
    );
  };
  const compare = async (): Promise<Pick<ComparisonResult, 'effect' | 'naive'>> => {
    const { seed, endsAt: createdAt } = demo;
    const all = { from: null, to: null, teamIds: null, teams: null };
    const comparisonId = await withOrganization(store.db, organizationId, (tx) =>
      recordComparison(tx, {
        organizationId,
        name: 'asked',
        measure: 'cycle_time',
        method: 'group_time_ratio',
        question: { ...all, tool: 'copilot', source: 'usage', seed },
        createdAt,
      }),
    );
    await runComparison({ organizationId, comparisonId }, { db: store.db, now: () => new Date() });
    const stored = await withOrganization(store.db, organizationId, (tx) =>
      findComparison(tx, comparisonId),
    );
    return RecordedResult.parse(stored?.result);
  };

  it('finds what the demo finds by webhooks, history, database and worker', async () => {
    const played = playSeed(demo);
    const { effect, naive } = await compare();

    expect(effect.interval).not.toBeNull();
    // Ids may come in another order here, and with them the last digits of sums.
    expect(played.controlled.percent).toBeCloseTo(effect.percent ?? NaN, 8);
    expect(played.controlled.interval?.[0]).toBeCloseTo(effect.interval?.[0] ?? NaN, 8);
    expect(played.controlled.interval?.[1]).toBeCloseTo(effect.interval?.[1] ?? NaN, 8);
    expect(played.naive.percent).toBeCloseTo(naive.percent ?? NaN, 8);
  });
});
