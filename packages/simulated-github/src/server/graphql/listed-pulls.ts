import { stateAt } from '../../rest/state.ts';
import type { PullRequestStory } from '../../story.ts';
import type { RepositoryRecord } from '../state/records.ts';
import type { PageArguments } from './connection.ts';
import type { Scene } from './scene.ts';
import type { Sequence } from './sequence.ts';
import { pullSequence } from './sequence.ts';

/** Which pull requests of a repository, in which order, and which page of them. */
export type PullArguments = PageArguments & {
  readonly states?: readonly string[] | null;
  readonly baseRefName?: string | null;
  readonly headRefName?: string | null;
  readonly orderBy?: { readonly field: string; readonly direction: string } | null;
};

/** The pull requests asked for; oldest first unless told, as at GitHub. */
export function listedPulls(
  args: PullArguments,
  repository: RepositoryRecord,
  { state, at }: Scene,
): Sequence<PullRequestStory> {
  const sort = args.orderBy?.field === 'UPDATED_AT' ? 'updated' : 'created';
  const direction = args.orderBy?.direction === 'DESC' ? 'desc' : 'asc';
  const listed = state.pullRequests(repository, { state: coarse(args), sort, direction });
  return pullSequence(filtered(listed, args, at), { sort, direction }, at);
}

/** The list that the index keeps and that holds all states asked for. */
function coarse({ states = null }: PullArguments): 'all' | 'open' | 'closed' {
  if (states === null || states.length === 0) return 'all';
  const isOpen = states.includes('OPEN');
  const isClosed = states.includes('CLOSED') || states.includes('MERGED');
  if (isOpen) return isClosed ? 'all' : 'open';
  return 'closed';
}

type Filtered = Map<string, readonly PullRequestStory[]>;

/** What was filtered out of a list, as long as that list is the present one. */
const kept = new WeakMap<readonly PullRequestStory[], Filtered>();

function filtered(
  listed: readonly PullRequestStory[],
  args: PullArguments,
  at: Date,
): readonly PullRequestStory[] {
  const { states = null, baseRefName = null, headRefName = null } = args;
  const isFine = states !== null && states.includes('CLOSED') !== states.includes('MERGED');
  if (!isFine && baseRefName === null && headRefName === null) return listed;
  const known = kept.get(listed) ?? new Map<string, readonly PullRequestStory[]>();
  kept.set(listed, known);
  const name = JSON.stringify([isFine && states, baseRefName, headRefName]);
  const found = known.get(name) ?? listed.filter((story) => isWanted(story, args, at));
  known.set(name, found);
  return found;
}

function isWanted(story: PullRequestStory, args: PullArguments, at: Date): boolean {
  const { states = null, baseRefName = null, headRefName = null } = args;
  if (baseRefName !== null && story.baseRef !== baseRefName) return false;
  if (headRefName !== null && story.headRef !== headRefName) return false;
  if (states === null || states.length === 0) return true;
  const { merge, closedAt } = stateAt(story, at);
  if (merge !== null) return states.includes('MERGED');
  return states.includes(closedAt === null ? 'OPEN' : 'CLOSED');
}
