import { canonicalJson } from './canonical-json.ts';
import type { TimelineEvent } from './events.ts';
import { stableHash } from './stable-hash.ts';

/**
 * The natural key of an event within its pull request: an event that arrives again, by whatever
 * way, has the same key and is kept once.
 *
 * Keys are to be taken of the *stored* form, where accounts are surrogate ids: a login may change,
 * and then the same event would look new.
 */
export function eventKey(event: TimelineEvent<unknown>): string {
  return `${event.kind}:${identityOf(event)}`;
}

/** What tells two events of one kind apart. */
function identityOf(event: TimelineEvent<unknown>): string {
  const at = event.at.toISOString();
  if (event.kind === 'snapshot') return `${at}:${stableHash(canonicalJson(event.attributes))}`;
  if (event.kind === 'commit') return event.sha;
  if (event.kind === 'review') return `${event.reviewId}:${event.state}`;
  if (event.kind === 'review_dismissed') return `${event.reviewId}:${at}`;
  if (event.kind === 'review_requested') return `${at}:${canonicalJson(event.reviewer)}`;
  if (event.kind === 'response') return `${event.form}:${event.commentId}`;
  if (event.kind === 'agent_work') return `${event.phase}:${at}`;
  return at;
}
