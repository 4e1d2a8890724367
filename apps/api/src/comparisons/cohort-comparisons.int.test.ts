import { Comparison, ComparisonAccepted, Problem } from '@uplift/contracts';
import { recordCohort, withOrganization } from '@uplift/db';
import { dialects } from '@uplift/db/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { NOW, openTestApi, type TestApi } from '../testing/open-test-api.ts';
import { seedOrganization } from '../testing/seed.ts';

const BASE = '/api/v1/organizations/acme/comparisons';
const rules = {
  teams: null,
  teamIds: null,
  asOf: null,
  adopted: null,
  notAdopted: null,
  named: 6,
};

describe.each(dialects)('comparisons of cohorts on %s', (dialect) => {
  let api: TestApi;
  let champion: string;
  let early: { readonly id: number; readonly name: string };
  let late: { readonly id: number; readonly name: string };
  beforeAll(async () => {
    api = await openTestApi(dialect);
    const acme = await seedOrganization(api.db, 'acme');
    const freeze = async (name: string, from: number) => {
      const memberIds = new Set(acme.personIds.slice(from, from + 6));
      const cohort = { organizationId: acme.id, name, rules, memberIds, at: NOW };
      const id = await withOrganization(api.db, acme.id, (tx) => recordCohort(tx, cohort));
      return { id: id ?? Number.NaN, name };
    };
    early = await freeze('Early', 0);
    late = await freeze('Late', 6);
    champion = await api.token('champion', acme.id);
  });
  afterAll(() => api.close());

  const post = async (path: string, body: unknown) => {
    const response = await fetch(`${api.url}${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${champion}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const json: unknown = await response.json();
    return { status: response.status, body: json };
  };
  const asked = async (id: number) =>
    Comparison.parse((await api.get(`${BASE}/${id}`, champion)).body);

  test('a pair is asked for by ids or names, kept with both, and asked again by a duplicate', async () => {
    const { status, body } = await post(BASE, {
      measure: 'throughput',
      cohorts: { treated: early.id, control: 'LATE', since: '2026-02-02' },
    });

    expect(status).toBe(202);
    const { id } = ComparisonAccepted.parse(body);
    const saved = await asked(id);
    expect(saved.name).toBe('Throughput and copilot, Early against Late');
    expect(saved.question).toMatchObject({
      teams: null,
      cohorts: { treated: early, control: late, since: '2026-02-02' },
    });
    const copy = await post(`${BASE}/${id}/duplicate`, { measure: 'cycle_time' });
    const copied = await asked(ComparisonAccepted.parse(copy.body).id);
    expect(copied.question).toEqual(saved.question);
    const without = await post(`${BASE}/${id}/duplicate`, { cohorts: null, cohort: early.name });
    const { question } = await asked(ComparisonAccepted.parse(without.body).id);
    expect(question.cohorts).toBeUndefined();
    expect(question.cohort).toEqual(early);
  });

  test.each([
    [{ cohorts: { treated: 'Early', control: 'early' } }, 400, 'cohorts.control'],
    [{ cohorts: { treated: 'Early' } }, 400, 'cohorts.control'],
    [
      { to: '2026-01-01', cohorts: { treated: 'Early', control: 'Late', since: '2026-02-01' } },
      400,
      'cohorts.since',
    ],
    [{ cohorts: { treated: 'Early', control: 'nobodies' } }, 404, undefined],
    [{ cohort: 999_999 }, 404, undefined],
    [{ cohort: ['Early'] }, 400, 'cohort'],
  ])('%j is refused', async (question, status, name) => {
    const refused = await post(BASE, { measure: 'cycle_time', ...question });

    expect(refused.status).toBe(status);
    expect(Problem.parse(refused.body).errors?.[0]?.name).toBe(name);
  });

  test('a cohort under its id and its name is one cohort', async () => {
    const refused = await post(BASE, {
      measure: 'cycle_time',
      cohorts: { treated: early.id, control: early.name },
    });

    expect(refused.status).toBe(400);
    expect(Problem.parse(refused.body).detail).toMatch(/another cohort/);
  });
});
