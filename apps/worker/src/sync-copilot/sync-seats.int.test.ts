import { adoptions, copilotSeats, people } from '@uplift/db';
import { dialects } from '@uplift/db/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { recomputeAdoption } from '../recompute-adoption/recompute-adoption.ts';
import {
  acmeStory,
  ann,
  ben,
  cat,
  openSyncedOrganization,
  type SyncedOrganization,
} from '../testing/synced-organization.ts';
import { syncSeats } from './sync-seats.ts';

describe.each(dialects)('seats on %s', (dialect) => {
  let acme: SyncedOrganization;
  const sync = (at: string) => {
    acme.setNow(new Date(at));
    return syncSeats({ organizationId: acme.organizationId }, acme.deps);
  };
  const names = () =>
    acme.within(
      async (tx) => new Map((await tx.select().from(people)).map(({ id, login }) => [id, login])),
    );
  const seats = async () => {
    const logins = await names();
    const rows = await acme.within((tx) => tx.select().from(copilotSeats));
    return rows
      .map(({ day, personId, grantedAt }) =>
        [day, logins.get(personId), grantedAt.toISOString().slice(0, 10)].join(' '),
      )
      .toSorted();
  };

  beforeAll(async () => {
    acme = await openSyncedOrganization(dialect, acmeStory, '2026-03-04T05:00:00Z');
  });
  afterAll(async () => acme.close());

  it('keeps the list of each day, so that a removed seat shows by its absence', async () => {
    await sync('2026-03-04T05:00:00Z');
    acme.github.copilot.cancelSeat(9, ben.id, '2026-03-05');
    await sync('2026-03-05T05:00:00Z');

    expect(await seats()).toEqual([
      '2026-03-04 ann 2026-01-10',
      '2026-03-04 ben 2026-01-10',
      '2026-03-05 ann 2026-01-10',
    ]);
    expect(acme.rung).toContain(`recompute-adoption ${acme.organizationId}`);
  });

  it('holds one list a day, the last', async () => {
    acme.github.copilot.grantSeat(9, cat);
    await sync('2026-03-05T09:00:00Z');
    acme.github.copilot.cancelSeat(9, cat.id, '2026-03-05');
    await sync('2026-03-05T12:00:00Z');

    expect((await seats()).filter((seat) => seat.startsWith('2026-03-05'))).toEqual([
      '2026-03-05 ann 2026-01-10',
    ]);
  });

  it('dates a start by the first seat ever seen, though a new grant has a new date', async () => {
    acme.setNow(new Date('2026-03-06T05:00:00Z'));
    acme.github.copilot.grantSeat(9, ben);
    await sync('2026-03-06T06:00:00Z');
    await recomputeAdoption({ organizationId: acme.organizationId }, acme.deps);

    expect(await seats()).toContain('2026-03-06 ben 2026-03-06');
    const logins = await names();
    const starts = await acme.within((tx) => tx.select().from(adoptions));
    expect(
      starts.map(({ personId, startedOn }) => `${logins.get(personId)} ${startedOn}`).toSorted(),
    ).toEqual(['ann 2026-01-10', 'ben 2026-01-10']);
  });

  it('says that GitHub has no Copilot for it, and keeps what was', async () => {
    const before = await seats();
    acme.github.copilot.configure(9, { plan: null });

    expect(await sync('2026-03-07T05:00:00Z')).toMatchObject({ kind: 'failed' });

    expect(await seats()).toEqual(before);
    expect((await acme.lastRun('seats'))?.failure).toMatch(/knows nothing of it/);
  });
});

it('takes nobody for gone while the list keeps shifting between its pages', async () => {
  // given more than a page of seats, of which the first is gone on every further page
  const many = Array.from({ length: 103 }, (_, index) => ({
    id: 5000 + index,
    login: `p${index}`,
    type: 'User' as const,
  }));
  const from = new Date('2025-01-01T00:00:00Z');
  const story = {
    ...acmeStory,
    people: [ann, ...many].map((person) => ({ ...person, from, to: null })),
    teams: [],
    seats: many.map(({ id, login }) => ({ id, login, grantedAt: from })),
  };
  const acme = await openSyncedOrganization('postgres', story, '2026-03-04T05:00:00Z');
  const { organizationId, deps } = acme;
  await syncSeats({ organizationId }, deps);
  acme.github.copilot.setFaults([{ fault: { kind: 'seat-removed' } }]);
  acme.setNow(new Date('2026-03-04T09:00:00Z'));

  // when
  const end = await syncSeats({ organizationId }, deps);

  // then
  expect(end.kind).toBe('failed');
  expect((await acme.lastRun('seats'))?.failure).toMatch(/changed while it was read/);
  expect(await acme.within((tx) => tx.select().from(copilotSeats))).toHaveLength(103);
  await acme.close();
});
