import { Cohort, CohortList, Problem } from '@uplift/contracts';
import {
  adoptions,
  findCohortMembers,
  people,
  teamMemberships,
  withOrganization,
} from '@uplift/db';
import { dialects } from '@uplift/db/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { NOW, openTestApi, type TestApi } from '../testing/open-test-api.ts';
import { seedOrganization, type SeededOrganization } from '../testing/seed.ts';

const BASE = '/api/v1/organizations/acme';
const spring = { tool: 'cursor', from: '2026-02-01', to: '2026-03-01' };

describe.each(dialects)('cohorts on %s', (dialect) => {
  let api: TestApi;
  let acme: SeededOrganization;
  let champion: string;
  let manager: string;
  beforeAll(async () => {
    api = await openTestApi(dialect);
    // given thirty people: seven in platform, three in search, the others in no team
    acme = await seedOrganization(api.db, 'acme');
    const others = Array.from({ length: 18 }, (_, index) => ({
      organizationId: acme.id,
      githubId: 200 + index,
      login: `acme-dev-${index + 13}`,
      kind: 'human' as const,
    }));
    await withOrganization(api.db, acme.id, (tx) => tx.insert(people).values(others));
    const startOf = (index: number) => {
      if (index === 10) return { status: 'unknown' as const, startedOn: null };
      return { status: 'known' as const, startedOn: index < 4 ? '2025-06-02' : '2026-02-11' };
    };
    await withOrganization(api.db, acme.id, (tx) =>
      tx.insert(adoptions).values(
        acme.personIds.slice(0, 11).map((personId, index) => ({
          organizationId: acme.id,
          personId,
          tool: 'cursor',
          source: 'import' as const,
          ...startOf(index),
        })),
      ),
    );
    champion = await api.token('champion', acme.id);
    manager = await api.token('manager', acme.id);
  });
  afterAll(() => api.close());

  const post = async (body: unknown, token = champion) => {
    const response = await fetch(`${api.url}${BASE}/cohorts`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const json: unknown = await response.json();
    return { status: response.status, body: json, location: response.headers.get('location') };
  };
  const loginsOf = (...persons: number[]) => persons.map((person) => `ACME-dev-${person + 1}`);

  test('a cohort is frozen by its rules, and shown without its people', async () => {
    const { status, body, location } = await post({
      name: 'Adopted in February',
      rules: { adopted: spring },
    });

    expect(status).toBe(201);
    const cohort = Cohort.parse(body);
    expect(location).toBe(`${BASE}/cohorts/${cohort.id}`);
    // people 5 to 10 started on 11 February
    expect(body).toEqual({
      id: cohort.id,
      name: 'Adopted in February',
      rules: {
        teams: null,
        asOf: null,
        adopted: { ...spring, source: 'import' },
        notAdopted: null,
        named: null,
      },
      size: 6,
      createdAt: NOW.toISOString(),
      frozenAt: NOW.toISOString(),
    });
    const member = await api.token('member', acme.id);
    expect((await api.get(location ?? '', member)).body).toEqual(body);
    const list = await api.get(`${BASE}/cohorts`, member);
    expect(CohortList.parse(list.body).items).toEqual([cohort]);
    expect(JSON.stringify(list.body)).not.toContain('acme-dev');
  });

  test('a team frozen as of a day keeps its people when the team changes', async () => {
    const frozen = await post({
      name: 'Platform',
      rules: { teams: ['PLATFORM'], asOf: '2026-01-01' },
    });
    const { id, size, rules } = Cohort.parse(frozen.body);
    expect({ size, teams: rules.teams, asOf: rules.asOf }).toEqual({
      size: 7,
      teams: ['platform'],
      asOf: '2026-01-01',
    });

    const added = {
      organizationId: acme.id,
      teamId: acme.teamIds[0] ?? 0,
      personId: acme.personIds[11] ?? 0,
      from: '2026-03-01',
      to: null,
    };
    await withOrganization(api.db, acme.id, (tx) => tx.insert(teamMemberships).values(added));

    const again = await api.get(`${BASE}/cohorts/${id}`, champion);
    expect(Cohort.parse(again.body).size).toBe(7);
    const members = await withOrganization(api.db, acme.id, (tx) => findCohortMembers(tx, [id]));
    expect(members).toEqual(new Map([[id, new Set(acme.personIds.slice(0, 7))]]));
  });

  test('whose start is unknown has neither adopted nor not', async () => {
    const logins = loginsOf(0, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16);
    const rules = { logins, notAdopted: { tool: 'cursor', by: '2025-12-31' } };

    // fourteen less the one of last summer and the one of whom it is not known
    const late = await post({ name: 'Not by winter', rules }, manager);
    expect(late.body).toMatchObject({
      size: 12,
      rules: { named: 14, notAdopted: { tool: 'cursor', source: 'import', by: '2025-12-31' } },
    });
  });

  test.each([
    ['fewer than five', { adopted: { tool: 'cursor', to: '2026-01-01' } }, /fewer than 5 people/],
    ['fewer than five', { teams: ['search'] }, /fewer than 5/],
    // of platform three; the four who started last summer had adopted by then
    [
      'fewer than five',
      { teams: ['platform'], notAdopted: { tool: 'cursor', by: '2025-12-31' } },
      /fewer than 5/,
    ],
    ['all but two', { logins: loginsOf(...Array.from({ length: 28 }, (_, i) => i)) }, /leave out/],
    ['a team less one', { logins: loginsOf(0, 1, 2, 3, 4, 5) }, /from the team platform/],
    ['a cohort and one', { logins: loginsOf(4, 5, 6, 7, 8, 9, 11) }, /"Adopted in February"/],
    ['a tool of nobody', { notAdopted: { tool: 'abacus', by: '2026-03-01' } }, /abacus/],
    ['nobody called so', { logins: ['acme-dev-1', 'stranger'] }, /called stranger/],
  ])('%s cannot be kept', async (_, rules, words) => {
    const { status, body } = await post({ name: 'Refused', rules }, manager);

    expect(status).toBe(422);
    const { detail } = Problem.parse(body);
    expect(detail).toMatch(words);
    // how many they are is not told
    expect(detail).not.toMatch(/\b[1-4]\b/);
    expect((await api.get(`${BASE}/cohorts`, manager)).body).not.toMatchObject({
      items: [{ name: 'Refused' }],
    });
  });

  test.each([
    [{ name: 'x', rules: {} }, 'rules'],
    [{ name: 'x', rules: { asOf: '2026-01-01', adopted: spring } }, 'rules.asOf'],
    [{ name: 'x', rules: { teams: ['platform'], asOf: '2027-01-01' } }, 'rules.asOf'],
    [{ name: 'x', rules: { notAdopted: { by: '2027-01-01' } } }, 'rules.notAdopted.by'],
    [
      { name: 'x', rules: { adopted: { from: '2026-02-01', to: '2026-01-01' } } },
      'rules.adopted.to',
    ],
    [{ name: 'x', rules: { wish: 1 } }, 'rules.wish'],
    [{ name: ' ', rules: { teams: ['platform'] } }, 'name'],
  ])('%j is refused', async (asked, name) => {
    const { status, body } = await post(asked);

    expect(status).toBe(400);
    expect(Problem.parse(body).errors?.map((error) => error.name)).toContain(name);
  });

  test('people may be named by managers, and are counted, not told', async () => {
    const asked = { name: 'Pilots', rules: { logins: loginsOf(0, 1, 7, 8, 10) } };

    expect((await post(asked)).status).toBe(403);
    const made = await post(asked, manager);
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({ size: 5, rules: { named: 5, teams: null } });
    expect(JSON.stringify(made.body).toLowerCase()).not.toContain('acme-dev');
  });

  test('the same people may be kept under another name, but not two cohorts under one', async () => {
    const rules = { adopted: spring };

    expect((await post({ name: 'Adopters of February', rules })).status).toBe(201);
    const taken = await post({ name: 'ADOPTERS OF FEBRUARY', rules });
    expect(taken.status).toBe(409);
    expect(Problem.parse(taken.body).detail).toMatch(/already/);
  });

  test('members only read, others see nothing, and what is unknown is not found', async () => {
    const member = await api.token('member', acme.id);
    const globex = await seedOrganization(api.db, `globex-${dialect}`);
    const stranger = await api.token('admin', globex.id);

    expect((await post({ name: 'y', rules: { teams: ['platform'] } }, member)).status).toBe(403);
    expect((await post({ name: 'y', rules: { teams: ['nobody'] } })).status).toBe(404);
    expect((await api.get(`${BASE}/cohorts/999999`, member)).status).toBe(404);
    expect((await api.get(`${BASE}/cohorts`, stranger)).status).toBe(404);
    const own = await api.get(`/api/v1/organizations/${globex.login}/cohorts`, stranger);
    expect(own.body).toEqual({ items: [], nextCursor: null });
    expect((await api.get(`${BASE}/cohorts`)).status).toBe(401);
  });

  test('cohorts come newest first, page by page', async () => {
    const first = await api.get(`${BASE}/cohorts?limit=2`, champion);
    const { items, nextCursor } = CohortList.parse(first.body);
    const second = await api.get(`${BASE}/cohorts?limit=2&cursor=${nextCursor}`, champion);
    const ids = [...items, ...CohortList.parse(second.body).items].map(({ id }) => id);

    expect(ids).toHaveLength(4);
    expect(ids).toEqual(ids.toSorted((a, b) => b - a));
  });
});
