import type { OrganizationStory } from '@uplift/simulated-github';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { readEnterpriseInstallations, readInstallations } from '../app/read-app.ts';
import type { Reading } from '../connection/github-client.ts';
import { oneStory } from '../testing/one-story.ts';
import { type OpenGitHub, openGitHub } from '../testing/open-github.ts';
import { readReport } from './read-report.ts';
import { readSeats } from './read-seats.ts';

const from = new Date('2026-01-01T00:00:00Z');
const day = '2026-11-16';
const account = (id: number, login: string) => ({ id, login, type: 'User' as const });
const [ann, ben, cat] = [account(1, 'ann'), account(2, 'ben'), account(3, 'cat')];

function organization(
  { id, login }: { readonly id: number; readonly login: string },
  people: readonly (typeof ann)[],
): OrganizationStory {
  return {
    ...oneStory,
    organization: { id, login },
    repositories: [{ id: id + 100, fullName: `${login}/api` }],
    people: people.map((person) => ({ ...person, from, to: null })),
    pullRequests: [],
    seats: people.map((person) => ({ ...person, grantedAt: from })),
    usage: people.map((person) => ({
      ...person,
      day,
      counters: {
        user_initiated_interaction_count: 12,
        code_generation_activity_count: 1,
        code_acceptance_activity_count: 1,
        loc_suggested_to_add_sum: 1,
        loc_suggested_to_delete_sum: 0,
        loc_added_sum: 1,
        loc_deleted_sum: 0,
      },
      used: { chat: true, agent: false, cli: false, cloudAgent: false },
    })),
  };
}

describe('an App at an enterprise', () => {
  let open: OpenGitHub;
  let reading: Reading;
  beforeAll(async () => {
    open = await openGitHub({
      stories: [
        organization({ id: 9, login: 'acme' }, [ann, ben]),
        organization({ id: 10, login: 'other' }, [ben, cat]),
      ],
    });
    const { state, app } = open.github;
    state.addEnterprise({ id: 77, slug: 'group', organizationIds: [9, 10] });
    const permissions = {
      enterprise_copilot_metrics: 'read',
      enterprise_copilot_seat_management: 'read',
    } as const;
    const { id } = state.installApp({ appId: app?.id ?? 0, enterpriseId: 77, permissions });
    reading = { github: open.app.installation(id) };
    open.setClock(new Date('2026-11-20T12:00:00Z'));
  });
  afterAll(async () => open.github.close());

  it('is told apart from those at organisations', async () => {
    const asApp = { github: open.app.asApp };

    const organizations = await readInstallations({}, asApp);
    const enterprises = await readEnterpriseInstallations({}, asApp);

    expect(organizations.map(({ account: { login } }) => login).toSorted()).toEqual([
      'acme',
      'other',
    ]);
    expect(enterprises).toMatchObject([
      {
        enterprise: 'group',
        permissions: { enterprise_copilot_metrics: 'read' },
        suspendedAt: null,
      },
    ]);
  });

  it.each([
    ['users', ['ann', 'ben', 'cat']],
    ['organization', [undefined]],
  ] as const)('reads the report of %s of all its organisations', async (kind, logins) => {
    const wishes = { organization: 'acme', enterprise: 'group', kind, day };

    const report = await readReport(wishes, reading);

    if (report.outcome !== 'fetched') throw new Error(report.outcome);
    const rows: Readonly<Record<string, unknown>>[] = [];
    for await (const row of report.rows) if (row.ok) rows.push(row.row);
    expect(rows).toHaveLength(logins.length);
    expect(rows[0]).toMatchObject({ enterprise_id: '77', day });
    expect(new Set(rows.map((row) => row['user_login']))).toEqual(new Set(logins));
  });

  it('knows the seats of an organisation in the list of all, where people may hold two', async () => {
    const enterprise = { slug: 'group', organizationGithubId: 9, members: new Set([1, 2]) };

    const seats = await readSeats({ organization: 'acme', day, enterprise }, reading);

    const holders = seats.observations.map((seat) =>
      seat.kind === 'copilot_seat' ? seat.assignee.login : null,
    );
    expect(holders).toEqual(['ann', 'ben']);
    expect(seats).toMatchObject({ total: 2, complete: true, problems: [] });
  });
});
