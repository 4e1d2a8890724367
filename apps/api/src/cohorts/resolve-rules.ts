import type { CohortRequest } from '@uplift/contracts';
import { findPeopleNamed, type StoredCohortRules, type Transaction } from '@uplift/db';
import { dayOf, type Day } from '@uplift/metrics';

import { knownSourceOf, type Source, type SourceAsked } from '../adoption/source-of.ts';
import { teamsOf } from '../directory/organization-of.ts';
import { invalidRequest } from '../http/parse.ts';
import { ProblemError } from '../http/problem.ts';

type AskedRules = CohortRequest['rules'];

/** Rules with every name looked up and every default filled in. */
export type ResolvedRules = {
  readonly rules: StoredCohortRules;
  /** The people of `logins`. */
  readonly namedIds: readonly number[];
};

/**
 * Makes of rules as they were asked what can be applied and kept.
 *
 * @throws {ProblemError} 400 for a day to come, 404 for an unknown team, 422 for a tool or login of
 *   which nothing is known
 */
export async function resolveRules(
  tx: Transaction,
  asked: AskedRules,
  now: Date,
): Promise<ResolvedRules> {
  requirePast({ 'rules.asOf': asked.asOf, 'rules.notAdopted.by': asked.notAdopted?.by }, now);
  const teams = await teamsOf(tx, asked.teams);
  const { adopted, notAdopted, logins } = asked;
  const namedIds = await idsOf(tx, logins ?? []);
  const rules: StoredCohortRules = {
    teams: teams?.map(({ slug }) => slug) ?? null,
    teamIds: teams?.map(({ id }) => id) ?? null,
    asOf: teams === null ? null : dayOf(asked.asOf ?? now),
    adopted: adopted === undefined ? null : await adoptedOf(tx, adopted),
    notAdopted:
      notAdopted === undefined
        ? null
        : {
            tool: notAdopted.tool,
            source: await sourceOf(tx, notAdopted),
            by: dayOf(notAdopted.by),
          },
    named: logins === undefined ? null : namedIds.length,
  };
  return { rules, namedIds };
}

async function adoptedOf(
  tx: Transaction,
  adopted: NonNullable<AskedRules['adopted']>,
): Promise<StoredCohortRules['adopted']> {
  const { tool, from, to } = adopted;
  return { tool, source: await sourceOf(tx, adopted), from: toDay(from), to: toDay(to) };
}

/** Without a single date nobody has adopted a tool, nor has anybody not: nothing is known. */
async function sourceOf(tx: Transaction, asked: SourceAsked): Promise<Source> {
  const source = await knownSourceOf(tx, asked);
  if (source !== null) return source;
  throw unknown(`no ${asked.source ?? 'source'} tells who uses "${asked.tool}" here`);
}

async function idsOf(tx: Transaction, logins: readonly string[]): Promise<number[]> {
  if (logins.length === 0) return [];
  const wanted = new Set(logins.map((login) => login.toLowerCase()));
  const found = await findPeopleNamed(tx, { githubIds: [], logins: wanted });
  const named = found.filter(({ login }) => wanted.has(login.toLowerCase()));
  for (const { login } of named) wanted.delete(login.toLowerCase());
  if (wanted.size > 0) throw unknown(`nobody here is called ${[...wanted].join(', ')}`);
  return [...new Set(named.map(({ id, mergedIntoId }) => mergedIntoId ?? id))];
}

function unknown(detail: string): ProblemError {
  return new ProblemError({ status: 422, type: '/problems/unknown-rule', detail });
}

function requirePast(days: Readonly<Record<string, Date | undefined>>, now: Date): void {
  for (const [name, day] of Object.entries(days)) {
    if (day !== undefined && day > now) {
      throw invalidRequest([{ in: 'body', name, detail: 'must not lie in the future' }]);
    }
  }
}

function toDay(instant: Date | undefined): Day | null {
  return instant === undefined ? null : dayOf(instant);
}
