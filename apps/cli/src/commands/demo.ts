import { EventEmitter, once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { createLogger, createShutdown } from '@uplift/runtime';
import type { Command } from 'commander';

import { openGitHubAccess } from '../composition/github.ts';
import { openStore } from '../composition/open-store.ts';
import { startService } from '../composition/service.ts';
import { createSignInLink } from '../composition/sign-in-link.ts';
import { webhookSecretOf } from '../composition/webhook-secret.ts';
import {
  calendarDay,
  demoOrganization,
  percentChange,
  wholeNumber,
  type DemoOptions,
} from '../demo/options.ts';
import { runDemo } from '../demo/run-demo.ts';
import { reportDemo } from '../demo/report.ts';
import type { CommandContext } from './command-context.ts';
import type { Settings } from '../settings.ts';
import type { Terminal } from '../terminal/terminal.ts';

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
        await demo(options, { settings: demoSettings(settings, options, dataDirectory), terminal });
      } finally {
        rmSync(dataDirectory, { recursive: true, force: true });
      }
    });
}

/** The demo leaves databases and queues of the environment alone: it plays where nothing can be lost. */
function demoSettings(
  settings: CommandContext['settings'],
  options: DemoOptions,
  dataDirectory: string,
): Settings {
  const port = options.port ?? (options.exit === true ? 0 : undefined);
  return settings({
    DATABASE_URL: undefined,
    REDIS_URL: undefined,
    UPLIFT_DATA_DIR: dataDirectory,
    ...(port === undefined ? {} : { PORT: String(port) }),
  });
}

async function demo(
  options: DemoOptions,
  { settings, terminal }: { readonly settings: Settings; readonly terminal: Terminal },
): Promise<void> {
  const logger = createLogger({ name: 'demo', level: 'warn' });
  const ended = new EventEmitter();
  const stopped = once(ended, 'stop');
  const shutdown = createShutdown({ exit: () => ended.emit('stop') });
  try {
    const store = await openStore(settings.store);
    shutdown.onShutdown('store', () => store.close());
    const webhookSecret = webhookSecretOf(settings).value ?? '';
    const parts = { api: true, worker: true };
    const github = openGitHubAccess(settings, store.db);
    const whole = { settings, store, logger, parts, webhookSecret, github };
    const service = await startService(whole);
    shutdown.onShutdown('service', () => service.close());

    const outcome = await runDemo(options, {
      service,
      store,
      settings,
      webhookSecret,
      terminal,
    });
    reportDemo(outcome, { terminal, json: options.json === true });
    if (options.exit === true || service.url === null) return;

    terminal.note(`\nOpen ${await createSignInLink(store.db, service.url)}`);
    terminal.note('The demo goes on serving until you stop it (Ctrl+C).');
    await stopped;
  } finally {
    await shutdown.close();
    shutdown.release();
  }
}
