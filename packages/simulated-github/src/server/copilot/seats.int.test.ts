import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { ada, january } from '../../testing/small-story.ts';
import { jsonOf, openTestServer } from '../testing/open-server.ts';
import type { TestServer } from '../testing/open-server.ts';
import { seated } from '../testing/seated-story.ts';

let server: TestServer;

beforeEach(async () => {
  server = await openTestServer({ organizations: [seated] });
});

afterEach(() => server.github.close());

describe('seats', () => {
  const SEATS = '/orgs/acme/copilot/billing/seats';

  it('are listed with their total, 50 on a page', async () => {
    const answer = await server.get(SEATS);

    const body = await jsonOf(answer);
    expect(body).toMatchObject({
      total_seats: 4,
      seats: [
        {
          assignee: { id: 1001 },
          created_at: '2026-01-04T09:00:00Z',
          last_activity_at: '2026-01-09T12:00:00Z',
          pending_cancellation_date: null,
        },
        { assignee: { id: 1003 } },
        { assignee: { id: 1004 } },
        { assignee: { id: 1005 } },
      ],
    });
    const paged = await server.get(`${SEATS}?per_page=2`);
    expect(paged.headers.get('link')).toContain('page=2>; rel="next"');
  });

  it('vanish when their holder leaves, when they are cancelled, and forget activity', async () => {
    const { copilot } = server.github;
    const ids = async () => {
      const { seats } = await jsonOf(await server.get(SEATS));
      return Array.isArray(seats) ? seats.map(({ assignee }) => assignee.id) : [];
    };
    server.setClock(january(10));
    const withBob = await ids();

    copilot.cancelSeat(9, 1003, '2026-01-28');
    server.setClock(january(27));
    const { seats } = await jsonOf(await server.get(SEATS));
    server.setClock(january(28));
    const afterwards = await ids();
    server.setClock(new Date('2026-05-01T00:00:00Z'));
    const { seats: later } = await jsonOf(await server.get(SEATS));

    expect(withBob).toContain(1002);
    expect(seats).toContainEqual(
      expect.objectContaining({ pending_cancellation_date: '2026-01-28' }),
    );
    expect(afterwards).toStrictEqual([1001, 1004, 1005]);
    expect(later).toContainEqual(expect.objectContaining({ last_activity_at: null }));
  });

  it('are dated anew when granted again', async () => {
    server.setClock(january(20));
    server.github.copilot.grantSeat(9, ada);

    const seat = await jsonOf(await server.get('/orgs/acme/members/ada/copilot'));

    expect(seat['created_at']).toBe('2026-01-20T00:00:00Z');
  });

  it('shift while they are paged, if that shall go wrong', async () => {
    const { copilot } = server.github;
    const readAll = async () => {
      const pages = [1, 2].map((page) => `${SEATS}?per_page=2&page=${page}`);
      const bodies = [];
      for (const path of pages) bodies.push(await jsonOf(await server.get(path)));
      const seats = bodies.flatMap(({ seats: some }) => (Array.isArray(some) ? some : []));
      return {
        totals: bodies.map(({ total_seats: total }) => total),
        ids: seats.map(({ assignee }) => assignee.id),
      };
    };
    copilot.setFaults([
      { fault: { kind: 'seat-added' }, times: 1 },
      { fault: { kind: 'seat-removed' }, times: 1 },
    ]);

    const added = await readAll();
    const removed = await readAll();
    const steady = await readAll();

    expect(added).toStrictEqual({ totals: [4, 5], ids: [1001, 1003, 1003, 1004] });
    expect(removed).toStrictEqual({ totals: [4, 3], ids: [1001, 1003, 1005] });
    expect(steady).toStrictEqual({ totals: [4, 4], ids: [1001, 1003, 1004, 1005] });
  });

  it('are summed up', async () => {
    const billing = await jsonOf(await server.get('/orgs/acme/copilot/billing'));

    expect(billing).toMatchObject({
      seat_breakdown: { total: 4, added_this_cycle: 4, active_this_cycle: 4 },
    });
  });
});
