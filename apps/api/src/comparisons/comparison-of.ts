import { ComparisonPath } from '@uplift/contracts';
import {
  findComparison,
  findMinimumGroup,
  withOrganization,
  type StoredComparison,
} from '@uplift/db';
import type { Request } from 'express';

import type { ApiDeps } from '../deps.ts';
import { organizationOf } from '../directory/organization-of.ts';
import { parse } from '../http/parse.ts';
import { ProblemError } from '../http/problem.ts';

/** A comparison, and whose it is. */
export type FoundComparison = {
  readonly organizationId: number;
  /** Its organisation comes from a simulation. */
  readonly isSimulated: boolean;
  readonly comparison: StoredComparison;
  /** The least number of people that a figure may be about. */
  readonly minimum: number;
};

/**
 * The comparison of a path, if whoever asks may see it.
 *
 * @throws {ProblemError} 404 if there is none, or no such organisation for them
 */
export async function comparisonOf(
  request: Request,
  deps: Pick<ApiDeps, 'db'>,
): Promise<FoundComparison> {
  const { id } = parse(ComparisonPath, request.params, 'path');
  const { id: organizationId, simulated } = await organizationOf(request, deps);
  const { comparison, minimum } = await withOrganization(deps.db, organizationId, async (tx) => ({
    comparison: await findComparison(tx, id),
    minimum: await findMinimumGroup(tx),
  }));
  if (comparison === null) throw noComparison(id);
  return { organizationId, comparison, minimum, isSimulated: simulated !== null };
}

/** A 404 about a comparison. */
export function noComparison(id: number): ProblemError {
  return new ProblemError({ status: 404, detail: `there is no comparison ${id}` });
}
