/** Where a revert may say what it reverts. */
export type RevertSource = {
  readonly headRef: string | null;
  readonly body: string | null;
  /** `owner/name` of the repository that the pull request is in. */
  readonly repositoryFullName: string;
};

const REVERTS = /\breverts\s+(?:https:\/\/github\.com\/)?([\w.-]+\/[\w.-]+)?(?:#|\/pull\/)(\d+)/gi;

/**
 * The number of the pull request that this one reverts, or `null`: by GitHub's branch
 * `revert-N-…`, else by "Reverts #N" or "Reverts owner/name#N" in the body. A revert of another
 * repository's pull request reverts none of this one's.
 */
export function revertedNumber(source: RevertSource): number | null {
  const branch = /^revert-(\d+)-/.exec(source.headRef ?? '');
  if (branch !== null) return Number(branch[1]);

  const repository = source.repositoryFullName.toLowerCase();
  for (const [, named, number] of (source.body ?? '').matchAll(REVERTS)) {
    if ((named ?? repository).toLowerCase() === repository) return Number(number);
  }
  return null;
}
