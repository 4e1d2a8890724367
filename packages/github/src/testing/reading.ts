import type { AccountRef, Observation, TimelineEvent } from '@uplift/metrics';

import { parseHistoryLine } from '../history/parse-history-line.ts';
import { normaliseDelivery } from '../normalise/normalise-delivery.ts';

/** When the deliveries of tests arrive: 2026-03-05, 23:30 UTC. */
export const receivedAt = new Date('2026-03-05T23:30:00Z');

/** The groups of a delivery; none where it is ignored. */
export function groupsOf(event: string, payload: unknown) {
  const normalised = normaliseDelivery({ event, payload, receivedAt });
  return normalised.outcome === 'observations' ? normalised.groups : [];
}

/** All observations of a delivery. */
export const observationsOf = (event: string, payload: unknown): readonly Observation[] =>
  groupsOf(event, payload).flatMap((group) => group.observations);

/** The history line of an object. */
export const lineOf = (line: unknown) => parseHistoryLine(JSON.stringify(line));

/** All observations of a history line. */
export function lineObservations(line: unknown): readonly Observation[] {
  const read = lineOf(line);
  return read.outcome === 'observations' ? read.groups.flatMap((group) => group.observations) : [];
}

/** The pull request events among the observations. */
export const eventsIn = (
  observations: readonly Observation[],
): readonly TimelineEvent<AccountRef>[] =>
  observations.flatMap((one) => (one.kind === 'pull_request_event' ? [one.event] : []));

/** The attributes of the first snapshot. */
export function attributesIn(observations: readonly Observation[]) {
  const snapshot = eventsIn(observations).find((event) => event.kind === 'snapshot');
  return snapshot?.kind === 'snapshot' ? snapshot.attributes : undefined;
}
