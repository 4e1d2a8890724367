import { OrganizationPath } from '@uplift/contracts';
import {
  findCohort,
  findOrganization,
  findRepository,
  findTeam,
  type OrganizationRow,
  type RepositoryRow,
  type StoredCohort,
  type TeamRow,
  type Transaction,
} from '@uplift/db';
import type { Request } from 'express';

import { accessOf } from '../access/authenticate.ts';
import type { ApiDeps } from '../deps.ts';
import { parse } from '../http/parse.ts';
import { ProblemError } from '../http/problem.ts';

/**
 * The organisation of a path, if whoever asks may see it.
 *
 * @throws {ProblemError} 404 if there is none, and just so if it is another's
 */
export async function organizationOf(
  request: Request,
  { db }: Pick<ApiDeps, 'db'>,
): Promise<OrganizationRow> {
  const { org } = parse(OrganizationPath.loose(), request.params, 'path');
  const boundTo = accessOf(request).organizationId;
  const organization = await findOrganization(db, { name: org, boundTo });
  if (organization !== null) return organization;
  throw new ProblemError({ status: 404, detail: `there is no organisation "${org}" for you here` });
}

/** A team by slug or id; null if none was asked for. @throws {ProblemError} 404 if it is unknown */
export async function teamOf(tx: Transaction, name: string | undefined): Promise<TeamRow | null> {
  if (name === undefined) return null;
  const team = await findTeam(tx, name);
  if (team !== null) return team;
  throw new ProblemError({ status: 404, detail: `there is no team "${name}"` });
}

/** Teams by slugs or ids; null if none were asked for. @throws {ProblemError} 404 if one is unknown */
export async function teamsOf(
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

/** A cohort by id or name; null if none was asked for. @throws {ProblemError} 404 if it is unknown */
export async function cohortOf(
  tx: Transaction,
  name: string | undefined,
): Promise<StoredCohort | null> {
  if (name === undefined) return null;
  const cohort = await findCohort(tx, name);
  if (cohort !== null) return cohort;
  throw new ProblemError({ status: 404, detail: `there is no cohort "${name}"` });
}

/** A repository by name or id; null if none was asked for. @throws {ProblemError} 404 if unknown */
export async function repositoryOf(
  tx: Transaction,
  name: string | undefined,
): Promise<RepositoryRow | null> {
  if (name === undefined) return null;
  const repository = await findRepository(tx, name);
  if (repository !== null) return repository;
  throw new ProblemError({ status: 404, detail: `there is no repository "${name}"` });
}
