import { simulateOrganization } from '@uplift/causal';
import { bucketOf } from '@uplift/metrics';
import { markSimulated } from '@uplift/db';

import { compare, type ComparisonRecord } from '../operations/compare.ts';
import type { OperationContext } from '../operations/operation-context.ts';
import { progressBar } from '../terminal/progress.ts';
import type { Terminal } from '../terminal/terminal.ts';
import type { DemoOptions } from './options.ts';
import { playStory, type DemoStage, type DemoStory } from './play.ts';
import { storyStart, weeksBefore } from './story-start.ts';

/** The App of the demo's organisation was installed this many weeks before the end. */
const WEEKS_BY_WEBHOOK = 1;

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
  readonly stage: Omit<DemoStage, 'onProgress'>;
  readonly told: ToldDemo;
  readonly terminal: Terminal;
};

/** A story to be played, and what is true of it. */
export type ToldDemo = DemoStory & { readonly truth: { readonly percent: number } };

/** Simulates the organisation that was asked for. */
export function tellDemo({ developers, weeks, effect, seed, until }: DemoOptions): ToldDemo {
  // A Monday, so that a day's demo equals that of the day before.
  const endsAt = until ?? bucketOf('week', new Date()).from;
  const wishes = { developers, weeks, effectPercent: effect, seed, endsAt };
  const { story, truth } = simulateOrganization(wishes);
  const installedAt = weeksBefore(endsAt, WEEKS_BY_WEBHOOK);
  return { story, truth, startsAt: storyStart({ endsAt, weeks }), installedAt, endsAt };
}

/** Plays a simulated organisation into the service and compares. */
export async function runDemo(
  { developers, weeks, seed }: DemoOptions,
  { stage, told, terminal }: DemoSurroundings,
): Promise<DemoOutcome> {
  const startedAt = performance.now();
  const bar = progressBar(terminal);
  const context = { store: stage.store, onProgress: bar.update };
  try {
    const played = await playStory(told, { ...stage, ...context });
    const { login: organization } = told.story.organization;
    await noteTruth(told, stage);
    const compared = await compareBoth({ organization, seed }, context);
    const seconds = (performance.now() - startedAt) / 1000;
    return { ...compared, truth: told.truth, developers, weeks, seconds, ...played };
  } finally {
    bar.stop();
  }
}

function noteTruth({ story, truth }: ToldDemo, { store }: Pick<DemoStage, 'store'>): Promise<void> {
  return markSimulated(store.db, {
    login: story.organization.login,
    truth: {
      effects: [
        { measure: 'cycle_time', percent: truth.percent },
        { measure: 'throughput', percent: 0 },
      ],
    },
  });
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
