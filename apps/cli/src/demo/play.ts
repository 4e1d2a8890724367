import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import { findInstalledOrganizations } from '@uplift/db';
import type { JobQueue } from '@uplift/jobs';
import { addDays, DAY_MILLISECONDS, dayOf } from '@uplift/metrics';
import { copilotLines, type OrganizationStory } from '@uplift/simulated-github';
import type { SimulatedGitHub } from '@uplift/simulated-github/server';
import { catchUp, importHistory } from '@uplift/worker';

import type { OperationContext } from '../operations/operation-context.ts';
import { CommandError } from '../terminal/failure.ts';
import { connectApp } from './connect-app.ts';
import { tellBackfill, unfetched } from './fetching-progress.ts';
import { settled, type RehearsedWork } from './rehearsed-work.ts';
import type { StoryClock } from './story-clock.ts';

/** A simulated organisation, and when its App was installed. */
export type DemoStory = {
  readonly story: OrganizationStory;
  readonly startsAt: Date;
  /** What came before is fetched as history, what comes after arrives by webhook. */
  readonly installedAt: Date;
  readonly endsAt: Date;
};

/** Where the story is played: a GitHub, a service beside it, and the clock that both go by. */
export type DemoStage = Pick<OperationContext, 'store' | 'onProgress'> & {
  readonly github: SimulatedGitHub;
  readonly url: string;
  readonly queue: JobQueue;
  readonly clock: StoryClock;
  readonly work: RehearsedWork;
  /** Takes a file of what GitHub no longer shows. */
  readonly directory: string;
};

/** What was played. */
export type PlayedCounts = { readonly deliveries: number; readonly pullRequests: number };

/**
 * Plays a simulated organisation into a running service as a real one would come in: the App is made
 * and installed, the past is fetched from GitHub, and the days since arrive one after the other, as
 * signed webhooks, with the daily fetching of people, teams, seats and usage. Returns when facts and
 * measures are up to date and both clocks show this machine's time.
 */
export async function playStory(demo: DemoStory, stage: DemoStage): Promise<PlayedCounts> {
  const { story, installedAt, endsAt } = demo;
  const { clock, work, url, store, queue } = stage;
  clock.setTo(installedAt);
  await connectApp({ url, login: story.organization.login }, { db: store.db, now: clock.now });
  await fetchPast(demo, stage);
  const deliveries = await playDays(demo, stage);

  // What gathers for a moment before it is fetched is due by then.
  clock.setTo(new Date(endsAt.getTime() + HOUR_MS));
  work.end();
  await lookAround(stage, 'commits and comparing');
  clock.setToMachine();
  await queue.enqueue('repair-deliveries', {}, { unlessWaiting: 'log' });
  await lookAround(stage, 'what GitHub shows today');
  await catchUp({
    db: store.db,
    now: clock.now,
    onStep: ({ step, done, total }) => stage.onProgress({ label: step, done, total, remark: '' }),
  });
  return { deliveries, pullRequests: story.pullRequests.length };
}

const HOUR_MS = 3_600_000;

async function fetchPast(demo: DemoStory, stage: DemoStage): Promise<void> {
  const { queue, store } = stage;
  await settled(queue, () => tellBackfill(stage));
  for (const { organizationId } of await findInstalledOrganizations(store.db)) {
    const [first] = await unfetched(store.db, organizationId);
    if (first !== undefined) {
      throw new CommandError(
        `${first.repository} was not fetched: ${first.failure ?? first.state}`,
      );
    }
  }
  await importForgotten(demo, stage);
  await lookAround(stage, 'fetching teams, seats and usage');
}

/** Has the service look for all that is due by its clock, and waits until that is done. */
async function lookAround({ queue, onProgress }: DemoStage, label: string): Promise<void> {
  onProgress({ label, done: 0, total: null, remark: '' });
  await queue.enqueue('sweep', {}, { unlessWaiting: 'demo' });
  await settled(queue);
}

/** @returns how many webhooks were accepted */
async function playDays(
  { installedAt, endsAt }: DemoStory,
  { github, queue, clock, work, onProgress }: DemoStage,
): Promise<number> {
  const label = 'days since, by signed webhooks';
  const total = Math.ceil((endsAt.getTime() - installedAt.getTime()) / DAY_MILLISECONDS);
  let accepted = 0;
  for (let day = 1; day <= total; day += 1) {
    const at = installedAt.getTime() + day * DAY_MILLISECONDS;
    clock.setTo(new Date(Math.min(at, endsAt.getTime())));
    await queue.enqueue('sweep', {}, { unlessWaiting: 'demo' });
    await settled(queue);
    accepted += (await work.alone(() => github.deliveries.catchUp())).accepted;
    onProgress({ label, done: day, total, remark: `${accepted} deliveries` });
    await settled(queue);
  }
  return accepted;
}

/** GitHub made no reports before this day, and keeps them for a year. */
const FIRST_REPORT_DAY = '2025-12-12';
const KEPT_DAYS = 365;

/**
 * Imports what GitHub no longer shows, as somebody would who kept it: seats of people who have left,
 * and usage of days of which there are no reports any more.
 */
async function importForgotten(
  { story, startsAt, installedAt }: DemoStory,
  { store, directory, clock }: DemoStage,
): Promise<void> {
  const kept = addDays(dayOf(installedAt), -KEPT_DAYS);
  const firstDay = kept > FIRST_REPORT_DAY ? kept : FIRST_REPORT_DAY;
  const gone = new Set(
    story.people.flatMap(({ id, to }) => (to !== null && to <= installedAt ? [id] : [])),
  );
  const forgotten = {
    ...story,
    seats: story.seats.filter(({ id }) => gone.has(id)),
    usage: story.usage.filter(({ day }) => day < firstDay),
  };
  const path = join(directory, 'no-longer-shown.ndjson');
  const lines = copilotLines(forgotten, { from: startsAt, to: installedAt });
  await pipeline(Readable.from(withLineEnds(lines)), createWriteStream(path));
  await importHistory({ path }, { db: store.db, now: clock.now });
}

function* withLineEnds(lines: Iterable<string>): Generator<string> {
  for (const line of lines) yield `${line}\n`;
}
