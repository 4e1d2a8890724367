import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { simulateOrganization } from '@uplift/causal';
import { deployments as deploymentTable, withOrganization, type OpenDatabase } from '@uplift/db';
import {
  dialects,
  emptyStore,
  openTestStore,
  readNamedFacts,
  type NamedFact,
} from '@uplift/db/testing';
import { historyLines, type OrganizationStory } from '@uplift/simulated-github';
import { temporaryDirectory } from '@uplift/testkit';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { importHistory } from '../import-history/import-history.ts';
import { openLiveOrganization, type LiveOrganization } from '../testing/live-organization.ts';

const april = (day: number, hour = 0) => new Date(Date.UTC(2026, 3, day, hour));

const world = simulateOrganization({
  developers: 6,
  weeks: 12,
  effectPercent: 20,
  seed: 3,
  endsAt: new Date('2026-05-01'),
}).story;

const [repository] = world.repositories;
const [creator] = world.people;
if (repository === undefined || creator === undefined) throw new Error('an empty world');

/** The world, with a deployment on the last day. */
const story: OrganizationStory = {
  ...world,
  deployments: [
    {
      id: 77,
      repository,
      creator,
      sha: 'd'.repeat(40),
      ref: 'main',
      environment: 'production',
      createdAt: april(7, 9),
      statuses: [{ id: 78, state: 'success', at: april(7, 10) }],
    },
  ],
};

/** What the whole story comes to, up to an instant. */
async function truthAt(store: OpenDatabase, until: Date): Promise<NamedFact[]> {
  const directory = await temporaryDirectory();
  const path = join(directory.path, 'history.ndjson');
  const lines = historyLines(story, { from: new Date('2020-01-01'), to: until });
  await writeFile(path, [...lines].join('\n'));
  await importHistory({ path }, { db: store.db, now: () => until });
  await directory.remove();
  const facts = await readNamedFacts(store.db);
  await emptyStore(store.db);
  return facts;
}

describe.each(dialects)('mending on %s', (dialect) => {
  let store: OpenDatabase;
  let truthOf: { readonly eighth: NamedFact[]; readonly eleventh: NamedFact[] };
  let organization: LiveOrganization;

  beforeAll(async () => {
    store = await openTestStore(dialect);
    await emptyStore(store.db);
    truthOf = {
      eighth: await truthAt(store, april(8)),
      eleventh: await truthAt(store, april(11)),
    };
  }, 60_000);
  beforeEach(async () => {
    await emptyStore(store.db);
    organization = await openLiveOrganization({ db: store.db, story, startsAt: april(6) });
  }, 60_000);
  afterEach(async () => organization.close());
  afterAll(async () => store.close());

  /** Pull requests that are missing or different. */
  const differing = async (truth = truthOf.eighth) => {
    const here = new Map((await readNamedFacts(store.db)).map((fact) => [fact.name, fact]));
    return truth.filter((fact) => !isSame(fact, here.get(fact.name))).map(({ name }) => name);
  };

  const deployments = async () => {
    const { organizationId } = organization;
    const rows = await withOrganization(store.db, organizationId, (tx) =>
      tx.select().from(deploymentTable),
    );
    return rows.length;
  };

  it('needs nothing where every delivery arrives, shuffled, twice or late', async () => {
    const lateMs = 3_600_000;
    await organization.live(april(8), { lateMs, duplicateShare: 0.3, throttleShare: 0.2 });
    await organization.live(new Date(april(8).getTime() + lateMs + 600_000));

    expect(await differing()).toEqual([]);
    expect(await organization.repair()).toMatchObject({ repaired: 0, lost: 0, failure: null });
  }, 60_000);

  it('takes out of the log what GitHub could not deliver', async () => {
    // given
    await organization.live(april(8), { dropShare: 0.5 });
    expect((await differing()).length).toBeGreaterThan(0);
    const { arrived } = organization.inbox;

    // when
    const repair = await organization.repair();
    await organization.work();

    // then
    expect(await differing()).toEqual([]);
    expect(repair).toMatchObject({ lost: 0, failure: null });
    expect(repair.repaired).toBeGreaterThan(3);
    expect(organization.inbox.arrived).toBe(arrived);
    expect(organization.rung).not.toContain(`reconcile ${organization.organizationId}`);
  }, 60_000);

  it('has sent again what the log does not hold any more', async () => {
    // given
    await organization.live(april(8), { dropShare: 0.1 });
    const { github } = organization.open;
    github.faults.set([
      { fault: { kind: 'status', status: 404 }, method: 'GET', path: /deliveries\/\d+$/ },
    ]);
    const { arrived } = organization.inbox;

    // when
    const repair = await organization.repair();
    await github.deliveries.settled();
    await organization.work();

    // then
    expect(await differing()).toEqual([]);
    expect(repair.repaired).toBeGreaterThan(0);
    expect(organization.inbox.arrived - arrived).toBe(repair.repaired);
  }, 60_000);

  it('finds by comparing what GitHub itself does not know to be lost', async () => {
    // given
    await organization.live(april(8), { lossShare: 0.5 });
    const before = await differing();
    const repair = await organization.repair();
    expect(repair).toMatchObject({ repaired: 0, lost: 0 });
    expect(before.length).toBeGreaterThan(0);

    // when
    const { updated, open } = await organization.reconcile();
    await organization.work();

    // then
    expect(await differing()).toEqual([]);
    expect([updated.kind, open.kind]).toEqual(['done', 'done']);
    expect(await organization.completeness('2026-03-10')).toMatchObject({
      percent: 100,
      unknownDays: 0,
    });
  }, 60_000);

  it('brings from the log what comparing does not look at', async () => {
    // given
    await organization.live(april(8), { dropShare: 1 });
    await organization.reconcile();
    await organization.work();
    expect(await differing()).toEqual([]);
    expect(await deployments()).toBe(0);

    // when
    await organization.repair();
    await organization.work();

    // then
    expect(await differing()).toEqual([]);
    expect(await deployments()).toBe(1);
  }, 60_000);

  it('leaves to comparing what is older than the log, and says so by its bell', async () => {
    // given a look through the log, and then nothing for longer than the log remembers
    await organization.repair();
    organization.inbox.isUp = false;
    await organization.live(april(11));
    organization.inbox.isUp = true;
    const known = (await differing(truthOf.eleventh)).length;

    // when
    await organization.repair();
    await organization.work();

    // then
    const missing = await differing(truthOf.eleventh);
    expect(missing.length).toBeGreaterThan(0);
    expect(missing.length).toBeLessThanOrEqual(known);
    expect(organization.rung).toContain(`reconcile ${organization.organizationId}`);

    // when
    await organization.reconcile();
    await organization.work();

    // then
    expect(await differing(truthOf.eleventh)).toEqual([]);
  }, 60_000);
});

function isSame(one: NamedFact, other: NamedFact | undefined): boolean {
  return other !== undefined && JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
}

function sorted(fact: NamedFact): [string, unknown][] {
  return Object.entries(fact).toSorted(([a], [b]) => (a < b ? -1 : 1));
}
