import { simulateOrganization } from '@uplift/causal';
import { bucketOf } from '@uplift/metrics';
import { markSimulated, type OpenDatabase } from '@uplift/db';

import type { Service } from '../composition/service.ts';
import { compare, type ComparisonRecord } from '../operations/compare.ts';
import type { OperationContext } from '../operations/operation-context.ts';
import type { Settings } from '../settings.ts';
import { CommandError } from '../terminal/failure.ts';
import { progressBar } from '../terminal/progress.ts';
import type { Terminal } from '../terminal/terminal.ts';
import type { DemoOptions } from './options.ts';
import { playStory } from './play.ts';
import { storyStart, weeksBefore } from './story-start.ts';

/** The App of the demo's organisation was installed this many weeks before the end. */
const WEEKS_BY_WEBHOOK = 2;

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

/** What the demo plays in. */
export type DemoSurroundings = {
  readonly service: Service;
  readonly store: OpenDatabase;
  readonly settings: Settings;
  readonly webhookSecret: string;
  readonly terminal: Terminal;
};

/**
 * Simulates an organisation, plays it into the service and compares.
 *
 * @throws {CommandError} on anything but an embedded database: the demo's people are made up
 */
export async function runDemo(
  options: DemoOptions,
  surroundings: DemoSurroundings,
): Promise<DemoOutcome> {
  const { developers, weeks, effect: effectPercent, seed } = options;
  const startedAt = performance.now();
  surroundings.terminal.note(`Playing ${weeks} weeks of ${developers} developers (seed ${seed}) …`);
  // A Monday, so that a day's demo equals that of the day before.
  const endsAt = options.until ?? bucketOf('week', new Date()).from;
  const { story, truth } = simulateOrganization({ developers, weeks, effectPercent, seed, endsAt });

  const bar = progressBar(surroundings.terminal);
  const context = { store: surroundings.store, onProgress: bar.update };
  const startsAt = storyStart({ endsAt, weeks });
  const installedAt = weeksBefore(endsAt, WEEKS_BY_WEBHOOK);
  const played = await playStory(
    { story, startsAt, installedAt, endsAt },
    { ...context, ...stageOf(surroundings) },
  );
  await markSimulated(surroundings.store.db, {
    login: story.organization.login,
    truth: {
      effects: [
        { measure: 'cycle_time', percent: truth.percent },
        { measure: 'throughput', percent: 0 },
      ],
    },
  });
  const compared = await compareBoth({ organization: story.organization.login, seed }, context);
  bar.stop();
  const seconds = (performance.now() - startedAt) / 1000;
  return { ...compared, truth, developers, weeks, seconds, ...played };
}

function stageOf({ service, settings, webhookSecret }: DemoSurroundings) {
  if (settings.store.mode !== 'embedded' || service.url === null) {
    throw new CommandError('the demo plays on an embedded database only');
  }
  return {
    directory: settings.store.dataDirectory,
    webhookUrl: `${service.url}/webhooks/github`,
    webhookSecret,
  };
}

async function compareBoth(
  asked: { readonly organization: string; readonly seed: number },
  context: OperationContext,
) {
  const question = {
    ...asked,
    tool: 'copilot',
    source: null,
    method: 'group_time_ratio',
  } as const;
  const { comparison } = await compare({ ...question, measure: 'cycle_time' }, context);
  const { comparison: throughput } = await compare({ ...question, measure: 'throughput' }, context);
  return { comparison, throughput };
}
