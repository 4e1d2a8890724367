import {
  findInstallationOf,
  findOrganizationsNamed,
  wantFetchesNamed,
  withOrganization,
  type NamedPullRequest,
  type Transaction,
} from '@uplift/db';
import type { JobQueue } from '@uplift/jobs';
import type { OrganizationObservations } from '@uplift/metrics';

import type { GitHubReach } from '../github/connection.ts';
import { ofKind } from '../store-observations/store-scope.ts';

/** What deliveries say of one organisation, and of which of its pull requests commits are missing. */
export type ToldGroup = OrganizationObservations & { readonly lacksCommits: boolean };

/** Organisations of which something is to be done after the deliveries are stored. */
export type FollowUp = {
  /** The App came, or may see more: histories are to be fetched. */
  readonly plan: readonly number[];
  /** The App left. */
  readonly left: readonly number[];
  /** Commits of pull requests are wanted. */
  readonly fetch: readonly number[];
};

export const noFollowUp: FollowUp = { plan: [], left: [], fetch: [] };

/** Several pushes to a pull request within so long are fetched once. */
const GATHER_SECONDS = 10;

type Wishes = {
  readonly organization: OrganizationObservations['organization'];
  plan: boolean;
  left: boolean;
  readonly pullRequests: Map<string, NamedPullRequest>;
};

/**
 * Writes down what deliveries ask for beside what they say, in the transaction that stores them:
 * commits of pull requests, which no webhook carries, where somebody can be asked for them.
 */
export async function followUp(
  tx: Transaction,
  groups: readonly ToldGroup[],
  { reach, now }: { readonly reach: GitHubReach; readonly now: Date },
): Promise<FollowUp> {
  const after = { plan: [] as number[], left: [] as number[], fetch: [] as number[] };
  for (const { organization, plan, left, pullRequests } of wishesOf(groups)) {
    const { githubId, login } = organization;
    const found = await findOrganizationsNamed(tx, [{ githubId, name: login }]);
    const id = (found.find((row) => row.githubId === githubId) ?? found[0])?.id;
    if (id === undefined) continue;
    if (plan) after.plan.push(id);
    if (left) after.left.push(id);
    const wanted = [...pullRequests.values()];
    if (wanted.length === 0 || !(await canAsk(tx, id, reach))) continue;
    const notBefore = new Date(now.getTime() + GATHER_SECONDS * 1000);
    await withOrganization(tx, id, (own) =>
      wantFetchesNamed(own, id, { pullRequests: wanted, part: 'commits', notBefore }),
    );
    after.fetch.push(id);
  }
  return after;
}

/** Rings for what is to be done. */
export async function ringFollowUp(
  { plan, left, fetch }: FollowUp,
  queue: Pick<JobQueue, 'enqueue'>,
): Promise<void> {
  for (const organizationId of new Set(plan)) {
    const unlessWaiting = String(organizationId);
    await queue.enqueue('plan-backfill', { organizationId }, { unlessWaiting });
  }
  for (const organizationId of new Set(left)) {
    const unlessWaiting = String(organizationId);
    await queue.enqueue('let-go-of-organization', { organizationId }, { unlessWaiting });
  }
  for (const organizationId of new Set(fetch)) {
    const options = { unlessWaiting: String(organizationId), delaySeconds: GATHER_SECONDS };
    await queue.enqueue('fetch-pull-request-parts', { organizationId }, options);
  }
}

async function canAsk(tx: Transaction, id: number, reach: GitHubReach): Promise<boolean> {
  const status = (await findInstallationOf(tx, id))?.status;
  if (status === 'active' && reach.installations) return true;
  return reach.token && status !== 'suspended';
}

function wishesOf(groups: readonly ToldGroup[]): Iterable<Wishes> {
  const byOrganization = new Map<string, Wishes>();
  for (const { organization, observations, lacksCommits } of groups) {
    const key = String(organization.githubId ?? organization.login.toLowerCase());
    const wishes = byOrganization.get(key) ?? {
      organization,
      plan: false,
      left: false,
      pullRequests: new Map<string, NamedPullRequest>(),
    };
    byOrganization.set(key, wishes);
    for (const { status } of ofKind(observations, 'installation')) {
      wishes.plan ||= status === 'active';
      wishes.left ||= status === 'removed';
    }
    wishes.plan ||= ofKind(observations, 'repository').some(({ removed }) => removed === false);
    if (!lacksCommits) continue;
    for (const { repository, number } of ofKind(observations, 'pull_request_event')) {
      wishes.pullRequests.set(`${repository.fullName}#${number}`, { ...repository, number });
    }
  }
  return byOrganization.values();
}
