import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import {
  copilotLines,
  createDeliveryLog,
  deliveriesOf,
  historyLines,
  redeliver,
  sendDeliveries,
  type OrganizationStory,
} from '@uplift/simulated-github';
import { catchUp, importHistory } from '@uplift/worker';

import type { OperationContext } from '../operations/operation-context.ts';

const INSTALLATION_ID = 4_000_001;

/** A simulated organisation, and when its App was installed. */
export type DemoStory = {
  readonly story: OrganizationStory;
  readonly startsAt: Date;
  /** What came before arrives as history, what comes after by webhook. */
  readonly installedAt: Date;
  readonly endsAt: Date;
};

/** Where the story is played. */
export type DemoStage = OperationContext & {
  readonly webhookUrl: string;
  readonly webhookSecret: string;
  /** Takes the history files. */
  readonly directory: string;
};

/**
 * Plays a simulated organisation into a running service: its past as a history file, the rest as
 * signed webhooks over HTTP, with the commits and Copilot reports that no webhook carries as
 * history lines beside them. Returns when facts and measures are up to date.
 */
export async function playStory(demo: DemoStory, stage: DemoStage): Promise<PlayedCounts> {
  const { story, startsAt, installedAt, endsAt } = demo;
  const past = historyLines(story, { from: startsAt, to: installedAt });
  await importLines(past, { stage, label: 'history before the installation' });

  const deliveries = await sendAll(demo, stage);

  const commits = historyLines(story, { from: installedAt, to: endsAt, kinds: ['commit'] });
  await importLines(commits, { stage, label: 'commits since' });
  const copilot = copilotLines(story, { from: startsAt, to: endsAt });
  await importLines(copilot, { stage, label: 'Copilot seats and usage' });

  await catchUp({
    db: stage.store.db,
    now: () => new Date(),
    onStep: ({ step, done, total }) => stage.onProgress({ label: step, done, total, remark: '' }),
  });
  return { deliveries, pullRequests: story.pullRequests.length };
}

/** What was played. */
export type PlayedCounts = { readonly deliveries: number; readonly pullRequests: number };

async function importLines(
  lines: Iterable<string>,
  { stage, label }: { readonly stage: DemoStage; readonly label: string },
): Promise<void> {
  const path = join(stage.directory, `${label.replaceAll(' ', '-')}.ndjson`);
  await pipeline(Readable.from(withLineEnds(lines)), createWriteStream(path));
  await importHistory(
    {
      path,
      onProgress: ({ bytesRead, bytesTotal, linesRead }) =>
        stage.onProgress({
          label,
          done: bytesRead,
          total: bytesTotal,
          remark: `${linesRead} lines`,
        }),
    },
    { db: stage.store.db, now: () => new Date() },
  );
}

/** Lines in blocks: a stream of single lines spends its time on the stream. */
function* withLineEnds(lines: Iterable<string>): Generator<string> {
  let block = '';
  for (const line of lines) {
    block += `${line}\n`;
    if (block.length < BLOCK_CHARACTERS) continue;
    yield block;
    block = '';
  }
  yield block;
}

const BLOCK_CHARACTERS = 262_144;

/** Sends every delivery; those that did not arrive are asked for again, as one would at GitHub. */
async function sendAll(demo: DemoStory, stage: DemoStage): Promise<number> {
  const { story, installedAt, endsAt } = demo;
  const { webhookUrl: url, webhookSecret: secret } = stage;
  const log = createDeliveryLog();
  const label = 'signed webhooks';
  const onProgress = ({ sent }: { readonly sent: number }) =>
    stage.onProgress({ label, done: sent, total: null, remark: `${sent} deliveries` });

  const first = await sendDeliveries({
    url,
    log,
    onProgress,
    concurrency: CONCURRENCY,
    deliveries: deliveriesOf(story, {
      from: installedAt,
      to: endsAt,
      installedAt,
      secret,
      installationId: INSTALLATION_ID,
    }),
  });
  for (let round = 1; round <= REDELIVERY_ROUNDS && log.missed().length > 0; round += 1) {
    await redeliver({ url, log, concurrency: CONCURRENCY });
  }
  const missed = log.missed().length;
  if (missed > 0) throw new Error(`${missed} of ${first.sent} deliveries were not accepted`);
  return first.sent;
}

const CONCURRENCY = 16;
const REDELIVERY_ROUNDS = 5;
