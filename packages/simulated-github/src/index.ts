export { deliveriesOf } from './deliveries/deliveries.ts';
export type { DeliveryOptions } from './deliveries/deliveries.ts';
export { APP_ID } from './deliveries/organization-messages.ts';
export { signatureOf } from './deliveries/sign.ts';
export type { Delivery } from './deliveries/sign.ts';
export { createDeliveryLog } from './delivery-log.ts';
export type {
  AttemptOutcome,
  DeliveryAttempt,
  DeliveryLog,
  DeliveryLogOptions,
} from './delivery-log.ts';
export { copilotLines, historyLines } from './history/lines.ts';
export type { HistoryOptions } from './history/lines.ts';
export { historyKinds } from './history/records.ts';
export type { HistoryKind, HistoryRecord } from './history/records.ts';
export { commitOf } from './rest/commits.ts';
export type { RestCommit } from './rest/commits.ts';
export { issueCommentOf, reviewCommentOf } from './rest/comments.ts';
export type { RestIssueComment, RestReviewComment } from './rest/comments.ts';
export { seatOf, userDayRow } from './rest/copilot.ts';
export type { RestSeat, UserDayRow } from './rest/copilot.ts';
export type { Interval } from './rest/instants.ts';
export { issueAt } from './rest/issues.ts';
export type { RestIssue } from './rest/issues.ts';
export { pullAt, shortPullAt } from './rest/pulls.ts';
export type { RestPull, ShortPull } from './rest/pulls.ts';
export { repositoryOf } from './rest/repositories.ts';
export type { RestRepository } from './rest/repositories.ts';
export { reviewOf } from './rest/reviews.ts';
export type { RestReview } from './rest/reviews.ts';
export { commitsAt, stateAt } from './rest/state.ts';
export type { PullRequestState } from './rest/state.ts';
export { membershipOf, membersOn, teamOf } from './rest/teams.ts';
export type { RestTeam, StoryTeamMember } from './rest/teams.ts';
export { timelineOf } from './rest/timeline.ts';
export type { RestTimelineEvent } from './rest/timeline.ts';
export { organizationOf, ownerOf, userOf } from './rest/users.ts';
export type { RestUser } from './rest/users.ts';
export { redeliver, sendDeliveries } from './send.ts';
export type { Answer, RedeliverOptions, SendCounts, SendOptions } from './send.ts';
export type * from './story.ts';
