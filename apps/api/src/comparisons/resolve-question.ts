import type { ComparisonRequest } from '@uplift/contracts';
import type { StoredQuestion, TeamRow, Transaction } from '@uplift/db';
import { catalogue, dayOf } from '@uplift/metrics';

import { knownSourceOf } from '../adoption/source-of.ts';
import { teamsOf } from '../directory/organization-of.ts';
import { invalidRequest } from '../http/parse.ts';
import { cohortsAsked, type CohortsAsked } from './cohorts-asked.ts';

/**
 * A question with every name looked up and every default filled in, as it is saved, and a name for it.
 *
 * @throws {ProblemError} 404 for an unknown team or cohort, 400 for an empty window, or a pair of
 *   cohorts that is one
 */
export async function resolveQuestion(
  tx: Transaction,
  asked: ComparisonRequest,
): Promise<{ readonly question: StoredQuestion; readonly name: string }> {
  const { from, to } = asked;
  if (from !== undefined && to !== undefined && from >= to) {
    throw invalidRequest([{ in: 'body', name: 'to', detail: 'must be later than from' }]);
  }
  const teams = await teamsOf(tx, asked.teams);
  const cohorts = await cohortsAsked(tx, asked);
  const source = await sourceOf(tx, asked);
  return {
    question: { ...questionOf(asked, { teams, source }), ...cohorts },
    name: nameOf(asked, teams, cohorts),
  };
}

/** The source asked for, else the first that dates anybody; use, if none does. */
async function sourceOf(
  tx: Transaction,
  asked: ComparisonRequest,
): Promise<StoredQuestion['source']> {
  if (asked.source !== undefined) return asked.source;
  return (await knownSourceOf(tx, asked)) ?? 'usage';
}

function questionOf(
  { tool, from, to, seed }: ComparisonRequest,
  resolved: {
    readonly teams: readonly TeamRow[] | null;
    readonly source: StoredQuestion['source'];
  },
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

function nameOf(
  { measure, tool }: ComparisonRequest,
  teams: readonly TeamRow[] | null,
  { cohort, cohorts }: CohortsAsked,
): string {
  const pair = cohorts && `${cohorts.treated.name} against ${cohorts.control.name}`;
  const whom = teams?.map(({ name }) => name).join(', ') ?? cohort?.name ?? pair ?? 'everybody';
  return `${catalogue[measure].title} and ${tool}, ${whom}`.slice(0, 200);
}
