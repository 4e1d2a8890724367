import {
  findWorkingHours,
  isTimingDue,
  lockOrganization,
  pullRequestWorkingTimes,
  saveWorkingHours,
  withOrganization,
  type OpenDatabase,
} from '@uplift/db';
import { dialects, openTestStore } from '@uplift/db/testing';
import { calendarKey, type WorkingCalendar } from '@uplift/metrics';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { storeObservations } from '../store-observations/store-observations.ts';
import { sweep } from '../sweep/sweep.ts';
import { happened, inAcme, listeningQueue, now, wholeLife } from '../testing/observed.ts';
import { timeWorkingHours } from './time-working-hours.ts';

const day = { from: '00:00', to: '24:00' };
/** Every hour of every day but the holidays: the calendar itself. */
const always: WorkingCalendar = {
  zone: 'UTC',
  hours: {
    monday: day,
    tuesday: day,
    wednesday: day,
    thursday: day,
    friday: day,
    saturday: day,
    sunday: day,
  },
  holidays: [],
};
const half = { from: '00:00', to: '12:00' };
const mornings: WorkingCalendar = {
  ...always,
  hours: { ...always.hours, monday: half, tuesday: half, wednesday: half },
};

describe.each(dialects)('pull requests in working hours, on %s', (dialect) => {
  let store: OpenDatabase;
  const organizationId = 1;
  const within = <T>(work: Parameters<typeof withOrganization<T>>[2]) =>
    withOrganization(store.db, organizationId, work);
  const say = (calendar: WorkingCalendar | null) =>
    within(async (tx) => {
      await lockOrganization(tx, organizationId);
      return saveWorkingHours(tx, organizationId, calendar);
    });
  const timed = () => within((tx) => tx.select().from(pullRequestWorkingTimes));
  const live = (number: number) =>
    storeObservations([inAcme(...wholeLife.map((event) => happened(number, event)))], {
      db: store.db,
    });

  beforeAll(async () => {
    store = await openTestStore(dialect);
    await live(1);
  });
  afterAll(async () => store.close());

  it('are not measured while nobody has said when people work', async () => {
    const { queue, rung } = listeningQueue();

    expect(await timeWorkingHours({ organizationId }, { db: store.db, queue })).toBe(0);
    expect(await timed()).toEqual([]);
    expect(rung).toEqual([]);
  });

  it('are measured once somebody says it, also where the bell was lost, and figures follow', async () => {
    const { queue, rung } = listeningQueue();

    expect(await say(always)).toBe(true);
    await sweep({ db: store.db, queue, now });
    expect(rung).toContain('time-working-hours 1');
    expect(await timeWorkingHours({ organizationId }, { db: store.db, queue })).toBe(1);

    expect(rung).toContain('recompute-rollups 1');
    expect(await within(isTimingDue)).toBe(false);
    expect(await timed()).toMatchObject([{ calendar: calendarKey(always) }]);
    expect(await timeWorkingHours({ organizationId }, { db: store.db, queue })).toBe(0);
  });

  it('are measured as they are stored from then on', async () => {
    await live(2);

    const rows = await timed();
    expect(rows.map(({ calendar }) => calendar)).toEqual([
      calendarKey(always),
      calendarKey(always),
    ]);
    const [first, second] = rows.map(({ pullRequestId: _id, ...times }) => times);
    expect(second).toEqual(first);
  });

  it('are measured anew by other hours, and not by the same told again', async () => {
    const { queue } = listeningQueue();

    expect(await say({ ...always, holidays: [] })).toBe(false);
    expect(await say(mornings)).toBe(true);
    expect(await timeWorkingHours({ organizationId }, { db: store.db, queue })).toBe(2);

    const rows = await timed();
    expect(new Set(rows.map(({ calendar }) => calendar))).toEqual(new Set([calendarKey(mornings)]));
  });

  it('are forgotten when the hours are taken back', async () => {
    expect(await say(null)).toBe(false);

    expect(await timed()).toEqual([]);
    expect(await within(findWorkingHours)).toBeNull();
    expect(await within(isTimingDue)).toBe(false);
  });
});
