import type { AccountRef, RepositoryRef, TimelineEvent } from '@uplift/metrics';
import { z } from 'zod';

import { commitEvent, commitShape } from '../shapes/commit.ts';
import { ownerLogin } from '../shapes/places.ts';
import { fullName, login, ordinal } from '../shapes/primitives.ts';
import { type PullRequestPayload, pullRequestShape, snapshotOf } from '../shapes/pull-request.ts';
import { commentShape, responseEvents, reviewEvent, reviewShape } from '../shapes/review.ts';
import {
  type HistoryLine,
  lineReader,
  nothing,
  organizationNamed,
  skipped,
} from './history-line.ts';
import { observed } from './history-line.ts';

type Event = TimelineEvent<AccountRef>;

/** Where a line about a repository stands. */
const repositoryPlace = { repository: fullName, organization: login.nullish() };

/** Where a line about a pull request stands; `pull_request` is its number. */
export const pullRequestPlace = { ...repositoryPlace, pull_request: ordinal };

/** Where events happened, as a line names it. */
export type PullRequestPlace = {
  readonly organization?: string | null | undefined;
  readonly repository: string;
  readonly pull_request: number;
};

/** The events as observations of the pull request; none where there are none. */
export function pullRequestEvents(
  place: PullRequestPlace,
  events: readonly Event[],
  repositoryId: number | null = null,
): HistoryLine {
  if (events.length === 0) return nothing;
  const repository: RepositoryRef = { githubId: repositoryId, fullName: place.repository };
  const number = place.pull_request;
  return observed(
    organizationNamed(place.organization ?? ownerLogin(place.repository)),
    events.map((event) => ({ kind: 'pull_request_event', repository, number, event })),
  );
}

/** The id in the payload, where it speaks of the repository that the line names. */
function repositoryIdIn(pull: PullRequestPayload, repository: string): number | null {
  const inPayload = pull.base?.repo;
  const isSame = inPayload?.full_name?.toLowerCase() === repository.toLowerCase();
  return isSame ? (inPayload?.id ?? null) : null;
}

/** `pull_request`: GitHub's REST pull request, whole or as lists show it. */
export const pullRequestLine = lineReader(
  z.object({ ...repositoryPlace, data: pullRequestShape }),
  ({ repository, organization, data }) =>
    pullRequestEvents(
      { organization, repository, pull_request: data.number },
      [snapshotOf(data, repository)],
      repositoryIdIn(data, repository),
    ),
);

/** `commit`: a REST commit of a pull request. */
export const commitLine = lineReader(
  z.object({ ...pullRequestPlace, data: commitShape }),
  ({ data, ...place }) => {
    const { sha, commit: git, author } = data;
    return pullRequestEvents(place, [commitEvent({ sha, git, account: author ?? null })]);
  },
);

/** `review`: a REST review. */
export const reviewLine = lineReader(
  z.object({ ...pullRequestPlace, data: reviewShape }),
  ({ data, ...place }) => {
    const event = reviewEvent(data);
    if (event === null) return skipped('pending_review', 'the review was not submitted');
    return pullRequestEvents(place, [event]);
  },
);

const commentLineShape = z.object({ ...pullRequestPlace, data: commentShape });

/** `review_comment`: a REST comment on a line of the diff. */
export const reviewCommentLine = lineReader(commentLineShape, ({ data, ...place }) =>
  pullRequestEvents(place, responseEvents(data, 'review_comment')),
);

/** `issue_comment`: a REST comment in the conversation. */
export const issueCommentLine = lineReader(commentLineShape, ({ data, ...place }) =>
  pullRequestEvents(place, responseEvents(data, 'issue_comment')),
);
