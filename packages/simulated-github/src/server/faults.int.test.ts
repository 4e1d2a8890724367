import { afterEach, describe, expect, it } from 'vitest';

import type { Fault } from './faults.ts';
import { openTestServer } from './testing/open-server.ts';
import type { TestServer } from './testing/open-server.ts';

let server: TestServer;

afterEach(() => server.github.close());

const PULL = '/repos/acme/api/pulls/12';

async function openWith(fault: Fault, times?: number): Promise<void> {
  const rule = { path: /\/pulls\//, fault };
  server = await openTestServer({ faults: [times === undefined ? rule : { ...rule, times }] });
}

describe('a fault', () => {
  it('is an error with its headers, as often as planned, where planned', async () => {
    await openWith({ kind: 'status', status: 503, headers: { 'retry-after': '3' } }, 2);

    expect((await server.get('/repos/acme/api')).status).toBe(200);
    const first = await server.get(PULL);
    expect(first.status).toBe(503);
    expect(first.headers.get('retry-after')).toBe('3');
    expect((await server.get(PULL)).status).toBe(503);
    expect((await server.get(PULL)).status).toBe(200);
  });

  it('cuts the connection before the answer', async () => {
    await openWith({ kind: 'cut' }, 1);

    await expect(server.get(PULL)).rejects.toThrow('fetch failed');
    expect((await server.get(PULL)).status).toBe(200);
  });

  it('cuts the connection in the middle of the answer', async () => {
    await openWith({ kind: 'partial' }, 1);

    const answer = await server.get(PULL);

    expect(answer.status).toBe(200);
    await expect(answer.text()).rejects.toThrow('terminated');
    expect((await server.get(PULL)).status).toBe(200);
  });

  it('makes the right answer late', async () => {
    await openWith({ kind: 'slow', delayMs: 50 });
    const startedMs = performance.now();

    const answer = await server.get(PULL);

    expect(answer.status).toBe(200);
    expect(performance.now() - startedMs).toBeGreaterThanOrEqual(45);
  });

  it('strikes a share of the requests, the same ones for the same seed', async () => {
    const statuses = async () => {
      const fault = { kind: 'status', status: 502 } as const;
      server = await openTestServer({ faults: [{ fault, share: 0.5 }] });
      const seen: number[] = [];
      for (let index = 0; index < 20; index += 1) seen.push((await server.get(PULL)).status);
      return seen;
    };

    const once = await statuses();
    await server.github.close();
    const twice = await statuses();

    expect(once).toStrictEqual(twice);
    expect(new Set(once)).toStrictEqual(new Set([200, 502]));
  });

  it('ends with another plan', async () => {
    await openWith({ kind: 'status', status: 500 });

    server.github.faults.set([]);

    expect((await server.get(PULL)).status).toBe(200);
  });
});
