import { simulateOrganization } from '@uplift/causal';
import { bucketOf } from '@uplift/metrics';
import type { OpenDatabase } from '@uplift/db';

import type { Service } from '../composition/service.ts';
import { compare, type ComparisonRecord } from '../operations/compare.ts';
import type { Settings } from '../settings.ts';
import { CommandError } from '../terminal/failure.ts';
import { progressBar } from '../terminal/progress.ts';
import type { Terminal } from '../terminal/terminal.ts';
import type { DemoOptions } from './options.ts';
import { playStory } from './play.ts';

const DAY_MILLISECONDS = 86_400_000;
/** The App of the demo's organisation was installed this many weeks before the end. */
const WEEKS_BY_WEBHOOK = 4;

/** What the demo found, beside what it had put in. */
export type DemoOutcome = {
  readonly comparison: ComparisonRecord;
  readonly throughput: ComparisonRecord;
  readonly truth: { readonly percent: number };
  readonly developers: number;
  readonly weeks: number;
  readonly pullRequests: number;
  readonly deliveries: number;
  readonly seconds: number;
};

/** Simulates, plays and compares. */
export async function runDemo(
  options: DemoOptions,
  stage: {
    readonly service: Service;
    readonly store: OpenDatabase;
    readonly settings: Settings;
    readonly webhookSecret: string;
    readonly terminal: Terminal;
  },
): Promise<DemoOutcome> {
  const { service, store, settings, terminal } = stage;
  if (settings.store.mode !== 'embedded' || service.url === null) {
    throw new CommandError('the demo plays on an embedded database only');
  }
  const startedAt = performance.now();
  terminal.note(
    `Playing ${options.weeks} weeks of ${options.developers} developers (seed ${options.seed}) …`,
  );
  const { developers, weeks, effect: effectPercent, seed } = options;
  // A Monday, so that a day's demo equals that of the day before.
  const endsAt = options.until ?? bucketOf('week', new Date()).from;
  const { story, truth } = simulateOrganization({ developers, weeks, effectPercent, seed, endsAt });

  const bar = progressBar(terminal);
  const context = { store, onProgress: bar.update };
  const played = await playStory(
    {
      story,
      startsAt: weeksBefore(endsAt, weeks + 52),
      installedAt: weeksBefore(endsAt, WEEKS_BY_WEBHOOK),
      endsAt,
    },
    {
      ...context,
      directory: settings.store.dataDirectory,
      webhookUrl: `${service.url}/webhooks/github`,
      webhookSecret: stage.webhookSecret,
    },
  );
  const question = {
    organization: story.organization.login,
    tool: 'copilot',
    source: null,
    seed,
  } as const;
  const { comparison } = await compare({ ...question, measure: 'cycle_time' }, context);
  const throughput = await compare({ ...question, measure: 'throughput' }, context);
  bar.stop();
  const seconds = (performance.now() - startedAt) / 1000;
  return {
    comparison,
    throughput: throughput.comparison,
    truth,
    developers,
    weeks,
    seconds,
    ...played,
  };
}

function weeksBefore(instant: Date, weeks: number): Date {
  return new Date(instant.getTime() - weeks * 7 * DAY_MILLISECONDS);
}
