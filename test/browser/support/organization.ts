import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import { simulateOrganization } from '@uplift/causal';
import { copilotLines, historyLines } from '@uplift/simulated-github';

import {
  createToken,
  runUplift,
  serveUplift,
  type Environment,
} from '../../e2e/support/service.ts';

const WEEKS = 26;
const WEEK_MS = 7 * 86_400_000;
const DEVELOPERS = 36;

/** An organisation that is served, with its comparisons. */
export type ServedOrganization = {
  readonly url: string;
  readonly token: string;
  readonly login: string;
  /** Of which everything is known, whole weeks. */
  readonly window: { readonly from: Date; readonly to: Date };
  /** Of its commands. */
  readonly environment: Environment;
};

/** Where an organisation is served. */
type Place = {
  /** Takes its files. */
  readonly directory: string;
  /** Tells of its store. */
  readonly environment: Environment;
};

/**
 * Half a year of a simulated organisation up to the Monday of this week, imported, compared and
 * served.
 */
export async function serveOrganization({
  directory,
  environment,
}: Place): Promise<ServedOrganization> {
  const endsAt = monday(new Date());
  const { story } = simulateOrganization({
    developers: DEVELOPERS,
    weeks: WEEKS + 1,
    effectPercent: -25,
    seed: 3,
    // A week that is not told: what ends in it is still open.
    endsAt: new Date(endsAt.getTime() + WEEK_MS),
  });
  const window = { from: new Date(endsAt.getTime() - WEEKS * WEEK_MS), to: endsAt };
  const file = join(directory, 'history.ndjson');
  const lines = [...historyLines(story, window), ...copilotLines(story, window)];
  await pipeline(Readable.from(lines.map((line) => `${line}\n`)), createWriteStream(file));
  await succeed(['import', file], environment);

  const { login } = story.organization;
  const token = await createToken(environment);
  const { url } = await serveUplift(environment);
  for (const measure of ['cycle_time', 'throughput']) {
    await succeed(['compare', '--measure', measure, '--org', login], environment);
  }
  return { url, token, login, window, environment };
}

async function succeed(args: readonly string[], environment: Environment): Promise<void> {
  const { code, stderr } = await runUplift(args, environment);
  if (code !== 0) throw new Error(`uplift ${args[0] ?? ''} failed: ${stderr}`);
}

function monday(instant: Date): Date {
  const day = Math.floor(instant.getTime() / 86_400_000);
  // The first day of the epoch was a Thursday.
  return new Date((day - ((day + 3) % 7)) * 86_400_000);
}
