import { Problem, SeriesResponse } from '@uplift/contracts';
import { people, recordCohort, withOrganization, type StoredCohortRules } from '@uplift/db';
import { dialects } from '@uplift/db/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { NOW, openTestApi, type TestApi } from '../testing/open-test-api.ts';
import {
  seedOrganization,
  seedPullRequests,
  seedRollups,
  weeklyPullRequests,
  type SeededOrganization,
} from '../testing/seed.ts';

const WEEKS = ['2026-02-02', '2026-02-09', '2026-02-16'];
const TWO_WEEKS = 'from=2026-02-02&to=2026-02-16';
const rules: StoredCohortRules = {
  teams: null,
  teamIds: null,
  asOf: null,
  adopted: null,
  notAdopted: null,
  named: 1,
};

describe.each(dialects)('series of cohorts on %s', (dialect) => {
  let api: TestApi;
  let acme: SeededOrganization;
  let token: string;
  let middle: number;

  const freeze = async (name: string, places: readonly number[]) => {
    const memberIds = new Set(places.map((index) => acme.personIds[index] ?? 0));
    const cohort = { organizationId: acme.id, name, rules, memberIds, at: NOW };
    const id = await withOrganization(api.db, acme.id, (tx) => recordCohort(tx, cohort));
    return id ?? Number.NaN;
  };
  beforeAll(async () => {
    api = await openTestApi(dialect);
    // given twelve people, of whom platform has the first seven and search three; each opens a pull
    // request every Monday and merges it after as many hours as their place, counted from one
    acme = await seedOrganization(api.db, 'acme');
    await seedPullRequests(api.db, acme, weeklyPullRequests(WEEKS));
    const span = { from: new Date('2026-01-26T00:00:00Z'), to: new Date('2026-03-02T00:00:00Z') };
    await seedRollups(api.db, acme, span);
    token = await api.token('member', acme.id);
    // three of them in platform, four of platform and three others apart
    middle = await freeze('Middle', [4, 5, 6, 7, 8, 9]);
  });
  afterAll(() => api.close());

  const read = async (path: string): Promise<SeriesResponse> => {
    const { status, body } = await api.get(`/api/v1/organizations/acme/series/${path}`, token);
    expect(status).toBe(200);
    return SeriesResponse.parse(body);
  };
  const shownOf = async (path: string) => {
    const { series } = await read(path);
    return Object.fromEntries(series.map(({ key, points }) => [key, points[0]?.status]));
  };

  test('a cohort has the figures of its people, by id or name', async () => {
    const byId = await read(`merged?${TWO_WEEKS}&cohort=${middle}`);
    const byName = await read(`merged?${TWO_WEEKS}&cohort=middle`);
    const time = await read(`time_to_merge?${TWO_WEEKS}&cohort=${middle}`);

    expect(byId.series.map(({ key }) => key)).toEqual(['all']);
    expect(byId.series[0]?.points.map(({ value }) => value)).toEqual([6, 6]);
    expect(byName).toEqual(byId);
    // the median of 5 to 10 hours
    expect(time.series[0]?.points[0]).toMatchObject({ value: 7.5 * 3600, sampleSize: 6 });
  });

  test('one line for each cohort; one that differs from a team, or from all but a team, by too few is hidden', async () => {
    // given platform less one person; and seven people of whom platform has three, so that all but
    // four are in one of the two
    await freeze('Most of platform', [0, 1, 2, 3, 4, 5]);
    await freeze('Middle and one', [4, 5, 6, 7, 8, 9, 10]);
    await freeze('Idle', []);

    expect(await shownOf(`merged?${TWO_WEEKS}&by=cohort`)).toEqual({
      Idle: 'suppressed',
      Middle: 'measured',
      'Middle and one': 'suppressed',
      'Most of platform': 'suppressed',
    });
    // a cohort by itself is shown where its line is, so that two views tell no more than one
    expect(await shownOf(`merged?${TWO_WEEKS}&cohort=middle`)).toEqual({ all: 'measured' });
    expect(await shownOf(`merged?${TWO_WEEKS}&cohort=middle and one`)).toEqual({
      all: 'suppressed',
    });
  });

  test('a part of a cohort is hidden if it, or the rest of the cohort or team, is too small', async () => {
    // three of platform are in it
    expect(await shownOf(`merged?${TWO_WEEKS}&cohort=middle&team=platform`)).toEqual({
      all: 'suppressed',
    });
    expect(await shownOf(`merged?${TWO_WEEKS}&cohort=middle&by=team`)).toEqual({
      platform: 'suppressed',
      search: 'suppressed',
    });
    expect(await shownOf(`merged?${TWO_WEEKS}&team=platform&by=cohort`)).toMatchObject({
      Middle: 'suppressed',
    });
    const grades = await shownOf(`merged?${TWO_WEEKS}&cohort=middle&by=authorship`);
    expect(grades).toMatchObject({ unmarked: 'measured' });
  });

  test('five of a team of seven are hidden in the team, though the cohort is shown', async () => {
    // given twelve more people in no team, and a cohort of five of them and five of platform
    const wide = await seedOrganization(api.db, 'wide');
    const logins = Array.from({ length: 12 }, (_, index) => `wide-other-${index}`);
    const others = await withOrganization(api.db, wide.id, (tx) =>
      tx
        .insert(people)
        .values(logins.map((login) => ({ organizationId: wide.id, login, kind: 'human' as const })))
        .returning({ id: people.id }),
    );
    const personIds = [...wide.personIds, ...others.map(({ id }) => id)];
    const seeds = weeklyPullRequests(WEEKS).flatMap((seed) => [
      seed,
      { ...seed, number: seed.number + 1000, person: seed.person + 12 },
    ]);
    await seedPullRequests(api.db, { ...wide, personIds }, seeds);
    const memberIds = new Set([...personIds.slice(0, 5), ...personIds.slice(12, 17)]);
    const cohort = { organizationId: wide.id, name: 'Both', rules, memberIds, at: NOW };
    await withOrganization(api.db, wide.id, (tx) => recordCohort(tx, cohort));
    const member = await api.token('member', wide.id);
    const shown = async (view: string) => {
      const path = `/api/v1/organizations/wide/series/merged?${TWO_WEEKS}&${view}`;
      const { body } = await api.get(path, member);
      const { series } = SeriesResponse.parse(body);
      return series.map(({ key, points }) => `${key} ${points[0]?.value}`);
    };

    expect(await shown('by=cohort')).toEqual(['Both 10']);
    expect(await shown('cohort=both')).toEqual(['all 10']);
    expect(await shown('cohort=both&team=platform')).toEqual(['all null']);
    expect(await shown('cohort=both&by=team')).toEqual(['platform null', 'search null']);
    expect(await shown('team=platform&by=cohort')).toEqual(['Both null']);
  });

  test('an unknown cohort is not found', async () => {
    const { status, body } = await api.get(
      '/api/v1/organizations/acme/series/merged?cohort=nobodies',
      token,
    );

    expect(status).toBe(404);
    expect(Problem.parse(body).detail).toBe('there is no cohort "nobodies"');
  });
});
