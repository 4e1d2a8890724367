import { readPublishedGraphQL, withTypeNames } from '@uplift/simulated-github/published';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { GitHubClient } from './connection/github-client.ts';
import type { GraphQLCall } from './connection/graphql.ts';
import { readDeployments } from './directory/read-deployments.ts';
import { pullRequestParts } from './pull-requests/query.ts';
import { readOpenNumbers, readUpdatedNumbers } from './pull-requests/read-numbers.ts';
import { readPullRequestPage } from './pull-requests/read-pages.ts';
import { readPullRequest, readPullRequestPart } from './pull-requests/read-pull-request.ts';
import { eventfulStory } from './testing/eventful-story.ts';
import { hour } from './testing/one-story.ts';
import { type OpenGitHub, openGitHub } from './testing/open-github.ts';

const published = readPublishedGraphQL();
const repository = { githubId: 7, fullName: 'acme/api' };

type Told = { readonly call: GraphQLCall; readonly data: unknown };

let opened: OpenGitHub;
/** Each question that was put, once, with types told, and what was answered. */
let told: readonly Told[] = [];

/** The client, writing down what is asked. */
function overheard(client: GitHubClient, calls: GraphQLCall[]): GitHubClient {
  return {
    ...client,
    graphql: (call, signal) => {
      calls.push(call);
      return client.graphql(call, signal);
    },
  };
}

/** Every reader that asks GraphQL. */
async function readEverything(client: GitHubClient): Promise<readonly GraphQLCall[]> {
  const calls: GraphQLCall[] = [];
  const reading = { github: overheard(client, calls) };
  await readPullRequestPage({ repository, first: 25, after: null }, reading);
  await readPullRequestPage({ repository, first: 1, after: null, order: 'updated' }, reading);
  await readPullRequest({ repository, number: 1 }, reading);
  for (const part of pullRequestParts) {
    await readPullRequestPart({ repository, number: 1, part, after: null }, reading);
  }
  await readOpenNumbers({ repository }, reading);
  await readUpdatedNumbers({ repository, since: hour(0) }, reading);
  for await (const _ of readDeployments({ repository, since: hour(0) }, reading));
  return calls;
}

beforeAll(async () => {
  opened = await openGitHub({ stories: [eventfulStory] });
  const calls = await readEverything(opened.client);
  const asked = calls.map((call) => ({ ...call, query: withTypeNames(call.query) }));
  told = await Promise.all(
    asked.map(async (call) => ({ call, data: (await opened.client.graphql(call)).data })),
  );
});

afterAll(() => opened.github.close());

describe('each question to the GraphQL API', () => {
  it('is one that GitHub can answer, by the schema that it publishes', () => {
    const faults = told.flatMap(({ call }) =>
      published.inQuery(call.query).map((fault) => `${call.operation}: ${fault}`),
    );

    expect(new Set(told.map(({ call }) => call.operation))).toStrictEqual(
      new Set([
        'pull requests of a repository',
        'a pull request',
        'commits of a pull request',
        'reviews of a pull request',
        'timeline of a pull request',
        'numbers of pull requests',
        'statuses of deployments',
      ]),
    );
    expect(faults).toStrictEqual([]);
  });

  it('is answered here as GitHub describes it', () => {
    const departures = told.flatMap(({ call, data }) =>
      published.inAnswer(call, data).map((departure) => `${call.operation}: ${departure}`),
    );

    expect(departures).toStrictEqual([]);
  });
});
