import { gunzipSync } from 'node:zlib';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import type { CopilotFault } from './copilot-faults.ts';
import { jsonOf, openTestServer } from '../testing/open-server.ts';
import type { TestServer } from '../testing/open-server.ts';

let server: TestServer;
let nowMs = 0;

beforeEach(async () => {
  nowMs = Date.now();
  server = await openTestServer({
    now: () => new Date(nowMs),
    copilot: { filesPerReport: 1 },
  });
});

afterEach(() => server.github.close());

const REPORT = '/orgs/acme/copilot/metrics/reports/users-1-day?day=2026-01-05';

async function linkOf(): Promise<string> {
  const { download_links: links } = await jsonOf(await server.get(REPORT));
  return Array.isArray(links) ? String(links[0]) : '';
}

/** The file of a report in which something is wrong. */
async function fileWith(fault: CopilotFault): Promise<Response> {
  server.github.copilot.setFaults([{ fault, times: 1 }]);
  return fetch(await linkOf());
}

describe('the files of reports', () => {
  it('lie on another host, a line for each row, for whoever has the link', async () => {
    const link = await linkOf();

    const answer = await fetch(link);

    expect(new URL(link).origin).toBe(server.github.downloadUrl);
    expect(answer.status).toBe(200);
    const lines = (await answer.text()).split('\n');
    expect(lines).toHaveLength(2);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ user_id: 1001, day: '2026-01-05' });
  });

  it('refuse whoever sends a token along', async () => {
    const answer = await fetch(await linkOf(), { headers: { authorization: 'Bearer any' } });

    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain('InvalidAuthenticationInfo');
  });

  it('can be read for an hour, under no altered address', async () => {
    const link = await linkOf();
    const forged = link.replace('part-0', 'part-1');
    const longer = link.replace(/se=[^&]+/, `se=${encodeURIComponent('2099-01-01T00:00:00Z')}`);

    const good = (await fetch(link)).status;
    const altered = [(await fetch(forged)).status, (await fetch(longer)).status];
    nowMs += 3_600_000;

    expect(good).toBe(200);
    expect(altered).toStrictEqual([403, 403]);
    expect((await fetch(link)).status).toBe(403);
  });

  it('hold what was known when they were asked for', async () => {
    server.github.copilot.configure(9, { lateShare: 1 });
    server.setClock(new Date('2026-01-07T00:00:00Z'));
    const link = await linkOf();

    server.setClock(new Date('2026-01-20T00:00:00Z'));

    expect(await (await fetch(link)).text()).toBe('');
  });
});

describe('what goes wrong with files', () => {
  it('is a link that has expired, or a file that is not there', async () => {
    expect((await fileWith({ kind: 'expired-link' })).status).toBe(403);
    expect((await fileWith({ kind: 'missing-file' })).status).toBe(404);
    expect((await fetch(await linkOf())).status).toBe(200);
  });

  it('is a link to another host, which has no such file', async () => {
    server.github.copilot.setFaults([{ fault: { kind: 'wrong-host' } }]);

    const link = await linkOf();

    expect(new URL(link).origin).toBe(server.github.webUrl);
    expect((await fetch(link)).status).toBe(404);
  });

  it('is compression, told or untold', async () => {
    const told = await fileWith({ kind: 'gzip' });
    const untold = await fileWith({ kind: 'gzip-undeclared' });

    expect(told.headers.get('content-encoding')).toBe('gzip');
    expect(JSON.parse(await told.text())).toMatchObject({ user_id: 1001 });
    const bytes = Buffer.from(await untold.arrayBuffer());
    expect(JSON.parse(gunzipSync(bytes).toString())).toMatchObject({ user_id: 1001 });
  });

  it('is a file that ends in a line, or a line that is no JSON', async () => {
    const half = await (await fileWith({ kind: 'half-written' })).text();
    const broken = await (await fileWith({ kind: 'broken-line' })).text();

    expect(half.startsWith('{"day":"2026-01-05"')).toBe(true);
    expect(() => JSON.parse(half)).toThrow(SyntaxError);
    const lines = broken.trim().split('\n');
    expect(lines).toHaveLength(2);
    expect(() => JSON.parse(lines[1] ?? '')).toThrow(SyntaxError);
  });

  it('is a JSON array, or rows without their day', async () => {
    const array: unknown = await (await fileWith({ kind: 'array' })).json();
    const dayless = await jsonOf(await fileWith({ kind: 'no-day' }));

    expect(array).toMatchObject([{ user_id: 1001, day: '2026-01-05' }]);
    expect(dayless).toMatchObject({ user_id: 1001 });
    expect(dayless).not.toHaveProperty('day');
  });

  it('is a huge file, told in pieces and no faster than it is read', async () => {
    const bytes = 256 * 1024 * 1024;
    const answer = await fileWith({ kind: 'huge', bytes });
    const reader = answer.body?.getReader();
    const before = process.memoryUsage().rss;

    let size = 0;
    while (size < bytes / 8) size += (await reader?.read())?.value?.length ?? bytes;

    expect(size).toBeLessThan(bytes / 4);
    expect(process.memoryUsage().rss - before).toBeLessThan(bytes / 4);
    await reader?.cancel();
  });

  it('is as long as it is told to be', async () => {
    const bytes = 1_000_000;

    const text = await (await fileWith({ kind: 'huge', bytes })).text();

    const lines = text.trim().split('\n');
    expect(text.length).toBeGreaterThanOrEqual(bytes);
    expect(text.length).toBeLessThan(bytes + 10_000);
    expect(new Set(lines.map((line) => JSON.parse(line).user_id)).size).toBe(lines.length);
  });
});
