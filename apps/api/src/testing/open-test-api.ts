import { createAccessToken, type Database, type OpenDatabase, type Role } from '@uplift/db';
import { openTestStore } from '@uplift/db/testing';
import type { JobQueue } from '@uplift/jobs';
import { createLogger } from '@uplift/runtime';
import { serve } from '@uplift/testkit';

import { createApi } from '../app.ts';
import type { ApiDeps } from '../deps.ts';

/** The instant that every test of the API happens at: a Wednesday. */
export const NOW = new Date('2026-03-04T12:00:00Z');
export const WEBHOOK_SECRET = 'a secret of the tests';

/** An API that listens on loopback over a store of its own. */
export type TestApi = {
  readonly url: string;
  readonly db: Database;
  /** Names of the jobs that were asked for, in order. */
  readonly rung: string[];
  /** What the log said, line by line. */
  readonly logged: string[];
  /** Asks with a token, parses the answer as JSON. */
  readonly get: (path: string, token?: string) => Promise<{ status: number; body: unknown }>;
  readonly token: (role: Role, organizationId?: number | null) => Promise<string>;
  /** Takes the tables away. */
  readonly breakDatabase: () => Promise<unknown>;
  readonly close: () => Promise<void>;
};

/** Opens one; `overrides` take the place of its dependencies. */
export async function openTestApi(
  dialect: OpenDatabase['dialect'],
  overrides: Partial<ApiDeps> = {},
): Promise<TestApi> {
  const store = await openTestStore(dialect);
  const rung: string[] = [];
  const logged: string[] = [];
  const app = createApi({
    db: store.db,
    dialect,
    queue: listeningQueue(rung),
    now: () => NOW,
    previewComparison: () => Promise.reject(new Error('nobody looks ahead in these tests')),
    logger: createLogger({ name: 'test', destination: { write: (line) => logged.push(line) } }),
    webhookSecret: WEBHOOK_SECRET,
    version: '1.2.3',
    ...overrides,
  });
  const server = await serve(app);
  return {
    url: server.url,
    db: store.db,
    rung,
    logged,
    get: (path, token) => getJson(`${server.url}${path}`, token),
    token: (role, organizationId = null) => tokenOf(store.db, role, organizationId),
    breakDatabase: () =>
      store.db.execute('drop schema public cascade; drop schema drizzle cascade'),
    async close() {
      await server.close();
      await store.close();
    },
  };
}

function tokenOf(db: Database, role: Role, organizationId: number | null) {
  const name = `a ${role}`;
  return createAccessToken(db, { kind: 'token', name, role, organizationId, expiresAt: null });
}

async function getJson(url: string, token: string | undefined) {
  const headers = token === undefined ? undefined : { authorization: `Bearer ${token}` };
  const response = await fetch(url, headers && { headers });
  const body: unknown = await response.json();
  return { status: response.status, body };
}

/** A bell that only writes down who rang. */
function listeningQueue(rung: string[]): JobQueue {
  return {
    async enqueue(name) {
      rung.push(name);
    },
    async schedule() {
      // Nothing repeats here.
    },
    counts: () => Promise.reject(new Error('nobody counts in these tests')),
  };
}

/** A bell that cannot be reached. */
export const brokenQueue: JobQueue = {
  enqueue: () => Promise.reject(new Error('the queue is down')),
  schedule: () => Promise.reject(new Error('the queue is down')),
  counts: () => Promise.reject(new Error('the queue is down')),
};
