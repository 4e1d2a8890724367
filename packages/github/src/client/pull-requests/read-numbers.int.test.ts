import type { PullRequestStory } from '@uplift/simulated-github';
import { afterEach, describe, expect, it } from 'vitest';

import { ada, hour, pullRequest, reviews, storyOf } from '../testing/one-story.ts';
import { type OpenGitHub, openGitHub } from '../testing/open-github.ts';
import { readOpenNumbers, readUpdatedNumbers } from './read-numbers.ts';

const repository = { githubId: 7, fullName: 'acme/api' };
const opened: OpenGitHub[] = [];

afterEach(async () => {
  for (const { github } of opened.splice(0)) await github.close();
});

async function open(pullRequests: readonly PullRequestStory[]) {
  const one = await openGitHub({ stories: [storyOf(pullRequests)] });
  opened.push(one);
  return { ...one, reading: { github: one.client } };
}

const many = (count: number) => Array.from({ length: count }, (_, index) => pullRequest(index + 1));

const ended = (number: number, kind: 'closed' | 'merged') =>
  pullRequest(number, { steps: [{ kind, at: hour(200), actor: ada }] });

describe('open pull requests', () => {
  it('are all numbered, without those that ended', async () => {
    const { reading } = await open([...many(120), ended(121, 'closed'), ended(122, 'merged')]);

    const read = await readOpenNumbers({ repository }, reading);

    expect(read).toMatchObject({ organization: { githubId: 9 }, repository, cost: 2 });
    expect(read.open.map(({ number }) => number)).toEqual(
      Array.from({ length: 120 }, (_, index) => 120 - index),
    );
    expect(read.open[0]?.updatedAt).toEqual(hour(120));
  });

  it('are none where all ended, and cost a point', async () => {
    const { reading } = await open([ended(1, 'merged')]);

    expect(await readOpenNumbers({ repository }, reading)).toMatchObject({ open: [], cost: 1 });
  });
});

describe('the numbers of what was changed since', () => {
  const told = [
    ...many(149),
    pullRequest(150, { openedAt: hour(0), steps: reviews(1, hour(300)) }),
  ];

  it('go back to the instant, whatever the state, at a point for a hundred', async () => {
    const { reading } = await open([...told, ended(151, 'merged')]);

    const read = await readUpdatedNumbers({ repository, since: hour(45) }, reading);

    expect(read.pullRequests.map(({ number }) => number)).toEqual([
      150,
      151,
      ...Array.from({ length: 105 }, (_, index) => 149 - index),
    ]);
    expect(read).toMatchObject({ cost: 2, unreadable: 0 });
  });

  it('count those that GitHub could not give', async () => {
    const { reading, github } = await open(many(40));
    github.faults.set([{ fault: { kind: 'nodes', share: 0.3 } }]);

    const read = await readUpdatedNumbers({ repository, since: hour(0) }, reading);

    expect(read.unreadable).toBeGreaterThan(0);
    expect(read.pullRequests.length + read.unreadable).toBe(40);
  });
});
