import { accountKinds } from '@uplift/metrics';
import { sql, type SQL } from 'drizzle-orm';
import { boolean, check, index, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core';

import { instant, key, organizationId } from './columns.ts';

/** An account that acted in an organisation: a person, a bot or an AI agent. */
export const people = pgTable(
  'people',
  {
    organizationId: organizationId(),
    id: key('id').notNull().generatedAlwaysAsIdentity(),
    githubId: key('github_id'),
    login: text('login').notNull(),
    /**
     * The login in lower case, stored: row level security keeps an index of an expression from use, whose
     * function might tell of rows that are not to be seen.
     */
    loginKey: text('login_key')
      .notNull()
      .generatedAlwaysAs((): SQL => sql`lower(${people.login})`),
    /** By the account table. */
    kind: text('kind', { enum: accountKinds }).notNull(),
    /** An administrator's word, which wins. */
    kindOverride: text('kind_override', { enum: accountKinds }),
    /** The word is new: what names this account has not been folded again yet. */
    refoldDue: boolean('refold_due').notNull().default(false),
    /** Set where a row known by name only turned out to be the account of another row. */
    mergedIntoId: key('merged_into_id'),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.id] }),
    uniqueIndex('people_github_id_key').on(table.organizationId, table.githubId),
    // A name without an id is looked up by the name; two id-less rows of one name are one person.
    uniqueIndex('people_login_without_id_key')
      .on(table.organizationId, table.loginKey)
      .where(sql`${table.githubId} is null and ${table.mergedIntoId} is null`),
    index('people_login_idx').on(table.organizationId, table.loginKey),
    index('people_refold_due_idx')
      .on(table.organizationId)
      .where(sql`${table.refoldDue}`),
    check('people_kind_check', sql`${table.kind} in ('human', 'bot', 'ai_agent')`),
    check('people_kind_override_check', sql`${table.kindOverride} in ('human', 'bot', 'ai_agent')`),
  ],
);
