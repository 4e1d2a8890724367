import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

import {
  compressBody,
  findCompletenessDays,
  findCoverage,
  recordDelivery,
  withOrganization,
  type Database,
  type DaySpan,
  type StoredCount,
  type Transaction,
} from '@uplift/db';
import {
  addDays,
  completenessOfDay,
  dayOf,
  totalCompleteness,
  type TotalCompleteness,
} from '@uplift/metrics';
import type { OrganizationStory } from '@uplift/simulated-github';
import type { Disturbances, SimulatedGitHubOptions } from '@uplift/simulated-github/server';

import { backfillRepositories } from '../backfill-repositories/backfill-repositories.ts';
import { fetchPullRequestParts } from '../fetch-pull-request-parts/fetch-pull-request-parts.ts';
import { planBackfill } from '../plan-backfill/plan-backfill.ts';
import { processInbox } from '../process-inbox/process-inbox.ts';
import { reconcile, type Reconciled } from '../reconcile/reconcile.ts';
import { repairDeliveries, type DeliveryRepair } from '../repair-deliveries/repair-deliveries.ts';
import { listeningQueue } from './observed.ts';
import { openGitHub, type OpenGitHub } from './open-github.ts';

/** An inbox over HTTP: what arrives is written down. */
async function openInbox(db: Database, now: () => Date) {
  const inbox = { arrived: 0, isUp: true, status: 202 };
  const server = createServer((request, response) => {
    void (async () => {
      const body = await buffer(request);
      const guid = String(request.headers['x-github-delivery']);
      const event = String(request.headers['x-github-event']);
      if (inbox.isUp) {
        const kept = { guid, event, body: await compressBody(body), receivedAt: now() };
        await recordDelivery(db, kept);
        inbox.arrived += 1;
      }
      response.writeHead(inbox.isUp ? inbox.status : 503).end();
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // oxlint-disable-next-line no-unsafe-type-assertion -- it listens on a port
  const { port } = server.address() as AddressInfo;
  const close = () => new Promise<void>((resolve) => server.close(() => resolve()));
  return { inbox, url: `http://127.0.0.1:${port}/`, close };
}

/** An organisation on a simulated GitHub that tells us of it, its history fetched. */
export type LiveOrganization = {
  readonly organizationId: number;
  readonly open: OpenGitHub;
  /** How many deliveries arrived; whether any is let in, and how those are answered. */
  readonly inbox: { arrived: number; isUp: boolean; status: number };
  /** Bells since the start. */
  readonly rung: string[];
  /** Has time pass day by day, with whatever deliveries come, worked at once. */
  readonly live: (until: Date, disturbances?: Disturbances) => Promise<void>;
  /** Works the inbox off, and fetches single parts of pull requests. */
  readonly work: () => Promise<void>;
  readonly repair: (wishes?: { readonly mostOfARun: number }) => Promise<DeliveryRepair>;
  readonly reconcile: () => Promise<Reconciled>;
  readonly completeness: (fromDay: string) => Promise<TotalCompleteness>;
  readonly close: () => Promise<void>;
};

type Beginning = {
  readonly db: Database;
  readonly story: OrganizationStory;
  readonly startsAt: Date;
  readonly server?: Partial<SimulatedGitHubOptions>;
};

/** Installs the App on an organisation at an instant, and fetches what was before. */
export async function openLiveOrganization({
  db,
  story,
  startsAt,
  server,
}: Beginning): Promise<LiveOrganization> {
  let open: OpenGitHub | null = null;
  const { inbox, url, close } = await openInbox(db, () => open?.now() ?? startsAt);
  open = await openGitHub([story], { app: { webhookUrl: url }, ...server }, startsAt);
  const { github, install, connect, now } = open;
  const { queue, rung } = listeningQueue();
  const deps = { db, queue, now, github: connect(db), onError, backfillDays: 3650 };
  const organizationId = await install(db, story.organization.login);
  const work = async () => {
    await processInbox(deps);
    await fetchPullRequestParts({ organizationId }, { ...deps, now: aMinuteAfter(now) });
  };
  await planBackfill({ organizationId }, deps);
  await backfillRepositories({ organizationId }, { ...deps, sliceSeconds: 3600 });
  await work();
  return {
    organizationId,
    open,
    inbox,
    rung,
    work,
    close: () => github.close().then(close),
    live: living(open, work),
    repair: (wishes) => repairDeliveries({ ...deps, ...wishes }),
    reconcile: () => reconcile({ organizationId }, deps),
    completeness: (from) => {
      const span = { from, to: addDays(dayOf(now()), -1) };
      return withOrganization(db, organizationId, (tx) => readCompleteness(tx, span));
    },
  };
}

const onError = (error: unknown): never => {
  throw error;
};

/** What waits for a moment to gather more is due by then. */
const aMinuteAfter = (now: () => Date) => () => new Date(now().getTime() + 60_000);

const DAY_MS = 86_400_000;

function living(
  { github, now, setNow }: OpenGitHub,
  work: () => Promise<void>,
): LiveOrganization['live'] {
  return async (until, disturbances = {}) => {
    github.deliveries.disturb(disturbances);
    while (now() < until) {
      setNow(new Date(Math.min(until.getTime(), now().getTime() + DAY_MS)));
      await github.deliveries.catchUp();
      await work();
    }
  };
}

async function readCompleteness(tx: Transaction, span: DaySpan): Promise<TotalCompleteness> {
  const counts = await findCompletenessDays(tx, span);
  const covered = await findCoverage(tx);
  const days = covered.flatMap(({ repositoryId, coverage }) =>
    daysFrom(span).map((day) => {
      const isIt = (count: StoredCount) => count.repositoryId === repositoryId && count.day === day;
      return completenessOfDay(day, coverage, counts.find(isIt));
    }),
  );
  return totalCompleteness(days);
}

function daysFrom({ from, to }: DaySpan): string[] {
  const days: string[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day);
  return days;
}
