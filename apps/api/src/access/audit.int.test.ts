import { AuditList, ComparisonAccepted } from '@uplift/contracts';
import {
  auditLog,
  claimComparison,
  createAccessToken,
  findOrganization,
  organizations,
  settleComparison,
  withOrganization,
} from '@uplift/db';
import { dialects } from '@uplift/db/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { answer } from '../testing/answer.ts';
import { NOW, openTestApi, type TestApi } from '../testing/open-test-api.ts';
import {
  seedOrganization,
  seedPullRequests,
  weeklyPullRequests,
  type SeededOrganization,
} from '../testing/seed.ts';

const ORG = '/api/v1/organizations/acme';

describe.each(dialects)('the audit log on %s', (dialect) => {
  let api: TestApi;
  let acme: SeededOrganization;
  let id = 0;
  let otherId = 0;
  let champion = '';
  let admin = '';
  beforeAll(async () => {
    api = await openTestApi(dialect);
    acme = await seedOrganization(api.db, 'acme');
    await seedPullRequests(api.db, acme, weeklyPullRequests(['2026-02-02', '2026-02-09']));
    ({ id } = acme);
    await api.db.insert(organizations).values([{ login: 'globex', githubId: 10 }]);
    otherId = (await findOrganization(api.db, { name: 'globex', boundTo: null }))?.id ?? 0;
    champion = await api.token('champion', id);
    admin = await api.token('admin', id);
  });
  afterAll(() => api.close());

  const send = async (
    path: string,
    options: { method?: string; body?: unknown; token?: string } = {},
  ) => {
    const { method = 'POST', body, token = champion } = options;
    const response = await fetch(`${api.url}${ORG}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const json: unknown = await response.json();
    return json;
  };
  const entries = async (query = '') => {
    const { body } = await api.get(`${ORG}/audit?limit=20${query}`, admin);
    return AuditList.parse(body).items.map(({ what, before, after, actor }) => [
      what,
      before,
      after,
      actor.name,
    ]);
  };

  it('says who made, renamed, froze, repeated, cancelled and shared a comparison, and how', async () => {
    const question = { measure: 'cycle_time', name: 'First' };
    const made = ComparisonAccepted.parse(await send('/comparisons', { body: question }));
    await withOrganization(api.db, id, async (tx) => {
      await claimComparison(tx, made.id);
      const outcome = { status: 'done', result: answer, dataVersion: 7 } as const;
      await settleComparison(tx, { id: made.id, outcome, at: NOW });
    });
    const one = `/comparisons/${made.id}`;
    await send(one, { method: 'PATCH', body: { name: 'Better', frozen: true } });
    // nothing is another: nothing is noted
    await send(one, { method: 'PATCH', body: { frozen: true } });
    const copy = ComparisonAccepted.parse(await send(`${one}/duplicate`, { body: {} }));
    await send(`/comparisons/${copy.id}/cancel`);
    await send(`/comparisons/${copy.id}/cancel`);
    await send(`${one}/share`, { token: await api.token('member', id) });
    await send('/comparisons/999999/share');

    const asked = { measure: 'cycle_time', method: 'group_time_ratio' };
    const by = 'a champion';
    const copied = { ...asked, name: 'Better (copy)', copyOf: made.id };
    expect(await entries('&text=comparison')).toEqual([
      [`comparison ${made.id}`, null, { shared: true }, 'a member'],
      [`comparison ${copy.id}`, null, { status: 'cancelled' }, by],
      [`comparison ${copy.id}`, null, copied, by],
      [
        `comparison ${made.id}`,
        { name: 'First', frozen: false },
        { name: 'Better', frozen: true },
        by,
      ],
      [`comparison ${made.id}`, null, { ...asked, name: 'First' }, by],
    ]);
  });

  it('says who made a cohort by which rules, and nothing of one that was refused', async () => {
    const rules = { logins: acme.personIds.map((_, index) => `acme-dev-${index + 1}`) };
    const token = await api.token('manager', acme.id);
    await send('/cohorts', { body: { name: 'All', rules }, token });
    await send('/cohorts', { body: { name: 'All', rules }, token });

    const found = await entries('&text=cohort');
    expect(found).toMatchObject([
      [expect.stringMatching(/^cohort \d+$/), null, { name: 'All', size: 12 }, 'a manager'],
    ]);
  });

  it('says who came in and went out, each where they belong, without what opens anything', async () => {
    // given a token of acme alone, and one for every organisation
    const secrets = await Promise.all(
      [id, null].map((organizationId) =>
        createAccessToken(api.db, {
          kind: 'token',
          name: organizationId === null ? 'of all' : 'of acme',
          role: 'manager',
          organizationId,
          expiresAt: null,
        }),
      ),
    );
    const cookies: string[] = [];
    for (const secret of secrets) {
      const response = await fetch(`${api.url}/sign-in`, {
        method: 'POST',
        body: new URLSearchParams({ token: secret }),
        redirect: 'manual',
      });
      cookies.push(response.headers.get('set-cookie')?.split(';')[0] ?? '');
    }
    const [cookie = ''] = cookies;
    await fetch(`${api.url}/sign-out`, { method: 'POST', headers: { cookie }, redirect: 'manual' });

    // then
    const sessions = [
      ['sign-out', null, null, 'of acme'],
      ['sign-in', null, { by: 'a token' }, 'of all'],
      ['sign-in', null, { by: 'a token' }, 'of acme'],
    ];
    expect(await entries('&action=session')).toEqual(sessions);
    const elsewhere = await withOrganization(api.db, otherId, (tx) => tx.select().from(auditLog));
    expect(
      elsewhere.map(({ what, actor, organizationId }) => [what, actor, organizationId]),
    ).toEqual([['sign-in', 'of all', otherId]]);
    const all = JSON.stringify([
      elsewhere,
      await withOrganization(api.db, id, (tx) => tx.select().from(auditLog)),
      api.logged,
    ]);
    for (const secret of [...secrets, ...cookies.map((one) => one.split('=')[1] ?? '')]) {
      expect(secret.length).toBeGreaterThan(20);
      expect(all).not.toContain(secret);
    }
  });
});
