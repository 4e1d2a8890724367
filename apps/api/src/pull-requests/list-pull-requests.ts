import { createHash } from 'node:crypto';

import type { PullRequestList, PullRequestListQuery } from '@uplift/contracts';
import {
  countPullRequests,
  findPullRequests,
  withOrganization,
  type Database,
  type PlacedPullRequest,
} from '@uplift/db';
import type { Window } from '@uplift/metrics';
import { z } from 'zod';

import { cursorProblem, readCursor, writeCursor } from '../http/cursor.ts';
import { daysBefore, resolveWindow } from '../http/window.ts';
import { filterOf } from './list-filter.ts';
import { toPullRequest } from './to-pull-request.ts';

const DEFAULT_DAYS = 90;
/** Milliseconds that a `Date` can hold. */
const Milliseconds = z.int().min(-8.64e15).max(8.64e15);
/** Where the page ended, the window and the total as they were at the first page, and the filter. */
const Cursor = z.tuple([z.number(), z.int(), Milliseconds, Milliseconds, z.int(), z.string()]);

export type ListRequest = {
  readonly organizationId: number;
  readonly query: PullRequestListQuery;
  /** GitHub's id of whoever asks for their own; null: everybody's. */
  readonly ownGithubId: number | null;
};

/**
 * A page of pull requests. The cursor carries the window and the total, so that pages of a window up
 * to "now" do not shift while somebody reads them.
 *
 * @throws {ProblemError} 400 for a foreign cursor, 403 for a group too small to be shown
 */
export async function listPullRequests(
  { organizationId, query, ownGithubId }: ListRequest,
  { db, now }: { readonly db: Database; readonly now: () => Date },
): Promise<PullRequestList> {
  const at = now();
  const fingerprint = fingerprintOf(organizationId, query);
  const position = query.cursor === undefined ? null : readPosition(query.cursor, fingerprint);
  const window =
    position?.window ??
    resolveWindow({ ...bounds(query), defaultFrom: daysBefore(DEFAULT_DAYS), now: at });

  const { rows, total } = await withOrganization(db, organizationId, async (tx) => {
    const filter = await filterOf(tx, { query, window, ownGithubId });
    const after = position?.after ?? null;
    const found = await findPullRequests(tx, filter, { after, limit: query.limit + 1 });
    return { rows: found, total: position?.total ?? (await countPullRequests(tx, filter)) };
  });
  const page = rows.slice(0, query.limit);
  const last = page.at(-1);
  const hasMore = rows.length > query.limit && last !== undefined;
  return {
    items: page.map((row) => toPullRequest(row, at)),
    nextCursor: hasMore ? cursorAfter(last, { window, total, fingerprint }) : null,
    total,
  };
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
  last: PlacedPullRequest,
  list: { readonly window: Window; readonly total: number; readonly fingerprint: string },
): string {
  const { from, to } = list.window;
  const span = [from.getTime(), to.getTime()];
  return writeCursor([last.position, last.id, ...span, list.total, list.fingerprint]);
}

function readPosition(cursor: string, fingerprint: string) {
  const [position, id, from, to, total, of] = readCursor(Cursor, cursor);
  if (of !== fingerprint) throw cursorProblem('belongs to a list with other parameters');
  return { after: { position, id }, window: { from: new Date(from), to: new Date(to) }, total };
}
