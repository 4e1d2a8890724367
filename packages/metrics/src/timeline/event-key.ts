import { canonicalJson } from './canonical-json.ts';
import type { TimelineEvent } from './events.ts';
import { stableHash } from './stable-hash.ts';

/**
 * The natural key of what a source told of an event, within its pull request: the same words, by
 * whatever way they arrive, have the same key and are kept once. Sources may tell an event
 * differently (a timeline names no account for a commit): each telling is kept, and the fold puts
 * the tellings of one event together, so that it does not matter which came first.
 *
 * Keys are to be taken of the *stored* form, where accounts are surrogate ids: a login may change,
 * and then the same event would look new.
 */
export function eventKey(event: TimelineEvent<unknown>): string {
  const told = event.kind === 'snapshot' ? event.attributes : event;
  return `${eventIdentity(event)}:${stableHash(canonicalJson(told))}`;
}

/** Which event of its pull request it is, however it was told: its kind and what tells two apart. */
export function eventIdentity(event: TimelineEvent<unknown>): string {
  return `${event.kind}:${identityOf(event)}`;
}

/** What tells two events of one kind apart. */
function identityOf(event: TimelineEvent<unknown>): string {
  const at = event.at.toISOString();
  if (event.kind === 'commit') return event.sha;
  if (event.kind === 'review') return `${event.reviewId}:${event.state}`;
  if (event.kind === 'review_dismissed') return `${event.reviewId}:${at}`;
  if (event.kind === 'review_requested') return `${at}:${canonicalJson(event.reviewer)}`;
  if (event.kind === 'response') return `${event.form}:${event.commentId}`;
  if (event.kind === 'agent_work') return `${event.phase}:${at}`;
  return at;
}
