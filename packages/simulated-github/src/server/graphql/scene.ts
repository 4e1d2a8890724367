import { GraphQLError } from 'graphql';

import { numericId } from '../../rest/node-id.ts';
import { lacks } from '../access/sight.ts';
import type { Caller } from '../access/caller.ts';
import type { NodeFault } from '../faults.ts';
import type { RateStatus } from '../limits/limits.ts';
import type { PullRequestStory } from '../../story.ts';
import type { OrganizationRecord, RepositoryRecord } from '../state/records.ts';
import type { SimulatedGitHubState } from '../state/state.ts';
import type { Effort } from './effort.ts';
import { forbidden } from './failure.ts';
import type { Price } from './price.ts';

/** What one query sees: everything in it is of one instant. */
export type Scene = {
  readonly state: SimulatedGitHubState;
  readonly caller: Caller;
  readonly at: Date;
  readonly price: Price;
  /** How the caller stands after this query. */
  readonly rate: RateStatus;
  readonly effort: Effort;
  /** Nodes that shall go wrong; null for none. */
  readonly nodeFault: NodeFault | null;
  readonly owners: OwnerViews;
};

/** How an object shows what it belongs to, which in its turn shows the object. */
type OwnerViews = {
  readonly organization: (organization: OrganizationRecord, scene: Scene) => object;
  readonly repository: (repository: RepositoryRecord, scene: Scene) => object;
  readonly pullRequest: (story: PullRequestStory, scene: Scene) => object | null;
};

/** @throws {GraphQLError} `FORBIDDEN` if the caller's token lacks a permission */
export function demand(permission: string, { caller }: Scene): void {
  if (lacks(caller, permission)) throw forbidden();
}

const MILLION = 1_000_000;

/** The node, or the error that stands in its place; which nodes these are follows from their ids. */
export function spared<Node extends object>(
  node: Node,
  { id, of }: { readonly id: string; readonly of: NonNullable<NodeFault['of']> },
  { nodeFault }: Scene,
): Node | GraphQLError {
  if (nodeFault === null || (nodeFault.of ?? 'pull request') !== of) return node;
  const { share = 1, message = 'Something went wrong while executing your query.' } = nodeFault;
  if (numericId(`lot of ${id}`) % MILLION >= share * MILLION) return node;
  const extensions = nodeFault.type === undefined ? {} : { type: nodeFault.type };
  return new GraphQLError(message, { extensions });
}
