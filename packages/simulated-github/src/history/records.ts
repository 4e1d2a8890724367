/** The kinds of lines that a story's history file has. */
export const historyKinds = [
  'organization',
  'repository',
  'team',
  'team_membership',
  'pull_request',
  'commit',
  'review',
  'review_comment',
  'issue_comment',
  'timeline_event',
  'copilot_seat',
  'copilot_user_day',
] as const;

/** What a line of a history file tells of. */
export type HistoryKind = (typeof historyKinds)[number];

/** One line of a history file: its kind, where it belongs, and GitHub's own object. */
export type HistoryRecord = {
  readonly kind: HistoryKind;
  readonly organization?: string;
  readonly repository?: string;
  readonly pull_request?: number;
  readonly team?: string;
  readonly day?: string;
  readonly data: object;
};
