import { factKinds, type Authorship, type FactKind } from '@uplift/metrics';
import { sql, type SQL } from 'drizzle-orm';

/** Which facts are wanted, where not all are. Null filters are "all". */
export type WantedFacts = {
  readonly kinds: readonly FactKind[];
  readonly team: number | null;
  readonly repository: number | null;
  /** Of pull requests and reviews. */
  readonly authorship: Authorship | null;
};

/** All facts of everybody. */
export const everything: WantedFacts = {
  kinds: factKinds,
  team: null,
  repository: null,
  authorship: null,
};

/** The person that the account `a` is, or became one with. */
export const owner = sql`coalesce(a.merged_into_id, a.id)`;

/** Whether a person was ever in the team. */
export function isOfTeam(person: SQL, { team }: WantedFacts): SQL {
  if (team === null) return sql`true`;
  return sql`${person} in (
    select coalesce(ma.merged_into_id, ma.id) from team_memberships m
    join people ma on ma.organization_id = m.organization_id and ma.id = m.person_id
    where m.team_id = ${team}::bigint)`;
}

/** Whether a row is of the repository. */
export function isOfPlace(row: SQL, { repository }: WantedFacts): SQL {
  return repository === null ? sql`true` : sql`${row}.repository_id = ${repository}::bigint`;
}

/** Whether the pull request `p` is of the grade. */
export function isOfGrade({ authorship }: WantedFacts): SQL {
  return authorship === null ? sql`true` : sql`p.authorship = ${authorship}::text`;
}
