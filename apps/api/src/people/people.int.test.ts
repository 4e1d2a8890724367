import {
  AdoptionStartsAnswer,
  ChampionList,
  OrganizationSettings,
  Person,
  PersonList,
  Problem,
} from '@uplift/contracts';
import {
  adoptionImports,
  findAccountsToRefold,
  findOrganization,
  findStaleAdoptions,
  organizations,
  people,
  teams,
  withOrganization,
} from '@uplift/db';
import { dialects } from '@uplift/db/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { openTestApi, type TestApi } from '../testing/open-test-api.ts';

const ORG = '/api/v1/organizations/acme';

describe.each(dialects)('what administrators say of people, on %s', (dialect) => {
  let api: TestApi;
  let admin = '';
  let id = 0;
  beforeAll(async () => {
    api = await openTestApi(dialect);
    await api.db.insert(organizations).values({ login: 'acme', githubId: 9 });
    id = (await findOrganization(api.db, { name: 'acme', boundTo: null }))?.id ?? 0;
    await withOrganization(api.db, id, async (tx) => {
      await tx.insert(people).values([
        { organizationId: id, githubId: 1, login: 'ann', kind: 'human' },
        { organizationId: id, githubId: 2, login: 'builder', kind: 'human' },
        { organizationId: id, githubId: 3, login: 'dependabot[bot]', kind: 'bot' },
      ]);
      await tx
        .insert(teams)
        .values({ organizationId: id, githubId: 50, slug: 'core', name: 'Core' });
    });
    admin = await api.token('admin');
  });
  afterAll(() => api.close());

  const send = async (request: string, body: unknown, token = admin) => {
    const [method = '', path = ''] = request.split(' ');
    const response = await fetch(`${api.url}${ORG}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const answer: unknown = await response.json();
    return { status: response.status, body: answer };
  };

  it('lists accounts to administrators alone, by what they count as', async () => {
    const all = await api.get(`${ORG}/people`, admin);
    const bots = await api.get(`${ORG}/people?kind=bot&login=DEPEND`, admin);
    const forbidden = await api.get(`${ORG}/people`, await api.token('manager'));

    expect(PersonList.parse(all.body).items.map(({ login }) => login)).toEqual([
      'ann',
      'builder',
      'dependabot[bot]',
    ]);
    expect(PersonList.parse(bots.body).items).toMatchObject([
      { login: 'dependabot[bot]', kind: 'bot', recognised: 'bot', override: null },
    ]);
    expect(forbidden.status).toBe(403);
  });

  it('keeps a word on an account, has history counted anew, and writes it down', async () => {
    const changed = await send('PATCH /people/Builder', { kind: 'ai_agent' });

    expect(Person.parse(changed.body)).toMatchObject({
      login: 'builder',
      kind: 'ai_agent',
      recognised: 'human',
      override: 'ai_agent',
    });
    expect(await withOrganization(api.db, id, findAccountsToRefold)).toEqual([2]);
    expect(api.rung).toContain('refold-people');
    const line = api.logged.find((one) => one.includes('"audit":"change"')) ?? '';
    expect(JSON.parse(line)).toMatchObject({
      what: 'kind of the account builder',
      before: null,
      after: 'ai_agent',
      access: { role: 'admin', kind: 'token' },
    });

    // Back, and to what it is anyway: nothing counts otherwise the second time.
    await send('PATCH /people/builder', { kind: null });
    api.rung.length = 0;
    const same = await send('PATCH /people/builder', { kind: 'human' });
    expect(Person.parse(same.body)).toMatchObject({ kind: 'human', override: 'human' });
    expect(api.rung).toEqual([]);
  });

  it('refuses a kind that there is not, a stranger, and who is no administrator', async () => {
    const wrong = await send('PATCH /people/ann', { kind: 'robot' });
    const stranger = await send('PATCH /people/nobody', { kind: 'bot' });
    const member = await send('PATCH /people/ann', { kind: 'bot' }, await api.token('member'));

    expect([wrong.status, stranger.status, member.status]).toEqual([400, 404, 403]);
    expect(Problem.parse(wrong.body).detail).toContain('must be one of human, bot, ai_agent');
  });

  it('keeps imported starts once, and tells whom it does not know', async () => {
    const champion = await api.token('champion');
    const starts = [
      { login: 'Ann', tool: 'cursor', on: '2026-01-05' },
      { login: 'ann', tool: 'cursor', on: '2026-01-05' },
      { login: 'ann', tool: 'claude-code', on: '2026-02-01' },
      { login: 'zoe', tool: 'cursor', on: '2026-01-05' },
    ];
    api.rung.length = 0;
    const first = await send('POST /adoptions', { starts }, champion);
    const again = await send('POST /adoptions', { starts }, champion);

    expect(AdoptionStartsAnswer.parse(first.body)).toEqual({
      added: 2,
      known: 0,
      unknownLogins: ['zoe'],
    });
    expect(AdoptionStartsAnswer.parse(again.body)).toEqual({
      added: 0,
      known: 2,
      unknownLogins: ['zoe'],
    });
    expect(api.rung).toEqual(['recompute-rollups', 'recompute-adoption']);
    expect(await findStaleAdoptions(api.db)).toEqual([id]);
    const kept = await withOrganization(api.db, id, (tx) => tx.select().from(adoptionImports));
    expect(kept).toHaveLength(2);
  });

  it('refuses starts of tomorrow, more than a thousand, and of members', async () => {
    const start = { login: 'ann', tool: 'cursor', on: '2026-03-05' };
    const later = await send('POST /adoptions', { starts: [start] });
    const many = { starts: Array.from({ length: 1001 }, () => ({ ...start, on: '2026-01-01' })) };
    const member = await api.token('member');

    expect(later.status).toBe(400);
    expect(Problem.parse(later.body).detail).toContain('starts.0.on');
    expect((await send('POST /adoptions', many)).status).toBe(400);
    expect((await send('POST /adoptions', { starts: [start] }, member)).status).toBe(403);
  });

  it('dates champions of teams', async () => {
    const since = { team: 'core', login: 'ann', from: '2026-01-01' };
    expect((await send('POST /champions', since)).status).toBe(200);
    expect((await send('POST /champions', { ...since, to: '2026-02-01' })).status).toBe(200);
    const backwards = await send('POST /champions', { ...since, to: '2025-12-31' });
    const stranger = await send('POST /champions', { ...since, login: 'zoe' });
    const listed = await api.get(`${ORG}/champions`, await api.token('member'));

    expect([backwards.status, stranger.status]).toEqual([400, 404]);
    expect(ChampionList.parse(listed.body).items).toEqual([{ ...since, to: '2026-02-01' }]);
  });

  it('maps environments to production', async () => {
    const usual = await api.get(`${ORG}/settings`, admin);
    const changed = await send('PATCH /settings', { productionEnvironments: ['eu-*', 'live'] });
    const back = await send('PATCH /settings', { productionEnvironments: null });

    expect(OrganizationSettings.parse(usual.body).productionEnvironments).toContain('production');
    expect(OrganizationSettings.parse(changed.body).productionEnvironments).toEqual([
      'eu-*',
      'live',
    ]);
    expect(back.body).toEqual(usual.body);
  });
});
