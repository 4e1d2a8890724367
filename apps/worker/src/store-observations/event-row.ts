import type { EventRow } from '@uplift/db';
import { eventKey, serialiseEvent, type TimelineEvent } from '@uplift/metrics';

/** An event as it is stored, its accounts being ids of people. */
export function toEventRow(pullRequestId: number, event: TimelineEvent<number>): EventRow {
  return {
    pullRequestId,
    eventKey: eventKey(event),
    kind: event.kind,
    at: event.at,
    actorId: event.kind === 'snapshot' ? null : event.actor,
    data: serialiseEvent(event),
  };
}
