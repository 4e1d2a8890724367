import { afterEach, describe, expect, it } from 'vitest';

import { eventsIn } from '../../testing/reading.ts';
import type { Fetch } from '../connection/engine.ts';
import { ada, copilot, grace, hour, pullRequest, storyOf } from '../testing/one-story.ts';
import { type OpenGitHub, openGitHub } from '../testing/open-github.ts';
import { readPullRequestPage } from './read-pages.ts';
import { readPullRequest } from './read-pull-request.ts';

const repository = { githubId: 7, fullName: 'acme/api' };
const opened: OpenGitHub[] = [];
afterEach(async () => {
  for (const { github } of opened.splice(0)) await github.close();
});

const asked = {
  id: 1,
  event: 'copilot_work_started',
  actor: { id: grace.id, login: grace.login, type: 'User' },
  created_at: hour(1).toISOString(),
};
const labelled = { id: 2, event: 'labeled', actor: null, created_at: hour(2).toISOString() };

/** GitHub with timelines that hold what Copilot was asked; of each, whether it was read. */
async function open(status = 200) {
  const timelines: string[] = [];
  const listening: Fetch = async (url, init) => {
    const { pathname } = new URL(url);
    if (!pathname.endsWith('/timeline')) return fetch(url, init);
    timelines.push(pathname);
    const body = status === 200 ? [asked, labelled] : { message: 'Not accessible' };
    return Response.json(body, { status });
  };
  const pulls = [
    pullRequest(1, { author: copilot }),
    pullRequest(2, { author: copilot, assignees: [ada] }),
    pullRequest(3),
  ];
  const one = await openGitHub({ stories: [storyOf(pulls)], settings: { fetch: listening } });
  opened.push(one);
  return { timelines, reading: { github: one.client } };
}

const work = {
  kind: 'agent_work',
  phase: 'started',
  at: hour(1),
  actor: expect.objectContaining({ githubId: grace.id, login: grace.login }),
};

describe('who asked an agent for a pull request', () => {
  it('is read of those that no person is assigned to, and of no others', async () => {
    const { reading, timelines } = await open();

    const page = await readPullRequestPage({ repository, first: 25, after: null }, reading);

    expect(timelines).toEqual([expect.stringMatching(/\/issues\/1\/timeline$/)]);
    const found = page.pullRequests.flatMap(({ number, observations }) =>
      eventsIn(observations).flatMap((event) =>
        event.kind === 'agent_work' ? [[number, event]] : [],
      ),
    );
    expect(found).toEqual([[1, work]]);
  });

  it('is read with a single pull request, too', async () => {
    const { reading } = await open();

    const { pullRequest: read } = await readPullRequest({ repository, number: 1 }, reading);

    expect(eventsIn(read.observations)).toContainEqual(work);
  });

  it('stays unknown where the timeline may not be read', async () => {
    const { reading } = await open(403);

    const page = await readPullRequestPage({ repository, first: 25, after: null }, reading);

    expect(page.pullRequests).toHaveLength(3);
    expect(page.unreadable).toBe(0);
  });
});
