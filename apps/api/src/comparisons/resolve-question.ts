import type { ComparisonRequest } from '@uplift/contracts';
import {
  findAdoptionSources,
  type StoredQuestion,
  type TeamRow,
  type Transaction,
} from '@uplift/db';
import { catalogue, dayOf } from '@uplift/metrics';

import { teamOf } from '../directory/organization-of.ts';
import { invalidRequest } from '../http/parse.ts';

type Source = StoredQuestion['source'];
const bestFirst = ['usage', 'seat', 'import', 'disclosed'] as const satisfies readonly Source[];

/**
 * A question with every name looked up and every default filled in, as it is saved, and a name for it.
 *
 * @throws {ProblemError} 404 for an unknown team, 400 for an empty window
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
  const source = await sourceOf(tx, asked);
  return { question: questionOf(asked, { teams, source }), name: nameOf(asked, teams) };
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
