import { readPublishedGraphQL, withTypeNames } from '@uplift/simulated-github/published';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { isGitHubError } from '../connection/github-error.ts';
import { eventfulStory } from '../testing/eventful-story.ts';
import { type OpenGitHub, openGitHub } from '../testing/open-github.ts';
import { pageQuery } from './query.ts';
import { type PullRequestPage, readPullRequestPage } from './read-pages.ts';

const published = readPublishedGraphQL();
const repository = { githubId: 7, fullName: 'acme/api' };
const query = withTypeNames(pageQuery);
const variables = {
  owner: 'acme',
  name: 'api',
  first: 25,
  after: null,
  order: { field: 'CREATED_AT', direction: 'DESC' },
};

type Place = readonly string[];

let opened: OpenGitHub;
let whole: unknown;
/** The places of a page at which GitHub's schema allows null, and something is told. */
let nullable: readonly Place[] = [];

beforeAll(async () => {
  opened = await openGitHub({ stories: [eventfulStory] });
  const call = { operation: 'a page', query, variables, points: 1 };
  ({ data: whole } = await opened.client.graphql(call));
  nullable = placesIn(whole).filter(
    (place) => published.inAnswer({ query, variables }, without(whole, place)).length === 0,
  );
});

afterAll(() => opened.github.close());

/** Every place below a value that tells something, outermost first. */
function placesIn(value: unknown, at: Place = []): readonly Place[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) =>
    key === '__typename' || one === null ? [] : [[...at, key], ...placesIn(one, [...at, key])],
  );
}

/** The same with null at a place. */
function without(value: unknown, [key, ...rest]: Place): unknown {
  if (key === undefined) return null;
  if (Array.isArray(value)) {
    return value.map((one, index) => (String(index) === key ? without(one, rest) : one));
  }
  const entries = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  return Object.fromEntries(
    entries.map(([name, one]) => [name, name === key ? without(one, rest) : one]),
  );
}

/** The page as it is read out of an answer; null where that is said to be no answer. */
async function readFrom(data: unknown): Promise<PullRequestPage | null> {
  const graphql = () => Promise.resolve({ status: 200, data, problems: [] });
  const reading = { github: { ...opened.client, graphql } };
  try {
    return await readPullRequestPage({ repository, first: 25, after: null }, reading);
  } catch (error) {
    if (isGitHubError(error)) return null;
    throw error;
  }
}

const isName = (key: string): boolean => !/^\d+$/.test(key);

/** How many events a page tells of each pull request. */
const eventsOf = ({ pullRequests }: PullRequestPage): ReadonlyMap<number, number> =>
  new Map(pullRequests.map(({ number, observations }) => [number, observations.length]));

/** Why a reading of an answer with null at a place is not to be relied upon; null if it is. */
async function lossAt(place: Place, full: PullRequestPage): Promise<string | null> {
  const page = await readFrom(without(whole, place));
  if (page === null) return null;
  if (page.pullRequests.length + page.unreadable !== 2) return 'a pull request is missing unsaid';
  const due = eventsOf(full);
  const lost = page.pullRequests.filter(
    ({ number, observations, problems }) =>
      observations.length < (due.get(number) ?? 0) && problems.length === 0,
  );
  return lost.length > 0 ? 'events are missing unsaid' : null;
}

describe('an answer with null where GitHub may say so', () => {
  it('is found at many places of a page', () => {
    const kinds = new Set(nullable.map((place) => place.filter(isName).join('.')));

    expect(nullable.length).toBeGreaterThan(80);
    expect([...kinds]).toEqual(
      expect.arrayContaining(
        ['', '.author', '.labels', '.reviews', '.commits.nodes', '.timelineItems.nodes.actor'].map(
          (field) => `repository.pullRequests.nodes${field}`,
        ),
      ),
    );
  });

  // Whom a request was put to may be a team, or hidden: then nobody in particular was asked.
  it('is read without losing anything unsaid', async () => {
    const full = await readFrom(whole);
    if (full === null) throw new Error('the whole page is no answer');
    const losses: string[] = [];
    for (const place of nullable.filter((one) => one.at(-1) !== 'requestedReviewer')) {
      const loss = await lossAt(place, full);
      if (loss !== null) losses.push(`${place.join('.')}: ${loss}`);
    }

    expect(losses).toStrictEqual([]);
  });

  it('says nothing of labels that could not be given, and of nobody being assigned', async () => {
    const pull = ['repository', 'pullRequests', 'nodes', '1'];
    const told = async (...place: Place) => {
      const page = await readFrom(without(whole, [...pull, ...place]));
      const [, merged] = page?.pullRequests ?? [];
      const kept = merged?.observations.flatMap((one) =>
        one.kind === 'pull_request_event' && one.event.kind === 'snapshot' ? [one.event] : [],
      );
      return kept?.[0]?.attributes;
    };

    expect(await told('closedAt')).toMatchObject({ labels: [], assignees: [{ login: 'grace' }] });
    expect(await told('labels')).not.toHaveProperty('labels');
    expect(await told('assignees', 'nodes')).not.toHaveProperty('assignees');
  });
});
