import { randomBytes } from 'node:crypto';

import postgres, { type Sql } from 'postgres';

import { requiredSetting } from './setting.ts';

/** A database of one test file on the server named by `TEST_DATABASE_URL`. */
export type TemporaryDatabase = {
  readonly url: string;
  /** Drops the database, ending connections that are still open, and the role made for it. */
  readonly drop: () => Promise<void>;
};

/** How a temporary database is made. */
export type TemporaryDatabaseOptions = {
  /** A database to copy instead of an empty one; nobody may be connected to it meanwhile. */
  readonly template?: string;
  /**
   * `admin` (default): the role of `TEST_DATABASE_URL`. `unprivileged`: a login role made for this
   * database, which owns it, but is no superuser, cannot bypass row level security and cannot make
   * roles; only such a role shows whether row level security holds.
   */
  readonly owner?: 'admin' | 'unprivileged';
};

/**
 * Makes a database of its own for a test file.
 *
 * @throws {Error} if `TEST_DATABASE_URL` is not set
 * @throws {postgres.PostgresError} if its role may not create databases (or roles, for
 *   `unprivileged`), or the template is in use
 */
export async function createTemporaryDatabase(
  options: TemporaryDatabaseOptions = {},
): Promise<TemporaryDatabase> {
  const adminUrl = requiredSetting('TEST_DATABASE_URL');
  const name = `uplift_test_${randomBytes(8).toString('hex')}`;
  const role =
    options.owner === 'unprivileged' ? { name, password: randomBytes(16).toString('hex') } : null;

  const drop = () => asAdmin(adminUrl, (admin) => dropDatabase(admin, name));
  try {
    await asAdmin(adminUrl, async (admin) => {
      if (role !== null) await createRole(admin, role);
      await admin`create database ${admin(name)} template ${admin(options.template ?? 'template0')}
        ${role === null ? admin`` : admin`owner ${admin(role.name)}`}`;
    });
  } catch (error) {
    await drop();
    throw error;
  }

  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  if (role !== null) {
    url.username = role.name;
    url.password = role.password;
  }
  return { url: url.href, drop };
}

async function createRole(admin: Sql, role: { name: string; password: string }): Promise<void> {
  await admin.unsafe(
    `create role "${role.name}" login nosuperuser nobypassrls nocreaterole nocreatedb
       password '${role.password}'`,
  );
  // An administrator that is no superuser must be a member to give a database away.
  await admin`grant ${admin(role.name)} to current_user`;
}

async function dropDatabase(admin: Sql, name: string): Promise<void> {
  await admin`drop database if exists ${admin(name)} with (force)`;
  await admin`drop role if exists ${admin(name)}`;
}

async function asAdmin<T>(url: string, work: (admin: Sql) => Promise<T>): Promise<T> {
  const admin = postgres(url, { max: 1, onnotice: () => {} });
  try {
    return await work(admin);
  } finally {
    await admin.end();
  }
}
