import type { Request } from 'express';

import { noteChange, type Note } from '../access/note-change.ts';
import type { ApiDeps } from '../deps.ts';
import type { AskedComparison } from './ask-comparison.ts';

/** What of a comparison is another now; only what differs. */
export type ComparisonChanged = {
  readonly id: number;
  readonly before: Readonly<Record<string, unknown>> | null;
  readonly after: Readonly<Record<string, unknown>>;
};

/** Notes what somebody does to a comparison. */
export function notingComparison(
  request: Request,
  organizationId: number,
  deps: Pick<ApiDeps, 'logger' | 'now'>,
): Note<ComparisonChanged> {
  return (tx, { id, before, after }) =>
    noteChange(
      request,
      { ...deps, tx },
      { what: `comparison ${id}`, organizationId, before, after },
    );
}

/** Notes who asked for a comparison; `copyOf` is the one whose question it repeats. */
export function notingAsked(
  note: Note<ComparisonChanged>,
  copyOf: number | null = null,
): Note<AskedComparison> {
  return (tx, { id, ...asked }) =>
    note(tx, { id, before: null, after: { ...asked, ...(copyOf !== null && { copyOf }) } });
}
