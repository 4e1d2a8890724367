import {
  compressBody,
  ensureDeliveryPartitions,
  findUnknownGuids,
  recordDelivery,
  type Database,
} from '@uplift/db';
import {
  isGitHubError,
  readDelivery,
  redeliver,
  type DeliveryAttempt,
  type GitHubClient,
  type GitHubFailure,
} from '@uplift/github/client';

/** What recovering deliveries needs. */
export type RecoverDeps = {
  readonly db: Database;
  /** The App itself. */
  readonly asApp: GitHubClient;
};

/** What became of a delivery that was not here. */
type Recovered = 'recorded' | 'sent_again' | 'lost';

/** A delivery that was not here. */
export type Recovery = {
  readonly outcome: Recovered;
  readonly installationId: number | null;
};

/**
 * Of attempts to deliver, one of every delivery that is not here, whatever GitHub thinks became of
 * it: the earliest, whose date is nearest to what it tells of.
 */
export async function findMissed(
  db: Database,
  attempts: readonly DeliveryAttempt[],
): Promise<DeliveryAttempt[]> {
  const earliest = new Map<string, DeliveryAttempt>();
  for (const attempt of attempts) {
    const known = earliest.get(attempt.guid);
    if (known === undefined || attempt.deliveredAt < known.deliveredAt) {
      earliest.set(attempt.guid, attempt);
    }
  }
  const unknown = await findUnknownGuids(db, earliest.keys());
  return [...earliest.values()].filter(({ guid }) => unknown.has(guid));
}

/**
 * Takes a delivery out of GitHub's log into the inbox, under its GUID and as of its attempt; has it
 * sent again where the log does not hold what it carried any more.
 *
 * @throws {GitHubError} if GitHub cannot be asked
 */
export async function recoverDelivery(
  attempt: DeliveryAttempt,
  { db, asApp }: RecoverDeps,
): Promise<Recovery> {
  const { id, guid, event, deliveredAt, installationId } = attempt;
  const reading = { github: asApp };
  const body = await unless(['not_found', 'malformed'], async () => {
    return (await readDelivery({ id }, reading)).body;
  });
  if (body !== null) {
    await ensureDeliveryPartitions(db, [deliveredAt]);
    const kept = { guid, event, body: await compressBody(body), receivedAt: deliveredAt };
    await recordDelivery(db, kept);
    return { outcome: 'recorded', installationId };
  }
  const isSent = await unless(['not_found', 'refused'], async () => {
    await redeliver({ id }, reading);
    return true;
  });
  return { outcome: isSent === null ? 'lost' : 'sent_again', installationId };
}

/** Null where GitHub answers with one of some failures. */
async function unless<Result>(
  kinds: readonly GitHubFailure['kind'][],
  ask: () => Promise<Result>,
): Promise<Result | null> {
  try {
    return await ask();
  } catch (error) {
    if (isGitHubError(error) && kinds.includes(error.kind)) return null;
    throw error;
  }
}
