import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { january } from '../testing/small-story.ts';
import { deployedStory } from './testing/deployed-story.ts';
import { jsonOf, listOf, openTestServer } from './testing/open-server.ts';
import type { TestServer } from './testing/open-server.ts';

let server: TestServer;

beforeAll(async () => {
  server = await openTestServer({ organizations: [deployedStory] });
});

afterAll(() => server.github.close());

const DEPLOYMENTS = '/repos/acme/api/deployments';
const idsAt = async (at: Date, path = DEPLOYMENTS) => {
  server.setClock(at);
  return (await listOf(await server.get(path))).map(({ id }) => id);
};

describe('deployments over HTTP', () => {
  it('are there from their creation on, newest first', async () => {
    expect(await idsAt(january(8, '08:59:59'))).toStrictEqual([]);
    expect(await idsAt(january(8, '09:00:00'))).toStrictEqual([60]);
    expect(await idsAt(january(9))).toStrictEqual([61, 60]);
  });

  it('have the statuses that were given by then, newest first', async () => {
    const statuses = `${DEPLOYMENTS}/61/statuses`;

    expect(await idsAt(january(8, '10:00:00'), statuses)).toStrictEqual([]);
    expect(await idsAt(january(8, '10:04:00'), statuses)).toStrictEqual([611, 610]);
    expect(await jsonOf(await server.get(`${DEPLOYMENTS}/61`))).toMatchObject({
      environment: 'production',
      created_at: '2026-01-08T10:00:00Z',
      updated_at: '2026-01-08T10:04:00Z',
    });
  });

  it('are chosen by environment and commit', async () => {
    expect(await idsAt(january(9), `${DEPLOYMENTS}?environment=staging`)).toStrictEqual([]);
    expect(await idsAt(january(9), `${DEPLOYMENTS}?sha=${'d'.repeat(40)}`)).toHaveLength(2);
  });

  it('are not to be found before they are there', async () => {
    server.setClock(january(8, '09:30:00'));

    expect((await server.get(`${DEPLOYMENTS}/61`)).status).toBe(404);
    expect((await server.get(`${DEPLOYMENTS}/x`)).status).toBe(404);
  });
});
