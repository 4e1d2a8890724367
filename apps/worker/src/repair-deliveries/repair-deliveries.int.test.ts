import {
  countDeliveriesByState,
  findFailedDeliveries,
  findLastDeliveryLogRun,
  type OpenDatabase,
} from '@uplift/db';
import { dialects, emptyStore, openTestStore } from '@uplift/db/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { openLiveOrganization, type LiveOrganization } from '../testing/live-organization.ts';
import { story } from '../testing/three-pull-requests.ts';

const march = (day: number, hour = 0) => new Date(Date.UTC(2026, 2, day, hour));

describe.each(dialects)('looking through the log of deliveries on %s', (dialect) => {
  let store: OpenDatabase;
  let organization: LiveOrganization;

  beforeAll(async () => {
    store = await openTestStore(dialect);
  });
  beforeEach(async () => {
    await emptyStore(store.db);
    organization = await openLiveOrganization({ db: store.db, story, startsAt: march(2) });
  });
  afterEach(async () => organization.close());
  afterAll(async () => store.close());

  const inbox = async () => countDeliveriesByState(store.db);

  it('writes down what it looked at, and looks no further back the next time', async () => {
    await organization.live(march(4), { dropShare: 1 });

    const first = await organization.repair();
    await organization.live(march(4, 12));
    const second = await organization.repair();

    expect(first).toMatchObject({ repaired: first.checked, lost: 0, failure: null });
    expect(first.checked).toBeGreaterThan(3);
    expect(second).toMatchObject({ checked: 0, repaired: 0 });
    expect(await findLastDeliveryLogRun(store.db)).toMatchObject({
      checked: 0,
      finishedAt: march(4, 12),
      failure: null,
    });
  });

  it('brings a delivery once, however many attempts GitHub made', async () => {
    await organization.live(march(4), { dropShare: 1, duplicateShare: 1 });

    const { checked, repaired } = await organization.repair();

    expect(repaired * 2).toBe(checked);
    expect((await inbox()).pending).toBe(repaired);
    expect(organization.rung.filter((bell) => bell === 'process-inbox')).toHaveLength(1);
  });

  it('leaves alone what is here, whatever GitHub thinks became of it', async () => {
    organization.inbox.status = 500;
    await organization.live(march(4));
    const { github } = organization.open;
    const attempts = github.deliveries.attempts(github.app?.id ?? 0);
    expect(new Set(attempts.map(({ answer }) => answer.statusCode))).toEqual(new Set([500]));

    expect(await organization.repair()).toMatchObject({ checked: attempts.length, repaired: 0 });
  });

  it('goes on where it was cut off, at first by a limit of its own', async () => {
    await organization.live(march(4), { dropShare: 1 });

    const first = await organization.repair({ mostOfARun: 2 });
    const rest = await organization.repair();

    expect(first).toMatchObject({
      repaired: 2,
      failure: 'more were missing than one run fetches',
    });
    // So many are missing that comparing is quicker.
    expect(organization.rung).toContain(`reconcile ${organization.organizationId}`);
    expect(rest).toMatchObject({ repaired: rest.checked - 2, failure: null });
  });

  it('comes back when a limit of GitHub ends it, having kept what it brought', async () => {
    await organization.live(march(4), { dropShare: 1 });
    const { github } = organization.open;
    const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1772650000' };
    const fault = { kind: 'status', status: 403, message: 'API rate limit exceeded', headers };
    const path = /deliveries\/\d+$/;
    github.faults.set([
      { fault: { kind: 'slow', delayMs: 0 }, path, times: 1 },
      { fault: { ...fault, kind: 'status' }, path },
    ]);

    const cut = await organization.repair();
    github.faults.set([]);
    const early = await organization.repair();
    organization.open.setNow(march(4, 20));
    const rest = await organization.repair();

    expect(cut).toMatchObject({ repaired: 1 });
    expect(cut.failure).toMatch(/allows no more requests until/);
    expect(early).toMatchObject({ checked: 0, failure: cut.failure });
    expect(organization.rung).toContain('repair-deliveries');
    expect(rest).toMatchObject({ repaired: rest.checked - 1, failure: null });
  });

  it('counts as lost what is neither here nor to be had, and has it compared', async () => {
    await organization.live(march(4), { dropShare: 1 });
    organization.open.github.faults.set([
      { fault: { kind: 'status', status: 404 }, path: /deliveries\/\d+/ },
    ]);

    const { checked, lost, repaired, failure } = await organization.repair();

    expect({ lost, repaired, failure }).toEqual({ lost: checked, repaired: 0, failure: null });
    expect(organization.rung).toContain(`reconcile ${organization.organizationId}`);
  }, 30_000);

  it('has worked once more what was given up for a reason that may have passed', async () => {
    // given all that arrived given up, the first as malformed
    await organization.live(march(4));
    await store.db.execute(`
      update deliveries set state = 'failed', settled_at = now(), reason = 'the disk was full',
        attempts = case when guid = (select min(guid) from deliveries) then 0 else 5 end`);
    const failed = await findFailedDeliveries(store.db, 100);
    const givenUp = failed.filter(({ attempts }) => attempts === 5).length;
    expect(givenUp).toBeGreaterThan(0);

    // when
    const { retried } = await organization.repair();
    await organization.work();

    // then
    expect(retried).toBe(givenUp);
    expect(await inbox()).toMatchObject({ pending: 0, failed: failed.length - givenUp });
  });
});
