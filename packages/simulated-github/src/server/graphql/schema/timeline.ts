/** What happens to a pull request. Queue, labels and forced pushes: known, though none occur. */
export const timelineTypes = `
enum PullRequestTimelineItemsItemType {
  ADDED_TO_MERGE_QUEUE_EVENT
  CLOSED_EVENT
  CONVERT_TO_DRAFT_EVENT
  HEAD_REF_FORCE_PUSHED_EVENT
  ISSUE_COMMENT
  LABELED_EVENT
  MERGED_EVENT
  PULL_REQUEST_COMMIT
  PULL_REQUEST_REVIEW
  READY_FOR_REVIEW_EVENT
  REMOVED_FROM_MERGE_QUEUE_EVENT
  REOPENED_EVENT
  REVIEW_DISMISSED_EVENT
  REVIEW_REQUESTED_EVENT
  REVIEW_REQUEST_REMOVED_EVENT
  UNLABELED_EVENT
}

union PullRequestTimelineItems =
    AddedToMergeQueueEvent
  | ClosedEvent
  | ConvertToDraftEvent
  | HeadRefForcePushedEvent
  | IssueComment
  | LabeledEvent
  | MergedEvent
  | PullRequestCommit
  | PullRequestReview
  | ReadyForReviewEvent
  | RemovedFromMergeQueueEvent
  | ReopenedEvent
  | ReviewDismissedEvent
  | ReviewRequestRemovedEvent
  | ReviewRequestedEvent
  | UnlabeledEvent

type PullRequestTimelineItemsConnection {
  filteredCount: Int!
  nodes: [PullRequestTimelineItems]
  pageCount: Int!
  pageInfo: PageInfo!
  totalCount: Int!
  updatedAt: DateTime!
}

type AddedToMergeQueueEvent implements Node { actor: Actor createdAt: DateTime! id: ID! }

union Closer = Commit | PullRequest

type ClosedEvent implements Node { actor: Actor closer: Closer createdAt: DateTime! id: ID! }

type ConvertToDraftEvent implements Node { actor: Actor createdAt: DateTime! id: ID! }

type HeadRefForcePushedEvent implements Node {
  actor: Actor
  afterCommit: Commit
  beforeCommit: Commit
  createdAt: DateTime!
  id: ID!
}

type LabeledEvent implements Node { actor: Actor createdAt: DateTime! id: ID! label: Label! }

type MergedEvent implements Node {
  actor: Actor
  commit: Commit
  createdAt: DateTime!
  id: ID!
  mergeRefName: String!
}

type ReadyForReviewEvent implements Node { actor: Actor createdAt: DateTime! id: ID! }

type RemovedFromMergeQueueEvent implements Node {
  actor: Actor
  beforeCommit: Commit
  createdAt: DateTime!
  id: ID!
  reason: String
}

type ReopenedEvent implements Node { actor: Actor createdAt: DateTime! id: ID! }

type ReviewDismissedEvent implements Node {
  actor: Actor
  createdAt: DateTime!
  databaseId: Int
  dismissalMessage: String
  id: ID!
  previousReviewState: PullRequestReviewState!
  review: PullRequestReview
}

type ReviewRequestRemovedEvent implements Node {
  actor: Actor
  createdAt: DateTime!
  id: ID!
  requestedReviewer: RequestedReviewer
}

type ReviewRequestedEvent implements Node {
  actor: Actor
  createdAt: DateTime!
  id: ID!
  requestedReviewer: RequestedReviewer
}

type UnlabeledEvent implements Node { actor: Actor createdAt: DateTime! id: ID! label: Label! }
`;
