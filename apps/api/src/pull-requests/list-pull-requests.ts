import { createHash } from 'node:crypto';

import type { PullRequestList, PullRequestListQuery } from '@uplift/contracts';
import {
  findPullRequests,
  listedAt,
  withOrganization,
  type Database,
  type ListedPullRequest,
  type PullRequestFilter,
  type Transaction,
} from '@uplift/db';
import { MINIMUM_GROUP, type Scope, type Window } from '@uplift/metrics';
import { z } from 'zod';

import { repositoryOf, teamOf } from '../directory/organization-of.ts';
import { cursorProblem, readCursor, writeCursor } from '../http/cursor.ts';
import { ProblemError } from '../http/problem.ts';
import { daysBefore, resolveWindow } from '../http/window.ts';
import { isTooSmall } from '../series/hidden-lines.ts';
import { toPullRequest } from './to-pull-request.ts';

const DEFAULT_DAYS = 90;
/** Milliseconds that a `Date` can hold. */
const Milliseconds = z.int().min(-8.64e15).max(8.64e15);
/** Where the page ended, the window as it was when the first page was asked for, and the filter. */
const Cursor = z.tuple([Milliseconds, z.int(), Milliseconds, Milliseconds, z.string()]);

export type ListRequest = {
  readonly organizationId: number;
  readonly query: PullRequestListQuery;
};

/**
 * A page of pull requests, newest first. The cursor carries the window, so that pages of a window
 * up to "now" do not shift while somebody reads them.
 *
 * @throws {ProblemError} 400 for a foreign cursor, 403 for a team too small to be shown
 */
export async function listPullRequests(
  { organizationId, query }: ListRequest,
  { db, now }: { readonly db: Database; readonly now: () => Date },
): Promise<PullRequestList> {
  const at = now();
  const fingerprint = fingerprintOf(organizationId, query);
  const position = query.cursor === undefined ? null : readPosition(query.cursor, fingerprint);
  const window =
    position?.window ??
    resolveWindow({ ...bounds(query), defaultFrom: daysBefore(DEFAULT_DAYS), now: at });

  const rows = await withOrganization(db, organizationId, async (tx) => {
    const filter = await filterOf(tx, query, window);
    return findPullRequests(tx, {
      ...filter,
      after: position?.after ?? null,
      limit: query.limit + 1,
    });
  });
  const page = rows.slice(0, query.limit);
  const last = page.at(-1);
  const hasMore = rows.length > query.limit && last !== undefined;
  return {
    items: page.map((row) => toPullRequest(row, at)),
    nextCursor: hasMore ? cursorAfter(last, query.state, { window, fingerprint }) : null,
  };
}

async function filterOf(
  tx: Transaction,
  query: PullRequestListQuery,
  window: Window,
): Promise<Omit<PullRequestFilter, 'after' | 'limit'>> {
  const team = await teamOf(tx, query.team);
  const repository = await repositoryOf(tx, query.repository);
  const authorship = query.authorship ?? null;
  if (team !== null) {
    const scope = {
      team: team.id,
      repository: repository?.id ?? null,
      cohort: null,
      authorship: null,
    };
    await requireLargeTeam(tx, scope, window);
  }
  return {
    state: query.state,
    ...window,
    repositoryId: repository?.id ?? null,
    teamId: team?.id ?? null,
    authorship,
  };
}

async function requireLargeTeam(tx: Transaction, scope: Scope, window: Window): Promise<void> {
  if (!(await isTooSmall(tx, scope, window))) return;
  throw new ProblemError({
    status: 403,
    type: '/problems/small-group',
    title: 'The group is too small',
    detail: `in this window the team, or everybody but the team, is fewer than ${MINIMUM_GROUP} people; ask for a longer window, or without the team`,
  });
}

function bounds({ from, to }: PullRequestListQuery) {
  return { from, to };
}

/** The same for all pages of one list, and for no other list. */
function fingerprintOf(organizationId: number, query: PullRequestListQuery): string {
  const { cursor: _cursor, limit: _limit, ...filter } = query;
  const text = JSON.stringify([
    organizationId,
    Object.entries(filter).toSorted(([a], [b]) => (a < b ? -1 : 1)),
  ]);
  return createHash('sha256').update(text).digest('base64url').slice(0, 16);
}

function cursorAfter(
  last: ListedPullRequest,
  state: PullRequestFilter['state'],
  list: { readonly window: Window; readonly fingerprint: string },
): string {
  const { from, to } = list.window;
  const at = listedAt(state, last).getTime();
  return writeCursor([at, last.id, from.getTime(), to.getTime(), list.fingerprint]);
}

function readPosition(cursor: string, fingerprint: string) {
  const [at, id, from, to, of] = readCursor(Cursor, cursor);
  if (of !== fingerprint) throw cursorProblem('belongs to a list with other parameters');
  return {
    after: { at: new Date(at), id },
    window: { from: new Date(from), to: new Date(to) },
  };
}
