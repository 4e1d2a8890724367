import { AdoptionResponse, IdleSeats, Problem, type AdoptionGroup } from '@uplift/contracts';
import { saveChampion, saveSeats, saveUserDays, withOrganization } from '@uplift/db';
import { dialects } from '@uplift/db/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { openTestApi, type TestApi } from '../testing/open-test-api.ts';
import {
  seedOrganization,
  seedPullRequests,
  weeklyPullRequests,
  type SeededOrganization,
} from '../testing/seed.ts';

const WEEKS = ['2026-02-02', '2026-02-09', '2026-02-16', '2026-02-23'];
const FOUR_WEEKS = 'from=2026-02-02&to=2026-03-02';

describe.each(dialects)('adoption on %s', (dialect) => {
  let api: TestApi;
  let token: string;
  beforeAll(async () => {
    api = await openTestApi(dialect);
    const acme = await seedOrganization(api.db, 'acme');
    await seedPullRequests(api.db, acme, weeklyPullRequests(WEEKS));
    await seedCopilot(api, acme);
    token = await api.token('member', acme.id);
  });
  afterAll(() => api.close());

  const read = async (query: string): Promise<AdoptionResponse> => {
    const { status, body } = await api.get(`/api/v1/organizations/acme/adoption?${query}`, token);
    expect(status).toBe(200);
    return AdoptionResponse.parse(body);
  };
  const groupOf = async (query: string, key: string): Promise<AdoptionGroup | undefined> =>
    (await read(query)).groups.find((group) => group.key === key);

  test('goes from seats to active to regular, with intervals', async () => {
    const all = await groupOf(FOUR_WEEKS, 'all');

    // eight of ten seats were used, six of them on four days
    expect(all?.funnel).toMatchObject({
      week: '2026-02-23',
      seats: 10,
      active: { people: 8, share: 0.8 },
      regular: { people: 6, share: 0.6 },
      idle: 1,
      grace: 1,
      idleCost: null,
    });
    expect(all?.funnel?.active?.interval.map((bound) => Math.round(bound * 100))).toEqual([49, 94]);
  });

  test('tells each week how people worked, and what it cannot know', async () => {
    const all = await groupOf(FOUR_WEEKS, 'all');

    expect(all?.weeks.map(({ week }) => week)).toEqual(WEEKS);
    expect(all?.weeks[2]).toMatchObject({ present: 12, seats: null, active: 0, regular: 0 });
    expect(all?.weeks[3]).toMatchObject({
      present: 12,
      ways: { completion: 6, chat: 1, agent_mode: 1, cli: 0, cloud_agent: 0, code_review: 0 },
      // one day of agent mode is a try
      stages: { assistive: 6, workflow: 0, agentic: 0 },
    });
    const before = await groupOf('from=2025-12-01&to=2025-12-08', 'all');
    expect(before?.weeks).toMatchObject([{ active: null, regular: null, ways: null, seats: null }]);
    expect(before?.funnel).toBeNull();
  });

  test('while a running week has no list of seats, the last list is told', async () => {
    const { groups, champions } = await read('from=2026-02-02&to=2026-03-09');

    expect(groups[0]?.weeks.at(-1)).toMatchObject({ seats: null, active: null });
    expect(groups[0]?.funnel).toMatchObject({ week: '2026-02-23', seats: 10 });
    expect(champions?.week).toBe('2026-02-23');
  });

  test('a seat that a file tells alone is no list of all seats', async () => {
    const other = await seedOrganization(api.db, 'other');
    await seedPullRequests(api.db, other, weeklyPullRequests(WEEKS));
    await seedCopilot(api, other);
    const seat = { grantedAt: new Date('2026-02-24T00:00:00Z'), pendingCancellation: null };
    await withOrganization(api.db, other.id, async (tx) => {
      // given five who used it in a week of which a file tells of the seats of two
      const days = other.personIds.slice(0, 5).map((person) => ({
        personId: person,
        day: '2026-02-10',
        active: true,
        ways: ['completion' as const],
        raw: {},
      }));
      await saveUserDays(tx, other.id, days);
      const told = other.personIds.slice(0, 2).map((person) => ({
        ...seat,
        personId: person,
        day: '2026-02-11',
        lastActivityAt: null,
      }));
      await saveSeats(tx, other.id, told);
    });
    const { body } = await api.get(
      `/api/v1/organizations/other/adoption?${FOUR_WEEKS}`,
      await api.token('member', other.id),
    );

    // then use is counted of the people who were there, and seats are those of the whole list
    const weeks = AdoptionResponse.parse(body).groups[0]?.weeks;
    expect(weeks?.[1]).toMatchObject({ seats: null, active: 5, idle: null });
    expect(weeks?.[3]).toMatchObject({ seats: 10, active: 8 });
  });

  test('a team has its own; one of three is hidden with all that is in it', async () => {
    const platform = await groupOf(`${FOUR_WEEKS}&by=team`, 'platform');
    const search = await groupOf(`${FOUR_WEEKS}&by=team`, 'search');

    expect(platform?.funnel).toMatchObject({
      seats: 7,
      active: { people: 7 },
      regular: { people: 6 },
      idle: 0,
    });
    expect(search).toMatchObject({
      status: 'suppressed',
      people: null,
      sources: [],
      funnel: null,
      weeks: [],
    });
  });

  test('sets teams with a champion beside those without, unless those are too few', async () => {
    const { champions } = await read(FOUR_WEEKS);

    expect(champions).toMatchObject({
      week: '2026-02-23',
      with: { status: 'measured', teams: 1, people: 7, regular: { people: 6 } },
      without: { status: 'suppressed', teams: 1, people: null, active: null },
    });
  });

  test('names of idle seats are for administrators, and each look is noted', async () => {
    const path = '/api/v1/organizations/acme/seats/idle';
    const admin = await api.token('admin');

    const refused = await api.get(path, await api.token('manager'));
    const { body } = await api.get(path, admin);
    const log = await api.get('/api/v1/organizations/acme/audit?limit=5', admin);

    expect(refused.status).toBe(403);
    // one was granted on 20 February, the other long before; neither was used
    expect(IdleSeats.parse(body)).toMatchObject({
      day: '2026-03-01',
      seats: [
        { inGrace: false, grantedOn: '2025-12-01', lastUsedOn: null },
        { inGrace: true, grantedOn: '2026-02-20', lastUsedOn: null },
      ],
    });
    expect(JSON.stringify(log.body).match(/names of idle seats/g)).toHaveLength(1);
  });

  test('an administrator sets what a seat costs', async () => {
    const change = async (role: 'admin' | 'manager', body: unknown) =>
      fetch(`${api.url}/api/v1/organizations/acme/settings`, {
        method: 'PATCH',
        headers: {
          authorization: `Bearer ${await api.token(role)}`,
          'content-type': 'application/json',
        },
        body: JSON.stringify(body),
      });
    const cost = { amount: 19, currency: 'USD' };

    expect((await change('manager', { seatCost: cost })).status).toBe(403);
    const refused = await change('admin', {});
    expect(Problem.parse(await refused.json()).status).toBe(400);
    expect(await (await change('admin', { seatCost: cost })).json()).toMatchObject({
      seatCost: cost,
    });
    const { seatCost, groups } = await read(FOUR_WEEKS);
    expect(seatCost).toEqual(cost);
    expect(groups[0]?.funnel?.idleCost).toBe(19);
    await change('admin', { seatCost: null });
    expect((await read(FOUR_WEEKS)).seatCost).toBeNull();
  });
});

