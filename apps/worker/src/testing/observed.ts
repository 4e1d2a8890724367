import type { JobQueue } from '@uplift/jobs';
import type {
  AccountRef,
  Observation,
  OrganizationObservations,
  PullRequestAttributes,
  RepositoryRef,
  ReviewState,
  TimelineEvent,
} from '@uplift/metrics';

export const acme = { githubId: 9, login: 'acme' };
export const api = { githubId: 7, fullName: 'acme/api' };
export const ada: AccountRef = { githubId: 1001, login: 'ada', type: 'User' };
export const bob: AccountRef = { githubId: 1002, login: 'bob', type: 'User' };

/** The same account, known by its login alone. */
export const nameOnly = ({ login }: AccountRef): AccountRef => ({
  githubId: null,
  login,
  type: null,
});

/** An instant of January 2026. */
export const january = (day: number, hour = 0) => new Date(Date.UTC(2026, 0, day, hour));

/** The clock of these tests: the end of January 2026. */
export const now = () => january(31);

export const inAcme = (...observations: Observation[]): OrganizationObservations => ({
  organization: acme,
  observations,
});

export function happened(
  number: number,
  event: TimelineEvent<AccountRef>,
  repository: RepositoryRef = api,
): Observation {
  return { kind: 'pull_request_event', repository, number, event };
}

/** A payload of Ada's pull request, as of an instant. */
export function snapshot(
  at: Date,
  attributes: PullRequestAttributes<AccountRef> = {},
): TimelineEvent<AccountRef> {
  return {
    kind: 'snapshot',
    at,
    attributes: { author: ada, createdAt: january(5), title: 'Add a thing', ...attributes },
  };
}

export function review(
  at: Date,
  reviewId: string,
  {
    state = 'approved',
    actor = bob,
  }: { readonly state?: ReviewState; readonly actor?: AccountRef } = {},
): TimelineEvent<AccountRef> {
  return { kind: 'review', at, reviewId, state, actor };
}

export function commit(at: Date, sha: string, actor: AccountRef = ada): TimelineEvent<AccountRef> {
  return { kind: 'commit', at, sha, actor, committedAt: null, coAuthors: [], marks: [] };
}

/** Ada's pull request from its first commit to its merge by Bob. */
export const wholeLife: readonly TimelineEvent<AccountRef>[] = [
  commit(january(4), 'a'),
  snapshot(january(5), { draft: true }),
  { kind: 'ready_for_review', at: january(6), actor: ada },
  snapshot(january(6), { draft: false, additions: 10, deletions: 2 }),
  review(january(7), '1', { state: 'changes_requested' }),
  commit(january(8), 'b'),
  review(january(9), '2'),
  { kind: 'merged', at: january(10), actor: bob },
  { kind: 'closed', at: january(10), actor: bob },
  snapshot(january(10), {
    draft: false,
    additions: 12,
    deletions: 2,
    state: 'closed',
    mergedAt: january(10),
    closedAt: january(10),
    mergedBy: bob,
  }),
];

/** A queue that only writes down what it is asked for. */
export function listeningQueue(): { readonly queue: JobQueue; readonly rung: string[] } {
  const rung: string[] = [];
  const queue: JobQueue = {
    enqueue(name, payload) {
      rung.push([name, ...Object.values(payload)].join(' '));
      return Promise.resolve();
    },
    schedule: () => Promise.resolve(),
    counts: () => Promise.reject(new Error('not counted here')),
  };
  return { queue, rung };
}
