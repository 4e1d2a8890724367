import { ComparisonList, ComparisonPreview, Problem } from '@uplift/contracts';
import { dialects } from '@uplift/db/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { openTestApi, type TestApi } from '../testing/open-test-api.ts';
import { seedOrganization } from '../testing/seed.ts';
import type { PreviewAsked } from './preview-route.ts';

const BASE = '/api/v1/organizations/acme/comparisons';
const preview = {
  n: { treatedDevelopers: 20, controlDevelopers: 30, clusters: 40, pullRequests: 900, weeks: 40 },
  clusteredBy: 'developer',
  detectable: { percent: 12.5, words: 'w' },
  weeks: { before: 20, after: 12 },
  starts: {
    first: '2026-01-05',
    last: '2026-01-20',
    grain: 'week',
    buckets: [{ from: '2026-01-05', developers: null }],
  },
  exclusions: [{ reason: 'no_known_start', developers: 2, pullRequests: 9 }],
  hurdles: [],
} as const;

describe.each(dialects)('looking ahead at a comparison on %s', (dialect) => {
  const asked: PreviewAsked[] = [];
  let api: TestApi;
  let organizationId: number;
  let champion: string;
  beforeAll(async () => {
    api = await openTestApi(dialect, {
      async previewComparison(question) {
        asked.push(question);
        return preview;
      },
    });
    organizationId = (await seedOrganization(api.db, 'acme')).id;
    champion = await api.token('champion', organizationId);
  });
  afterAll(() => api.close());

  const post = async (body: unknown, token = champion) => {
    const response = await fetch(`${api.url}${BASE}/preview`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const json: unknown = await response.json();
    return { status: response.status, body: json };
  };

  test('tells what the question that would be saved would rest on, and saves and rings nothing', async () => {
    const { status, body } = await post({ measure: 'cycle_time', teams: ['platform'] });

    expect(status).toBe(200);
    const { question, method, ...rest } = ComparisonPreview.parse(body);
    expect(rest).toEqual(preview);
    expect(method).toBe('group_time_ratio');
    expect(question).toMatchObject({ tool: 'copilot', source: 'usage', teams: ['platform'] });
    expect(asked).toMatchObject([
      { organizationId, measure: 'cycle_time', question: { teams: ['platform'], seed: 1 } },
    ]);
    const list = ComparisonList.parse((await api.get(BASE, champion)).body);
    expect(list.items).toEqual([]);
    expect(api.rung).toEqual([]);
  });

  test.each([
    [{ measure: 'moon_phase' }, 400],
    [{ measure: 'cycle_time', teams: ['nobody'] }, 404],
    [{ measure: 'cycle_time', from: '2026-02-01', to: '2026-01-01' }, 400],
  ])('refuses %j as asking would', async (body, status) => {
    const refused = await post(body);
    expect(refused.status).toBe(status);
    expect(Problem.parse(refused.body).status).toBe(status);
  });

  test('is not for members', async () => {
    const member = await api.token('member', organizationId);
    expect((await post({ measure: 'cycle_time' }, member)).status).toBe(403);
  });
});
