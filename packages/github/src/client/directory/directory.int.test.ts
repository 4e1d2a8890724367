import type { OrganizationStory } from '@uplift/simulated-github';
import { afterEach, describe, expect, it } from 'vitest';

import { lineObservations } from '../../testing/reading.ts';
import { createTokenClient } from '../connection/create-client.ts';
import { ada, copilot, grace, hour, oneStory } from '../testing/one-story.ts';
import { type OpenGitHub, openGitHub } from '../testing/open-github.ts';
import { type DeploymentPage, readDeployments } from './read-deployments.ts';
import { readRepositories, readRepository } from './read-repositories.ts';
import { readTeamsAndMembers } from './read-teams-and-members.ts';

const api = { id: 7, fullName: 'acme/api' };
const repository = { githubId: 7, fullName: 'acme/api' };
const opened: OpenGitHub[] = [];

afterEach(async () => {
  for (const { github } of opened.splice(0)) await github.close();
});

async function open(changes: Partial<OrganizationStory> = {}) {
  const one = await openGitHub({ stories: [{ ...oneStory, ...changes }] });
  opened.push(one);
  return { ...one, reading: { github: one.client } };
}

describe('repositories', () => {
  const others = Array.from({ length: 130 }, (_, index) => ({
    id: 100 + index,
    fullName: `acme/part-${index}`,
  }));
  const repositories = [api, { id: 8, fullName: 'acme/old' }, ...others];

  it('are all that an installation sees, over pages', async () => {
    const { reading, github } = await open({ repositories });
    github.state.archiveRepository(8);

    const read = await readRepositories({ organization: 'acme' }, reading);

    expect(read.organization).toEqual({ githubId: 9, login: 'acme' });
    expect(read.repositories).toHaveLength(132);
    expect(read.repositories.find(({ githubId }) => githubId === 8)).toMatchObject({
      repository: { githubId: 8, fullName: 'acme/old' },
      archived: true,
    });
    expect(read.observations).toContainEqual(
      expect.objectContaining({ kind: 'repository', repository, archived: false, removed: false }),
    );
  });

  it('are the same for a token of a person', async () => {
    const { reading, connection, github } = await open({ repositories });
    const { token } = github.tokens.issuePersonal(ada);
    const person = { github: createTokenClient({ ...connection, token }) };

    expect(await readRepositories({ organization: 'acme' }, person)).toEqual(
      await readRepositories({ organization: 'acme' }, reading),
    );
  });

  it('are found by their id under whatever name', async () => {
    const { reading, github } = await open();
    github.state.renameRepository(7, 'core');

    expect(await readRepository({ githubId: 7 }, reading)).toMatchObject({
      repository: { githubId: 7, fullName: 'acme/core' },
      organization: { githubId: 9, login: 'acme' },
    });
    await expect(readRepository({ githubId: 4711 }, reading)).rejects.toMatchObject({
      kind: 'not_found',
    });
  });
});

describe('teams', () => {
  const memberOf = ({ id, login }: typeof ada) => ({ id, login, from: '2026-01-01', to: null });
  const payments = { id: 3, slug: 'payments', name: 'Payments', members: [memberOf(ada)] };
  const refunds = { id: 4, slug: 'refunds', name: 'Refunds', members: [memberOf(grace)] };
  const teams = [payments, refunds];
  const accountOf = ({ id: githubId, login }: typeof ada) => ({ githubId, login, type: 'User' });

  it('are told with their own members of today', async () => {
    const { reading } = await open({ teams });

    const { members, teams: read } = await readTeamsAndMembers({ organization: 'acme' }, reading);

    expect(members).toEqual([accountOf(ada), accountOf(grace)]);
    expect(read).toEqual([
      {
        team: { githubId: 3, slug: 'payments' },
        name: 'Payments',
        parentId: null,
        members: [accountOf(ada)],
      },
      {
        team: { githubId: 4, slug: 'refunds' },
        name: 'Refunds',
        parentId: null,
        members: [accountOf(grace)],
      },
    ]);
  });

  it('do not count members of a team below them', async () => {
    const { reading, github } = await open({ teams });
    const below = { ...refunds, parentId: 3 };
    github.state.putTeam(9, below);

    const { teams: read } = await readTeamsAndMembers({ organization: 'acme' }, reading);

    expect(read.map(({ parentId, members }) => [parentId, members])).toEqual([
      [null, [accountOf(ada)]],
      [3, [accountOf(grace)]],
    ]);
  });

  it('are forbidden without the permission, in GitHub’s words', async () => {
    const one = await openGitHub({
      stories: [oneStory],
      server: { app: { permissions: { metadata: 'read' } } },
    });
    opened.push(one);

    const asking = readTeamsAndMembers({ organization: 'acme' }, { github: one.client });

    await expect(asking).rejects.toMatchObject({
      failure: { kind: 'forbidden', reason: expect.stringContaining('not accessible') },
    });
  });
});

