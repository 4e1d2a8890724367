import { z } from 'zod';

import type { Reading } from '../connection/github-client.ts';
import { isGitHubError } from '../connection/github-error.ts';

/** What was said of a deployment, in the shape of REST; numbers are told by REST alone. */
export type DeploymentStatusRead = Readonly<Record<string, unknown>>;

/** More are read one by one. */
const MOST_STATUSES = 100;

const query = `query ($ids: [ID!]!) {
  rateLimit { cost }
  nodes(ids: $ids) {
    ... on Deployment {
      id
      statuses(first: ${MOST_STATUSES}) {
        pageInfo { hasNextPage }
        nodes { state createdAt }
      }
    }
  }
}`;

const nodeShape = z.object({
  id: z.string(),
  statuses: z.object({
    pageInfo: z.object({ hasNextPage: z.literal(false) }),
    nodes: z.array(z.object({ state: z.string(), createdAt: z.string() })),
  }),
});

const answerShape = z.object({ nodes: z.array(z.unknown()) });

/**
 * The statuses of up to a hundred deployments by one query, by the global ids of REST: the numbers of
 * deployments do not fit into GraphQL's integers any more. What it leaves out is not among them.
 *
 * @throws {GitHubError} where trying again later may help
 */
export async function readStatuses(
  nodeIds: readonly string[],
  { github, signal }: Reading,
): Promise<ReadonlyMap<string, readonly DeploymentStatusRead[]>> {
  if (nodeIds.length === 0) return new Map();
  const operation = 'statuses of deployments';
  try {
    const call = { operation, query, variables: { ids: nodeIds }, points: 1 };
    const { data } = await github.graphql(call, signal);
    const nodes = answerShape.safeParse(data).data?.nodes ?? [];
    const read = nodes.flatMap((node) => nodeShape.safeParse(node).data ?? []);
    return new Map(
      read.map(({ id, statuses }) => [
        id,
        statuses.nodes.map(({ state, createdAt }) => ({ state, created_at: createdAt })),
      ]),
    );
  } catch (error) {
    const isPassedOver =
      isGitHubError(error) && ['too_heavy', 'not_found', 'malformed'].includes(error.kind);
    if (isPassedOver) return new Map();
    throw error;
  }
}
