import {
  type AccountRef,
  eventKey,
  foldPullRequest,
  mapAccounts,
  type Observation,
  type TimelineEvent,
} from '@uplift/metrics';
import {
  deliveriesOf,
  historyLines,
  type OrganizationStory,
  type PullRequestStory,
  reviewCommentOf,
} from '@uplift/simulated-github';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { eventsIn, lineObservations, observationsOf } from '../../testing/reading.ts';
import { stories, storyStart } from '../../testing/stories.ts';
import { openGitHub } from '../testing/open-github.ts';
import { readPullRequestPage } from './read-pages.ts';
import { readPullRequest } from './read-pull-request.ts';

type Event = TimelineEvent<AccountRef>;

const interval = { from: storyStart, to: new Date(storyStart.getTime() + 30 * 86_400_000) };
const repository = { githubId: 7, fullName: 'acme/api' };

const byHistory = (story: OrganizationStory): readonly Event[] =>
  [...historyLines(story, interval)].flatMap((line) =>
    eventsIn(lineObservations(JSON.parse(line))),
  );

const byWebhook = (story: OrganizationStory): readonly Event[] =>
  [...deliveriesOf(story, { ...interval, secret: 'secret', installationId: 44 })].flatMap(
    ({ event, body }) => eventsIn(observationsOf(event, JSON.parse(body.toString('utf8')))),
  );

/** At GitHub each comment on a line belongs to a review; in stories some stand alone. */
const isPossible = (story: PullRequestStory) => (step: PullRequestStory['steps'][number]) =>
  step.kind !== 'review_comment' || reviewCommentOf(step, story).pull_request_review_id !== null;

const possibleStories = stories.map((story) => ({
  ...story,
  pullRequests: story.pullRequests.map((one) => ({
    ...one,
    steps: one.steps.filter(isPossible(one)),
  })),
}));

/** The page and the whole pull request, as GitHub tells them over HTTP. */
async function byGraphQL(story: OrganizationStory) {
  const { github, client, setClock } = await openGitHub({ stories: [story] });
  try {
    setClock(new Date(interval.to.getTime() - 1000));
    const page = await readPullRequestPage(
      { repository, first: 25, after: null },
      { github: client },
    );
    const whole = await readPullRequest({ repository, number: 12 }, { github: client });
    return {
      paged: page.pullRequests.flatMap(({ observations }) => observations),
      whole: whole.pullRequest.observations,
      problems: [...page.problems, ...whole.pullRequest.problems],
    };
  } finally {
    await github.close();
  }
}

const factOf = (events: readonly Event[]) =>
  foldPullRequest(
    12,
    events.map((event) =>
      mapAccounts(event, ({ githubId, login }) => ({ id: githubId ?? 0, login, kind: 'human' })),
    ),
  );

/** What is stored is kept once by these keys. */
const keysIn = (events: readonly Event[]) =>
  [
    ...new Set(events.map((event) => eventKey(mapAccounts(event, ({ githubId }) => githubId)))),
  ].toSorted();

const factIn = (observations: readonly Observation[]) => factOf(eventsIn(observations));

describe('a pull request by page, by itself, by webhooks and by history, for any story', () => {
  it('has the same fact, alone and all ways together', async () => {
    await fc.assert(
      fc.asyncProperty(possibleStories, async (story) => {
        const history = byHistory(story);
        const webhooks = byWebhook(story);
        const commits = history.filter(({ kind }) => kind === 'commit');

        const { paged, whole, problems } = await byGraphQL(story);

        const fact = factOf(history);
        expect(problems).toEqual([]);
        expect(keysIn(eventsIn(paged))).toEqual(keysIn(history));
        expect(factIn(paged)).toEqual(fact);
        expect(factIn(whole)).toEqual(fact);
        expect(factOf([...webhooks, ...commits])).toEqual(fact);
        expect(factOf([...history, ...webhooks, ...eventsIn(paged), ...eventsIn(whole)])).toEqual(
          fact,
        );
      }),
      { numRuns: 40 },
    );
  });
});
