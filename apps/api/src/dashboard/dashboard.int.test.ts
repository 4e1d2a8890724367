import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { openTestApi, type TestApi } from '../testing/open-test-api.ts';

const PAGE = '<!doctype html><div id="app"></div>';
const SCRIPT = 'export const answer = 42;';

function cookieOf(response: Response, name = 'uplift_goal'): string {
  const lines = response.headers.getSetCookie();
  return (lines.find((line) => line.startsWith(`${name}=`)) ?? '').split(';')[0] ?? '';
}

describe('the built dashboard', () => {
  const directory = mkdtempSync(join(tmpdir(), 'uplift-site-'));
  let api: TestApi;
  let headers: Record<string, string>;
  const signIn = async (cookie: string) =>
    fetch(`${api.url}/sign-in`, {
      method: 'POST',
      headers: { cookie },
      body: new URLSearchParams({ token: await api.token('member') }),
      redirect: 'manual',
    });
  beforeAll(async () => {
    mkdirSync(join(directory, 'static'));
    writeFileSync(join(directory, 'index.html'), PAGE);
    writeFileSync(join(directory, 'static', 'main-4f2a.js'), SCRIPT);
    writeFileSync(join(directory, 'static', 'main-4f2a.js.gz'), gzipSync(SCRIPT));
    api = await openTestApi('postgres', { dashboardDirectory: directory });
    headers = { authorization: `Bearer ${await api.token('member')}` };
  });
  afterAll(async () => {
    await api.close();
    rmSync(directory, { recursive: true });
  });

  test.each(['/', '/o/acme', '/o/acme/comparisons/7?period=26w'])(
    'its page answers at %s, is asked for anew each time, and runs nothing from elsewhere',
    async (path) => {
      const response = await fetch(`${api.url}${path}`, { headers });

      expect([response.status, await response.text()]).toEqual([200, PAGE]);
      expect(response.headers.get('cache-control')).toBe('no-cache');
      const policy = response.headers.get('content-security-policy') ?? '';
      expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'");
      expect(policy).not.toContain('unsafe');
    },
  );

  test('hashed files are kept for ever, and come as the build packed them', async () => {
    const ask = (encoding: string) =>
      fetch(`${api.url}/static/main-4f2a.js`, { headers: { 'accept-encoding': encoding } });
    const packed = await ask('gzip');
    const plain = await ask('identity');

    expect(packed.headers.get('content-encoding')).toBe('gzip');
    expect(packed.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(packed.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect([await packed.text(), await plain.text()]).toEqual([SCRIPT, SCRIPT]);
    expect(plain.headers.get('content-encoding')).toBeNull();
  });

  test('a known version is not sent again', async () => {
    const first = await fetch(`${api.url}/`, { headers });
    const etag = first.headers.get('etag') ?? '';
    const second = await fetch(`${api.url}/`, {
      headers: { ...headers, 'if-none-match': etag, 'cache-control': 'max-age=0' },
    });

    expect(etag).not.toBe('');
    expect(second.status).toBe(304);
  });

  test('strangers are shown the way in', async () => {
    const home = await fetch(`${api.url}/`);
    const deep = await fetch(`${api.url}/o/acme`, { redirect: 'manual' });

    expect(await home.text()).toContain('Sign in');
    expect([deep.status, deep.headers.get('location')]).toEqual([303, '/']);
  });

  test('a page that strangers asked for is where they are after signing in, once', async () => {
    const goal = '/o/acme/cycle-time?team=payments&at=2026-11-09';
    const turnedAway = await fetch(`${api.url}${goal}`, { redirect: 'manual' });
    const kept = cookieOf(turnedAway);
    const first = await signIn(kept);
    const second = await signIn(cookieOf(first, 'uplift_goal'));

    expect(kept).toContain(encodeURIComponent(goal));
    expect([first.status, first.headers.get('location')]).toEqual([303, goal]);
    expect([second.status, second.headers.get('location')]).toEqual([303, '/']);
  });

  test.each([
    'https://evil.example/o/acme',
    '//evil.example/o/acme',
    '/o/../../evil.example',
    '/o/..//evil.example',
    '/o/%2e%2e//evil.example',
    '/o//evil.example',
    '/o/acme\\evil.example',
    '/o/acme\nlocation:/',
    '/setup',
  ])('signing in leads nowhere else: %j', async (goal) => {
    const kept = await signIn(`uplift_goal=${encodeURIComponent(goal)}`);

    expect([kept.status, kept.headers.get('location')]).toEqual([303, '/']);
  });

  test('what was kept of a page and cannot be read leads to the first one', async () => {
    const kept = await signIn('uplift_goal=%2Fo%2Facme%');

    expect(kept.headers.get('location')).toBe('/');
  });

  test('other addresses are no pages of it', async () => {
    const response = await fetch(`${api.url}/nothing`, { headers });

    expect(response.status).toBe(404);
  });
});

test('where none was built, the plain page stands in', async () => {
  const api = await openTestApi('postgres', { dashboardDirectory: '/nowhere' });
  const headers = { authorization: `Bearer ${await api.token('member')}` };
  const response = await fetch(`${api.url}/`, { headers });
  const text = await response.text();
  await api.close();

  expect(response.status).toBe(200);
  expect(text).toContain('Nothing to measure yet');
});
