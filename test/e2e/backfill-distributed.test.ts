import { migrateDatabase, openPostgres, type OpenDatabase } from '@uplift/db';
import { readNamedFacts } from '@uplift/db/testing';
import { createTemporaryDatabase, temporaryDirectory } from '@uplift/testkit';
import { afterAll, describe, expect, it } from 'vitest';

import { eventually, isJson } from './support/api.ts';
import {
  openConnectedOrganization,
  type ConnectedOrganization,
} from './support/connected-organization.ts';
import { recordIn } from './support/recorded.ts';
import { redisDatabase } from './support/redis.ts';
import { organizationStory } from './support/story.ts';

const KILLS = 10;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** Nothing happens in the story any more. */
const startsAt = new Date('2028-06-01T00:00:00Z');
const story = organizationStory({ seed: 5, pullRequests: 800 });

/** A database number of the test server that no other file of tests uses. */
const redis = redisDatabase(11);

const closers: (() => Promise<unknown>)[] = [];
afterAll(async () => {
  for (const close of closers.toReversed()) await close();
});

type Followed = { readonly organization: ConnectedOrganization; readonly store: OpenDatabase };

/** A service of an api and a worker's process on stores of its own, of which GitHub is slow. */
async function follow(): Promise<Followed> {
  await redis.empty();
  const database = await createTemporaryDatabase({ owner: 'unprivileged' });
  const directory = await temporaryDirectory();
  const store = openPostgres({ url: database.url, poolSize: 4 });
  closers.push(database.drop, directory.remove, store.close);
  await migrateDatabase(store.db);
  const organization = await openConnectedOrganization({
    story,
    startsAt,
    store,
    redisUrl: redis.url,
    workersDatabaseUrl: database.url,
    record: recordIn(directory.path),
    limits: {},
  });
  organization.github.faults.set([{ fault: { kind: 'slow', delayMs: 100 }, path: /graphql/ }]);
  return { organization, store };
}

const pagesOf = ({ github }: ConnectedOrganization) =>
  github.stats.byRoute().get('POST /graphql')?.requests ?? 0;

/** Lets hours go by until every history is fetched. */
async function finish({ api, now, setNow, ring }: ConnectedOrganization): Promise<void> {
  for (let hours = 0; hours < 24; hours += 1) {
    await ring('sweep');
    const { body } = await api.get(`/organizations/${story.organization.login}/health`);
    const repositories: unknown = isJson(body) ? body['repositories'] : [];
    const all: readonly unknown[] = Array.isArray(repositories) ? repositories : [];
    const states = all.map(
      (one) => isJson(one) && isJson(one['backfill']) && one['backfill']['state'],
    );
    if (states.length === story.repositories.length && states.every((state) => state === 'done'))
      return;
    await setNow(new Date(now().getTime() + HOUR_MS));
  }
  throw new Error('the history is not fetched within a day');
}

describe('a backfill by a worker with PostgreSQL and Redis', () => {
  it('that is killed again and again loses no page, and ends with the facts of an undisturbed one', async () => {
    const undisturbed = await follow();
    await undisturbed.organization.connect();
    await finish(undisturbed.organization);
    const least = pagesOf(undisturbed.organization);
    const expected = await readNamedFacts(undisturbed.store.db);
    await undisturbed.organization.close();

    const { organization, store } = await follow();
    await organization.connect();
    for (let round = 0; round < KILLS; round += 1) {
      const enough = pagesOf(organization) + story.repositories.length + (round % 3);
      const rung = organization.ring('sweep');
      await eventually(
        () => Promise.resolve(pagesOf(organization)),
        (asked) => asked >= enough,
      );
      // Whoever held a lease is gone, and so is everything that Redis knew.
      await organization.replaceWorker(async () => {
        await redis.empty();
        await rung;
        await organization.setNow(new Date(organization.now().getTime() + 2 * MINUTE_MS));
      });
    }
    const before = (await readNamedFacts(store.db)).length;
    expect(before).toBeGreaterThan(50);
    expect(before).toBeLessThan(story.pullRequests.length);
    await finish(organization);
    await organization.close();

    const facts = await readNamedFacts(store.db);
    expect(facts).toHaveLength(story.pullRequests.length);
    expect(facts).toEqual(expected);
    // Of every repository one page at most is fetched again after a kill.
    const again = pagesOf(organization) - least;
    expect(again).toBeLessThanOrEqual(KILLS * story.repositories.length);
  }, 400_000);
});
