import type { Actor } from '../../accounts.ts';
import { canonicalJson } from '../canonical-json.ts';
import type { PullRequestAttributes } from '../events.ts';
import { type EventOf, compareTexts, earliest } from './event-set.ts';

type Attributes = PullRequestAttributes<Actor>;
type Snapshot = EventOf<'snapshot'>;

/**
 * What the newest payload that states an attribute says of it; `undefined` where none does. Of
 * payloads of the same instant the greatest canonical JSON wins, so that arrival decides nothing.
 */
export function latestAttribute<Key extends keyof Attributes>(
  snapshots: readonly Snapshot[],
  key: Key,
): Attributes[Key] | undefined {
  let winner: Snapshot | null = null;
  for (const snapshot of snapshots) {
    if (snapshot.attributes[key] === undefined) continue;
    if (winner === null || isNewer(snapshot, winner, key)) winner = snapshot;
  }
  return winner?.attributes[key];
}

/** When the pull request was opened, in milliseconds: the earliest creation any payload states. */
export function openingOf(snapshots: readonly Snapshot[]): number | null {
  return earliest(snapshots.flatMap(({ attributes }) => attributes.createdAt?.getTime() ?? []));
}

function isNewer(candidate: Snapshot, winner: Snapshot, key: keyof Attributes): boolean {
  const later = candidate.at.getTime() - winner.at.getTime();
  if (later !== 0) return later > 0;
  const texts = [candidate, winner].map(({ attributes }) => canonicalJson(attributes[key]));
  return compareTexts(texts[0] ?? '', texts[1] ?? '') > 0;
}
