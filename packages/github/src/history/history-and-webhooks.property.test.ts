import { type AccountRef, foldPullRequest, mapAccounts, type TimelineEvent } from '@uplift/metrics';
import { deliveriesOf, historyLines, type OrganizationStory } from '@uplift/simulated-github';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { eventsIn, lineObservations, observationsOf } from '../testing/reading.ts';
import { stories, storyStart } from '../testing/stories.ts';

type Event = TimelineEvent<AccountRef>;

const interval = { from: storyStart, to: new Date(storyStart.getTime() + 30 * 86_400_000) };

const byHistory = (story: OrganizationStory): readonly Event[] =>
  [...historyLines(story, interval)].flatMap((line) =>
    eventsIn(lineObservations(JSON.parse(line))),
  );

const byWebhook = (story: OrganizationStory): readonly Event[] =>
  [...deliveriesOf(story, { ...interval, secret: 'secret', installationId: 44 })].flatMap(
    ({ event, body }) => eventsIn(observationsOf(event, JSON.parse(body.toString('utf8')))),
  );

const factOf = (events: readonly Event[]) =>
  foldPullRequest(
    12,
    events.map((event) =>
      mapAccounts(event, ({ githubId, login }) => ({ id: githubId ?? 0, login, kind: 'human' })),
    ),
  );

describe('history and webhooks, for any story', () => {
  it('give the same fact, once the commits that webhooks lack are fetched', () => {
    fc.assert(
      fc.property(stories, (story) => {
        const history = byHistory(story);
        const commits = history.filter(({ kind }) => kind === 'commit');

        const fact = factOf([...byWebhook(story), ...commits]);

        expect(fact).not.toBeNull();
        expect(fact).toEqual(factOf(history));
      }),
      { numRuns: 200 },
    );
  });

  it('together give what each gives alone', () => {
    fc.assert(
      fc.property(stories, (story) => {
        const history = byHistory(story);

        expect(factOf([...byWebhook(story), ...history])).toEqual(factOf(history));
      }),
      { numRuns: 200 },
    );
  });
});
