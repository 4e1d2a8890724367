import { z } from 'zod';

import { cutText, storableText } from '../shapes/text.ts';
import { deployment, deploymentStatus } from './deployment.ts';
import { installation, installationRepositories } from './installation.ts';
import { issueComment } from './issue-comment.ts';
import { type Normalised, type Normaliser, readPayload } from './normaliser.ts';
import { organization } from './organization.ts';
import { ping } from './ping.ts';
import { pullRequestReviewComment } from './pull-request-review-comment.ts';
import { pullRequestReview } from './pull-request-review.ts';
import { pullRequest } from './pull-request.ts';
import { push } from './push.ts';
import { release } from './release.ts';
import { member, repository } from './repository.ts';
import { membership, team } from './team.ts';

const normalisers: ReadonlyMap<string, Normaliser> = new Map([
  ['pull_request', pullRequest],
  ['pull_request_review', pullRequestReview],
  ['pull_request_review_comment', pullRequestReviewComment],
  ['issue_comment', issueComment],
  ['push', push],
  ['installation', installation],
  ['installation_repositories', installationRepositories],
  ['repository', repository],
  ['organization', organization],
  ['membership', membership],
  ['team', team],
  ['member', member],
  ['deployment', deployment],
  ['deployment_status', deploymentStatus],
  ['release', release],
  ['ping', ping],
]);

/** The events that are read, by GitHub's names. */
export const measuredEvents: readonly string[] = [...normalisers.keys()];

/** A webhook delivery, its signature checked and its JSON parsed. */
export type WebhookDelivery = {
  /** The `X-GitHub-Event` header. */
  readonly event: string;
  readonly payload: unknown;
  /** When the delivery arrived: the date of what carries none itself (team membership). */
  readonly receivedAt: Date;
};

const actionShape = z.object({ action: z.string() });

const ignored = (reason: string): Normalised => ({ outcome: 'ignored', reason });

const quoted = (name: string): string => `"${cutText(storableText(name), 100)}"`;

/**
 * Translates a delivery into observations. Events and actions that are not measured are ignored
 * with the reason; fields that are not read may be anything, so that GitHub may add to all of them.
 *
 * @throws {MalformedPayloadError} if a field that is read is missing or wrong
 */
export function normaliseDelivery({ event, payload, receivedAt }: WebhookDelivery): Normalised {
  const normaliser = normalisers.get(event);
  if (normaliser === undefined) return ignored(`event ${quoted(event)} is not measured`);
  if (normaliser.actions === null) return normaliser.normalise({ action: '', payload, receivedAt });

  const { action } = readPayload(event, actionShape, payload);
  if (!normaliser.actions.includes(action)) {
    return ignored(`action ${quoted(action)} of ${event} is not measured`);
  }
  return normaliser.normalise({ action, payload, receivedAt });
}
