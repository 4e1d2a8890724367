/** One permission that Uplift asks for: to read, never to write. */
export type WantedPermission = {
  /** GitHub's key of it. */
  readonly key: string;
  /** As GitHub's pages call it. */
  readonly title: string;
  readonly reason: string;
  /** What is missing without it. */
  readonly without: string;
  /** Events that it lets the App be told. */
  readonly events: readonly string[];
  /** `everything`: nothing works without; `copilot`: only about Copilot, and can be left out. */
  readonly for: 'everything' | 'work' | 'copilot';
};

/**
 * The least that Uplift works with. GitHub's documentation of permissions says what each opens; no
 * other is asked for, and none to write.
 */
export const wantedPermissions: readonly WantedPermission[] = [
  {
    key: 'metadata',
    title: 'Metadata',
    reason: 'Names of repositories. Every App has it.',
    without: 'No App can be without.',
    events: ['repository'],
    for: 'everything',
  },
  {
    key: 'pull_requests',
    title: 'Pull requests',
    reason:
      'When pull requests were opened, reviewed, approved and merged, and how large they are.',
    without: 'Nothing can be measured.',
    events: ['pull_request', 'pull_request_review', 'pull_request_review_comment'],
    for: 'everything',
  },
  {
    key: 'contents',
    title: 'Contents',
    reason:
      'When commits were made, who co-authored them, and releases. It is the only one that could open source code: Uplift reads facts about commits and never a file.',
    without: 'No time of the first commit, no co-authorship by AI, no releases.',
    events: ['push', 'release'],
    for: 'work',
  },
  {
    key: 'deployments',
    title: 'Deployments',
    reason: 'When merged work reached production.',
    without: 'Deployment frequency and lead time to production stay unknown.',
    events: ['deployment', 'deployment_status'],
    for: 'work',
  },
  {
    key: 'members',
    title: 'Members (of the organisation)',
    reason: 'Teams and who is in them, and whether somebody who signs in belongs to you.',
    without: 'No teams, and nobody can sign in by GitHub.',
    events: ['organization', 'membership', 'team'],
    for: 'work',
  },
  {
    key: 'organization_copilot_metrics',
    title: 'Copilot metrics (of the organisation)',
    reason: 'On which days Copilot was used, and in which ways.',
    without: 'Adoption is known from marks on the work alone.',
    events: [],
    for: 'copilot',
  },
  {
    key: 'organization_copilot_seat_management',
    title: 'Copilot seat management (of the organisation)',
    reason: 'Who has a seat, and since when.',
    without: 'No dates of seats: comparisons by licence cannot be made.',
    events: [],
    for: 'copilot',
  },
];
