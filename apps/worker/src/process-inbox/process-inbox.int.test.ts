import {
  claimDeliveries,
  compressBody,
  countDeliveriesByState,
  deliveries,
  findFailedDeliveries,
  organizations,
  recordDeliveries,
  recordDelivery,
  type OpenDatabase,
} from '@uplift/db';
import { dialects, dumpStore, emptyStore, openTestStore, readNamedFacts } from '@uplift/db/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { january, listeningQueue } from '../testing/observed.ts';
import { processInbox } from './process-inbox.ts';

const ada = { id: 1001, login: 'ada', type: 'User' };
const pullRequest = (number: number, organization = { id: 9, login: 'acme' }) => ({
  action: 'opened',
  organization,
  sender: ada,
  repository: {
    id: organization.id * 10,
    name: 'api',
    full_name: `${organization.login}/api`,
    owner: { ...organization, type: 'Organization' },
  },
  pull_request: {
    id: number,
    number,
    state: 'open',
    title: 'Add a thing',
    draft: false,
    user: ada,
    created_at: '2026-01-05T00:00:00Z',
    updated_at: '2026-01-05T00:00:00Z',
    merged_at: null,
    closed_at: null,
  },
});

describe.each(dialects)('working the inbox on %s', (dialect) => {
  let store: OpenDatabase;
  let clock: Date;
  beforeAll(async () => {
    store = await openTestStore(dialect);
  });
  beforeEach(async () => {
    await emptyStore(store.db);
    clock = january(31);
  });
  afterAll(async () => store.close());

  const delivery = async (guid: string, payload: unknown, event = 'pull_request') => ({
    guid,
    event,
    body: await compressBody(typeof payload === 'string' ? payload : JSON.stringify(payload)),
    receivedAt: january(30),
  });
  const work = async () => {
    const { queue, rung } = listeningQueue();
    const errors: unknown[] = [];
    const onError = (error: unknown) => errors.push(error);
    const outcome = await processInbox({ db: store.db, queue, now: () => clock, onError });
    return { outcome, rung, errors };
  };

  it('records a GUID once, alone or among many', async () => {
    expect(await recordDelivery(store.db, await delivery('a', {}))).toBe('recorded');
    expect(await recordDelivery(store.db, await delivery('a', { other: true }))).toBe('duplicate');
    const many = [await delivery('a', {}), await delivery('b', {}), await delivery('b', {})];
    expect(await recordDeliveries(store.db, many)).toEqual(new Set(['b']));
    expect(await countDeliveriesByState(store.db)).toMatchObject({ pending: 2 });
  });

  it('notes whom a delivery was about, under whatever name it is known by then', async () => {
    const renamed = { id: 9, login: 'apex' };
    const all = [
      await delivery('a', pullRequest(1)),
      await delivery('b', pullRequest(2, { id: 10, login: 'globex' })),
      await delivery('c', pullRequest(3, renamed)),
      await delivery('d', { zen: 'Speak like a human.' }, 'star'),
      await delivery('e', '{'),
    ];
    await recordDeliveries(store.db, all);

    await work();

    const known = await store.db.select().from(organizations);
    const idOf = (name: string) => known.find(({ login }) => login === name)?.id;
    const rows = await store.db
      .select({ guid: deliveries.guid, about: deliveries.aboutOrganizationId })
      .from(deliveries)
      .orderBy(deliveries.guid);
    expect(rows).toEqual([
      { guid: 'a', about: idOf('apex') },
      { guid: 'b', about: idOf('globex') },
      { guid: 'c', about: idOf('apex') },
      { guid: 'd', about: null },
      { guid: 'e', about: null },
    ]);
    expect(known.map(({ login }) => login).toSorted()).toEqual(['apex', 'globex']);
  });

  it('turns every delivery into facts, rings once for an organisation, and is done', async () => {
    // given more than a batch
    const many = Array.from({ length: 250 }, (_, index) =>
      delivery(`guid-${index}`, pullRequest(index + 1)),
    );
    await recordDeliveries(store.db, await Promise.all(many));

    // when
    const { outcome, rung } = await work();

    // then
    expect(outcome).toEqual({ processed: 250, ignored: 0, failed: 0, postponed: 0 });
    expect(await readNamedFacts(store.db)).toHaveLength(250);
    expect(new Set(rung)).toEqual(new Set(['recompute-rollups 1']));
    expect((await work()).outcome).toMatchObject({ processed: 0 });
  });

  it('settles what is malformed or of no interest with the reason, and stores the rest', async () => {
    await recordDeliveries(store.db, [
      await delivery('broken', '{"action":'),
      await delivery('wrong', { ...pullRequest(1), pull_request: {} }),
      await delivery('star', { action: 'created' }, 'star'),
      { ...(await delivery('damaged', {})), body: new Uint8Array([1, 2, 3]) },
      await delivery('good', pullRequest(2)),
    ]);

    const { outcome, errors } = await work();

    expect(outcome).toEqual({ processed: 1, ignored: 1, failed: 3, postponed: 0 });
    expect(errors).toEqual([]);
    const failed = await findFailedDeliveries(store.db, 10);
    expect(failed.map(({ guid, reason }) => [guid, reason])).toEqual([
      ['broken', 'the body is not JSON'],
      ['damaged', 'the stored body is damaged'],
      ['wrong', expect.stringMatching(/^malformed pull_request payload: .*pull_request\.number/)],
    ]);
    expect(await readNamedFacts(store.db)).toHaveLength(1);
  });

  it('puts off only the delivery that fails unexpectedly, and gives it up after five attempts', async () => {
    // given an organisation that the database refuses
    await store.db.execute(
      `alter table organizations add constraint no_globex check (login <> 'globex')`,
    );
    await recordDeliveries(store.db, [
      await delivery('1', pullRequest(1)),
      await delivery('2', pullRequest(2, { id: 10, login: 'globex' })),
      await delivery('3', pullRequest(3)),
    ]);

    // when
    const first = await work();

    // then
    expect(first.outcome).toEqual({ processed: 2, ignored: 0, failed: 0, postponed: 1 });
    expect(first.errors).toHaveLength(2);
    const facts = await readNamedFacts(store.db);
    expect(facts.map(({ name }) => name)).toEqual(['acme/api#1', 'acme/api#3']);
    // it waits 10, 20, 40 and 80 seconds
    expect((await work()).outcome.postponed).toBe(0);
    for (const seconds of [10, 20, 40]) {
      clock = new Date(clock.getTime() + seconds * 1000 - 1);
      expect((await work()).outcome.postponed).toBe(0);
      clock = new Date(clock.getTime() + 1);
      expect((await work()).outcome.postponed).toBe(1);
    }
    clock = new Date(clock.getTime() + 80_000);
    expect((await work()).outcome).toMatchObject({ failed: 1, postponed: 0 });
    const [failed] = await findFailedDeliveries(store.db, 1);
    expect(failed).toMatchObject({ guid: '2', attempts: 5 });
    expect(failed?.reason).toMatch(/no_globex/);
    await store.db.execute(`alter table organizations drop constraint no_globex`);
  });

  it('leaves nothing half-written when it is interrupted', async () => {
    // given a worker that dies between storing and settling
    await recordDelivery(store.db, await delivery('1', pullRequest(1)));
    const before = await dumpStore(store.db);
    await store.db.execute(
      `alter table deliveries add constraint never_settled check (state = 'pending') not valid`,
    );

    // when
    await work();

    // then
    expect(await dumpStore(store.db)).toEqual(before);
    expect(await countDeliveriesByState(store.db)).toMatchObject({ pending: 1 });

    // and the next one does it all
    await store.db.execute(`alter table deliveries drop constraint never_settled`);
    clock = january(31, 1);
    expect((await work()).outcome.processed).toBe(1);
    expect(await readNamedFacts(store.db)).toHaveLength(1);
  });

  it('claims no more bodies at once than fit, but one always', async () => {
    await recordDeliveries(store.db, [
      await delivery('1', 'a'.repeat(20)),
      await delivery('2', 'b'.repeat(20)),
    ]);

    const claimed = await store.db.transaction((tx) =>
      claimDeliveries(tx, { now: clock, limit: 10, maxBytes: 1 }),
    );

    expect(claimed.map(({ guid }) => guid)).toEqual(['1']);
  });
});

describe('several workers at one inbox on postgres', () => {
  let store: OpenDatabase;
  beforeAll(async () => {
    store = await openTestStore('postgres');
  });
  afterAll(async () => store.close());

  it('take different deliveries, without waiting for each other', async () => {
    const body = await compressBody('{}');
    const receivedAt = january(30);
    const guids = ['a', 'b', 'c'];
    await recordDeliveries(
      store.db,
      guids.map((guid) => ({ guid, event: 'ping', body, receivedAt })),
    );
    const claim = { now: january(31), limit: 2, maxBytes: 1_000_000 };

    const taken = await store.db.transaction(async (first) => {
      const one = await claimDeliveries(first, claim);
      const two = await store.db.transaction((second) => claimDeliveries(second, claim));
      return [one, two].map((claimed) => claimed.map(({ guid }) => guid));
    });

    expect(taken).toEqual([['a', 'b'], ['c']]);
  });
});
