import { afterEach, describe, expect, it } from 'vitest';

import type { Caller } from './access/caller.ts';
import { smallStory } from '../testing/small-story.ts';
import { jsonOf, openTestServer } from './testing/open-server.ts';
import type { TestServer } from './testing/open-server.ts';

let server: TestServer;

afterEach(() => server.github.close());

const PULL = '/repos/acme/api/pulls/12';
const START_MS = Date.UTC(2026, 1, 1);

describe('the hour of an installation', () => {
  it('is told in every answer', async () => {
    server = await openTestServer({ now: () => new Date(START_MS) });

    await server.get(PULL);
    const { headers } = await server.get('/repos/acme/api/pulls/404');

    expect(headers.get('x-ratelimit-limit')).toBe('5000');
    expect(headers.get('x-ratelimit-used')).toBe('2');
    expect(headers.get('x-ratelimit-remaining')).toBe('4998');
    expect(headers.get('x-ratelimit-reset')).toBe(String(START_MS / 1000 + 3600));
    expect(headers.get('x-ratelimit-resource')).toBe('core');
  });

  it('refuses with 403 when it is used up, and begins anew when it has ended', async () => {
    let nowMs = START_MS;
    server = await openTestServer({
      now: () => new Date(nowMs),
      limits: { restPerHour: 2, hourMs: 60_000 },
    });

    await server.get(PULL);
    await server.get(PULL);
    const refused = await server.get(PULL);
    nowMs += 60_000;
    const later = await server.get(PULL);

    expect(refused.status).toBe(403);
    expect(refused.headers.get('x-ratelimit-remaining')).toBe('0');
    expect(refused.headers.get('x-ratelimit-reset')).toBe(String(START_MS / 1000 + 60));
    expect((await jsonOf(refused))['message']).toContain('API rate limit exceeded');
    expect(later.status).toBe(200);
  });

  it('can be asked about without using it', async () => {
    server = await openTestServer();

    await server.get(PULL);
    await server.get('/rate_limit');
    const status = await jsonOf(await server.get('/rate_limit'));

    expect(status).toMatchObject({ resources: { core: { used: 1, remaining: 4999 } } });
  });

  it('is longer for many repositories and people, but not endlessly', async () => {
    const repositories = Array.from({ length: 40 }, (_, index) => ({
      id: 100 + index,
      fullName: `acme/r${index}`,
    }));
    server = await openTestServer({ organizations: [{ ...smallStory, repositories }] });
    const { limits, state } = server.github;
    const caller = callerOf(server);

    expect(limits.status(caller, 'core').limit).toBe(5000 + 20 * 50);
    for (let id = 0; id < 300; id += 1) {
      state.addMember(9, { id: 10_000 + id, login: `p${id}`, type: 'User' });
    }
    expect(limits.status(caller, 'core').limit).toBe(12_500);
  });
});

describe('the secondary limits', () => {
  it('refuse more points in a minute, and say when to come again', async () => {
    let nowMs = START_MS;
    server = await openTestServer({
      now: () => new Date(nowMs),
      limits: { restPointsPerMinute: 1 },
    });

    await server.get(PULL);
    const refused = await server.get(PULL);
    nowMs += 60_000;
    const later = await server.get(PULL);

    expect(refused.status).toBe(403);
    expect(refused.headers.get('retry-after')).toBe('60');
    expect((await jsonOf(refused))['message']).toContain('secondary rate limit');
    expect(later.status).toBe(200);
  });

  it('refuse more requests at once, and count those no longer that are answered', async () => {
    server = await openTestServer({ limits: { concurrent: 1 } });

    expect((await server.get(PULL)).status).toBe(200);
    expect((await server.get(PULL)).status).toBe(200);
    server.github.limits.enter(callerOf(server));
    const refused = await server.get(PULL);
    server.github.limits.leave(callerOf(server));

    expect(refused.status).toBe(403);
    expect(refused.headers.get('retry-after')).toBe('60');
    expect((await server.get(PULL)).status).toBe(200);
  });
});

function callerOf({ github }: TestServer): Caller {
  const [installation] = github.state.installations();
  if (installation === undefined) throw new Error('nothing is installed');
  const { permissions } = installation;
  return { kind: 'installation', installation, permissions, repositoryIds: null };
}