describe('deployments', () => {
  const deploymentOf = (id: number) => ({
    id,
    repository: api,
    sha: 'a'.repeat(40),
    ref: 'main',
    environment: id % 2 === 0 ? 'production' : 'staging',
    creator: copilot,
    createdAt: hour(id),
    statuses: [
      { id: id * 10, state: 'in_progress' as const, at: hour(id) },
      { id: id * 10 + 1, state: 'success' as const, at: hour(id + 1) },
    ],
  });
  const deployments = [1, 2, 3, 4].map(deploymentOf);

  async function pagesOf(pages: AsyncIterable<DeploymentPage>): Promise<DeploymentPage[]> {
    const all: DeploymentPage[] = [];
    for await (const page of pages) all.push(page);
    return all;
  }

  it('are told with their statuses, down to the oldest that is wished', async () => {
    const { reading, github } = await open({ deployments });

    const [page, ...more] = await pagesOf(readDeployments({ repository, since: hour(3) }, reading));

    expect(more).toEqual([]);
    expect(page).toMatchObject({ organization: { login: 'acme' }, repository, problems: [] });
    const told = page?.observations.map((one) =>
      one.kind === 'deployment'
        ? [one.deploymentId, one.environment, one.createdAt]
        : one.kind === 'deployment_status' && [one.deploymentId, one.state, one.createdAt],
    );
    expect(told).toHaveLength(6);
    // one query for all of them, and none for each
    const asked = github.stats.byRoute();
    expect(asked.get('POST /graphql')?.requests).toBe(1);
    expect(asked.get('GET /repos/:owner/:repo/deployments/:id/statuses')?.requests).toBe(0);
    expect(told).toEqual(
      expect.arrayContaining([
        [4, 'production', hour(4)],
        [4, 'in_progress', hour(4)],
        [4, 'success', hour(5)],
        [3, 'staging', hour(3)],
        [3, 'in_progress', hour(3)],
        [3, 'success', hour(4)],
      ]),
    );
  });

  it('are asked for one by one where the query leaves them out', async () => {
    const [many] = deployments;
    if (many === undefined) throw new Error('no deployment');
    const statuses = Array.from({ length: 101 }, (_, index) => ({
      id: 1000 + index,
      state: 'in_progress' as const,
      at: hour(1 + index),
    }));
    const { reading, github } = await open({
      deployments: [{ ...many, statuses }, ...deployments.slice(1)],
    });

    const pages = await pagesOf(readDeployments({ repository, since: hour(0) }, reading));

    const kinds = pages.flatMap(({ observations }) => observations.map(({ kind }) => kind));
    expect(kinds.filter((kind) => kind === 'deployment_status')).toHaveLength(101 + 6);
    const asked = github.stats.byRoute();
    expect(asked.get('GET /repos/:owner/:repo/deployments/:id/statuses')?.requests).toBe(2);
  });

  it('may be those of one environment', async () => {
    const { reading } = await open({ deployments });

    const pages = await pagesOf(
      readDeployments({ repository, since: hour(0), environment: 'production' }, reading),
    );

    const kinds = pages.flatMap(({ observations }) => observations.map(({ kind }) => kind));
    expect(kinds.filter((kind) => kind === 'deployment')).toHaveLength(2);
  });

  it('have moved where another repository has the name', async () => {
    const { reading } = await open({ deployments });
    const other = { githubId: 8, fullName: 'acme/api' };

    const asking = pagesOf(readDeployments({ repository: other, since: hour(0) }, reading));

    await expect(asking).rejects.toMatchObject({ kind: 'moved' });
  });
});

describe('the words of history files', () => {
  it('are those of the list of repositories', async () => {
    const { reading, client } = await open();
    const { data } = await client.rest({ route: 'GET /repositories/7' });

    const { observations } = await readRepositories({ organization: 'acme' }, reading);

    const line = lineObservations({ kind: 'repository', organization: 'acme', data });
    expect(observations).toEqual(line.map((one) => ({ ...one, removed: false })));
  });
});
