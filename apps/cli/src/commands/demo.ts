import { EventEmitter, once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { GitHubAccess } from '@uplift/api';
import { createLogger, createShutdown } from '@uplift/runtime';
import type { Command } from 'commander';

import { openGitHubAccess } from '../composition/github.ts';
import { openStore } from '../composition/open-store.ts';
import { startService, type Service } from '../composition/service.ts';
import { createSignInLink } from '../composition/sign-in-link.ts';
import { startControlServer } from '../control/server.ts';
import { webhookSecretOf } from '../composition/webhook-secret.ts';
import {
  calendarDay,
  demoOrganization,
  percentChange,
  wholeNumber,
  type DemoOptions,
} from '../demo/options.ts';
import { environmentOf, startDemoGitHub } from '../demo/demo-github.ts';
import type { DemoStage } from '../demo/play.ts';
import { rehearseWork } from '../demo/rehearsed-work.ts';
import { runDemo, tellDemo } from '../demo/run-demo.ts';
import { openStoryClock } from '../demo/story-clock.ts';
import { WEEKS_BEFORE_THE_STORY } from '../demo/story-start.ts';
import { reportDemo } from '../demo/report.ts';
import type { CommandContext } from './command-context.ts';
import type { Settings } from '../settings.ts';

/** `uplift demo`: a simulated organisation of known truth, from webhook to answer. */
export function addDemo(program: Command, { settings, terminal }: CommandContext): void {
  const { developers, effect, weeks } = demoOrganization;
  program
    .command('demo')
    .description('play a simulated organisation whose truth is known, and compare')
    .option('--developers <n>', 'developers of the organisation', wholeNumber(10, 5000), developers)
    .option('--weeks <n>', 'weeks of history', wholeNumber(12, 260), weeks)
    .option('--effect <percent>', 'what adoption does to cycle time', percentChange, effect)
    .option('--seed <n>', 'seed of the simulation', wholeNumber(0, 2_147_483_647), 1)
    .option('--until <day>', 'last day of the story (this Monday, unless told)', calendarDay)
    .option(
      '--port <port>',
      'listen on this port (PORT, else 4000; with --exit any free one)',
      wholeNumber(0, 65_535),
    )
    .option('--exit', 'end after the report')
    .option('--json', 'print { comparison, truth } alone on standard output')
    .addHelpText(
      'after',
      '\nThe demo has a database of its own that is thrown away at the end.\n' +
        '\nExamples:\n  uplift demo\n  uplift demo --exit --json --effect 0\n  uplift demo --developers 60 --weeks 26 --seed 7',
    )
    .action(async (options: DemoOptions) => {
      const dataDirectory = mkdtempSync(join(tmpdir(), 'uplift-demo-'));
      try {
        await demo(options, { settings, terminal, dataDirectory });
      } finally {
        rmSync(dataDirectory, { recursive: true, force: true });
      }
    });
}

type Surroundings = Pick<CommandContext, 'settings' | 'terminal'> & {
  readonly dataDirectory: string;
};

async function demo(options: DemoOptions, surroundings: Surroundings): Promise<void> {
  const { terminal, dataDirectory } = surroundings;
  const { developers, weeks, seed } = options;
  const ended = new EventEmitter();
  const stopped = once(ended, 'stop');
  const shutdown = createShutdown({ exit: () => ended.emit('stop') });
  try {
    terminal.note(`Playing ${weeks} weeks of ${developers} developers (seed ${seed}) …`);
    const told = tellDemo(options);
    const clock = openStoryClock(told.installedAt);
    const github = await startDemoGitHub(told.story, clock.now);
    shutdown.onShutdown('github', () => github.close());
    const settings = demoSettings(options, surroundings, environmentOf(github));
    const store = await openStore(settings.store);
    shutdown.onShutdown('store', () => store.close());
    const work = rehearseWork();
    const held = { store, github: openGitHubAccess(settings, store.db, clock.now) };
    const service = await serveDemo(settings, { ...held, work, now: clock.now });
    shutdown.onShutdown('service', () => service.close());
    const control = await startControlServer({ ...held, dataDirectory });
    shutdown.onShutdown('control', () => control.close());
    if (service.url === null) return;

    const { url, jobs } = service;
    const stage = { github, url, queue: jobs.queue, clock, work, store, directory: dataDirectory };
    const outcome = await runDemo(options, { stage, told, terminal });
    reportDemo(outcome, { terminal, json: options.json === true });
    if (options.exit === true) return;

    terminal.note(`\nOpen ${await createSignInLink(store.db, url)}`);
    terminal.note('The demo goes on serving until you stop it (Ctrl+C).');
    terminal.note(`Other commands reach it so: UPLIFT_DATA_DIR=${dataDirectory} npx uplift doctor`);
    await stopped;
  } finally {
    await shutdown.close();
    shutdown.release();
  }
}

const DAYS_PER_WEEK = 7;

/**
 * The demo leaves databases, queues and connections of the environment alone: it plays where nothing
 * can be lost, and with a GitHub of its own.
 */
function demoSettings(
  { port, exit, weeks }: DemoOptions,
  { settings, dataDirectory }: Surroundings,
  gitHub: Readonly<Record<string, string | undefined>>,
): Settings {
  const chosen = port ?? (exit === true ? 0 : undefined);
  return settings({
    DATABASE_URL: undefined,
    REDIS_URL: undefined,
    UPLIFT_BASE_URL: undefined,
    UPLIFT_DATA_DIR: dataDirectory,
    UPLIFT_BACKFILL_DAYS: String((weeks + WEEKS_BEFORE_THE_STORY) * DAYS_PER_WEEK),
    ...gitHub,
    ...(chosen === undefined ? {} : { PORT: String(chosen) }),
  });
}

type DemoHeld = Pick<DemoStage, 'store' | 'work'> & {
  readonly github: GitHubAccess;
  readonly now: () => Date;
};

function serveDemo(settings: Settings, { store, github, work, now }: DemoHeld): Promise<Service> {
  return startService({
    settings,
    store,
    logger: createLogger({ name: 'demo', level: 'warn' }),
    parts: { api: true, worker: true },
    webhookSecret: webhookSecretOf(settings).value,
    github,
    now,
    manner: work,
  });
}
