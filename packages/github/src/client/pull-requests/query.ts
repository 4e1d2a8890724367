/** Whoever acts; a deleted account is null. */
const who = `
fragment who on Actor {
  __typename
  login
  ... on User { databaseId }
  ... on Bot { databaseId }
  ... on Mannequin { databaseId }
  ... on Organization { databaseId }
}`;

const place = 'databaseId nameWithOwner owner { login ... on Organization { databaseId } }';

const page = 'pageInfo { hasNextPage endCursor }';

const commitNodes = `nodes {
    commit {
      oid
      message
      authoredDate
      committedDate
      author { name email user { databaseId login } }
      committer { name email }
    }
  }`;

const reviewNodes = 'nodes { fullDatabaseId state submittedAt author { ...who } }';

/** Kinds of the timeline that are measured, by the names of their types. */
const changes = [
  'ReadyForReviewEvent',
  'ConvertToDraftEvent',
  'ClosedEvent',
  'ReopenedEvent',
  'MergedEvent',
];

const timelineTypes = [
  'READY_FOR_REVIEW_EVENT',
  'CONVERT_TO_DRAFT_EVENT',
  'CLOSED_EVENT',
  'REOPENED_EVENT',
  'MERGED_EVENT',
  'REVIEW_REQUESTED_EVENT',
  'REVIEW_DISMISSED_EVENT',
  'ISSUE_COMMENT',
].join(' ');

const timelineNodes = `nodes {
    __typename
    ${changes.map((type) => `... on ${type} { createdAt actor { ...who } }`).join('\n    ')}
    ... on ReviewRequestedEvent {
      createdAt
      actor { ...who }
      requestedReviewer { __typename ...who ... on Team { slug } }
    }
    ... on ReviewDismissedEvent {
      createdAt
      actor { ...who }
      previousReviewState
      review { fullDatabaseId }
    }
    ... on IssueComment { createdAt fullDatabaseId author { ...who } }
  }`;

/**
 * How many of each part come with the pull request itself: enough for nearly all of them. The price
 * is the same for a page of 1 and of 100; the time GitHub takes is not.
 */
const firstOf = { commits: 100, reviews: 50, timeline: 60 } as const;

/** The largest page that GitHub gives. */
const mostOnPage = 100;

const connection = {
  commits: (args: string) => `commits(${args}) { totalCount ${page} ${commitNodes} }`,
  reviews: (args: string) => `reviews(${args}) { totalCount ${page} ${reviewNodes} }`,
  timeline: (args: string) =>
    `timelineItems(${args}, itemTypes: [${timelineTypes}]) { ${page} ${timelineNodes} }`,
} as const;

/** A pull request with the first page of each of its parts. */
const pullRequestFields = `
fragment pullRequestFields on PullRequest {
  id
  number
  title
  body
  state
  isDraft
  merged
  createdAt
  updatedAt
  closedAt
  mergedAt
  additions
  deletions
  changedFiles
  headRefName
  baseRefName
  author { ...who }
  mergedBy { ...who }
  labels(first: 100) { nodes { name } }
  assignees(first: 10) { nodes { databaseId login } }
  ${connection.commits(`first: ${firstOf.commits}`)}
  ${connection.reviews(`first: ${firstOf.reviews}`)}
  ${connection.timeline(`first: ${firstOf.timeline}`)}
}`;

/** The parts of a pull request that come in pages of their own. */
export const pullRequestParts = ['commits', 'reviews', 'timeline'] as const;
export type PullRequestPart = (typeof pullRequestParts)[number];

/** A page of a repository's pull requests, whole. */
export const pageQuery = `
query pullRequests($owner: String!, $name: String!, $first: Int!, $after: String, $order: IssueOrder!) {
  rateLimit { cost }
  repository(owner: $owner, name: $name) {
    ${place}
    pullRequests(first: $first, after: $after, orderBy: $order) {
      totalCount
      ${page}
      nodes { ...pullRequestFields }
    }
  }
}
${pullRequestFields}
${who}`;

/** One pull request. */
export const pullRequestQuery = `
query pullRequest($owner: String!, $name: String!, $number: Int!) {
  rateLimit { cost }
  repository(owner: $owner, name: $name) {
    ${place}
    pullRequest(number: $number) { ...pullRequestFields }
  }
}
${pullRequestFields}
${who}`;

/** A further page of one part of a pull request. */
export const partQuery = (part: PullRequestPart): string => `
query part($owner: String!, $name: String!, $number: Int!, $after: String) {
  rateLimit { cost }
  repository(owner: $owner, name: $name) {
    ${place}
    pullRequest(number: $number) {
      ${connection[part](`first: ${mostOnPage}, after: $after`)}
    }
  }
}
${part === 'commits' ? '' : who}`;

/** Which pull requests there are, without anything of them: a point for a hundred. */
export const numbersQuery = `
query numbers($owner: String!, $name: String!, $after: String, $states: [PullRequestState!], $order: IssueOrder!) {
  rateLimit { cost }
  repository(owner: $owner, name: $name) {
    ${place}
    pullRequests(first: ${mostOnPage}, after: $after, states: $states, orderBy: $order) {
      ${page}
      nodes { number updatedAt }
    }
  }
}`;

/** Of each pull request on a page: labels, assignees and the three parts. */
const connectionsOfEach = 5;

/** The points of a page, by GitHub's published formula: a hundred requests for connections are one point. */
export function expectedPoints(first: number): number {
  return Math.max(1, Math.ceil((1 + connectionsOfEach * first) / 100));
}
