import { describe, expect, it } from 'vitest';

import { readPublishedSchema } from './published-schema.ts';

const published = readPublishedSchema();
const TEAMS = 'GET /orgs/{org}/teams';

const payments = {
  id: 3,
  node_id: 'T_1',
  name: 'Payments',
  slug: 'payments',
  description: null,
  permission: 'pull',
  url: 'https://api.github.com/organizations/9/team/3',
  html_url: 'https://github.com/orgs/acme/teams/payments',
  members_url: 'https://api.github.com/organizations/9/team/3/members{/member}',
  repositories_url: 'https://api.github.com/organizations/9/team/3/repos',
  type: 'organization',
  parent: null,
};

describe('what is published of answers', () => {
  it('has nothing to say of what GitHub would send', () => {
    expect(published.inAnswer(TEAMS, 200, [payments, payments])).toStrictEqual([]);
  });

  it('finds a key that is missing, one that is unknown, and a value of another kind', () => {
    const { slug: _, ...nameless } = payments;

    const found = published.inAnswer(TEAMS, 200, [{ ...nameless, colour: 'red', id: '3' }]);

    expect(new Set(found)).toStrictEqual(
      new Set(['-[].slug', '[].id: must be integer', '+[].colour']),
    );
  });

  it('finds a key that is unknown in what may be null', () => {
    const parent = { ...payments, parent: undefined, colour: 'red' };

    const found = published.inAnswer(TEAMS, 200, [{ ...payments, parent }]);

    expect(found).toContain('+[].parent.colour');
  });

  it('finds a word that is none of those allowed', () => {
    expect(published.inAnswer(TEAMS, 200, [{ ...payments, type: 'club' }])).toStrictEqual([
      '[].type: must be equal to one of the allowed values',
    ]);
  });

  it('finds an instant that is not in whole seconds', () => {
    const user = { created_at: '2026-01-01T00:00:00.500Z' };

    expect(published.inAnswer('GET /users/{username}', 200, user)).toContain(
      '.created_at: must match format "date-time"',
    );
  });

  it('knows that some answers have no body, and that errors have one everywhere', () => {
    const MEMBER = 'GET /orgs/{org}/members/{username}';

    expect(published.inAnswer(MEMBER, 204, undefined)).toStrictEqual([]);
    expect(published.inAnswer(MEMBER, 204, {})).toStrictEqual(['a body']);
    expect(published.inAnswer(TEAMS, 404, { message: 'Not Found' })).toStrictEqual([]);
    expect(published.inAnswer(TEAMS, 404, { message: 1, cause: 'x' })).toStrictEqual([
      '.message: must be string',
      '+.cause',
    ]);
    expect(published.inAnswer(TEAMS, 202, {})).toStrictEqual(['status 202']);
  });

  it('has no operation that GitHub does not have', () => {
    expect(published.hasOperation('GET /nowhere')).toBe(false);
    expect(published.hasOperation('DELETE /orgs/{org}/teams')).toBe(false);
    expect(published.hasOperation(TEAMS)).toBe(true);
    expect(() => published.inAnswer('GET /nowhere', 200, {})).toThrow(RangeError);
  });
});

describe('what is published of webhooks', () => {
  it('is told by event and action', () => {
    expect(published.inWebhook('team', 'created', { action: 'deleted' })).toContain(
      '.action: must be equal to one of the allowed values',
    );
    expect(published.inWebhook('pull_request', 'ready_for_review', {})).toContain('-.pull_request');
    expect(() => published.inWebhook('team', 'painted', {})).toThrow(RangeError);
  });
});
