import { sql } from 'drizzle-orm';

import { rowsOf, type Database, type Queryable } from '../client.ts';
import { listOrganizationIds } from '../queries/organizations.ts';
import { withOrganization } from '../with-organization.ts';

const TENANT_TABLES = [
  'activity_days',
  'adoption_imports',
  'copilot_organization_days',
  'copilot_reports',
  'copilot_seats',
  'copilot_user_days',
  'copilot_user_team_days',
  'deployment_statuses',
  'deployments',
  'people',
  'pull_request_events',
  'pull_requests',
  'releases',
  'repositories',
  'stale_days',
  'team_champions',
  'team_memberships',
  'teams',
] as const;

/** A row with the transaction that wrote it and its place: both differ after any write, even of the same. */
export type DumpedRow = {
  readonly written: string;
  readonly row: Readonly<Record<string, unknown>>;
};

/** Every row of every organisation, table by table, to see whether anything was written at all. */
export async function dumpStore(db: Database): Promise<Readonly<Record<string, DumpedRow[]>>> {
  const dump: Record<string, DumpedRow[]> = {
    organizations: await dumpTable(db, 'organizations'),
  };
  for (const organizationId of await listOrganizationIds(db)) {
    await withOrganization(db, organizationId, async (tx) => {
      for (const table of TENANT_TABLES) {
        dump[`${organizationId} ${table}`] = await dumpTable(tx, table);
      }
    });
  }
  return dump;
}

function dumpTable(db: Queryable, table: string): Promise<DumpedRow[]> {
  return rowsOf<DumpedRow>(
    db,
    sql`
    select t.xmin::text || ' ' || t.ctid::text as written, to_jsonb(t) as row
    from ${sql.identifier(table)} t order by t.ctid`,
  );
}

/** A pull request's fact with names in the place of surrogate ids. */
export type NamedFact = Readonly<Record<string, unknown>> & { readonly name: string };

/** The facts of every organisation, so that those of two stores can be compared. */
export async function readNamedFacts(db: Database): Promise<NamedFact[]> {
  const facts: NamedFact[] = [];
  for (const organizationId of await listOrganizationIds(db)) {
    const rows = await withOrganization(db, organizationId, (tx) =>
      rowsOf<{ fact: NamedFact }>(
        tx,
        sql`
        select to_jsonb(p) - array['id', 'organization_id', 'repository_id', 'author_id', 'responsible_id', 'merged_by_id']
          || jsonb_build_object('name', r.full_name || '#' || p.number, 'author', a.login,
                                'responsible', h.login, 'mergedBy', m.login) as fact
        from pull_requests p
        join repositories r on r.id = p.repository_id
        left join people a on a.id = p.author_id
        left join people h on h.id = p.responsible_id
        left join people m on m.id = p.merged_by_id
        order by r.full_name, p.number`,
      ),
    );
    facts.push(...rows.map(({ fact }) => fact));
  }
  return facts;
}

/** Who was present when and where, with names in the place of surrogate ids. */
export async function readNamedActivity(db: Database): Promise<string[]> {
  const activity: string[] = [];
  for (const organizationId of await listOrganizationIds(db)) {
    const rows = await withOrganization(db, organizationId, (tx) =>
      rowsOf<{ line: string }>(
        tx,
        sql`
        select concat_ws(' ', d.day, p.login, r.full_name) as line from activity_days d
        join people p on p.id = d.person_id join repositories r on r.id = d.repository_id order by 1`,
      ),
    );
    activity.push(...rows.map(({ line }) => line));
  }
  return activity;
}