/** Ten seats: eight used, one idle, one new; six people with four days of use, one with one. */
async function seedCopilot(api: TestApi, acme: SeededOrganization): Promise<void> {
  const { id, personIds, teamIds } = acme;
  const personAt = (place: number): number => personIds[place] ?? 0;
  const rowOf = (place: number, day: string, ways: ('completion' | 'chat' | 'agent_mode')[]) => ({
    personId: personAt(place),
    day,
    active: ways.length > 0,
    ways,
    raw: {},
  });
  const days = ['2026-02-23', '2026-02-24', '2026-02-25', '2026-02-26'];
  await withOrganization(api.db, id, async (tx) => {
    await saveSeats(
      tx,
      id,
      ['2026-02-27', '2026-03-01'].flatMap((day) =>
        Array.from({ length: day === '2026-03-01' ? 10 : 11 }, (_, place) => ({
          day,
          personId: personAt(place),
          grantedAt: new Date(place === 8 ? '2026-02-20T00:00:00Z' : '2025-12-01T00:00:00Z'),
          lastActivityAt: place < 8 ? new Date('2026-02-26T12:00:00Z') : null,
          pendingCancellation: null,
        })),
      ),
    );
    await saveUserDays(tx, id, [
      rowOf(0, '2026-01-05', []),
      ...days.flatMap((day) => [0, 1, 2, 3, 4].map((place) => rowOf(place, day, ['completion']))),
      ...days.map((day) => rowOf(5, day, ['completion', 'chat'])),
      rowOf(6, '2026-02-23', ['agent_mode']),
    ]);
    await saveChampion(tx, id, {
      teamId: teamIds[0] ?? 0,
      personId: personAt(0),
      from: '2026-01-01',
      to: null,
    });
  });
}
