import { timestamp } from '../../../rest/instants.ts';
import { nodeId } from '../../../rest/node-id.ts';
import { pullPage } from '../../../rest/pulls.ts';
import { baseShaOf, commitsAt, headShaAt, stateAt } from '../../../rest/state.ts';
import { associationOf } from '../../../rest/users.ts';
import type { PullRequestStory, StoryAccount } from '../../../story.ts';
import type { PageArguments } from '../connection.ts';
import { connectionOf } from '../connection.ts';
import type { RepositoryRecord } from '../../state/records.ts';
import type { Scene } from '../scene.ts';
import { namedSequence } from '../sequence.ts';
import { actorView, personView } from './actors.ts';
import { mergeCommitView, pullCommitId, pullCommitView } from './commits.ts';
import type { ReviewArguments } from './reviews.ts';
import { commentsConnection, reviewsConnection } from './reviews.ts';
import type { TimelineArguments } from './timeline.ts';
import { timelineConnection } from './timeline.ts';
import { once, pathOf, smallId } from './values.ts';

/** The node id of a pull request. */
export function pullId(story: PullRequestStory): string {
  return nodeId('PR', story.repository.id, story.id);
}

/** A pull request as it stands, told under the present name of its repository. */
export function pullView(told: PullRequestStory, repository: RepositoryRecord, scene: Scene) {
  const story = scene.state.renamed(told, repository);
  return {
    ...identityOf(story),
    ...standingOf(story, scene),
    ...peopleOf(story, scene),
    ...branchesOf(story, scene),
    repository: () => scene.owners.repository(repository, scene),
    labels: (args: PageArguments) =>
      connectionOf(NO_LABELS, args, { scene, node: (label) => label }),
    comments: (args: PageArguments) => commentsConnection(story, args, scene),
    reviews: (args: ReviewArguments) => reviewsConnection(story, args, scene),
    timelineItems: (args: TimelineArguments) => timelineConnection(story, args, scene),
  };
}

/** A pull request that something belongs to; null if its repository is not there any more. */
export function standingPullView(story: PullRequestStory, scene: Scene) {
  const repository = scene.state.repositoryById(story.repository.id);
  return repository === null ? null : pullView(story, repository, scene);
}

const NO_LABELS = namedSequence<{ readonly id: string }>([], ({ id }) => id);

function identityOf(story: PullRequestStory) {
  const page = pullPage(story);
  return {
    __typename: 'PullRequest',
    id: pullId(story),
    databaseId: smallId(story.id),
    fullDatabaseId: String(story.id),
    number: story.number,
    title: story.title,
    body: story.body,
    url: page,
    resourcePath: pathOf(page),
    additions: story.additions,
    deletions: story.deletions,
    changedFiles: story.changedFiles,
    createdAt: timestamp(story.openedAt),
    publishedAt: timestamp(story.openedAt),
    isCrossRepository: false,
    locked: false,
    /** Nothing here demands reviews, so there is nothing to decide. */
    reviewDecision: null,
  };
}

function standingOf(story: PullRequestStory, scene: Scene) {
  const standing = once(() => stateAt(story, scene.at));
  return {
    state: () => stateName(standing()),
    isDraft: () => standing().draft,
    closed: () => standing().closedAt !== null,
    merged: () => standing().merge !== null,
    updatedAt: () => timestamp(standing().updatedAt),
    closedAt: () => timeOf(standing().closedAt),
    mergedAt: () => timeOf(standing().merge?.at),
    mergedBy: () => {
      const { merge } = standing();
      return merge === null ? null : actorView(merge.by);
    },
    mergeCommit: () => mergeCommitView(standing().merge, story, scene),
    totalCommentsCount: () => standing().comments + standing().reviewComments,
    reviewRequests: (args: PageArguments) =>
      connectionOf(
        namedSequence(standing().requestedReviewers, ({ id }) => id),
        args,
        { scene, node: (reviewer) => requestView(reviewer, story, scene) },
      ),
  };
}

function timeOf(at: Date | undefined | null): string | null {
  return at ? timestamp(at) : null;
}

function stateName({ merge, closedAt }: ReturnType<typeof stateAt>): 'OPEN' | 'CLOSED' | 'MERGED' {
  if (merge !== null) return 'MERGED';
  return closedAt === null ? 'OPEN' : 'CLOSED';
}

function requestView(reviewer: StoryAccount, story: PullRequestStory, scene: Scene) {
  return {
    __typename: 'ReviewRequest',
    id: nodeId('RR', story.repository.id, story.id, reviewer.id),
    pullRequest: () => scene.owners.pullRequest(story, scene),
    asCodeOwner: false,
    requestedReviewer: () => actorView(reviewer),
  };
}

function peopleOf(story: PullRequestStory, scene: Scene) {
  return {
    author: () => actorView(story.author),
    authorAssociation: associationOf(story.author),
    assignees: (args: PageArguments) => {
      const people = story.assignees.filter((assignee) => personView(assignee) !== null);
      const sequence = namedSequence(people, ({ id }) => id);
      return connectionOf(sequence, args, { scene, node: (person) => personView(person) ?? {} });
    },
  };
}

function branchesOf(story: PullRequestStory, scene: Scene) {
  return {
    headRefName: story.headRef,
    baseRefName: story.baseRef,
    headRefOid: () => headShaAt(story, scene.at),
    baseRefOid: () => baseShaOf(story),
    commits: (args: PageArguments) => {
      const commits = commitsAt(story, scene.at);
      const sequence = namedSequence(commits, (commit) => pullCommitId(commit, story));
      const node = (commit: (typeof commits)[number]) => pullCommitView(commit, story, scene);
      return connectionOf(sequence, args, { scene, node });
    },
  };
}
