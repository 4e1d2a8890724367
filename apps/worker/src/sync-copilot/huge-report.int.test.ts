import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

import { copilotUserDays, findCopilotReports, people } from '@uplift/db';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import {
  acmeStory,
  ann,
  openSyncedOrganization,
  used,
  type SyncedOrganization,
} from '../testing/synced-organization.ts';
import { fetchReport } from './fetch-report.ts';

const MEGABYTE = 2 ** 20;
// oxlint-disable-next-line node/no-process-env -- a size that only machines with time to spare ask for
const hugeMegabytes = Number(process.env['UPLIFT_TEST_HUGE_REPORT_MB'] ?? 24);
const timeout = 60_000 + 10_000 * hugeMegabytes;

const DAY = '2025-12-12';
const key = { kind: 'users', day: DAY } as const;

describe(`a report of ${hugeMegabytes} MB`, () => {
  let acme: SyncedOrganization;
  beforeAll(async () => {
    const story = { ...acmeStory, usage: [used(ann, DAY)] };
    acme = await openSyncedOrganization('postgres', story, '2025-12-20T05:00:00Z');
    acme.github.copilot.configure(9, { filesPerReport: 1 });
  });
  afterAll(async () => acme.close());

  const fetch = async (megabytes: number) => {
    const { organizationId, store, github } = acme;
    const fault = { kind: 'huge', bytes: megabytes * MEGABYTE } as const;
    github.copilot.setFaults([{ fault, report: /^users-1-day/ }]);
    const client = await acme.connect(store.db).clientFor(github.state.installations()[0]?.id ?? 0);
    if (client === null) throw new Error('no way to GitHub');
    const sync = { organizationId, organization: { githubId: 9, login: 'acme' } };
    return mostMemory(() =>
      fetchReport(
        { ...key, receivers: [{ sync, due: [key], members: null }] },
        {
          ...acme.deps,
          place: { github: client, enterprise: null },
        },
      ),
    );
  };
  const stored = async () => {
    const [report] = await acme.within(findCopilotReports);
    const rows = await acme.within((tx) => tx.$count(copilotUserDays));
    expect(rows).toBe(report?.rows);
    return rows;
  };

  it(
    'is stored whole, and takes little memory',
    async () => {
      const megabytes = await fetch(hugeMegabytes);

      expect(await stored()).toBe(await acme.within((tx) => tx.$count(people)));
      expect(megabytes).toBeLessThan(100);
    },
    timeout,
  );

  it(
    'takes the place of one as large, without those whom it no longer shows, in as little memory',
    async () => {
      const before = await stored();

      const megabytes = await fetch(hugeMegabytes - 2);

      const gone = before - (await stored());
      expect(gone).toBeGreaterThan(1000);
      expect(gone).toBeLessThan(1500);
      expect(megabytes).toBeLessThan(100);
    },
    timeout,
  );
});

/**
 * How much more memory the process had at most while something was done, in megabytes. What nobody
 * holds any more is collected before each look: when to do that is the engine's choice, which with
 * memory to spare lets over a hundred megabytes of it lie, whatever is done.
 */
async function mostMemory(work: () => Promise<unknown>): Promise<number> {
  setFlagsFromString('--expose_gc');
  const collect: unknown = runInNewContext('gc');
  if (typeof collect !== 'function') throw new Error('this engine lets nobody collect');
  const look = () => {
    collect();
    return process.memoryUsage().rss;
  };
  const before = look();
  let most = 0;
  const watch = setInterval(() => {
    most = Math.max(most, look() - before);
  }, 500);
  try {
    await work();
  } finally {
    clearInterval(watch);
  }
  return most / MEGABYTE;
}
