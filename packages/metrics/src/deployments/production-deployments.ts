/** A deployment to an environment of production, with the states it reached. */
export type DeploymentRecord = {
  readonly repositoryId: number;
  readonly environment: string;
  readonly sha: string;
  readonly createdAt: Date;
  /** The first success; statuses repeat. */
  readonly succeededAt: Date | null;
  /** The first failure or error. */
  readonly failedAt: Date | null;
};

/** A deployment to production that has ended, one way or the other. */
export type ProductionDeployment = {
  readonly repositoryId: number;
  /** The first success, else the first failure. */
  readonly at: Date;
  readonly succeeded: boolean;
  /** It ended badly, or an older commit was deployed again to undo it. */
  readonly failed: boolean;
  /** When a failed one was made good: by the next success in the same environment. */
  readonly recoveredAt: Date | null;
};

/**
 * What became of deployments. One fails that reached a failure and no success, and one that is
 * rolled back: the next success in its environment is of a commit that had been deployed there
 * before.
 *
 * @param records - of any repositories and environments, in any order
 */
export function endedDeployments(records: readonly DeploymentRecord[]): ProductionDeployment[] {
  const places = new Map<string, Ended[]>();
  for (const record of records) {
    const at = record.succeededAt ?? record.failedAt;
    if (at === null) continue;
    const place = `${record.repositoryId} ${record.environment.toLowerCase()}`;
    const ended = places.get(place) ?? [];
    places.set(place, ended);
    ended.push({ ...record, at });
  }
  return [...places.values()].flatMap((ended) =>
    ofOnePlace(ended.toSorted((a, b) => a.at.getTime() - b.at.getTime())),
  );
}

type Ended = DeploymentRecord & { readonly at: Date };

/** @param ended - of one repository and environment, in the order of their ends */
function ofOnePlace(ended: readonly Ended[]): ProductionDeployment[] {
  const before = new Set<string>();
  const undone = new Map<Ended, Date>();
  let current: Ended | null = null;
  for (const one of ended) {
    if (one.succeededAt === null) continue;
    const isReturn = before.has(one.sha) && current !== null && current.sha !== one.sha;
    if (isReturn && current !== null) undone.set(current, one.at);
    before.add(one.sha);
    current = one;
  }

  let nextSuccess: Date | null = null;
  const deployments: ProductionDeployment[] = [];
  for (const one of ended.toReversed()) {
    const { repositoryId, at } = one;
    const succeeded = one.succeededAt !== null;
    const undoneAt = undone.get(one) ?? null;
    const failed = !succeeded || undoneAt !== null;
    deployments.push({
      repositoryId,
      at,
      succeeded,
      failed,
      recoveredAt: succeeded ? undoneAt : nextSuccess,
    });
    if (succeeded) nextSuccess = at;
  }
  return deployments.toReversed();
}
