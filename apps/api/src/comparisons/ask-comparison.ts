import type { ComparisonAccepted, ComparisonRequest } from '@uplift/contracts';
import {
  findAdoptionSources,
  recordComparison,
  withOrganization,
  type Database,
  type StoredQuestion,
  type TeamRow,
  type Transaction,
} from '@uplift/db';
import type { JobQueue } from '@uplift/jobs';
import { catalogue, dayOf } from '@uplift/metrics';
import type { Logger } from '@uplift/runtime';

import { teamOf } from '../directory/organization-of.ts';
import { invalidRequest } from '../http/parse.ts';

type Source = StoredQuestion['source'];
const bestFirst = ['usage', 'seat', 'import', 'disclosed'] as const satisfies readonly Source[];

export type AskComparisonDeps = {
  readonly db: Database;
  readonly queue: JobQueue;
  readonly now: () => Date;
  readonly logger: Logger;
};

/**
 * Saves a question and rings for the worker that answers it. A bell that fails costs time only: the
 * sweep rings again for what is queued.
 *
 * @throws {ProblemError} 404 for an unknown team, 400 for an empty window
 */
export async function askComparison(
  { organizationId, asked }: { readonly organizationId: number; readonly asked: ComparisonRequest },
  { db, queue, now, logger }: AskComparisonDeps,
): Promise<ComparisonAccepted> {
  const { measure, from, to } = asked;
  if (from !== undefined && to !== undefined && from >= to) {
    throw invalidRequest([{ in: 'body', name: 'to', detail: 'must be later than from' }]);
  }
  const id = await withOrganization(db, organizationId, async (tx) => {
    const teams = await teamsOf(tx, asked.teams);
    return recordComparison(tx, {
      organizationId,
      name: asked.name ?? nameOf(asked, teams),
      measure,
      method: asked.method,
      question: questionOf(asked, { teams, source: await sourceOf(tx, asked) }),
      createdAt: now(),
    });
  });
  try {
    await queue.enqueue('run-comparison', { organizationId, comparisonId: id });
  } catch (error) {
    logger.warn({ err: error, comparisonId: id }, 'the comparison bell failed');
  }
  return { id, status: 'queued' };
}

/** The source asked for, else the first that dates anybody; use, if none does. */
async function sourceOf(tx: Transaction, asked: ComparisonRequest): Promise<Source> {
  if (asked.source !== undefined) return asked.source;
  const found = await findAdoptionSources(tx, asked.tool);
  const best = bestFirst.find((source) => found.some((row) => row.source === source));
  return best ?? 'usage';
}

function questionOf(
  { tool, from, to, seed }: ComparisonRequest,
  resolved: { readonly teams: readonly TeamRow[] | null; readonly source: Source },
): StoredQuestion {
  const { teams, source } = resolved;
  return {
    tool,
    source,
    from: from === undefined ? null : dayOf(from),
    to: to === undefined ? null : dayOf(to),
    teamIds: teams?.map(({ id }) => id) ?? null,
    teams: teams?.map(({ slug }) => slug) ?? null,
    seed,
  };
}

function nameOf({ measure, tool }: ComparisonRequest, teams: readonly TeamRow[] | null): string {
  const whom = teams?.map(({ name }) => name).join(', ') ?? 'everybody';
  return `${catalogue[measure].title} and ${tool}, ${whom}`.slice(0, 200);
}

async function teamsOf(
  tx: Transaction,
  names: readonly string[] | undefined,
): Promise<TeamRow[] | null> {
  if (names === undefined) return null;
  const teams: TeamRow[] = [];
  for (const name of names) {
    const team = await teamOf(tx, name);
    if (team !== null) teams.push(team);
  }
  return teams;
}
