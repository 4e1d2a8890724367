import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { historyLines } from '../history/lines.ts';
import { deliveriesOf } from '../deliveries/deliveries.ts';
import { lastInstantBefore } from '../rest/instants.ts';
import { january, smallStory } from '../testing/small-story.ts';
import { jsonOf, listOf, openTestServer } from './testing/open-server.ts';
import type { TestServer } from './testing/open-server.ts';

/** While the pull request is open again, one review dismissed and one commit pushed. */
const to = january(6, '10:30:00');

let server: TestServer;

beforeAll(async () => {
  server = await openTestServer();
  server.setClock(lastInstantBefore(to));
});

afterAll(() => server.github.close());

const PULL = '/repos/acme/api/pulls/12';
const ISSUE = '/repos/acme/api/issues/12';

/** What a history file tells of the pull request, by the kind of its lines. */
function toldByHistory(kind: string): readonly unknown[] {
  const lines = [...historyLines(smallStory, { from: january(1), to })];
  return lines.flatMap((text) => {
    const line: { kind: string; pull_request?: number; data: object } = JSON.parse(text);
    return line.kind === kind && line.pull_request === 12 ? [line.data] : [];
  });
}

describe('REST and history files', () => {
  it.each([
    ['commit', `${PULL}/commits`],
    ['review', `${PULL}/reviews`],
    ['review_comment', `${PULL}/comments`],
    ['issue_comment', `${ISSUE}/comments`],
  ])('tell each %s alike', async (kind, path) => {
    const told = toldByHistory(kind);

    expect(told.length).toBeGreaterThan(0);
    expect(await listOf(await server.get(path))).toMatchObject(told);
  });

  it('tell each change alike, and REST puts commits, reviews and comments among them', async () => {
    const entries = await listOf(await server.get(`${ISSUE}/timeline`));
    const others = new Set<unknown>(['committed', 'reviewed', 'commented']);

    const changes = entries.filter(({ event }) => !others.has(event));
    expect(changes).toMatchObject(toldByHistory('timeline_event'));
    expect(entries.map(({ event }) => event)).toStrictEqual([
      'committed',
      'review_requested',
      'review_requested',
      'ready_for_review',
      'reviewed',
      'reviewed',
      'committed',
      'committed',
      'review_dismissed',
      'convert_to_draft',
      'commented',
      'closed',
      'reopened',
    ]);
  });
});

describe('REST and webhooks', () => {
  it('tell of the pull request alike at the instant of every event', async () => {
    const options = { from: january(1), to, secret: 's', installationId: 1, addresses: true };
    const events = [...deliveriesOf(smallStory, options)].filter(
      ({ event, repositoryId }) => event === 'pull_request' && repositoryId === 7,
    );

    expect(events.length).toBeGreaterThan(5);
    for (const { at, body } of events) {
      const payload: { pull_request: object } = JSON.parse(body.toString());
      server.setClock(at);
      expect(await jsonOf(await server.get(PULL))).toStrictEqual(payload.pull_request);
    }
    server.setClock(lastInstantBefore(to));
  });
});

describe('the version of the API', () => {
  it('of 2026 no longer has what is said twice or means two things', async () => {
    const pull = await jsonOf(await server.get(PULL, { 'x-github-api-version': '2026-03-10' }));
    const [limits] = [
      await jsonOf(await server.get('/rate_limit', { 'x-github-api-version': '2026-03-10' })),
    ];

    expect(pull).toHaveProperty('assignees');
    expect(pull).not.toHaveProperty('assignee');
    expect(pull).not.toHaveProperty('merge_commit_sha');
    expect(limits).not.toHaveProperty('rate');
  });

  it('is the older one unless told, and must be one that there is', async () => {
    const usual = await server.get(PULL);
    const unknown = await server.get(PULL, { 'x-github-api-version': '2031-01-01' });

    expect(usual.headers.get('x-github-api-version-selected')).toBe('2022-11-28');
    expect(await jsonOf(usual)).toHaveProperty('merge_commit_sha');
    expect(unknown.status).toBe(400);
  });
});
