/** All that a backfill wants of the pull requests of a repository. */
export const BACKFILL_QUERY = `
query Backfill($owner: String!, $name: String!, $n: Int!, $after: String, $order: IssueOrder!) {
  rateLimit { cost limit nodeCount remaining resetAt used }
  repository(owner: $owner, name: $name) {
    id databaseId nameWithOwner isArchived
    pullRequests(first: $n, after: $after, orderBy: $order) {
      totalCount
      pageInfo { hasNextPage endCursor }
      nodes { ...Pull }
    }
  }
}
fragment Pull on PullRequest {
  id fullDatabaseId number title body state isDraft merged isCrossRepository
  createdAt updatedAt closedAt mergedAt
  baseRefName headRefName headRefOid
  additions deletions changedFiles authorAssociation totalCommentsCount
  author { ...Who }
  mergedBy { ...Who }
  mergeCommit { oid committedDate }
  labels(first: 20) { nodes { name } }
  assignees(first: 10) { nodes { login databaseId } }
  reviews(first: 50) {
    totalCount
    pageInfo { hasNextPage endCursor }
    nodes { id fullDatabaseId state submittedAt author { ...Who } commit { oid } }
  }
  commits(first: 100) {
    totalCount
    pageInfo { hasNextPage endCursor }
    nodes { commit { oid authoredDate committedDate message author { name email user { login databaseId } } } }
  }
  timelineItems(first: 50, itemTypes: [
    READY_FOR_REVIEW_EVENT, CONVERT_TO_DRAFT_EVENT, REVIEW_REQUESTED_EVENT,
    HEAD_REF_FORCE_PUSHED_EVENT, CLOSED_EVENT, REOPENED_EVENT, MERGED_EVENT, REVIEW_DISMISSED_EVENT
  ]) {
    totalCount
    pageInfo { hasNextPage endCursor }
    nodes {
      __typename
      ... on Node { id }
      ... on ReadyForReviewEvent { createdAt actor { ...Who } }
      ... on ConvertToDraftEvent { createdAt actor { ...Who } }
      ... on ReviewRequestedEvent {
        createdAt actor { ...Who }
        requestedReviewer { __typename ... on User { login databaseId } ... on Bot { login databaseId } }
      }
      ... on ClosedEvent { createdAt actor { ...Who } }
      ... on ReopenedEvent { createdAt actor { ...Who } }
      ... on MergedEvent { createdAt actor { ...Who } commit { oid } }
      ... on ReviewDismissedEvent { createdAt actor { ...Who } previousReviewState review { fullDatabaseId } }
    }
  }
}
fragment Who on Actor {
  __typename login
  ... on User { id databaseId }
  ... on Bot { id databaseId }
  ... on Mannequin { id databaseId }
}
`;

/** Newest first, in an order that stays while pages are fetched. */
export const NEWEST_FIRST = { field: 'CREATED_AT', direction: 'DESC' } as const;
